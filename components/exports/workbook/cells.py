"""What stands in one cell: text that stays text, a number with its digits, a day, a link."""

import math
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import pandas as pd

from components.style import printable

TEXT_LIMIT = 32_767
LONGEST_LINK = 2_079
_FIRST_YEAR = 1900


class Number(NamedTuple):
    """A number and the format it is shown in; one that is infinite is an open end of an interval."""

    value: float
    shown: str = "0"


class Link(NamedTuple):
    """A text that leads to a cell of the same workbook, as in internal:'Sources'!A2, or to a public page."""

    text: str
    target: str


Cell: TypeAlias = str | Number | Link | pd.Timestamp | None


def text(words: str) -> str:
    """Return a text as Excel holds it: at most 32,767 units, said where it is cut, and nothing unprintable."""
    shown = printable(words)
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * TEXT_LIMIT:
        return shown
    mark = f" … [cut here: {len(shown):,} characters, more than a cell holds]"
    return units[: 2 * (TEXT_LIMIT - len(mark))].decode("utf-16-le", errors="ignore") + mark


def day(moment: pd.Timestamp) -> Cell:
    """Return a day as a date; as text where it is before the first that Excel knows; nothing for none."""
    if pd.isna(moment):
        return None
    return moment if moment.year >= _FIRST_YEAR else f"{moment:%Y-%m-%d}"


def written(digits: str) -> Cell:
    """Return a number with the decimals of its written digits; nothing for a blank."""
    return number(float(digits), decimals(digits)) if digits else None


def bound(value: float, places: int | None = None) -> Number:
    """Return an end of an interval with its own decimals unless told how many; an open end stays infinite."""
    if math.isinf(value):
        return Number(value)
    return number(value, decimals(f"{Decimal(repr(value)).normalize():f}") if places is None else places)


def number(value: float, places: int = 0) -> Number:
    """Return a number that is shown with so many decimals, and with its thousands apart."""
    whole = "#,##0" if abs(value) >= 1000 else "0"
    return Number(value, f"{whole}.{'0' * places}" if places else whole)


def decimals(digits: str) -> int:
    """Count the decimals of a written number: 1 of 20.3, none of 25 or 11e3."""
    return max(0, -int(Decimal(digits).as_tuple().exponent))


def lines(cell: Cell, width: float) -> int:
    """Estimate how many lines a cell takes in a column so many characters wide."""
    words = cell.text if isinstance(cell, Link) else cell if isinstance(cell, str) else ""
    return sum(math.ceil(max(len(part), 1) / (width - 1)) for part in words[:TEXT_LIMIT].split("\n"))
