"""The units of measures, as texts word them, and what a quantity of a text comes to in them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .quantities import Quantity

MEASURED = {
    "USD_bn": ("money", 1e9), "Mt": ("mass", 1e6), "Mt_per_year": ("mass", 1e6), "km": ("length", 1e3),
    "MW": ("power", 1e6), "GW": ("power", 1e9), "bcm": ("volume", 1e9), "percent": ("percent", 1e-2),
    "multiple": ("multiple", 1.0), "count": ("", 1.0), "ordinal": ("ordinal", 1.0), "years": ("years", 1.0),
}  # fmt: skip
YEARLY = re.compile(
    r"\b(?:annual|annually|yearly|(?:per|a|each|every) year|per annum|p\. ?a\.|(?:в|за) год|ежегодн\w*|годов\w*)"
    r"|/ ?year|年",
    re.IGNORECASE,
)


class Reading(NamedTuple):
    """Hold what a quantity comes to in a unit: its `value`, and the `step` of its last digit (0 for words)."""

    value: float
    step: float


def readings(quantity: Quantity, unit: str) -> Iterator[Reading]:
    """Give each value that a quantity can have in a unit of the measures; none where it is of another dimension.

    A number without a unit may stand for any. “Half” is 50 percent or a multiple of 0.5, “third” a rank or 33.3
    percent, “doubled” a multiple of 2 or a growth of 100 percent.
    """
    dimension, size = MEASURED[unit]
    found, amount = quantity.dimension, quantity.figure * quantity.factor
    if found in ("", dimension):
        yield Reading(amount / size, quantity.step * quantity.factor / size)
        if not found and not quantity.scaled and size != 1:
            yield Reading(quantity.figure, quantity.step)
    elif found == "ordinal" and unit == "count":
        yield Reading(amount, 0.0)
    elif found == "fraction" and unit in ("percent", "multiple"):
        yield Reading(amount / size, 0.0)
    elif found == "ordinal" and unit == "percent":
        yield Reading(100 / amount, 0.0)
    elif found == "multiple" and unit == "percent":
        yield Reading((amount - 1) * 100, 0.0)
