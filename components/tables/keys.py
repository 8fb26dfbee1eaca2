"""Ids and what points to them: each used once, pointing somewhere, never in a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from .contract import Table
from .faults import Fault
from .rows import Row

Rows = Mapping[str, Sequence[Row]]


def key_faults(tables: Sequence[Table], rows: Rows, broken: Set[str]) -> Iterator[Fault]:
    """List every id used twice and every key that points nowhere.

    `broken` names the tables that could not be read whole: a key into one of them is let pass.
    """
    for table in tables:
        for columns in table.uniques:
            yield from doubles(entries(rows[table.name], *columns))
        for column, target, target_column in table.keys:
            if target not in broken:
                known = ids(rows[target], target_column)
                yield from dangling(rows[table.name], column, known, f"a {target_column} of the table {target}")
    claims = entries(rows["claims"], "claim_id")
    milestones = entries(rows["milestones"], "milestone_id")
    derivations = entries(rows["derivations"], "derivation_id")
    yield from doubles(claims + milestones + derivations)
    if not broken & {"claims", "milestones"}:
        known = {value for _, _, value in claims + milestones}
        for column in ("earlier_id", "later_id"):
            yield from dangling(rows["comparisons"], column, known, "a claim_id or a milestone_id")
    if not broken & {"claims", "derivations"}:
        known = {value for _, _, value in claims + derivations}
        yield from dangling(rows["derivations"], "inputs", known, "claim_ids or derivation_ids, joined by ;", ";")
    yield from circles(rows["derivations"])
    yield from chains(rows["claims"])


def entries(rows: Iterable[Row], *columns: str) -> list[tuple[Row, str, str]]:
    """Pair each row with the name and the value of a key, which may span columns; leave out what is blank."""
    keys = [(row, [row.cells.get(column, "") for column in columns]) for row in rows]
    return [(row, "+".join(columns), "+".join(key)) for row, key in keys if all(key)]


def ids(rows: Iterable[Row], column: str) -> set[str]:
    """Collect the values of a column."""
    return {value for _, _, value in entries(rows, column)}


def doubles(keys: Iterable[tuple[Row, str, str]]) -> Iterator[Fault]:
    """Find the values used again, and say where they were used first."""
    first: dict[str, Row] = {}
    for row, column, value in keys:
        place = first.setdefault(value, row)
        if place is not row:
            yield Fault(row.file, row.line, column, value, f"no second use (first at {place.file}:{place.line})")


def dangling(
    rows: Iterable[Row], column: str, known: Set[str], expected: str, separator: str | None = None
) -> Iterator[Fault]:
    """Find the keys that are not known; with a separator, each part of a cell is a key."""
    for row, _, cell in entries(rows, column):
        for value in cell.split(separator) if separator else [cell]:
            if value not in known:
                yield Fault(row.file, row.line, column, value, expected)


def circles(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find the derivations that lead back to themselves."""
    inputs = {row.cells.get("derivation_id", ""): row.cells.get("inputs", "").split(";") for row in rows}
    for row, _, value in entries(rows, "derivation_id"):
        reached: set[str] = set()
        ahead = inputs[value]
        while ahead:
            reached.update(ahead)
            ahead = [name for known in ahead for name in inputs.get(known, []) if name not in reached]
        if value in reached:
            cell = row.cells.get("inputs", "")
            yield Fault(row.file, row.line, "inputs", cell, f"inputs that do not lead back to {value}")


def chains(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find the claims that repeat themselves, or a claim that is a repeat itself."""
    repeats = {value for row, _, value in entries(rows, "claim_id") if row.cells.get("repeats")}
    for row, _, value in entries(rows, "repeats"):
        if value in repeats:
            yield Fault(row.file, row.line, "repeats", value, "another claim that is no repeat itself")
