"""What the dates of a document must be to one another."""

import re
from collections.abc import Iterator

import numpy

from .refusal import Frames, Refusal, cells, refusals

_FIRST, _AFTER_LAST = numpy.datetime64("1900-01-01"), numpy.datetime64("2200-01-01")
_MONTH = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2]))\b")


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
