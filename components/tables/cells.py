"""What single cells and pairs of cells must be."""

from collections.abc import Iterator, Mapping

from .contract import Table
from .faults import Fault
from .rows import Rows

PAIRS = (
    ("period_start", "period_end"),
    ("base_start", "base_end"),
    ("happened_start", "happened_end"),
    ("due_start", "due_end"),
    ("value", "value_high"),
)


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
    """Tell whether an end lies below its start; dates in ISO form compare as text."""
    return float(end) < float(start) if column == "value" else end < start
