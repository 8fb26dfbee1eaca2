"""The years that a wording names, held against the dates of its row."""

import re
from collections.abc import Iterator

import numpy
import pandas

from ..wordings import normalised, quantities
from .periods import AHEAD
from .refusal import Frames, Refusal, cells

_YEAR = re.compile(
    r"\b(in|by|until|till|during|since|through|before|after|year)\s(?:the (?:end|start|beginning) of )?"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DUE = ("by", "in", "until", "till", "before")


def year_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a date in none of the years that its wording names, and a promise without the year it is worded for.

    “By 2030” may stand for the end of 2030 or for 2029, the last year before it.
    """
    for table, spans in (("claims", ("period", "base")), ("milestones", ("due", "happened"))):
        columns = [f"{span}_{side}" for span in spans for side in ("start", "end")]
        dates = [column.astype("datetime64[Y]").astype("int64") + 1970 for column in cells(frames[table], *columns)]
        blank = [numpy.isnat(column) for column in cells(frames[table], *columns)]
        for position, years in _named(frames[table]):
            known = {
                name: int(year[position])
                for name, year, nothing in zip(columns, dates, blank, strict=True)
                if not nothing[position]
            }
            expected = f"a day in {' or '.join(dict.fromkeys(str(year) for _, year in years))}, as worded"
            if not _touched(known, years):
                yield Refusal(table, position, next(iter(known)), expected)
            elif open_end := _open_end(known, years):
                yield Refusal(table, position, open_end, f"{expected}, not a blank")
            elif table == "claims" and not known and _due(frames[table].iloc[position], years):
                yield Refusal(table, position, "period_end", f"{expected}, not a blank")


Years = list[tuple[str, int]]
Dates = dict[str, int]


def _named(frame: pandas.DataFrame) -> Iterator[tuple[int, Years]]:
    """Give the position of each wording that names years, with the word before each year."""
    for position, wording in enumerate(cells(frame, "as_stated")[0]):
        if "19" in wording or "20" in wording:
            years = [(word.lower(), int(year)) for word, year in _YEAR.findall(normalised(wording))]
            if years:
                yield position, years


def _touched(dates: Dates, years: Years) -> bool:
    """Tell whether a row without dates, or with a span that holds one of the years, agrees with its wording."""
    spans: dict[str, list[int]] = {}
    for name, year in dates.items():
        spans.setdefault(name.partition("_")[0], []).append(year)
    return not spans or any(
        span[0] <= year <= span[-1] or (word in ("by", "before") and span[-1] == year - 1)
        for span in spans.values()
        for word, year in years
    )


def _open_end(dates: Dates, years: Years) -> str:
    """Name the blank end of a span whose only year is worded “by” (its end stands) or “in” (both ends stand)."""
    if len(years) > 1:
        return ""
    ((word, year),) = years
    needed = {"in": ("end", "start"), "during": ("end", "start")}.get(word, ("end",) if word in _DUE else ())
    spans = {name.partition("_")[0] for name, known in dates.items() if known == year}
    blank = [f"{span}_{side}" for span in sorted(spans) for side in needed if f"{span}_{side}" not in dates]
    return blank[0] if blank else ""


def _due(claim: pandas.Series, years: Years) -> bool:
    """Tell whether a year is what a promised figure is due by, not the base it is to rise from."""
    if claim["claim_type"] not in AHEAD:
        return False
    same = [found for found in quantities(normalised(claim["as_stated"])) if found.figure == claim["value"]]
    return any(word in _DUE for word, _ in years) and not any(found.base for found in same)
