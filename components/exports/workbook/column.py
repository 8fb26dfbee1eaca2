"""Columns of a sheet, named and explained by the schema or by what they are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.exports.citation import inline_citation
from components.exports.provenance import READING
from components.exports.workbook.cells import Cell, Link, bound, day, number
from components.style import period, quantity
from components.tables import Tables

Rows = list[dict[str, Any]]


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sheet: its head, its cells, how wide it is in characters, what it means.

    `own` marks one that is not in the tables but made for the sheet; `kind` is its type in the words of the schema.
    """

    title: str
    cells: Sequence[Cell]
    width: float
    meaning: str = ""
    kind: str = "string"
    own: bool = False


def field_column(
    tables: Tables, table: str, name: str, cells: Sequence[Cell], width: float, *, title: str = ""
) -> Column:
    """Make a column of a table, under its title in the schema unless another is given."""
    described = next(part["schema"]["fields"] for part in tables.schema["resources"] if part["name"] == table)
    field = next(field for field in described if field["name"] == name)
    shown = title or field.get("title", name)
    return Column(shown, cells, width, field.get("description", ""), field.get("type", "string"))


def subject_columns(tables: Tables, rows: Rows) -> list[Column]:
    """Name the subject and the corridor of each row of `ledger_rows`."""
    corridors = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
    subjects, ways = [row["subject"] for row in rows], [corridors.get(row["corridor_id"]) for row in rows]
    return [
        field_column(tables, "subjects", "name", subjects, 22, title="Subject"),
        field_column(tables, "corridors", "name", ways, 16, title="Corridor"),
    ]


def figure_columns(tables: Tables, rows: Rows) -> list[Column]:
    """Say measure, figure and period of each row of `ledger_rows` in words."""
    figures, periods = [quantity(row) for row in rows], [period(row["period_start"], row["period_end"]) for row in rows]
    return [
        field_column(tables, "measures", "name", [row["measure"] for row in rows], 17, title="Measure"),
        Column("Figure", figures, 13, "The figure as the pages print it, with hedge and unit.", own=True),
        Column("Period", periods, 17, f"The period in words. No date stated: {READING['No period']}", own=True),
    ]


def interval_columns(rows: Rows, places: Sequence[int | None]) -> list[Column]:
    """Give the lowest and highest value that each figure leaves possible, with so many decimals."""
    meaning = "value that the figure’s digits, hedge or formula leave possible; open: there is no such end."
    ends = (("Lowest", "low"), ("Highest", "high"))
    return [
        Column(title, [*map(bound, (row[name] for row in rows), places)], 9, f"{title} {meaning}", "number", own=True)
        for title, name in ends
    ]


def stated_columns(tables: Tables, table: str, rows: Rows, links: Mapping[str, str]) -> list[Column]:
    """Say where each row is stated; `links` tells by source id where the row of the document is."""
    widths = {
        "as_stated": 30,
        "paragraph": 12,
        "source_id": 18,
        "event_date": 11,
        "speaker": 26,
        "doubt": 36,
        "note": 30,
    }
    cells: dict[str, list[Cell]] = {name: [row[name] for row in rows] for name in widths}
    cells["paragraph"] = [number(row["paragraph"]) for row in rows]
    cells["source_id"] = [Link(row["source_id"], links[row["source_id"]]) for row in rows]
    cells["event_date"] = [day(row["event_date"]) for row in rows]
    homes = {"event_date": "sources", "speaker": "sources"}
    return [field_column(tables, homes.get(name, table), name, cells[name], width) for name, width in widths.items()]


def citation_column(tables: Tables, rows: Rows) -> Column:
    """Cite each row of `ledger_rows` in a line."""
    cited = [inline_citation(tables, row) for row in rows]
    return Column("Citation", cited, 40, "The statement in a line, to be quoted with its document.", own=True)
