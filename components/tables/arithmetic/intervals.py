"""Arithmetic of figures that are known only as far as they are written."""

import math
from dataclasses import dataclass
from decimal import Decimal

EXACT_UNITS = ("count", "ordinal")


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
    """Give a figure without any doubt, such as a target, a count or a constant."""
    return Interval(value, value, value)


def written(text: str, hedge: str = "exact", *, exact: bool = False, high_text: str = "") -> Interval:
    """Read the interval that written digits stand for: half a unit of the last digit either way.

    `20.3` is 20.25–20.35, `25` is 24.5–25.5, `11e3` is 10,500–11,500. A range (`high_text`) is its own interval.
    `over` and `at_least` open it upwards from the figure, `up_to` and `almost` downwards to 0; `about` widens
    nothing, for no document says by how much. `exact` marks targets and counts. Raises decimal.InvalidOperation.
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
