"""What a cell of statistics says: a number with its digits, or the days of a period."""

import calendar
import math
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from components.series.sheets import SeriesError, one_line
from components.tables import normalised

FIRST_YEAR, LAST_YEAR = 1800, 2199
# Nothing that is counted in the trade of the world comes near; sums stay finite.
LARGEST_VALUE = 1e24
_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,40})?(?:\.\d{0,40})?)(?:e([+-]?\d{1,4}))?( ?e)?", re.IGNORECASE)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_WORD = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>\d{4})"
# One row a way of writing a period: its pattern, and how many months the part that `part` counts has.
_FORMS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), months)
    for pattern, months in (
        (_YEAR, 12),
        (rf"{_YEAR} \[yr(?P=year)\]", 12),
        (rf"{_YEAR}[- ]?[hs](?P<part>[12])", 6),
        (rf"[hs](?P<part>[12])[- ]{_YEAR}", 6),
        (rf"{_YEAR}[- ]?q(?P<part>[1-4])", 3),
        (rf"q(?P<part>[1-4])[- ]{_YEAR}", 3),
        (rf"{_YEAR}(?:-?m|[-/])(?P<part>0?[1-9]|1[0-2])", 1),
        (rf"{_YEAR}(?P<part>0[1-9]|1[0-2])", 1),
        (rf"(?P<part>0[1-9]|1[0-2])[/.]{_YEAR}", 1),
        (rf"{_WORD.format('from')} {_YEAR}", 1),
        (rf"{_YEAR} {_WORD.format('from')}", 1),
        (rf"{_WORD.format('from')} ?- ?{_WORD.format('until')} {_YEAR}", 1),
        (rf"{_YEAR} {_WORD.format('from')} ?- ?{_WORD.format('until')}", 1),
    )
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_RANGE = re.compile(r"(.{4,30}?)(?: ?/ ?| to | - |(?<=\d\d\d\d)-(?=\d\d\d\d))(.{4,30})")
Days = tuple[date, date]


def read_number(text: str, exponent: int = 0) -> tuple[float, bool] | None:
    """Return the number of a cell times ten to an exponent, and whether it is marked as an estimate (“0.14 e”).

    Thousands may be set apart by commas. None is returned for what is no number, or beyond any quantity of trade.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or not any(map(str.isdigit, match[1])) or not text.isascii():
        return None
    # With the exponent in the digits, the value is the nearest to what is printed; a product need not be.
    value = float(f"{match[1].replace(',', '')}e{int(match[2] or 0) + exponent}")
    return (value, bool(match[3])) if math.isfinite(value) and abs(value) <= LARGEST_VALUE else None


def read_period(text: str) -> Days | None:
    """Return the first and last day of a period.

    It is written as 2023, 2023-Q1, 2023-H1, 2023-09, 2023-M09, 202309, Jan–Sep 2024, 2023-01-01/2023-09-30 and the
    like. None is returned for what is no period, ends before it begins, or is of no year from 1800 to 2199.
    """
    plain = normalised(text[:100]).lower()
    return _days(plain) or _range(plain)


def period_columns(names: Sequence[str]) -> list[str]:
    """List the names of columns that are years, quarters or months."""
    return [name for name in names if any(pattern.fullmatch(name) for pattern, _ in _FORMS)]


def _range(plain: str) -> Days | None:
    match = _RANGE.fullmatch(plain)
    first, last = (_days(match[1]), _days(match[2])) if match else (None, None)
    return (first[0], last[1]) if first and last and first[0] <= last[0] else None


def _days(plain: str) -> Days | None:
    if not plain.isascii():
        return None
    if match := _DAY.fullmatch(plain):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            return None
        return (day, day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
    for pattern, months in _FORMS:
        if match := pattern.fullmatch(plain):
            found = match.groupdict()
            last = int(found.get("part") or 1) * months
            first = last - months + 1
            if found.get("from"):
                first = _MONTHS[found["from"][:3]]
                last = _MONTHS[(found.get("until") or found["from"])[:3]]
            year = int(found["year"])
            if first > last or not FIRST_YEAR <= year <= LAST_YEAR:
                return None
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    return None


def with_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Read the texts of `value` times ten to `exponent` as numbers, and say in `estimated` which are marked as such.

    Raises SeriesError with the line of the first that is none.
    """
    read = [read_number(*pair) for pair in zip(rows["value"].tolist(), rows["exponent"].tolist(), strict=True)]
    if None in read:
        place = read.index(None)
        text, line = rows["value"].iloc[place], rows["line"].iloc[place]
        raise SeriesError(f"Line {line}: “{one_line(text, 60)}” is no number that can be read.")
    values = [one for one in read if one is not None]
    return rows.assign(value=np.array([one[0] for one in values]), estimated=[one[1] for one in values])


def with_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Read the texts of `period` as `period_start` and `period_end`. Raises SeriesError with the line of a bad one."""
    known: dict[str, Days] = {}
    for text in rows["period"].unique():
        days = read_period(text)
        if days is None:
            line = rows.loc[rows["period"] == text, "line"].iloc[0]
            raise SeriesError(
                f"Line {line}: “{one_line(text, 60)}” is no period of the years {FIRST_YEAR} to {LAST_YEAR}. "
                "Write it as 2023, 2023-Q1, 2023-09, Jan–Sep 2023 or 2023-01-01/2023-09-30."
            )
        known[text] = days
    starts, ends = (
        pd.to_datetime(rows["period"].map({text: days[at] for text, days in known.items()})) for at in (0, 1)
    )
    return rows.assign(period_start=starts, period_end=ends)
