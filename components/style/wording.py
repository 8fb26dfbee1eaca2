"""Say figures, hedges, units and periods in one way everywhere."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

THIN = "\u202f"
UNITS = {
    "USD_bn": "billion US dollars",
    "Mt": "million tonnes",
    "Mt_per_year": "million tonnes a year",
    "km": "kilometres",
    "MW": "megawatts",
    "GW": "gigawatts",
    "bcm": "billion cubic metres",
    "percent": "percent",
    "multiple": "times",
    "count": "number",
    "ordinal": "rank",
    "years": "years",
}
_AFFIXES = {
    "USD_bn": ("$", f"{THIN}bn"),
    "Mt": ("", f"{THIN}Mt"),
    "Mt_per_year": ("", f"{THIN}Mt a year"),
    "km": ("", f"{THIN}km"),
    "MW": ("", f"{THIN}MW"),
    "GW": ("", f"{THIN}GW"),
    "bcm": ("", f"{THIN}bcm"),
    "percent": ("", f"{THIN}%"),
    "multiple": ("×", ""),
    "years": ("", f"{THIN}years"),
}
HEDGES = {
    "exact": "",
    "initial": "",
    "about": "≈",
    "over": ">",
    "at_least": "≥",
    "up_to": "≤",
    "almost": "<",
}
CLAIM_TYPES = {
    "observed": "observed",
    "growth": "growth",
    "derived": "derived",
    "forecast": "expected",
    "target": "target",
    "capacity": "capacity",
    "pledge": "pledge",
    "plan": "plan",
    "offer": "offer",
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
    decimals = _decimals(value, low, high)
    rounded = round(value, decimals)
    return number(f"{rounded:.{max(decimals, 0)}f}")


def interval(value: float, low: float, high: float) -> str:
    """Write an interval with one digit more than its value, as in 12.46–12.60; an open one as “over 40.5”."""
    if low == high:
        return "none: exact figures"
    decimals = max(_decimals(value, low, high) + 1, 0)
    if math.isinf(high):
        return f"over {number(f'{low:.{max(_decimals(value, low, high), 0)}f}')}"
    between = " to " if low < 0 else "–"
    return f"{number(f'{low:.{decimals}f}')}{between}{number(f'{high:.{decimals}f}')}"


def _decimals(value: float, low: float, high: float) -> int:
    width = 2 * (value - low) if math.isinf(high) else high - low
    if width <= 0:
        return 0 if value == round(value) else max(0, 2 - math.floor(math.log10(abs(value) or 1)))
    return -round(math.log10(width))


def quantity(figure: Mapping[str, Any], *, unit: bool = True) -> str:
    """Write a figure with its hedge and, if asked, its unit: “> $21.2 bn”, “2–2.5 Mt”, “8th”.

    `figure` has `value, low, high, hedge, claim_type, unit, value_written, value_high_written`.
    """
    before, after = _AFFIXES.get(figure["unit"], ("", "")) if unit else ("", "")
    if figure["claim_type"] == "derived":
        opened = math.isinf(figure["high"])
        shown = figure["low"] if opened else figure["value"]
        digits = supported(shown, figure["low"], figure["high"])
        if opened:
            digits = number(f"{shown:.{max(_decimals(figure['value'], figure['low'], figure['high']), 0)}f}")
        return f"{'>' + THIN if opened else ''}{before}{digits}{after}"
    digits = number(figure["value_written"])
    if figure["value_high_written"]:
        digits += "–" + number(figure["value_high_written"])
    if figure["unit"] == "ordinal" and unit:
        digits += _ordinal_ending(int(figure["value"]))
    hedge = HEDGES[figure["hedge"]]
    return f"{hedge + THIN if hedge else ''}{before}{digits}{after}"


def _ordinal_ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def period(start: pd.Timestamp, end: pd.Timestamp, *, short: bool = False) -> str:
    """Say a period: 2023, January–September 2024 (`short`: Jan–Sep 2024), by 2030, no date stated."""
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
    """Say the month of a document's date, as in “December 2024”; its day is often only inferred."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_month(day: pd.Timestamp) -> str:
    """Say the month of a document's date in short, as in “Dec 2024”."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def source_label(publisher: str, event_date: pd.Timestamp) -> str:
    """Name a document the short way, as in “Kazinform (December 2024)”."""
    return f"{publisher} ({month(event_date)})"


def stage_words(stage: str) -> str:
    """Say a stage as the pages print it: `under_way` is “under way”."""
    return stage.replace("_", " ")
