"""Amounts and periods in words: numbers with their hedge and unit, and the days that they refer to."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

THIN = "\u202f"
# As a sign, and as a word.
HEDGES = {
    "exact": ("", ""),
    "initial": ("", "initially"),
    "about": ("≈", "about"),
    "over": (">", "more than"),
    "at_least": ("≥", "at least"),
    "up_to": ("≤", "up to"),
    "almost": ("<", "almost"),
}
NO_DATE = "no date stated"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def number(text: str) -> str:
    """Write a number with its digits as written and thousands set apart by a thin space: `11e3` is 11 000."""
    plain = f"{float(text):.0f}" if "e" in text.lower() else text
    whole, point, fraction = plain.lstrip("-").partition(".")
    sign = "-" if plain.startswith("-") else ""
    return sign + f"{int(whole):,}".replace(",", THIN) + point + fraction


def supported(value: float, low: float, high: float) -> str:
    """Write a derived value with no more digits than its interval supports.

    The last digit shown is the one nearest in size to the width of the interval; an exact value keeps three
    significant digits at most.
    """
    places = decimals(value, low, high)
    return number(f"{round(value, places):.{max(places, 0)}f}")


def decimals(value: float, low: float, high: float) -> int:
    """Return the decimals that an interval supports, below 0 where it does not even support the ones."""
    width = 2 * (value - low) if math.isinf(high) else high - low
    if width <= 0:
        return 0 if value == round(value) else max(0, 2 - math.floor(math.log10(abs(value) or 1)))
    return -round(math.log10(width))


def quantity(figure: Mapping[str, Any], *, unit: bool = True, words: bool = False) -> str:
    """Write a figure with its hedge and, if asked, its unit: “> $21.2 bn”, “2–2.5 Mt”, “8th”.

    `figure` has `value, low, high, hedge, claim_type, value_written, value_high_written` and of its unit
    `unit_name, dimension, prefix, suffix`. In `words` it fits a sentence: “more than $21.2 bn”, “2 times”, and a
    derived one is “about $12.5 bn”.
    """
    before, after = (figure["prefix"], figure["suffix"]) if unit else ("", "")
    if words and unit and figure["dimension"] == "multiple":
        before, after = "", figure["unit_name"]
    hedge = figure["hedge"]
    if figure["claim_type"] == "derived":
        opened = math.isinf(figure["high"])
        hedge = "over" if opened else "about" if words else "exact"
        shown = figure["low"] if opened else figure["value"]
        digits = supported(shown, figure["low"], figure["high"])
        if opened:
            digits = number(f"{shown:.{max(decimals(figure['value'], figure['low'], figure['high']), 0)}f}")
    else:
        digits = number(figure["value_written"])
        if figure["value_high_written"]:
            digits += "–" + number(figure["value_high_written"])
        if figure["dimension"] == "ordinal" and unit:
            digits += _ordinal_ending(int(figure["value"]))
    sign, word = HEDGES[hedge]
    hedged = f"{word} " if words and word else f"{sign}{THIN}" if sign and not words else ""
    return f"{hedged}{before}{digits}{THIN if after else ''}{after}"


def open_hedge(value: float, low: float, high: float) -> str:
    """Return the hedge of a value by the open end of its interval: over, up_to, or exact where both are closed."""
    return "over" if math.isinf(high) else "up_to" if low == 0 < value == high else "exact"


def open_ended(value: float, low: float, high: float) -> str:
    """Format a value with the digits that it has, six at most, and the sign of an open end: “> 29”; blank for none."""
    if pd.isna(value):
        return ""
    sign, _ = HEDGES[open_hedge(value, low, high)]
    return f"{sign}{THIN if sign else ''}{number(f'{value:.6g}')}"


def _ordinal_ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def period(start: pd.Timestamp, end: pd.Timestamp, *, short: bool = False) -> str:
    """Format a period: 2023, January–September 2024 (`short`: Jan–Sep 2024), by 2030, no date stated."""
    if pd.isna(start) and pd.isna(end):
        return NO_DATE
    if pd.isna(start):
        return f"by {_point(end)}"
    if pd.isna(end):
        return f"from {_point(start)}"
    if start == end:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
    if start.year == end.year:
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year)
        months = dict.fromkeys(_MONTHS[day.month - 1][: 3 if short else None] for day in (start, end))
        return f"{'–'.join(months)} {start.year}"
    return f"{start.year}–{end.year}"


def _point(day: pd.Timestamp) -> str:
    if (day.month, day.day) in ((12, 31), (1, 1)):
        return str(day.year)
    return f"{_MONTHS[day.month - 1]} {day.year}"


def month(day: pd.Timestamp) -> str:
    """Format the month of a document's date, as in “December 2024”; its day is often only inferred."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def yearly(figure: Mapping[str, Any]) -> bool:
    """Return whether the unit of a figure, with its `unit` and `unit_family`, counts what comes in a year."""
    return bool(figure["unit"] != figure["unit_family"])
