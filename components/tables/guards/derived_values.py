"""What a formula can compute: nothing is divided by nothing, and every result is a number with its bounds."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..arithmetic import Interval, computed, divisor
from .derived_inputs import FORMULAS, UNLESS, Expected, Figure
from .spans import whole_years


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
    years = whole_years(inputs[0].period, inputs[1].period) or 0
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
