"""What stands in one cell of a sheet or file: text that stays text, a number with its digits, a day, a link."""

import math
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import pandas as pd

from components.style import printable

TEXT_LIMIT = 32_767
LONGEST_LINK = 2_079


class Number(NamedTuple):
    """A number and the format it is shown in."""

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
    """Return a day; nothing for none."""
    return None if pd.isna(moment) else moment


def written(digits: str) -> Cell:
    """Return a number with the decimals of its written digits; nothing for a blank."""
    return number(float(digits), decimals(digits)) if digits else None


def bound(value: float, places: int | None = None) -> Cell:
    """Return an end of an interval with its own decimals unless told how many; nothing for an open end."""
    if math.isinf(value):
        return None
    return number(value, decimals(f"{Decimal(repr(value)).normalize():f}") if places is None else places)


def number(value: float, places: int = 0) -> Number:
    """Return a number that is shown with so many decimals, and with its thousands apart."""
    whole = "#,##0" if abs(value) >= 1000 else "0"
    return Number(value, f"{whole}.{'0' * places}" if places else whole)


def decimals(digits: str) -> int:
    """Count the decimals of a written number: 1 of 20.3, none of 25 or 11e3."""
    return max(0, -int(Decimal(digits).as_tuple().exponent))


def plain(cell: Cell) -> str:
    """Write a cell for programs: a number in its digits, a day as 2024-12-05, a link as its address, blank for none."""
    match cell:
        case None:
            return ""
        case Number(value=value):
            return f"{Decimal(repr(float(value))).normalize():f}"
        case Link(target=target):
            return target
        case pd.Timestamp():
            return f"{cell:%Y-%m-%d}"
    return cell


def lines(cell: Cell, width: float) -> int:
    """Estimate how many lines a cell takes in a column so many characters wide."""
    words = cell.text if isinstance(cell, Link) else cell if isinstance(cell, str) else ""
    return sum(math.ceil(max(len(part), 1) / (width - 1)) for part in words[:TEXT_LIMIT].split("\n"))
