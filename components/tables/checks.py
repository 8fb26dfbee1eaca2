"""Rows held against the schema: cells, pairs, ids and keys; and checked rows as DataFrames."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from typing import Any

import numpy
import pandas
import pyarrow

from components.tables.faults import Fault
from components.tables.parsing import Rows
from components.tables.schema import Table, as_number

# Text as Python keeps it: short tables are chosen from, joined and looked up in two thirds of the time; long ones not.
pandas.set_option("mode.string_storage", "python")
_MANY, _COLUMNAR = 5_000, pandas.StringDtype("pyarrow", na_value=numpy.nan)
# Tables so short that a key which points nowhere is answered with all that there is.
_NAMED = ("units",)
PAIRS = (
    ("period_start", "period_end"),
    ("base_start", "base_end"),
    ("happened_start", "happened_end"),
    ("due_start", "due_end"),
    ("value", "value_high"),
)
# How measures belong together: each column names those that a measure is something of.
RELATIONS = ("growth_of", "multiple_of", "share_of", "capacity_for", "part_of")


def cell_faults(table: Table, rows: Rows) -> Iterator[Fault]:
    """List every cell that is not what its column asks for, and every pair that runs backwards.

    A text is looked at once, however often it stands in a column.
    """
    refused = {column.name: column.refused(set(rows.cells[column.name])) for column in table.columns}
    for column, expected in refused.items():
        if expected:
            for file, line, text in zip(rows.files, rows.lines, rows.cells[column], strict=True):
                if text is not None and text in expected:
                    yield Fault(file, line, column, text, expected[text])
    for low, high in PAIRS:
        if {low, high} <= refused.keys():
            yield from pair_faults(rows, low, high, refused)


def pair_faults(rows: Rows, low: str, high: str, refused: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    """List every pair whose end lies below its start; one of which a cell is refused or blank is let pass."""
    for place, (start, end) in enumerate(zip(rows.cells[low], rows.cells[high], strict=True)):
        if start and end and start not in refused[low] and end not in refused[high] and backwards(low, start, end):
            expected = f"no less than {low}, which is {start}"
            yield Fault(rows.files[place], rows.lines[place], high, end, expected)


def backwards(column: str, start: str, end: str) -> bool:
    """Return whether an end lies below its start; dates in ISO form compare as text."""
    return as_number(end) < as_number(start) if column == "value" else end < start


@dataclass(frozen=True)
class Key:
    """Hold the values of a key, which may span columns, one for each row; a blank one stands for none."""

    name: str
    values: list[str]
    rows: Rows

    @cached_property
    def known(self) -> set[str]:
        """Collect the values."""
        return set(self.values) - {""}

    def is_unique(self) -> bool:
        """Return whether no value is used twice."""
        return len(self.known) == len(self.values) - self.values.count("")


def key_of(rows: Rows, *columns: str) -> Key:
    """Return the key that columns make; it is blank where one of them is blank or missing."""
    first, *others = ([cell or "" for cell in rows.cells[column]] for column in columns)
    for other in others:
        first = [f"{start}+{end}" if start and end else "" for start, end in zip(first, other, strict=True)]
    return Key("+".join(columns), first, rows)


def key_faults(tables: Sequence[Table], rows: Mapping[str, Rows], broken: Set[str]) -> Iterator[Fault]:
    """List every id used twice and every key that points nowhere.

    `broken` names the tables that could not be read whole: a key into one of them is let pass.
    """

    @cache
    def key(table: str, *columns: str) -> Key:
        return key_of(rows[table], *columns)

    for table in tables:
        for columns in table.uniques:
            yield from doubles(key(table.name, *columns))
        for column, target, target_column in table.keys:
            if target not in broken:
                expected = f"a {target_column} of the table {target}"
                if target in _NAMED:
                    expected += f": {', '.join(key(target, target_column).values)}"
                yield from dangling(key(table.name, column), [key(target, target_column)], expected)
    claims, milestones = key("claims", "claim_id"), key("milestones", "milestone_id")
    derivations, inputs = key("derivations", "derivation_id"), key("derivations", "inputs")
    yield from doubles(claims, milestones, derivations)
    if not broken & {"claims", "milestones"}:
        for column in ("earlier_id", "later_id"):
            expected = "a claim_id or a milestone_id"
            yield from dangling(key("comparisons", column), [claims, milestones], expected)
    if not broken & {"claims", "milestones", "derivations"}:
        expected = "claim_ids, milestone_ids or derivation_ids, joined by ;"
        yield from dangling(key("outcomes", "promise_ids"), [claims, milestones, derivations], expected, ";")
    if not broken & {"claims", "derivations"}:
        yield from dangling(inputs, [claims, derivations], "claim_ids or derivation_ids, joined by ;", ";")
    if "measures" not in broken:
        for column in RELATIONS:
            expected = "measure_ids, joined by ;"
            yield from dangling(key("measures", column), [key("measures", "measure_id")], expected, ";")
    yield from circles(derivations, inputs)
    yield from chains(claims, key("claims", "repeats"))


def doubles(*keys: Key) -> Iterator[Fault]:
    """Find the values used again, of several keys those of another, and say where they were used first."""
    apart = all(one.known.isdisjoint(other.known) for one, other in combinations(keys, 2))
    if apart and all(key.is_unique() for key in keys):
        return
    first: dict[str, tuple[str, int, Key]] = {}
    for key in keys:
        for value, file, line in zip(key.values, key.rows.files, key.rows.lines, strict=True):
            before = first.setdefault(value, (file, line, key))
            if value and before[:2] != (file, line) and (before[2] is not key or len(keys) == 1):
                yield Fault(file, line, key.name, value, f"no second use (first at {before[0]}:{before[1]})")


def dangling(key: Key, targets: Sequence[Key], expected: str, separator: str = "") -> Iterator[Fault]:
    """Find the keys that are no value of any target; with a separator, each part of a cell is a key."""
    named = {part for cell in key.known for part in cell.split(separator)} if separator else key.known
    unknown = named.difference(*(target.known for target in targets))
    if unknown:
        for cell, file, line in zip(key.values, key.rows.files, key.rows.lines, strict=True):
            parts = cell.split(separator) if separator else [cell]
            yield from (Fault(file, line, key.name, part, expected) for part in parts if cell and part in unknown)


def circles(derivations: Key, inputs: Key) -> Iterator[Fault]:
    """Find the derivations that lead back to themselves."""
    rests_on = {value: cell.split(";") for value, cell in zip(derivations.values, inputs.values, strict=True)}
    try:
        TopologicalSorter(rests_on).prepare()
    except CycleError:
        files, lines = inputs.rows.files, inputs.rows.lines
        for value, cell, file, line in zip(derivations.values, inputs.values, files, lines, strict=True):
            if value and value in led_to(value, rests_on):
                yield Fault(file, line, "inputs", cell, f"inputs that do not lead back to {value}")


def led_to(value: str, rests_on: Mapping[str, Sequence[str]]) -> set[str]:
    """Collect what a derivation rests on, however far back."""
    reached: set[str] = set()
    ahead = set(rests_on[value])
    while ahead:
        reached |= ahead
        ahead = {name for known in ahead for name in rests_on.get(known, [])} - reached
    return reached


def chains(claims: Key, repeats: Key) -> Iterator[Fault]:
    """Find the claims that repeat themselves, or a claim that is a repeat itself."""
    repeating = {value for value, repeated in zip(claims.values, repeats.values, strict=True) if repeated}
    wrong = repeats.known & repeating
    if wrong:
        for value, file, line in zip(repeats.values, repeats.rows.files, repeats.rows.lines, strict=True):
            if value in wrong:
                yield Fault(file, line, "repeats", value, "another claim that is no repeat itself")


def frame(table: Table, rows: Rows) -> pandas.DataFrame:
    """Make the DataFrame of a table; `claims` gets the text of its values beside the numbers."""
    data = {column.name: typed(column.type, rows.cells[column.name]) for column in table.columns}
    if table.name == "claims":
        for name in ("value", "value_high"):
            data[f"{name}_written"] = typed("string", [(cell or "").replace(",", "") for cell in rows.cells[name]])
    return pandas.DataFrame(data)


def typed(kind: str, texts: Sequence[str | None]) -> Any:
    """Make a column of its type from checked text; a blank is "", NaN, NA or NaT."""
    if kind == "number":
        return numpy.array([as_number(text or "nan") for text in texts], dtype="float64")
    if kind == "integer":
        return pandas.array([int(text) if text else None for text in texts], dtype="Int64")
    if kind == "date":
        return numpy.array([text or "NaT" for text in texts], dtype="datetime64[us]")
    if len(texts) < _MANY:
        return pandas.Series(texts, dtype="str")
    return pandas.Series(pyarrow.array(texts, pyarrow.large_string()), dtype=_COLUMNAR)
