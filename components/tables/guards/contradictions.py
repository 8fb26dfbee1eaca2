"""Claims that cannot both hold, and claims that stand twice."""

from collections.abc import Iterator

import numpy

from .bounds import apart, bounds
from .refusal import Frames, Refusal, cells

_FACT = ("subject_id", "measure_id", "claim_type", "perimeter")
_PLACE = ("source_id", "paragraph", "as_stated", "subject_id", "measure_id", "value_written")
_FIGURE = ("value_written", "value_high_written", "hedge")


def contradiction_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a second value of one fact that no comparison sets beside the first, and a fact stated twice.

    A fact is one subject, measure, perimeter, claim type and period; without a period, only within one document.
    Values that rounding or a hedge reconciles do not contradict each other; in one document the second repeats the
    first.
    """
    claims, compared = frames["claims"], frames["comparisons"]
    names, repeats, sources = cells(claims, "claim_id", "repeats", "source_id")
    starts, ends = cells(claims, "period_start", "period_end")
    documents = numpy.where((starts == starts) | (ends == ends), "", sources)
    columns = [*cells(claims, *_FACT), documents, starts.astype("int64"), ends.astype("int64")]
    figures, places = cells(claims, *_FIGURE), cells(claims, *_PLACE)
    earlier, later = cells(compared, "earlier_id", "later_id")
    pairs = set(zip(earlier, later, strict=True))
    first: dict[tuple[object, ...], int] = {}
    restated: set[tuple[object, ...]] = set()
    for own, fact in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if repeats[own]:
            place = tuple(column[own] for column in places)
            if place in restated:
                yield Refusal("claims", own, "claim_id", "no claim that is given already")
            restated.add(place)
            continue
        if (other := first.setdefault(fact, own)) == own:
            continue
        span, other_span = (bounds(*(column[row] for column in figures)) for row in (own, other))
        if not apart(span, other_span) and sources[own] == sources[other]:
            expected = f"{names[other]}, which states the same fact in the same document"
            yield Refusal("claims", own, "repeats", expected)
        elif apart(span, other_span) and not pairs & {(names[own], names[other]), (names[other], names[own])}:
            expected = f"the value of {names[other]}, or a row of comparisons that sets the two side by side"
            yield Refusal("claims", own, "value", expected)
