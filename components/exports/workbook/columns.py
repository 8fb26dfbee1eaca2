"""Sheets as columns: what each holds of every row, how wide it is, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.exhibits.tables import dictionary_table
from components.exports.cells import Cell, Link, day, number
from components.exports.statements import FIELDS, SHEETS, flat_rows, meanings
from components.style import COMPARISONS, DATE_BASIS
from components.tables import Tables

_SOURCE_WIDTHS = {
    "source_id": 20, "title": 44, "label": 22, "publisher": 22, "speaker": 34, "event_date": 11, "published_date": 11,
    "date_basis": 12, "date_note": 36, "url": 36, "document_file": 26, "sha256": 36, "body_first_line": 9, "note": 36,
}  # fmt: skip
_PAIR_WIDTHS = {"comparison_id": 30, "kind": 22, "earlier_id": 32, "later_id": 32, "reading": 80}
_DICTIONARY_WIDTHS = {"Table": 22, "Column": 18, "Title": 22, "Type": 9, "Unit": 18, "Allowed": 44, "Meaning": 80}


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sheet: its head, its cells, how wide it is in characters, what it means.

    `kind` is its type in the words of the schema; `name` is that of a column in files, blank for one of the tables.
    """

    title: str
    cells: Sequence[Cell]
    width: float
    meaning: str = ""
    kind: str = "string"
    name: str = ""


def statement_columns(
    tables: Tables, sheet: str, rows: pd.DataFrame, every: pd.DataFrame, links: Mapping[str, str]
) -> list[Column]:
    """Return rows of `derive.ledger_rows` as the columns of a sheet in `SHEETS`.

    `every` has all rows, so that inputs are found; `links` tells by source id where the row of the document is.
    """
    known, flat = meanings(tables), flat_rows(tables, rows, every)
    columns = []
    for name in SHEETS[sheet]:
        field, cells = FIELDS[name], [row.get(name) for row in flat]
        if name == "source_id":
            cells = [Link(cell, links[cell]) if isinstance(cell, str) and cell else cell for cell in cells]
        columns.append(Column(field.title, cells, field.width, known[name], field.kind, name))
    return columns


def source_columns(tables: Tables, sources: pd.DataFrame, rows: pd.DataFrame) -> list[Column]:
    """Return documents as columns, with the number of `rows` (of `derive.ledger_rows`) that stand in each."""
    held = rows["source_id"].value_counts()
    counted = [number(int(held.get(key, 0))) for key in sources["source_id"]]
    shown = sources.assign(date_basis=sources["date_basis"].map(DATE_BASIS))
    return [
        *(
            _table_column(tables, "sources", name, [*map(_page if name == "url" else _cell, shown[name])], width)
            for name, width in _SOURCE_WIDTHS.items()
        ),
        Column("Rows here", counted, 9, "How many rows of Data and Milestones stand in it.", "integer", "rows_here"),
    ]


def comparison_columns(tables: Tables, pairs: pd.DataFrame) -> list[Column]:
    """Return comparisons as columns, their kind in words."""
    cells = pairs.assign(kind=pairs["kind"].map(COMPARISONS))
    return [
        _table_column(tables, "comparisons", name, list(cells[name]), width) for name, width in _PAIR_WIDTHS.items()
    ]


def dictionary_columns(tables: Tables, sheets: Mapping[str, Sequence[Column]]) -> list[Column]:
    """Explain the columns that are made for the sheets, each once, then every column of every table."""
    made: dict[str, dict[str, str]] = {}
    for sheet, columns in sheets.items():
        for column in columns:
            if column.name in made:
                made[column.name]["Table"] += f", {sheet}"
            elif column.name:
                told = {"Title": column.title, "Type": column.kind, "Meaning": column.meaning}
                made[column.name] = {"Table": f"sheet {sheet}", "Column": column.name, **told}
    listed = pd.concat([pd.DataFrame([*made.values()]), dictionary_table(tables)], ignore_index=True).fillna("")
    return [Column(name, list(listed[name]), width) for name, width in _DICTIONARY_WIDTHS.items()]


def _table_column(tables: Tables, table: str, name: str, cells: Sequence[Cell], width: float) -> Column:
    described = next(part["schema"]["fields"] for part in tables.schema["resources"] if part["name"] == table)
    field: dict[str, Any] = next((field for field in described if field["name"] == name), {})
    return Column(field.get("title", name), cells, width, field.get("description", ""), field.get("type", "string"))


def _page(url: str) -> Cell:
    return Link(url, url) if url else None


def _cell(cell: object) -> Cell:
    if pd.isna(cell):
        return None
    return day(cell) if isinstance(cell, pd.Timestamp) else cell if isinstance(cell, str) else number(int(str(cell)))
