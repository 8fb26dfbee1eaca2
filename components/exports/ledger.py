"""The ledger: every stated figure, derived figure and milestone in one table, for choosing from and for reading."""

import math
from typing import Any

import pandas as pd

from components.charts import source_line
from components.exports.citation import inline_citation
from components.selection import milestones_in_context
from components.style import CLAIM_TYPES, NO_DATE, UNITS, period, quantity, stage_words
from components.tables import Tables

STAGE = "stage"


def ledger_rows(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """Join all figures with all milestones, one row each, for `Selection.keep`, `ledger_table` and citations.

    `figures` has all rows of `derive.figures`. Added are `row_kind` (figure, milestone) and, of milestones, their own
    columns with their id as `figure_id`; a milestone has no claim type (""), measure or value. Rows go by subject, then
    by date of document, with derived figures last.
    """
    milestones = milestones_in_context(tables).rename(columns={"milestone_id": "figure_id"})
    joined = pd.concat(
        [figures.assign(row_kind="figure"), milestones.assign(row_kind="milestone", claim_type="")],
        ignore_index=True,
    )
    text = [name for name in joined.columns if name in {*_text_columns(figures), *_text_columns(milestones)}]
    subjects = {key: place for place, key in enumerate(tables.subjects["subject_id"])}
    ordered = joined.assign(
        subject_place=joined["subject_id"].map(subjects),
        derived=joined["claim_type"] == "derived",
        **{name: joined[name].fillna("") for name in text},
    ).sort_values(["subject_place", "derived", "event_date", "paragraph"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["subject_place", "derived"])


def ledger_table(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows of `ledger_rows` as a table for reading; the order stays, numbers stay numbers and dates dates.

    A row without a stated period has “no date stated” in `Refers to`; a derived figure was said by nobody: no `Said`.
    """
    records = rows.to_dict("records")
    derived = rows["claim_type"] == "derived"
    return pd.DataFrame(
        {
            "Subject": rows["subject"].to_list(),
            "Figure or stage": [_statement(record) for record in records],
            "Measure": rows["measure"].to_list(),
            "Kind": [CLAIM_TYPES.get(record["claim_type"], STAGE) for record in records],
            "Refers to": [_refers_to(record) for record in records],
            "Said": rows["event_date"].mask(derived).to_list(),
            "Document": [_document(tables, record) for record in records],
            "Paragraph": rows["paragraph"].array,
            "Wording": [record["as_stated"] or record["reading"] for record in records],
            "Doubt or assumption": [record["doubt"] or record["assumption"] for record in records],
            "Value": rows["value"].to_list(),
            "Value to": rows["value_high"].to_list(),
            "Unit": [UNITS.get(record["unit"], record["unit"]) for record in records],
            "Lowest": rows["low"].to_list(),
            "Highest": [None if pd.isna(high) or math.isinf(high) else high for high in rows["high"]],
            "From": rows["period_start"].to_list(),
            "Until": rows["period_end"].to_list(),
            "What is counted": [record["perimeter"] or record["statement"] for record in records],
            "Note": rows["note"].to_list(),
            "Date of document": [_basis(record) for record in records],
            "Speaker": rows["speaker"].to_list(),
            "Repeats": rows["repeats"].to_list(),
            "Id": rows["figure_id"].to_list(),
        }
    )


def ledger_file(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows of `ledger_rows` as the table of a download: as for reading, with a citation and the data version."""
    citations = [inline_citation(tables, record) for record in rows.to_dict("records")]
    table = ledger_table(tables, rows)
    days = {name: pd.to_datetime(table[name]).dt.strftime("%Y-%m-%d") for name in ("Said", "From", "Until")}
    return table.assign(**days, Citation=citations, **{"Data version": tables.version})


def _text_columns(frame: pd.DataFrame) -> list[str]:
    return list(frame.select_dtypes("string").columns)


def _statement(record: dict[str, Any]) -> str:
    return stage_words(record["stage"]) if record["row_kind"] == "milestone" else quantity(record)


def _refers_to(record: dict[str, Any]) -> str:
    said = period(record["period_start"], record["period_end"], short=True)
    if record["row_kind"] == "figure" or said == NO_DATE:
        return said
    happened = pd.notna(record["happened_start"]) or pd.notna(record["happened_end"])
    return said if happened else f"due {said}"


def _document(tables: Tables, record: dict[str, Any]) -> str:
    if record["claim_type"] == "derived":
        return f"derived from {source_line(tables, [record['figure_id']])}"
    return str(record["publisher"])


def _basis(record: dict[str, Any]) -> str:
    return {"stated": "as stated", "inferred": "day inferred"}.get(record["date_basis"], "")
