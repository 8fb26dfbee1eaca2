"""What a claim that only restates another must share with it."""

from collections.abc import Iterator

import numpy

from .bounds import apart, rounding
from .refusal import Frames, Refusal, cells, event_dates

_SAME = {"subject_id": "subject", "measure_id": "measure", "claim_type": "claim type"}


def repeat_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a repeat of another subject, measure, type, period or value than its own, or of a later document.

    A value may repeat a more precise one in round figures; a period may be missing in one of the two.
    """
    claims = frames["claims"]
    names, repeats = cells(claims, "claim_id", "repeats")
    own = (repeats != "").nonzero()[0]
    if not len(own):
        return
    positions = {name: position for position, name in enumerate(names)}
    stated = claims.iloc[own]
    first = claims.iloc[[positions[name] for name in repeats[own]]]
    wrong = {}
    for column, named in _SAME.items():
        (here,), (there,) = cells(stated, column), cells(first, column)
        wrong[f"a claim of the same {named}"] = here != there
    (start, end), (first_start, first_end) = (cells(rows, "period_start", "period_end") for rows in (stated, first))
    differs = (start < first_start) | (start > first_start) | (end < first_end) | (end > first_end)
    wrong["a claim of the same period"] = differs
    written = zip(*cells(stated, "value_written"), *cells(first, "value_written"), strict=True)
    wrong["a claim of the same value"] = numpy.array(
        [here != there and apart(rounding(here), rounding(there)) for here, there in written], dtype=bool
    )
    wrong["a claim of the same document or an earlier one"] = event_dates(first, frames) > event_dates(stated, frames)
    for expected, rows in wrong.items():
        for row in rows.nonzero()[0]:
            yield Refusal("claims", int(own[row]), "repeats", expected)
