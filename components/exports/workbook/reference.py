"""The sheets of documents, of pairs of statements, and of what each column means."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components.exhibits.dictionary_table import dictionary_table
from components.exports.workbook.cells import Cell, day, number
from components.exports.workbook.column import Column, field_column
from components.tables import Tables

_SOURCE_WIDTHS = {
    "source_id": 20, "title": 44, "publisher": 22, "speaker": 34, "event_date": 11, "published_date": 11,
    "date_basis": 10, "date_note": 36, "document_file": 26, "sha256": 36, "body_first_line": 9, "note": 36,
}  # fmt: skip
_PAIR_WIDTHS = {"comparison_id": 30, "kind": 18, "earlier_id": 32, "later_id": 32, "reading": 80}
_DICTIONARY_WIDTHS = {"Table": 18, "Column": 18, "Title": 22, "Type": 9, "Unit": 18, "Allowed": 44, "Meaning": 80}


def source_columns(tables: Tables, sources: pd.DataFrame, rows: pd.DataFrame) -> list[Column]:
    """Give documents as columns, with the number of `rows` (of `derive.ledger_rows`) that stand in each."""
    held = rows["source_id"].value_counts()
    counted = [number(int(held.get(key, 0))) for key in sources["source_id"]]
    return [
        *(
            field_column(tables, "sources", name, [_cell(cell) for cell in sources[name]], width)
            for name, width in _SOURCE_WIDTHS.items()
        ),
        Column("Rows here", counted, 9, "How many rows of Data and Milestones stand in it.", "integer", own=True),
    ]


def comparison_columns(tables: Tables, pairs: pd.DataFrame) -> list[Column]:
    """Give comparisons as columns."""
    return [field_column(tables, "comparisons", name, list(pairs[name]), width) for name, width in _PAIR_WIDTHS.items()]


def dictionary_columns(tables: Tables, sheets: Mapping[str, Sequence[Column]]) -> list[Column]:
    """Explain the columns that are made for the sheets, then every column of every table."""
    made = [
        {"Table": f"sheet {sheet}", "Title": column.title, "Type": column.kind, "Meaning": column.meaning}
        for sheet, columns in sheets.items()
        for column in columns
        if column.own
    ]
    listed = pd.concat([pd.DataFrame(made), dictionary_table(tables)], ignore_index=True).fillna("")
    return [Column(name, list(listed[name]), width) for name, width in _DICTIONARY_WIDTHS.items()]


def _cell(cell: object) -> Cell:
    if pd.isna(cell):
        return None
    return day(cell) if isinstance(cell, pd.Timestamp) else cell if isinstance(cell, str) else number(int(str(cell)))
