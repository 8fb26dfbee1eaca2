"""Sheets as columns: what each holds of every row, how wide it is, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import pandas as pd

from components.charts import source_line
from components.exhibits.tables import dictionary_table
from components.exports.citation import READING, inline_citation
from components.exports.workbook.cells import LONGEST_LINK, Cell, Link, bound, day, decimals, number, written
from components.style import COMPARISONS, THIN, formula_text, period, quantity, supported, text_fragment_url
from components.tables import Tables

Rows = list[dict[str, Any]]
_PERIOD, _BASE = ("period_start", "period_end"), ("base_start", "base_end")
_STAGE_DAYS = ("happened_start", "happened_end", "due_start", "due_end")
_SOURCE_WIDTHS = {
    "source_id": 20, "title": 44, "label": 22, "publisher": 22, "speaker": 34, "event_date": 11, "published_date": 11,
    "date_basis": 10, "date_note": 36, "url": 36, "document_file": 26, "sha256": 36, "body_first_line": 9, "note": 36,
}  # fmt: skip
_PAIR_WIDTHS = {"comparison_id": 30, "kind": 22, "earlier_id": 32, "later_id": 32, "reading": 80}
_DICTIONARY_WIDTHS = {"Table": 18, "Column": 18, "Title": 22, "Type": 9, "Unit": 18, "Allowed": 44, "Meaning": 80}


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
    field: dict[str, Any] = next((field for field in described if field["name"] == name), {})
    shown = title or field.get("title", name)
    return Column(shown, cells, width, field.get("description", ""), field.get("type", "string"))


def subject_columns(tables: Tables, rows: Rows) -> list[Column]:
    """Return the subject and the corridor of each row of `ledger_rows`."""
    corridors = tables.corridor_names
    subjects, ways = [row["subject"] for row in rows], [corridors.get(row["corridor_id"]) for row in rows]
    return [
        field_column(tables, "subjects", "name", subjects, 22, title="Subject"),
        field_column(tables, "corridors", "name", ways, 16, title="Corridor"),
    ]


def figure_columns(tables: Tables, rows: Rows) -> list[Column]:
    """Return measure, figure and period of each row of `ledger_rows` in words."""
    figures, periods = [quantity(row) for row in rows], [period(row["period_start"], row["period_end"]) for row in rows]
    return [
        field_column(tables, "measures", "name", [row["measure"] for row in rows], 17, title="Measure"),
        Column("Figure", figures, 13, "The figure as the pages print it, with hedge and unit.", own=True),
        Column("Period", periods, 17, f"The period in words. No date stated: {READING['No period']}", own=True),
    ]


def interval_columns(rows: Rows, places: Sequence[int | None]) -> list[Column]:
    """Return the lowest and highest value that each figure leaves possible, with so many decimals."""
    meaning = "value that the figure’s digits, hedge or formula leave possible; open: there is no such end."
    ends = (("Lowest", "low"), ("Highest", "high"))
    return [
        Column(title, [*map(bound, (row[name] for row in rows), places)], 9, f"{title} {meaning}", "number", own=True)
        for title, name in ends
    ]


def stated_columns(tables: Tables, table: str, rows: Rows, links: Mapping[str, str]) -> list[Column]:
    """Return where each row is stated; `links` tells by source id where the row of the document is."""
    widths = {
        "as_stated": 30,
        "paragraph": 12,
        "source_id": 18,
        "event_date": 11,
        "url": 26,
        "speaker": 26,
        "doubt": 36,
        "note": 30,
    }
    cells: dict[str, list[Cell]] = {name: [row[name] for row in rows] for name in widths}
    cells["paragraph"] = [number(row["paragraph"]) for row in rows]
    cells["source_id"] = [Link(row["source_id"], links[row["source_id"]]) for row in rows]
    cells["event_date"] = [day(row["event_date"]) for row in rows]
    cells["url"] = [_public(row["url"], row["as_stated"]) for row in rows]
    homes = {"event_date": "sources", "url": "sources"}
    return [field_column(tables, homes.get(name, table), name, cells[name], width) for name, width in widths.items()]


def _public(url: str, wording: str = "") -> Cell:
    page = text_fragment_url(url, wording)
    return Link(url, page) if 0 < len(page) <= LONGEST_LINK else url


def citation_column(tables: Tables, rows: Rows) -> Column:
    """Cite each row of `ledger_rows` in a line."""
    cited = [inline_citation(tables, row) for row in rows]
    return Column("Citation", cited, 40, "The statement in a line, to be quoted with its document.", own=True)


def data_columns(tables: Tables, claims: pd.DataFrame, links: Mapping[str, str]) -> list[Column]:
    """Return stated figures as columns; `links` tells by source id where the row of the document is."""
    rows = claims.to_dict("records")
    column = partial(field_column, tables, "claims")
    return [
        column("claim_id", [row["figure_id"] for row in rows], 26),
        *subject_columns(tables, rows),
        *figure_columns(tables, rows),
        column("value", [written(row["value_written"]) for row in rows], 9),
        column("value_high", [written(row["value_high_written"]) for row in rows], 8),
        field_column(tables, "measures", "unit", [row["unit"] for row in rows], 12),
        column("hedge", [row["hedge"] for row in rows], 8),
        column("claim_type", [row["claim_type"] for row in rows], 10),
        *interval_columns(rows, [None] * len(rows)),
        *_day_columns(tables, "claims", rows, _PERIOD + _BASE),
        column("perimeter", [row["perimeter"] for row in rows], 30),
        *stated_columns(tables, "claims", rows, links),
        column("repeats", [row["repeats"] for row in rows], 18),
        citation_column(tables, rows),
    ]


def derived_columns(tables: Tables, derived: pd.DataFrame, every: pd.DataFrame) -> list[Column]:
    """Return derived figures as columns; `every` has all rows, so that inputs are found."""
    rows = derived.to_dict("records")
    column = partial(field_column, tables, "derivations")
    named = [row["inputs"].split(";") for row in rows]
    known = every[every["figure_id"].isin(set(chain.from_iterable(named)))].to_dict("records")
    found = {row["figure_id"]: row for row in known}
    inputs = [[found[key] for key in keys] for keys in named]
    formulas = [formula_text(row["formula"], entries) for row, entries in zip(rows, inputs, strict=True)]
    cited = ["\n".join(f"{row['figure_id']}: {inline_citation(tables, row)}" for row in entries) for entries in inputs]
    shown = [decimals(supported(row["value"], row["low"], row["high"]).replace(THIN, "")) for row in rows]
    bounds = [places + (row["low"] != row["high"]) for row, places in zip(rows, shown, strict=True)]
    values = [number(row["value"], places) for row, places in zip(rows, shown, strict=True)]
    documents = [source_line(tables, [row["figure_id"]], most=None) for row in rows]
    return [
        column("derivation_id", [row["figure_id"] for row in rows], 26),
        *subject_columns(tables, rows),
        *figure_columns(tables, rows),
        Column("Value", values, 9, READING["Derived figure"], "number", own=True),
        *interval_columns(rows, bounds),
        field_column(tables, "measures", "unit", [row["unit"] for row in rows], 12),
        *_day_columns(tables, "derivations", rows, _PERIOD),
        Column("Formula with figures", formulas, 26, "The formula with the stated figures in it.", own=True),
        column("formula", [row["formula"] for row in rows], 17),
        Column("Inputs", cited, 48, "The figures that enter the formula, each with its citation.", own=True),
        column("grade", [row["grade"] for row in rows], 9),
        column("assumption", [row["assumption"] for row in rows], 34),
        column("reading", [row["reading"] for row in rows], 40),
        Column("Documents", documents, 28, "The documents and paragraphs that the inputs stand in.", own=True),
        citation_column(tables, rows),
    ]


def milestone_columns(tables: Tables, milestones: pd.DataFrame, links: Mapping[str, str]) -> list[Column]:
    """Return milestones as columns; `links` tells by source id where the row of the document is."""
    rows = milestones.to_dict("records")
    column = partial(field_column, tables, "milestones")
    return [
        column("milestone_id", [row["figure_id"] for row in rows], 28),
        *subject_columns(tables, rows),
        column("stage", [row["stage"] for row in rows], 10),
        column("statement", [row["statement"] for row in rows], 44),
        *_day_columns(tables, "milestones", rows, _STAGE_DAYS),
        *stated_columns(tables, "milestones", rows, links),
        citation_column(tables, rows),
    ]


def _day_columns(tables: Tables, table: str, rows: Rows, names: Sequence[str]) -> list[Column]:
    return [field_column(tables, table, name, [day(row[name]) for row in rows], 11) for name in names]


def source_columns(tables: Tables, sources: pd.DataFrame, rows: pd.DataFrame) -> list[Column]:
    """Return documents as columns, with the number of `rows` (of `derive.ledger_rows`) that stand in each."""
    held = rows["source_id"].value_counts()
    counted = [number(int(held.get(key, 0))) for key in sources["source_id"]]
    return [
        *(
            field_column(tables, "sources", name, [*map(_public if name == "url" else _cell, sources[name])], width)
            for name, width in _SOURCE_WIDTHS.items()
        ),
        Column("Rows here", counted, 9, "How many rows of Data and Milestones stand in it.", "integer", own=True),
    ]


def comparison_columns(tables: Tables, pairs: pd.DataFrame) -> list[Column]:
    """Return comparisons as columns, their kind in words."""
    cells = pairs.assign(kind=pairs["kind"].map(COMPARISONS))
    return [field_column(tables, "comparisons", name, list(cells[name]), width) for name, width in _PAIR_WIDTHS.items()]


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
