"""The sheets of stated figures, derived figures and milestones, from rows of `derive.ledger_rows`."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain

import pandas as pd

from components.charts import source_line
from components.exports.citation import inline_citation
from components.exports.provenance import READING
from components.exports.workbook.cells import day, decimals, number, written
from components.exports.workbook.column import (
    Column,
    Rows,
    citation_column,
    field_column,
    figure_columns,
    interval_columns,
    stated_columns,
    subject_columns,
)
from components.style import THIN, formula_text, supported
from components.tables import Tables

_PERIOD, _BASE = ("period_start", "period_end"), ("base_start", "base_end")
_STAGE_DAYS = ("happened_start", "happened_end", "due_start", "due_end")


def data_columns(tables: Tables, claims: pd.DataFrame, links: Mapping[str, str]) -> list[Column]:
    """Give stated figures as columns; `links` tells by source id where the row of the document is."""
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
    """Give derived figures as columns; `every` has all rows, so that inputs are found."""
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
    """Give milestones as columns; `links` tells by source id where the row of the document is."""
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
