"""What kind of figure a claim can be, by its measure, and what a measure can be, by its quantity."""

from collections.abc import Iterator

import numpy
import pandas

from ..wordings import MEASURED
from .refusal import Frames, Refusal, among, cells, measured, refusals

_UNITS_OF = {
    "growth": ("percent",), "pace": ("percent",), "share": ("percent",), "multiple": ("multiple",),
    "ordinal": ("ordinal",), "count": ("count",), "length": ("km",), "power": ("MW", "GW"), "span": ("years",),
}  # fmt: skip
_COMPARING = ("growth", "multiple", "change")
_STATED_NOW = ("observed", "capacity", "offer")
_NO_CAPACITY = (
    "trade", "goods", "cargo", "investment", "growth", "pace", "multiple", "share", "change", "ordinal", "span",
)  # fmt: skip
_NEVER_BELOW_ZERO = (
    "cargo", "capacity", "goods", "count", "ordinal", "share", "multiple", "length", "power", "span", "refining", "gas",
)  # fmt: skip


def figure_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a level called growth and a growth called a level, a number of checkpoints or a share that cannot be.

    Of the measures, refuse a unit that does not fit the quantity, and one quantity in units that do not compare.
    """
    yield from _measures(frames["measures"])
    claims = frames["claims"]
    quantity, unit = measured(claims, frames, "quantity"), measured(claims, frames, "unit")
    (kind,) = cells(claims, "claim_type")
    expected = "a measure of growth, multiple or change, as the claim type is growth"
    yield from refusals("claims", (kind == "growth") & ~among(quantity, _COMPARING), "measure_id", expected)
    expected = "growth, or a type that looks ahead, as the measure is one of growth"
    yield from refusals("claims", (quantity == "growth") & among(kind, _STATED_NOW), "claim_type", expected)
    expected = "a measure of what can be carried or made, as the claim type is capacity"
    yield from refusals("claims", (kind == "capacity") & among(quantity, _NO_CAPACITY), "measure_id", expected)
    expected = "capacity, or a type that looks ahead, as the measure is one of capacity"
    yield from refusals(
        "claims", (quantity == "capacity") & among(kind, ("observed", "growth")), "claim_type", expected
    )
    low, high = cells(claims, "value", "value_high")
    below = among(quantity, _NEVER_BELOW_ZERO) & (low < 0)
    yield from refusals("claims", below, "value", "no figure below 0, as it is one of {quantity}", quantity=quantity)
    yield from refusals("claims", high == low, "value_high", "a figure above value, or a blank where there is no range")
    for column, value in (("value", low), ("value_high", high)):
        broken = among(unit, ("count", "ordinal")) & (value % 1 > 0)
        yield from refusals("claims", broken, column, "a whole number, as the measure counts")
        yield from refusals("claims", (quantity == "share") & (value > 100), column, "no more than 100 percent")


def _measures(measures: pandas.DataFrame) -> Iterator[Refusal]:
    quantity, unit = cells(measures, "quantity", "unit")
    for name, units in _UNITS_OF.items():
        expected = f"{' or '.join(units)}, as the quantity is {name}"
        yield from refusals("measures", (quantity == name) & ~among(unit, units), "unit", expected)
    named = among(quantity, tuple(_UNITS_OF))
    for name in ("multiple", "ordinal"):
        yield from refusals("measures", (unit == name) & ~named, "quantity", f"{name}, as the unit is {name}")
    first: dict[str, str] = {}
    other = numpy.array([first.setdefault(name, its) for name, its in zip(quantity, unit, strict=True)], dtype=object)
    unlike = numpy.array([MEASURED[a][0] != MEASURED[b][0] for a, b in zip(unit, other, strict=True)], dtype=bool)
    expected = "a unit that compares with the others of its quantity, such as {other}"
    yield from refusals("measures", unlike & ~named & (quantity != "change"), "unit", expected, other=other)
