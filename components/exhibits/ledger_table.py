"""The ledger as a table for reading."""

import math
from typing import Any

import pandas as pd

from components.charts import source_line
from components.style import CLAIM_TYPES, NO_DATE, UNITS, period, quantity, stage_words
from components.tables import Tables

STAGE = "stage"


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
        return f"derived from {source_line(tables, [record['figure_id']], most=None)}"
    return str(record["publisher"])


def _basis(record: dict[str, Any]) -> str:
    return {"stated": "as stated", "inferred": "day inferred"}.get(record["date_basis"], "")
