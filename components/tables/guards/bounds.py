"""The bounds within which a figure can lie, as far as its digits and its hedge tell."""

import math

from ..wordings import step

Bounds = tuple[float, float]


def rounding(written: str) -> Bounds:
    """Give half a unit of the last digit below and above a written figure."""
    return float(written) - step(written) / 2, float(written) + step(written) / 2


def bounds(written: str, high: str, hedge: str) -> Bounds:
    """Give the lowest and the highest that a claim allows: its range, or its rounding, opened by its hedge."""
    low, above = rounding(written)
    if high:
        above = rounding(high)[1]
    return -math.inf if hedge in ("up_to", "almost") else low, math.inf if hedge in ("over", "at_least") else above


def apart(one: Bounds, other: Bounds) -> bool:
    """Tell whether no value lies within both."""
    return one[0] >= other[1] or other[0] >= one[1]
