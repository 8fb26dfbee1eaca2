"""What a derived figure must be: its formula, its inputs, its result, and what is assumed."""

import math
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from typing import NamedTuple

import pandas

from components.tables.guards import dates
from components.tables.guards.refusal import Frames, Refusal, cells, measured, named_rows
from components.tables.intervals import Interval, computed, divisor, written
from components.tables.units import units_of

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
Expected = tuple[str, str]
_COMPARING = {"ratio": "multiple", "multiple": "multiple", "share_of": "share", "required_growth": "pace"}


class Figure(NamedTuple):
    """Hold what the formulas must know of a figure; `interval` is None where it is derived and cannot be computed."""

    figure_id: str
    subject_id: str
    measure_id: str
    interval: Interval | None
    perimeter: str
    unit: str
    quantity: str
    period: dates.Span
    base: dates.Span
    unit_family: str = ""


def input_faults(formula: str, inputs: Sequence[Figure], *, assumed: bool) -> Iterator[Expected]:
    """Return what is wrong with the inputs of a formula; `assumed` in words, they may differ but in unit and kind."""
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
    if formula == "required_growth" and dates.whole_years(first.period, second.period) is None:
        ends = f"{first.figure_id} ends {first.period[1] or 'without a date'}, {second.figure_id} "
        yield f"a base, then a target that is due whole years after it; {ends}{second.period[1] or 'without one'}"


def _yearly(first: Figure, second: Figure) -> bool:
    """Return whether one figure is a rate a year and the other an amount of a whole year, which is the same."""
    amount = first if first.unit == first.unit_family else second
    return first.unit_family == second.unit_family and dates.whole_year(amount.period)


def _likeness(formula: str, first: Figure, second: Figure) -> Iterator[str]:
    if formula in _OF_ONE_SUBJECT and first.subject_id != second.subject_id:
        yield f"inputs about one subject, {UNLESS}"
    if formula in _OF_ONE_PERIMETER and not _one_perimeter(first.perimeter, second.perimeter):
        yield f"inputs of one perimeter, {UNLESS}"
    dated = dates.days(first.period) is not None or dates.days(second.period) is not None
    if formula == "scaled_by":
        fits = first.period == dates.UNDATED or first.period == second.base
    elif formula == "required_growth":
        fits = dates.as_long(first.period, second.period) or _yearly_levels(first.period, second.period)
    elif formula in _OF_ONE_PERIOD:
        fits = first.period == second.period or (not dated and formula != "prior_from_growth")
    else:
        fits = dates.as_long(first.period, second.period) or not dated
        fits = fits or (formula == "difference" and dates.remainder(first.period, second.period) is not None)
    if not fits:
        same = "period" if formula in (*_OF_ONE_PERIOD, "scaled_by") else "length of period"
        yield f"inputs of one {same}, {UNLESS}"


def _yearly_levels(*periods: dates.Span) -> bool:
    """Return whether each period is a whole year, or has only the day by which a level is reached."""
    return all(start is None or dates.whole_year((start, end)) for start, end in periods)


def _one_perimeter(first: str, second: str) -> bool:
    """Return whether two perimeters are one, or one only adds to the other after a comma or semicolon."""
    short, long = sorted((first, second), key=len)
    return short == long or long.startswith((f"{short},", f"{short};"))


class _Input(NamedTuple):
    """Hold what a formula computes with, and its name in a message."""

    name: str
    kind: str
    size: Interval

    @property
    def lies(self) -> str:
        return f"{self.name} lies between {self.size.low:g} and {self.size.high:g}"


def derived_value(formula: str, inputs: Sequence[Figure], *, assumed: bool) -> tuple[Interval | None, list[Expected]]:
    """Compute a figure from inputs that fit its formula, or say why it cannot be; neither if an input has no value."""
    first, second = (
        _Input(figure.figure_id, kind, figure.interval) if figure.interval else None
        for figure, kind in zip(inputs, FORMULAS[formula], strict=True)
    )
    if not first or not second:
        return None, []
    for fault in (*_divided(formula, first, second), *_open(formula, first, second, assumed=assumed)):
        return None, [("inputs", fault)]
    years = dates.whole_years(inputs[0].period, inputs[1].period) or 0
    found = computed(formula, first.size, second.size, years)
    if math.isfinite(found.value) and math.isfinite(found.low) and found.low <= found.value <= found.high:
        return found, []
    given = f"{found.value:g} between {found.low:g} and {found.high:g}"
    return None, [("inputs", f"inputs that give a figure for {formula}; these give {given}")]


def _divided(formula: str, first: _Input, second: _Input) -> Iterator[str]:
    """Refuse a divisor that is 0 or can fall below it; one open downwards to 0 leaves the result without an end."""
    named = first if formula == "required_growth" else second
    under = divisor(formula, first.size, second.size)
    if under.value <= 0:
        yield f"an input that {formula} can divide by; {named.name} leaves nothing"
    elif under.low < 0:
        yield f"an input that {formula} can divide by; {named.lies}, which can leave nothing"
    for figure in (first, second):
        if formula != "difference" and figure.kind != "growth" and figure.size.low < 0:
            yield f"inputs of 0 or more for {formula}; {figure.lies}"


def _open(formula: str, first: _Input, second: _Input, *, assumed: bool) -> Iterator[str]:
    """Refuse what has no upper end where the result would have no floor, and an upper limit as a target."""
    role, figure = ("part", second) if formula == "difference" else ("base", first)
    if formula in ("difference", "required_growth") and math.isinf(figure.size.high):
        yield f"a {role} with an upper end for {formula}; {figure.name} has none"
    if formula == "required_growth" and not assumed and second.size.low == 0:
        yield f"a target that is more than an upper limit, {UNLESS}"


def result_faults(formula: str, inputs: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    """Return what is wrong with the measure, subject and period of a derived figure whose inputs are sound."""
    first, second = inputs
    left = dates.remainder(first.period, second.period) if formula == "difference" else None
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
    """Return which measure the result should have; nothing where it has it."""
    if formula in _COMPARING:
        quantity = _COMPARING[formula]
        return "" if result.quantity == quantity else f"a measure of the quantity {quantity}, which {formula} gives"
    change = formula == "difference" and not remains
    if change and result.quantity == "change" and result.unit == first.unit:
        return ""
    if result.measure_id == first.measure_id and (not change or parts):
        return ""
    return f"a measure of change in {first.unit}" if change else f"{first.measure_id}, the measure of the first input"


def _periods(formula: str, first: Figure, second: Figure, left: dates.Span | None) -> list[dates.Span]:
    """List the periods that the result can have."""
    if left:
        return [left]
    if formula == "prior_from_growth":
        return [second.base]
    if formula == "scaled_by":
        return [dates.UNDATED, second.period]
    if formula == "required_growth":
        return [dates.UNDATED, second.period, (first.period[0], second.period[1])]
    if formula in ("share_of", "floor_from_share") or first.period == second.period:
        return [first.period]
    return [dates.UNDATED, first.period, (second.period[0], first.period[1])]


def _wrong_period(possible: Sequence[dates.Span], found: dates.Span) -> Expected | None:
    if found in possible:
        return None
    column = "period_start" if found[0] != possible[-1][0] else "period_end"
    return column, f"the period that the inputs give, {' or '.join(dict.fromkeys(map(dates.format_span, possible)))}"


def derivation_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a formula with the wrong inputs, or with inputs that differ where it needs them alike, and a wrong result.

    Where subject, perimeter or period differ, the grade `assumes` with the assumption in words lets it pass. Units and
    the kinds of input never may differ from what the formula takes, and a divisor never may be 0 or fall below it.
    """
    known = _figures(frames)
    rows = frames["derivations"]
    columns = cells(rows, "derivation_id", "formula", "inputs", "grade", "assumption")
    places = {row[0]: (position, row) for position, row in enumerate(zip(*columns, strict=True))}
    for name in TopologicalSorter({name: row[2].split(";") for name, (_, row) in places.items()}).static_order():
        if name not in places:
            continue
        position, (_, formula, cell, grade, assumption) = places[name]
        if (grade == "assumes") != (assumption != ""):
            expected = "the assumption in words" if grade == "assumes" else "a blank"
            yield Refusal("derivations", position, "assumption", f"{expected}, as the grade is {grade}")
        inputs = [known[part] for part in cell.split(";")]
        assumed = grade == "assumes" and assumption != ""
        faults = [*input_faults(formula, inputs, assumed=assumed)]
        if not faults:
            interval, faults = derived_value(formula, inputs, assumed=assumed)
            known[name] = known[name]._replace(interval=interval)
        for column, expected in faults or result_faults(formula, inputs, known[name]):
            yield Refusal("derivations", position, column, expected)


def _figures(frames: Frames) -> dict[str, Figure]:
    """Look up every figure that a derivation takes or gives; a derived one has the perimeter of its first input."""
    rows, claims = frames["derivations"], frames["claims"]
    names, inputs = cells(rows, "derivation_id", "inputs")
    taken = {part for cell in inputs for part in cell.split(";")}
    claims = named_rows(claims, taken)
    known = {figure.figure_id: figure for figure in _stated(claims, frames)}

    first = {name: cell.split(";")[0] for name, cell in zip(names, inputs, strict=True)}
    for name, figure in zip(names, _derived(rows, frames), strict=True):
        stated = name
        while stated in first:
            stated = first[stated]
        known[name] = figure._replace(perimeter=known[stated].perimeter)
    return known


def _stated(claims: pandas.DataFrame, frames: Frames) -> Iterator[Figure]:
    columns = cells(claims, "claim_id", "subject_id", "measure_id", "perimeter")
    figures = zip(*cells(claims, "value_written", "value_high_written", "hedge", "claim_type"), strict=True)
    units, quantities = measured(claims, frames, "unit"), measured(claims, frames, "quantity")
    known = units_of(frames["units"])
    periods = dates.spans(claims, "period"), dates.spans(claims, "base")
    rows = zip(*columns, units, quantities, *periods, strict=True)
    for (value, high, hedge, kind), row in zip(figures, rows, strict=True):
        name, subject, measure, perimeter, unit, quantity, period, base = row
        interval = written(value, hedge, exact=kind == "target" or known[unit].exact, high_text=high)
        family = known[unit].family
        yield Figure(name, subject, measure, interval, perimeter, unit, quantity, period, base, family)


def _derived(rows: pandas.DataFrame, frames: Frames) -> Iterator[Figure]:
    columns, known = cells(rows, "derivation_id", "subject_id", "measure_id"), units_of(frames["units"])
    sizes = measured(rows, frames, "unit"), measured(rows, frames, "quantity")
    for name, subject, measure, unit, quantity, period in zip(
        *columns, *sizes, dates.spans(rows, "period"), strict=True
    ):
        family = known[unit].family
        yield Figure(name, subject, measure, None, "", unit, quantity, period, dates.UNDATED, family)
