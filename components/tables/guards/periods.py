"""What a document can say of a time: nothing observed after it, nothing promised for before it."""

from collections.abc import Iterator

import numpy

from .refusal import Frames, Refusal, among, cells, event_dates, known_dates, measured, refusals

AHEAD = ("forecast", "target", "pledge", "plan", "offer")
_SPANS = {"claims": ("period", "base"), "milestones": ("happened", "due")}
_CENTURY = numpy.timedelta64(36525, "D")
_COMPARING = ("growth", "multiple", "change", "share")


def period_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a period or date that does not fit its document, and a base that does not come before its period."""
    claims = frames["claims"]
    known, said = known_dates(claims, frames), event_dates(claims, frames)
    kind, start, end, *bases = cells(claims, "claim_type", "period_start", "period_end", "base_start", "base_end")
    ahead = among(kind, AHEAD)
    expected = "a day no later than its document, {known}, as what is {kind} looks not ahead"
    yield from refusals("claims", ~ahead & (start > known), "period_start", expected, known=known, kind=kind)
    yield from refusals("claims", ~ahead & (end > known), "period_end", expected, known=known, kind=kind)
    expected = "a day no earlier than its document, {said}, as a {kind} looks ahead"
    yield from refusals("claims", ahead & (end < said), "period_end", expected, said=said, kind=kind)

    level = among(kind, ("observed", "capacity")) & ~among(measured(claims, frames, "quantity"), _COMPARING)
    for side, base, period in zip(("start", "end"), bases, (start, end), strict=True):
        expected = f"a day before period_{side}, {{period}}, as a base is what came before"
        yield from refusals("claims", base >= period, f"base_{side}", expected, period=period)
        expected = "a blank, as a level that is stated as it is compares with no base"
        yield from refusals("claims", level & (base == base), f"base_{side}", expected)
    yield from _milestones(frames)
    expected = "a day within 100 years of its document, {said}"
    for table, spans in _SPANS.items():
        said = event_dates(frames[table], frames)
        for column in (f"{span}_{side}" for span in spans for side in ("start", "end")):
            (day,) = cells(frames[table], column)
            yield from refusals(table, numpy.abs(day - said) > _CENTURY, column, expected, said=said)


def _milestones(frames: Frames) -> Iterator[Refusal]:
    milestones = frames["milestones"]
    known, said = known_dates(milestones, frames), event_dates(milestones, frames)
    stage, due_end = cells(milestones, "stage", "due_end")
    for column in ("happened_start", "happened_end"):
        (day,) = cells(milestones, column)
        expected = "a day no later than its document, {known}, as it has happened"
        yield from refusals("milestones", day > known, column, expected, known=known)
    expected = "a day no earlier than its document, {said}, as it is still due"
    yield from refusals("milestones", due_end < said, "due_end", expected, said=said)
    for column in ("due_start", "due_end"):
        (day,) = cells(milestones, column)
        wrong = (stage == "operating") & (day == day)
        yield from refusals("milestones", wrong, column, "a blank, as what operates is no longer due")
