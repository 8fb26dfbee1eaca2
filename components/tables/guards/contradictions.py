"""Claims that cannot both hold, and claims that stand twice."""

from collections.abc import Iterator

import numpy

from .bounds import apart, bounds
from .refusal import Frames, Refusal, cells

_FACT = ["subject_id", "measure_id", "claim_type", "perimeter", "period_start", "period_end"]
_PLACE = ["source_id", "paragraph", "as_stated", "subject_id", "measure_id", "value_written"]
_FIGURE = ("value_written", "value_high_written", "hedge")


def contradiction_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a second value of one fact that no comparison sets beside the first, and a fact stated twice.

    A fact is one subject, measure, perimeter, claim type and period; without a period, only within one document.
    Values that rounding or a hedge reconciles do not contradict each other; in one document the second repeats the
    first.
    """
    claims = frames["claims"]
    restating = (cells(claims, "repeats")[0] != "").nonzero()[0]
    for place in claims.iloc[restating].duplicated(_PLACE).to_numpy(dtype=bool).nonzero()[0]:
        yield Refusal("claims", int(restating[place]), "claim_id", "no claim that is given already")

    own = (cells(claims, "repeats")[0] == "").nonzero()[0]
    own = own[claims.iloc[own].duplicated(_FACT, keep=False).to_numpy(dtype=bool)]
    stated = claims.iloc[own]
    names, sources, starts, ends = cells(stated, "claim_id", "source_id", "period_start", "period_end")
    documents = numpy.where((starts == starts) | (ends == ends), "", sources)
    *words, start, end = cells(stated, *_FACT)
    facts = zip(*words, documents, start.astype("int64").tolist(), end.astype("int64").tolist(), strict=True)
    figures = [*zip(*cells(stated, *_FIGURE), strict=True)]
    pairs = set(zip(*cells(frames["comparisons"], "earlier_id", "later_id"), strict=True))
    first: dict[tuple[object, ...], int] = {}
    for row, fact in enumerate(facts):
        if (other := first.setdefault(fact, row)) == row:
            continue
        differ = apart(bounds(*figures[row]), bounds(*figures[other]))
        if not differ and sources[row] == sources[other]:
            expected = f"{names[other]}, which states the same fact in the same document"
            yield Refusal("claims", int(own[row]), "repeats", expected)
        elif differ and not pairs & {(names[row], names[other]), (names[other], names[row])}:
            expected = f"the value of {names[other]}, or a row of comparisons that sets the two side by side"
            yield Refusal("claims", int(own[row]), "value", expected)
