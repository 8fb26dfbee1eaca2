"""Periods from a first to a last day, and how they lie to one another."""

from datetime import date, timedelta
from typing import TypeAlias

import pandas

from .refusal import cells

Span: TypeAlias = tuple[date | None, date | None]
UNDATED: Span = (None, None)
_DAY = timedelta(days=1)
_SLACK = 3  # days by which months, quarters and years differ among themselves


def spans(frame: pandas.DataFrame, name: str) -> list[Span]:
    """Take the pairs of columns `name_start`, `name_end` out of a table; a blank is None."""
    starts, ends = (dates.astype("datetime64[D]").tolist() for dates in cells(frame, f"{name}_start", f"{name}_end"))
    return list(zip(starts, ends, strict=True))


def days(span: Span) -> int | None:
    """Count the days of a period; None where an end is missing."""
    start, end = span
    return (end - start).days + 1 if start and end else None


def as_long(one: Span, other: Span) -> bool:
    """Tell whether two periods with both ends are of one length, as January is with February."""
    length, other_length = days(one), days(other)
    if length is None or other_length is None:
        return False
    return abs(length - other_length) <= (_SLACK if min(length, other_length) >= 28 else 0)


def whole_year(span: Span) -> bool:
    """Tell whether a period is as long as a year."""
    return days(span) in (365, 366)


def whole_years(one: Span, other: Span) -> int | None:
    """Count the years from the end of a period to that of a later one; None where they are not whole, or none pass."""
    (_, end), (_, due) = one, other
    if not end or not due or due.year <= end.year:
        return None
    same = (end.month, end.day) == (due.month, due.day) or all(day.month == 2 and day.day >= 28 for day in (end, due))
    return due.year - end.year if same else None


def rest(whole: Span, part: Span) -> Span | None:
    """Give what a period leaves of another with which it begins or ends; None where it does neither."""
    (start, end), (first, last) = whole, part
    if start and end and first and last:
        if first == start and last < end:
            return last + _DAY, end
        if last == end and first > start:
            return start, first - _DAY
    return None


def said(span: Span) -> str:
    """Write a period for a message."""
    start, end = span
    return f"{start} to {end}" if start and end else f"until {end}" if end else f"since {start}" if start else "blank"
