"""The interval that written digits stand for, and the formulas that turn two intervals into one."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A non-negative figure and the bounds it may lie in; an open end is `inf` (or 0 downwards)."""

    value: float
    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.value - other.value, self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        return Interval(self.value * other.value, _times(self.low, other.low), _times(self.high, other.high))

    def __truediv__(self, other: "Interval") -> "Interval":
        high = self.high / other.low if other.low > 0 else math.inf
        low = 0.0 if math.isinf(other.high) else self.low / other.high
        return Interval(self.value / other.value, low, high)


def _times(left: float, right: float) -> float:
    return 0.0 if 0.0 in (left, right) else left * right


def exactly(value: float) -> Interval:
    """Return a figure without any doubt, such as a target, a count or a constant."""
    return Interval(value, value, value)


def written(text: str, hedge: str = "exact", *, exact: bool = False, high_text: str = "") -> Interval:
    """Read the interval that written digits stand for: half a unit of the last digit either way.

    `20.3` is 20.25–20.35, `25` is 24.5–25.5, `11e3` is 10,500–11,500. A range (`high_text`) is its own interval.
    `over` and `at_least` open it upwards from the figure, `up_to` and `almost` downwards to 0; `about` widens
    nothing, for the word does not tell by how much. `exact` marks targets and counts. Raises decimal.InvalidOperation.
    """
    number = Decimal(text)
    value = float(number)
    if high_text:
        return Interval(value, value, float(Decimal(high_text)))
    if hedge in ("over", "at_least"):
        return Interval(value, value, math.inf)
    if hedge in ("up_to", "almost"):
        return Interval(value, 0.0, value)
    if exact:
        return exactly(value)
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return Interval(value, float(number - half), float(number + half))


def apart(one: Interval, other: Interval) -> bool:
    """Return whether no value lies within both intervals; ends that only touch count as apart."""
    return one.low >= other.high or other.low >= one.high


_HUNDRED = exactly(100.0)


def prior_from_growth(current: Interval, growth: Interval) -> Interval:
    """Return what a figure was before it grew by a percentage: current ÷ (1 + growth ÷ 100)."""
    return current / _grown(growth)


def _grown(growth: Interval) -> Interval:
    return exactly(1.0) + growth / _HUNDRED


def difference(whole: Interval, part: Interval) -> Interval:
    """Return what is left: whole − part, in the unit of both."""
    return whole - part


def multiple(later: Interval, earlier: Interval) -> Interval:
    """Return how many times one figure is the other: later ÷ earlier."""
    return later / earlier


def share_of(part: Interval, whole: Interval) -> Interval:
    """Return a part in percent of the whole: part ÷ whole × 100."""
    return part / whole * _HUNDRED


def floor_from_share(part: Interval, share: Interval) -> Interval:
    """Return what a whole is at least if a part is at most that share of it: part ÷ share × 100.

    A share that is open downwards (`almost`) leaves the whole without a ceiling: `high` is inf.
    """
    return part / share * _HUNDRED


def scaled_by(figure: Interval, factor: Interval) -> Interval:
    """Return what a figure would be after multiplying: figure x factor."""
    return figure * factor


def required_growth(base: Interval, target: Interval, years: int) -> Interval:
    """Return the growth a year, compound and in percent, that leads from a base to a target in so many years.

    It is ((target ÷ base)^(1 ÷ years) − 1) × 100, lowest from the highest base to the lowest target; a base that can
    be 0 leaves it without a ceiling (`high` is inf), one without an upper end without a floor (`low` is −100).
    """
    target = required_level(target)
    return Interval(
        _yearly(base.value, target.value, years),
        _yearly(base.high, target.low, years),
        _yearly(base.low, target.high, years),
    )


def required_level(target: Interval) -> Interval:
    """Return the level that a target asks for: its stated figure, if it is an upper limit (“up to 10”)."""
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
    """Return what a formula divides by; 1 where it divides by nothing."""
    if formula in ("difference", "scaled_by"):
        return exactly(1.0)
    if formula == "prior_from_growth":
        return _grown(second)
    return first if formula == "required_growth" else second
