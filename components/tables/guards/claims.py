"""What claims must be: figures of their measure, repeats, contradictions, and the pairs of comparisons."""

from collections.abc import Iterator

import numpy
import pandas

from components.tables.guards.refusal import Frames, Refusal, among, cells, event_dates, measured, named_rows, refusals
from components.tables.intervals import Interval, apart, written
from components.tables.units import Units, units_of

_DIMENSIONS = {
    "growth": "percent", "pace": "percent", "share": "percent", "multiple": "multiple", "ordinal": "ordinal",
    "count": "count", "length": "length", "power": "power", "span": "years",
}  # fmt: skip
# The unit of a measure that is something of others; a capacity or a part has one that compares with theirs.
_RELATED_IN = {
    "growth_of": "percent", "multiple_of": "multiple", "share_of": "percent", "capacity_for": "", "part_of": "",
}  # fmt: skip
_COMPARING = ("growth", "multiple", "change")
_STATED_NOW = ("observed", "capacity", "offer")
_NO_CAPACITY = (
    "trade", "goods", "cargo", "investment", "growth", "pace", "multiple", "share", "change", "ordinal", "span",
)  # fmt: skip
_NEVER_BELOW_ZERO = (
    "cargo", "capacity", "goods", "count", "ordinal", "share", "multiple", "length", "power", "span", "refining", "gas",
)  # fmt: skip
_SAME = {"subject_id": "subject", "measure_id": "measure", "claim_type": "claim type"}
_FACT = ["subject_id", "measure_id", "claim_type", "perimeter", "period_start", "period_end"]
_PLACE = ["source_id", "paragraph", "as_stated", "subject_id", "measure_id", "value_written"]
_FIGURE = ("value_written", "hedge", "value_high_written")
_COMPARED_FACT = ("measure_id", "subject_id", "perimeter", "claim_type", "period_start", "period_end")
Fact = tuple[str, ...]


def figure_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a level called growth and a growth called a level, a number of checkpoints or a share that cannot be.

    Of the measures, refuse a unit that does not fit the quantity, and one quantity in units that do not compare.
    """
    units = units_of(frames["units"])
    yield from _measures(frames["measures"], units)
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
    exact = among(unit, tuple(name for name, its in units.rows.items() if its.exact))
    low, high = cells(claims, "value", "value_high")
    below = among(quantity, _NEVER_BELOW_ZERO) & (low < 0)
    yield from refusals("claims", below, "value", "no figure below 0, as it is one of {quantity}", quantity=quantity)
    yield from refusals("claims", high == low, "value_high", "a figure above value, or a blank where there is no range")
    for column, value in (("value", low), ("value_high", high)):
        broken = exact & (value % 1 > 0)
        yield from refusals("claims", broken, column, "a whole number, as the measure counts")
        yield from refusals("claims", (quantity == "share") & (value > 100), column, "no more than 100 percent")


def _measures(measures: pandas.DataFrame, units: Units) -> Iterator[Refusal]:
    quantity, unit = cells(measures, "quantity", "unit")
    dimension = numpy.array([units[name].amount for name in unit], dtype=object)
    for name, its in _DIMENSIONS.items():
        expected = f"{' or '.join(one.unit for one in units.of(its))}, as the quantity is {name}"
        yield from refusals("measures", (quantity == name) & (dimension != its), "unit", expected)
    named = among(quantity, tuple(_DIMENSIONS))
    for name in ("multiple", "ordinal"):
        yield from refusals("measures", (dimension == name) & ~named, "quantity", f"{name}, as the unit is {name}")
    first: dict[str, str] = {}
    other = numpy.array([first.setdefault(name, its) for name, its in zip(quantity, unit, strict=True)], dtype=object)
    unlike = dimension != numpy.array([units[name].amount for name in other], dtype=object)
    expected = "a unit that compares with the others of its quantity, such as {other}"
    yield from refusals("measures", unlike & ~named & (quantity != "change"), "unit", expected, other=other)


def relation_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a growth, multiple or share in another unit than its own, and a relation to what is no level like it."""
    measures, known = frames["measures"], units_of(frames["units"])
    units = {key: known[unit] for key, unit in zip(*cells(measures, "measure_id", "unit"), strict=True)}
    comparing = {key for key, its in zip(*cells(measures, "measure_id", "quantity"), strict=True) if its in _COMPARING}
    for column, dimension in _RELATED_IN.items():
        for row, (key, cell) in enumerate(zip(*cells(measures, "measure_id", column), strict=True)):
            named = set(cell.split(";")) - {""}
            if named and dimension and units[key].amount != dimension:
                yield Refusal("measures", row, column, f"a blank, as the unit is not {dimension}")
            elif key in named or named & comparing:
                yield Refusal("measures", row, column, "other measures, of levels: no growth, multiple or change")
            elif not dimension and any(units[key].amount != units[name].amount for name in named):
                yield Refusal("measures", row, column, f"measures in units that compare with {units[key].unit}")


def repeat_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a repeat of another subject, measure, type, period or value than its own, or of a later document.

    A value may repeat a more precise one in round figures; a period may be missing in one of the two.
    """
    claims = frames["claims"]
    names, repeats = cells(claims, "claim_id", "repeats")
    own = (repeats != "").nonzero()[0]
    if not len(own):
        return
    positions = {name: position for position, name in enumerate(names)}
    stated = claims.iloc[own]
    first = claims.iloc[[positions[name] for name in repeats[own]]]
    wrong = {}
    for column, named in _SAME.items():
        (here,), (there,) = cells(stated, column), cells(first, column)
        wrong[f"a claim of the same {named}"] = here != there
    (start, end), (first_start, first_end) = (cells(rows, "period_start", "period_end") for rows in (stated, first))
    differs = (start < first_start) | (start > first_start) | (end < first_end) | (end > first_end)
    wrong["a claim of the same period"] = differs
    values = zip(*cells(stated, "value_written"), *cells(first, "value_written"), strict=True)
    wrong["a claim of the same value"] = numpy.array(
        [here != there and apart(written(here), written(there)) for here, there in values], dtype=bool
    )
    wrong["a claim of the same document or an earlier one"] = event_dates(first, frames) > event_dates(stated, frames)
    for expected, rows in wrong.items():
        for row in rows.nonzero()[0]:
            yield Refusal("claims", int(own[row]), "repeats", expected)


def contradiction_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a second value of one fact that no comparison sets beside the first, and a fact stated twice.

    A fact is one subject, measure, perimeter, claim type and period; without a period, only within one document.
    Values that rounding or a hedge reconciles do not contradict each other; in one document the second repeats the
    first.
    """
    claims = frames["claims"]
    restating = (cells(claims, "repeats")[0] != "").nonzero()[0]
    for place in claims.iloc[restating].duplicated(_PLACE).to_numpy(dtype=bool).nonzero()[0]:
        yield Refusal("claims", int(restating[place]), "claim_id", "no claim that is given already")

    own = (cells(claims, "repeats")[0] == "").nonzero()[0]
    own = own[claims.iloc[own].duplicated(_FACT, keep=False).to_numpy(dtype=bool)]
    stated = claims.iloc[own]
    names, sources, starts, ends = cells(stated, "claim_id", "source_id", "period_start", "period_end")
    documents = numpy.where((starts == starts) | (ends == ends), "", sources)
    *words, start, end = cells(stated, *_FACT)
    facts = zip(*words, documents, start.astype("int64").tolist(), end.astype("int64").tolist(), strict=True)
    figures = [*zip(*cells(stated, *_FIGURE), strict=True)]
    pairs = set(zip(*cells(frames["comparisons"], "earlier_id", "later_id"), strict=True))
    first: dict[tuple[object, ...], int] = {}
    for row, fact in enumerate(facts):
        if (other := first.setdefault(fact, row)) == row:
            continue
        differ = apart(_stated_interval(*figures[row]), _stated_interval(*figures[other]))
        if not differ and sources[row] == sources[other]:
            expected = f"{names[other]}, which states the same fact in the same document"
            yield Refusal("claims", int(own[row]), "repeats", expected)
        elif differ and not pairs & {(names[row], names[other]), (names[other], names[row])}:
            expected = f"the value of {names[other]}, or a row of comparisons that sets the two side by side"
            yield Refusal("claims", int(own[row]), "value", expected)


def comparison_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a statement beside itself, a pair given twice, one in the wrong order, a restated figure that differs."""
    compared = frames["comparisons"]
    rows = [*zip(*cells(compared, "earlier_id", "later_id", "kind"), strict=True)]
    dates, figures = _statements(frames, {name for row in rows for name in row[:2]})
    seen: set[frozenset[str]] = set()
    for position, (earlier, later, kind) in enumerate(rows):
        pair = frozenset((earlier, later))
        if earlier == later:
            yield Refusal("comparisons", position, "later_id", "another statement than earlier_id")
            continue
        if pair in seen:
            yield Refusal("comparisons", position, "later_id", "a pair that is not compared already")
        seen.add(pair)
        if dates[earlier] > dates[later]:
            expected = f"a statement of {dates[later]} or before, the date of the later one"
            yield Refusal("comparisons", position, "earlier_id", expected)
        if earlier in figures and later in figures:
            (fact, span), (later_fact, later_span) = figures[earlier], figures[later]
            if kind == "restated" and fact[0] == later_fact[0] and apart(span, later_span):
                expected = "progressed, revised, different_perimeter or conflicting, as the two values differ"
                yield Refusal("comparisons", position, "kind", expected)
            if kind == "different_perimeter" and fact == later_fact:
                expected = "restated, progressed, revised or conflicting, as the two perimeters are the same"
                yield Refusal("comparisons", position, "kind", expected)


def _statements(frames: Frames, named: set[str]) -> tuple[dict[str, str], dict[str, tuple[Fact, Interval]]]:
    """Return the date of each statement that is named, and the fact and the interval of each that is a claim."""
    dates: dict[str, str] = {}
    rows = {}
    for table, key in (("milestones", "milestone_id"), ("claims", "claim_id")):
        rows[table] = named_rows(frames[table], named)
        days = event_dates(rows[table], frames).astype("datetime64[D]").astype("str")
        dates |= zip(cells(rows[table], key)[0], days.tolist(), strict=True)
    names, *facts = cells(rows["claims"], "claim_id", *_COMPARED_FACT)
    figures = cells(rows["claims"], *_FIGURE)
    return dates, {
        name: (tuple(str(column[row]) for column in facts), _stated_interval(*(column[row] for column in figures)))
        for row, name in enumerate(names)
    }


def _stated_interval(value: str, hedge: str, high: str) -> Interval:
    return written(value, hedge, high_text=high)
