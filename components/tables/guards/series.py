"""What official values and outcomes must be: in a unit of their measure, as printed, and no older than their time."""

import math
import re
from collections.abc import Iterator

import numpy
import pandas

from components.tables.guards.refusal import Array, Frames, Refusal, cells, found_in, measured, quoted, refusals
from components.tables.intervals import Interval, written
from components.tables.parsing import normalised
from components.tables.quantities import HEDGES, find_quantities, stated_readings
from components.tables.units import Unit, Units, units_of

_MINUS = re.compile(r"(?:^|\s)-[^\w\s]?$")
_FIRST, _AFTER_LAST = numpy.datetime64("1900-01-01"), numpy.datetime64("2200-01-01")


def printed_interval(printed: str, value: float, unit: Unit, units: Units, *, named: bool = False) -> Interval | None:
    """Return what a figure as printed stands for in a unit, by its last digit and hedge; None where it is another.

    Where it can be read with two last digits, as `20 000`, the coarser counts; counts in digits are exact. If the unit
    has to be `named`, a number beside no unit is a count. The hedge of a figure below 0 is not read.
    """
    text = normalised(printed)
    found = [
        (quantity, reading)
        for quantity, reading in stated_readings(find_quantities(text, units), f"{value:.15g}", unit)
        if (quantity.dimension or not named or unit.dimension == "count")
        and bool(_MINUS.search(text[: quantity.start])) == (value < 0)
        and (not reading.step or abs(reading.value - abs(value)) < reading.step / 10)
    ]
    if not found:
        return None
    quantity, reading = max(found, key=lambda one: one[1].step)
    hedge = next((name for name in HEDGES if name in quantity.hedges and value >= 0), "exact")
    places = -round(math.log10(reading.step)) if reading.step else 15
    digits = f"{value:.{places}f}" if places >= 0 else f"{value * 10.0**places:.0f}e{-places}"
    return written(digits, hedge, exact=unit.exact or not reading.step)


def series_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a series in a unit of another dimension than its measure's, and a value that is not as printed.

    Also one of a period that no statistic has, or of one that ends after its page was published.
    """
    series, rows, units = frames["series"], frames["observations"], units_of(frames["units"])
    for position, (own, of) in enumerate(zip(*cells(series, "unit"), measured(series, frames, "unit"), strict=True)):
        if units[own].dimension != units[of].dimension:
            expected = f"a unit of {units[of].dimension}, such as {of}, the unit of its measure"
            yield Refusal("series", position, "unit", expected)
    start, end = cells(rows, "period_start", "period_end")
    for column, day in (("period_start", start), ("period_end", end)):
        outside = (day < _FIRST) | (day >= _AFTER_LAST)
        yield from refusals("observations", outside, column, "a day in the years 1900 to 2199")
    yield from _misprinted(frames, "observations", "as_printed", found_in(series, "unit", rows["series_id"]))
    yield from _published_before(frames, "observations", end)


def outcome_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a value without a unit or a unit without a value, one that its phrase lacks, and what is yet to happen."""
    value, unit = cells(frames["outcomes"], "value", "unit")
    stated = value == value
    yield from refusals("outcomes", stated & (unit == ""), "unit", "the unit of the value")
    yield from refusals("outcomes", ~stated & (unit != ""), "unit", "a blank, as there is no value")
    yield from _misprinted(frames, "outcomes", "phrase", unit, named=True)
    yield from _published_before(frames, "outcomes", cells(frames["outcomes"], "happened_end")[0])


def _misprinted(
    frames: Frames, table: str, column: str, units_named: Array, *, named: bool = False
) -> Iterator[Refusal]:
    known = units_of(frames["units"])
    rows = zip(*cells(frames[table], "value", column), units_named, strict=True)
    for position, (value, printed, unit) in enumerate(rows):
        if unit and value == value and printed_interval(printed, value, known[unit], known, named=named) is None:
            yield Refusal(table, position, "value", f"the figure of {quoted(printed)} in {unit}")


def _published_before(frames: Frames, table: str, ends: Array) -> Iterator[Refusal]:
    """Refuse a page older than what it tells; one of which only the month or year is known counts by its last day."""
    for position, (published, end) in enumerate(zip(*cells(frames[table], "published"), ends, strict=True)):
        if published:
            try:
                last = pandas.Period(published).end_time.to_datetime64()
            except ValueError:
                yield Refusal(table, position, "published", "a day that there is")
            else:
                if last < end:
                    yield Refusal(table, position, "published", f"no time before {str(end)[:10]}, which it tells of")
