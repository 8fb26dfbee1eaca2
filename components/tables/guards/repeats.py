"""What a claim that only restates another must share with it."""

from collections.abc import Iterator

from .bounds import apart, rounding
from .refusal import Frames, Refusal, cells, event_dates

_SAME = {"subject_id": "subject", "measure_id": "measure", "claim_type": "claim type"}


def repeat_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a repeat of another subject, measure, type, period or value than its own, or of a later document.

    A value may repeat a more precise one in round figures; a period may be missing in one of the two.
    """
    claims = frames["claims"]
    (repeats,) = cells(claims, "repeats")
    positions = (repeats != "").nonzero()[0]
    first = {name: position for position, name in enumerate(cells(claims, "claim_id")[0])} if len(positions) else {}
    said = event_dates(claims, frames)
    same = dict(zip(_SAME, cells(claims, *_SAME), strict=True))
    dates = cells(claims, "period_start", "period_end")
    written, value = cells(claims, "value_written", "value")
    for own in positions:
        other = first[repeats[own]]
        wrong = [named for column, named in _SAME.items() if same[column][own] != same[column][other]]
        if any(date[own] < date[other] or date[own] > date[other] for date in dates):
            wrong.append("period")
        if value[own] != value[other] and apart(rounding(written[own]), rounding(written[other])):
            wrong.append("value")
        for named in wrong:
            yield Refusal("claims", int(own), "repeats", f"a claim of the same {named}")
        if said[other] > said[own]:
            yield Refusal("claims", int(own), "repeats", "a claim of the same document or an earlier one")
