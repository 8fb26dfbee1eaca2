"""What dates must be: those of documents, periods, and the years that a wording names."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

import numpy
import pandas

from components.tables.guards.refusal import Frames, Refusal, among, cells, event_dates, known_dates, measured, refusals
from components.tables.parsing import normalised
from components.tables.quantities import find_quantities
from components.tables.units import Units, units_of

_FIRST, _AFTER_LAST = numpy.datetime64("1900-01-01"), numpy.datetime64("2200-01-01")
_MONTH = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2]))\b")
Span: TypeAlias = tuple[date | None, date | None]
UNDATED: Span = (None, None)
_DAY = timedelta(days=1)
_SLACK = 3  # days by which months, quarters and years differ among themselves
AHEAD = ("forecast", "target", "pledge", "plan", "offer")
_SPANS = {"claims": ("period", "base"), "milestones": ("happened", "due")}
_CENTURY = numpy.timedelta64(36525, "D")
_COMPARING = ("growth", "multiple", "change", "share")
_YEAR = re.compile(
    r"\b(in|by|until|till|during|since|through|before|after|year)\s(?:the (?:end|start|beginning) of )?"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DUE = ("by", "in", "until", "till", "before")
Years = list[tuple[str, int]]
Dates = dict[str, int]


def source_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a date no news can have, a document published before its event, an id that names another month than both.

    One day is let pass, for a time zone. A document published more than a year later knows more than its event, by
    whose date all that is known is told. An id that does not begin with year and month is not judged.
    """
    names, event, published = cells(frames["sources"], "source_id", "event_date", "published_date")
    wrong = (event < _FIRST) | (event >= _AFTER_LAST)
    yield from refusals("sources", wrong, "event_date", "a day in the years 1900 to 2199")
    wrong = published < event - numpy.timedelta64(1, "D")
    yield from refusals("sources", wrong, "published_date", "a day no earlier than event_date, {event}", event=event)
    wrong = published > event + numpy.timedelta64(366, "D")
    yield from refusals("sources", wrong, "published_date", "a day within a year of event_date, {event}", event=event)

    months = numpy.array([found[1] if (found := _MONTH.match(name)) else "" for name in names], dtype="str")
    agrees = (months == event.astype("datetime64[M]").astype("str")) | (
        months == published.astype("datetime64[M]").astype("str")
    )
    expected = "a day in {month}, the month that source_id names"
    yield from refusals("sources", (months != "") & ~agrees, "event_date", expected, month=months)


def spans(frame: pandas.DataFrame, name: str) -> list[Span]:
    """Take the pairs of columns `name_start`, `name_end` out of a table; a blank is None."""
    starts, ends = (dates.astype("datetime64[D]").tolist() for dates in cells(frame, f"{name}_start", f"{name}_end"))
    return list(zip(starts, ends, strict=True))


def days(span: Span) -> int | None:
    """Count the days of a period; None where an end is missing."""
    start, end = span
    return (end - start).days + 1 if start and end else None


def as_long(one: Span, other: Span) -> bool:
    """Return whether two periods with both ends are of one length, as January is with February."""
    length, other_length = days(one), days(other)
    if length is None or other_length is None:
        return False
    return abs(length - other_length) <= (_SLACK if min(length, other_length) >= 28 else 0)


def whole_year(span: Span) -> bool:
    """Return whether a period is as long as a year."""
    return days(span) in (365, 366)


def whole_years(one: Span, other: Span) -> int | None:
    """Count the years from the end of a period to that of a later one; None where they are not whole, or none pass."""
    (_, end), (_, due) = one, other
    if not end or not due or due.year <= end.year:
        return None
    same = (end.month, end.day) == (due.month, due.day) or all(day.month == 2 and day.day >= 28 for day in (end, due))
    return due.year - end.year if same else None


def remainder(whole: Span, part: Span) -> Span | None:
    """Return what a period leaves of another with which it begins or ends; None where it does neither."""
    (start, end), (first, last) = whole, part
    if start and end and first and last:
        if first == start and last < end:
            return last + _DAY, end
        if last == end and first > start:
            return start, first - _DAY
    return None


def format_span(span: Span) -> str:
    """Write a period for a message."""
    start, end = span
    return f"{start} to {end}" if start and end else f"until {end}" if end else f"since {start}" if start else "blank"


def period_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a period or date that does not fit its document, and a base that does not come before its period."""
    claims = frames["claims"]
    known, event = known_dates(claims, frames), event_dates(claims, frames)
    kind, start, end, *bases = cells(claims, "claim_type", "period_start", "period_end", "base_start", "base_end")
    ahead = among(kind, AHEAD)
    expected = "a day no later than its document, {known}, as what is {kind} looks not ahead"
    yield from refusals("claims", ~ahead & (start > known), "period_start", expected, known=known, kind=kind)
    yield from refusals("claims", ~ahead & (end > known), "period_end", expected, known=known, kind=kind)
    expected = "a day no earlier than its document, {event}, as a {kind} looks ahead"
    yield from refusals("claims", ahead & (end < event), "period_end", expected, event=event, kind=kind)

    level = among(kind, ("observed", "capacity")) & ~among(measured(claims, frames, "quantity"), _COMPARING)
    for side, base, period in zip(("start", "end"), bases, (start, end), strict=True):
        expected = f"a day before period_{side}, {{period}}, as a base is what came before"
        yield from refusals("claims", base >= period, f"base_{side}", expected, period=period)
        expected = "a blank, as a level that is stated as it is compares with no base"
        yield from refusals("claims", level & (base == base), f"base_{side}", expected)
    yield from _milestones(frames)
    expected = "a day within 100 years of its document, {event}"
    for table, spans in _SPANS.items():
        event = event_dates(frames[table], frames)
        for column in (f"{span}_{side}" for span in spans for side in ("start", "end")):
            (day,) = cells(frames[table], column)
            yield from refusals(table, numpy.abs(day - event) > _CENTURY, column, expected, event=event)


def _milestones(frames: Frames) -> Iterator[Refusal]:
    milestones = frames["milestones"]
    known, event = known_dates(milestones, frames), event_dates(milestones, frames)
    stage, due_end = cells(milestones, "stage", "due_end")
    for column in ("happened_start", "happened_end"):
        (day,) = cells(milestones, column)
        expected = "a day no later than its document, {known}, as it has happened"
        yield from refusals("milestones", day > known, column, expected, known=known)
    expected = "a day no earlier than its document, {event}, as it is still due"
    yield from refusals("milestones", due_end < event, "due_end", expected, event=event)
    for column in ("due_start", "due_end"):
        (day,) = cells(milestones, column)
        wrong = (stage == "operating") & (day == day)
        yield from refusals("milestones", wrong, column, "a blank, as what operates is no longer due")


def year_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a date in none of the years that its wording names, and a promise without the year it is worded for.

    “By 2030” may stand for the end of 2030 or for 2029, the last year before it.
    """
    units = units_of(frames["units"])
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
            elif table == "claims" and not known and _due(frames[table].iloc[position], years, units):
                yield Refusal(table, position, "period_end", f"{expected}, not a blank")


def _named(frame: pandas.DataFrame) -> Iterator[tuple[int, Years]]:
    """Return the position of each wording that names years, with the word before each year."""
    for position, wording in enumerate(cells(frame, "as_stated")[0]):
        if "19" in wording or "20" in wording:
            years = [(word.lower(), int(year)) for word, year in _YEAR.findall(normalised(wording))]
            if years:
                yield position, years


def _touched(dates: Dates, years: Years) -> bool:
    """Return whether a row without dates, or with a span that holds one of the years, agrees with its wording."""
    spans: dict[str, list[int]] = {}
    for name, year in dates.items():
        spans.setdefault(name.partition("_")[0], []).append(year)
    return not spans or any(
        span[0] <= year <= span[-1] or (word in ("by", "before") and span[-1] == year - 1)
        for span in spans.values()
        for word, year in years
    )


def _open_end(dates: Dates, years: Years) -> str:
    """Return the blank end of a span whose only year is worded “by” (its end stands) or “in” (both ends stand)."""
    if len(years) > 1:
        return ""
    ((word, year),) = years
    needed = {"in": ("end", "start"), "during": ("end", "start")}.get(word, ("end",) if word in _DUE else ())
    spans = {name.partition("_")[0] for name, known in dates.items() if known == year}
    blank = [f"{span}_{side}" for span in sorted(spans) for side in needed if f"{span}_{side}" not in dates]
    return blank[0] if blank else ""


def _due(claim: pandas.Series, years: Years, units: Units) -> bool:
    """Return whether a year is what a promised figure is due by, not the base it is to rise from."""
    if claim["claim_type"] not in AHEAD:
        return False
    found = find_quantities(normalised(claim["as_stated"]), units)
    same = [quantity for quantity in found if quantity.figure == claim["value"]]
    return any(word in _DUE for word, _ in years) and not any(found.base for found in same)
