"""What a derived figure must be: its formula, its inputs, its result, and what is assumed."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

import pandas

from ..arithmetic import EXACT_UNITS, written
from .derived_inputs import FORMULAS, Figure, input_faults
from .derived_results import result_faults
from .derived_values import derived_value
from .refusal import Frames, Refusal, cells, measured, named_rows
from .spans import UNDATED, spans

__all__ = ["FORMULAS", "derivation_refusals"]


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
    periods = spans(claims, "period"), spans(claims, "base")
    rows = zip(*columns, units, quantities, *periods, strict=True)
    for (value, high, hedge, kind), row in zip(figures, rows, strict=True):
        name, subject, measure, perimeter, unit, quantity, period, base = row
        interval = written(value, hedge, exact=kind == "target" or unit in EXACT_UNITS, high_text=high)
        yield Figure(name, subject, measure, interval, perimeter, unit, quantity, period, base)


def _derived(rows: pandas.DataFrame, frames: Frames) -> Iterator[Figure]:
    columns = cells(rows, "derivation_id", "subject_id", "measure_id")
    sizes = measured(rows, frames, "unit"), measured(rows, frames, "quantity")
    for name, subject, measure, unit, quantity, period in zip(*columns, *sizes, spans(rows, "period"), strict=True):
        yield Figure(name, subject, measure, None, "", unit, quantity, period, UNDATED)
