"""What each formula takes, and where its inputs must be alike."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..arithmetic import Interval
from .spans import UNDATED, Span, as_long, days, rest, whole_year, whole_years

FORMULAS = {
    "prior_from_growth": ("level", "growth"),
    "difference": ("level", "level"),
    "ratio": ("level", "level"),
    "multiple": ("level", "level"),
    "share_of": ("level", "level"),
    "floor_from_share": ("level", "share"),
    "scaled_by": ("level", "multiple"),
    "required_growth": ("level", "level"),
}
_NO_LEVEL = ("growth", "pace", "multiple", "share", "ordinal")
_OF_ONE_SUBJECT = ("prior_from_growth", "difference", "multiple", "scaled_by", "required_growth")
_OF_ONE_PERIMETER = ("prior_from_growth", "difference", "multiple", "required_growth")
_OF_ONE_PERIOD = ("prior_from_growth", "share_of", "floor_from_share")
UNLESS = "unless the grade assumes, with the assumption in words"


class Figure(NamedTuple):
    """Hold what the formulas must know of a figure; `interval` is None where it is derived and cannot be computed."""

    figure_id: str
    subject_id: str
    measure_id: str
    interval: Interval | None
    perimeter: str
    unit: str
    quantity: str
    period: Span
    base: Span


Expected = tuple[str, str]


def input_faults(formula: str, inputs: Sequence[Figure], *, assumed: bool) -> Iterator[Expected]:
    """Say what is wrong with the inputs of a formula; `assumed` in words, they may differ in all but unit and kind."""
    faults = [*_kinds(formula, inputs)]
    if not faults:
        faults = [*_sizes(formula, *inputs)]
    if not faults and not assumed:
        faults = [*_likeness(formula, *inputs)]
    for fault in faults:
        yield "inputs", fault


def _kinds(formula: str, inputs: Sequence[Figure]) -> Iterator[str]:
    kinds = FORMULAS[formula]
    if len(inputs) != len(kinds):
        yield f"{len(kinds)} inputs for {formula}, joined by ;"
    elif inputs[0].figure_id == inputs[1].figure_id:
        yield f"two different inputs for {formula}"
    else:
        for number, (figure, kind) in enumerate(zip(inputs, kinds, strict=True), 1):
            if figure.quantity in _NO_LEVEL if kind == "level" else figure.quantity != kind:
                found = f"{figure.figure_id} is of the quantity {figure.quantity}"
                yield f"a {kind} as input {number} of {formula}; {found}"


def _sizes(formula: str, first: Figure, second: Figure) -> Iterator[str]:
    if FORMULAS[formula] == ("level", "level") and first.unit != second.unit and not _yearly(first, second):
        yield f"inputs in one unit for {formula}; these are in {first.unit} and {second.unit}"
    if formula == "required_growth" and whole_years(first.period, second.period) is None:
        ends = f"{first.figure_id} ends {first.period[1] or 'without a date'}, {second.figure_id} "
        yield f"a base, then a target that is due whole years after it; {ends}{second.period[1] or 'without one'}"


def _yearly(first: Figure, second: Figure) -> bool:
    """Tell whether one figure is in Mt a year and the other in Mt of a whole year, which is the same."""
    tonnes = first if first.unit == "Mt" else second
    return {first.unit, second.unit} == {"Mt", "Mt_per_year"} and whole_year(tonnes.period)


def _likeness(formula: str, first: Figure, second: Figure) -> Iterator[str]:
    if formula in _OF_ONE_SUBJECT and first.subject_id != second.subject_id:
        yield f"inputs about one subject, {UNLESS}"
    if formula in _OF_ONE_PERIMETER and not _one_perimeter(first.perimeter, second.perimeter):
        yield f"inputs of one perimeter, {UNLESS}"
    dated = days(first.period) is not None or days(second.period) is not None
    if formula == "scaled_by":
        fits = first.period == UNDATED or first.period == second.base
    elif formula == "required_growth":
        fits = as_long(first.period, second.period) or _yearly_levels(first.period, second.period)
    elif formula in _OF_ONE_PERIOD:
        fits = first.period == second.period or (not dated and formula != "prior_from_growth")
    else:
        fits = as_long(first.period, second.period) or not dated
        fits = fits or (formula == "difference" and rest(first.period, second.period) is not None)
    if not fits:
        same = "period" if formula in (*_OF_ONE_PERIOD, "scaled_by") else "length of period"
        yield f"inputs of one {same}, {UNLESS}"


def _yearly_levels(*periods: Span) -> bool:
    """Tell whether each period is a whole year, or has only the day by which a level is reached."""
    return all(start is None or whole_year((start, end)) for start, end in periods)


def _one_perimeter(first: str, second: str) -> bool:
    """Tell whether two perimeters are one, or one only adds to the other after a comma or semicolon."""
    short, long = sorted((first, second), key=len)
    return short == long or long.startswith((f"{short},", f"{short};"))
