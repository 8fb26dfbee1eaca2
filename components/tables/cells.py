"""What single cells and pairs of cells must be."""

from collections.abc import Iterator, Sequence

from .contract import Table
from .faults import Fault
from .rows import Row

PAIRS = (
    ("period_start", "period_end"),
    ("base_start", "base_end"),
    ("happened_start", "happened_end"),
    ("due_start", "due_end"),
    ("value", "value_high"),
)


def cell_faults(table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    """List every cell that is not what its column asks for, and every pair that runs backwards."""
    for row in rows:
        refused = set()
        for column in table.columns:
            text = row.cells.get(column.name)
            if text is not None and (expected := column.refusal(text)):
                refused.add(column.name)
                yield Fault(row.file, row.line, column.name, text, expected)
        for low, high in PAIRS:
            start, end = row.cells.get(low), row.cells.get(high)
            if start and end and not refused & {low, high} and backwards(low, start, end):
                yield Fault(row.file, row.line, high, end, f"no less than {low}, which is {start}")


def backwards(column: str, start: str, end: str) -> bool:
    """Tell whether an end lies below its start; dates in ISO form compare as text."""
    return float(end) < float(start) if column == "value" else end < start
