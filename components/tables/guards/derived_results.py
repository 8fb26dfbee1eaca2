"""What a formula gives: the measure, the subject and the period of its result."""

from collections.abc import Iterator, Sequence

from .derived_inputs import Expected, Figure
from .spans import UNDATED, Span, rest, said

_COMPARING = {"ratio": "multiple", "multiple": "multiple", "share_of": "share", "required_growth": "pace"}


def result_faults(formula: str, inputs: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    """Say what is wrong with the measure, subject and period of a derived figure whose inputs are sound."""
    first, second = inputs
    left = rest(first.period, second.period) if formula == "difference" else None
    parts = first.subject_id != second.subject_id or first.period == second.period
    if fault := _measure(formula, first, result, remains=bool(left), parts=parts):
        yield "measure_id", fault
    either = formula in ("share_of", "ratio", "required_growth")
    subjects = sorted({first.subject_id, second.subject_id} if either else {first.subject_id})
    free = formula == "floor_from_share" or (formula == "difference" and first.subject_id != second.subject_id)
    if not free and result.subject_id not in subjects:
        yield "subject_id", f"{' or '.join(subjects)}, as the inputs are about"
    if expected := _wrong_period(_periods(formula, first, second, left), result.period):
        yield expected


def _measure(formula: str, first: Figure, result: Figure, *, remains: bool, parts: bool) -> str:
    """Say which measure the result should have; nothing where it has it."""
    if formula in _COMPARING:
        quantity = _COMPARING[formula]
        return "" if result.quantity == quantity else f"a measure of the quantity {quantity}, which {formula} gives"
    change = formula == "difference" and not remains
    if change and result.quantity == "change" and result.unit == first.unit:
        return ""
    if result.measure_id == first.measure_id and (not change or parts):
        return ""
    return f"a measure of change in {first.unit}" if change else f"{first.measure_id}, the measure of the first input"


def _periods(formula: str, first: Figure, second: Figure, left: Span | None) -> list[Span]:
    """List the periods that the result can have."""
    if left:
        return [left]
    if formula == "prior_from_growth":
        return [second.base]
    if formula == "scaled_by":
        return [UNDATED, second.period]
    if formula == "required_growth":
        return [UNDATED, second.period, (first.period[0], second.period[1])]
    if formula in ("share_of", "floor_from_share") or first.period == second.period:
        return [first.period]
    return [UNDATED, first.period, (second.period[0], first.period[1])]


def _wrong_period(possible: Sequence[Span], found: Span) -> Expected | None:
    if found in possible:
        return None
    column = "period_start" if found[0] != possible[-1][0] else "period_end"
    return column, f"the period that the inputs give, {' or '.join(dict.fromkeys(map(said, possible)))}"
