"""The named formulas that turn two stated figures into one that follows from them."""

import math
from collections.abc import Callable

from .intervals import Interval, exactly

_HUNDRED = exactly(100.0)


def prior_from_growth(current: Interval, growth: Interval) -> Interval:
    """Give what a figure was before it grew by a percentage: current ÷ (1 + growth ÷ 100)."""
    return current / _grown(growth)


def _grown(growth: Interval) -> Interval:
    return exactly(1.0) + growth / _HUNDRED


def difference(whole: Interval, part: Interval) -> Interval:
    """Give what is left: whole − part, in the unit of both."""
    return whole - part


def multiple(later: Interval, earlier: Interval) -> Interval:
    """Give how many times one figure is the other: later ÷ earlier."""
    return later / earlier


def share_of(part: Interval, whole: Interval) -> Interval:
    """Give a part in percent of the whole: part ÷ whole × 100."""
    return part / whole * _HUNDRED


def floor_from_share(part: Interval, share: Interval) -> Interval:
    """Give what a whole is at least if a part is at most that share of it: part ÷ share × 100.

    A share that is open downwards (`almost`) leaves the whole without a ceiling: `high` is inf.
    """
    return part / share * _HUNDRED


def scaled_by(figure: Interval, factor: Interval) -> Interval:
    """Give what a figure would be after multiplying: figure x factor."""
    return figure * factor


def required_growth(base: Interval, target: Interval, years: int) -> Interval:
    """Give the growth a year, compound and in percent, that leads from a base to a target in so many years.

    It is ((target ÷ base)^(1 ÷ years) − 1) × 100, lowest from the highest base to the lowest target; a base that can
    be 0 leaves it without a ceiling (`high` is inf), one without an upper end without a floor (`low` is −100).
    """
    target = asked_for(target)
    return Interval(
        _yearly(base.value, target.value, years),
        _yearly(base.high, target.low, years),
        _yearly(base.low, target.high, years),
    )


def asked_for(target: Interval) -> Interval:
    """Give the level that a target asks for: its stated figure, if it is an upper limit (“up to 10”)."""
    return Interval(target.value, target.value, target.high) if target.low == 0 else target


def _yearly(base: float, target: float, years: int) -> float:
    return math.inf if base <= 0 else float(((target / base) ** (1 / years) - 1) * 100)


_OF_TWO: dict[str, Callable[[Interval, Interval], Interval]] = {
    "prior_from_growth": prior_from_growth,
    "difference": difference,
    "ratio": multiple,
    "multiple": multiple,
    "share_of": share_of,
    "floor_from_share": floor_from_share,
    "scaled_by": scaled_by,
}
FORMULAS = (*_OF_TWO, "required_growth")


def computed(formula: str, first: Interval, second: Interval, years: int) -> Interval:
    """Compute a formula by its name; `years` lie between the ends of its inputs' periods, for `required_growth`.

    Raises ZeroDivisionError where the `divisor` is 0.
    """
    if formula == "required_growth":
        return required_growth(first, second, years)
    return _OF_TWO[formula](first, second)


def divisor(formula: str, first: Interval, second: Interval) -> Interval:
    """Give what a formula divides by; 1 where it divides by nothing."""
    if formula in ("difference", "scaled_by"):
        return exactly(1.0)
    if formula == "prior_from_growth":
        return _grown(second)
    return first if formula == "required_growth" else second
