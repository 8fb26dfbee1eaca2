"""Word a statement, figure or milestone alike, for tables, pairs and lists."""

from typing import Any

import pandas as pd

from components.panels.markup import text
from components.style import CLAIM_TYPES, NO_DATE, period, quantity, short_month, stage_words


def statement_words(statement: dict[str, Any], *, kind: bool = False) -> str:
    """Say a row of `derive.ledger_rows` in short: the figure with hedge and unit (and its `kind`), or the stage."""
    if statement["row_kind"] == "milestone":
        return stage_words(statement["stage"])
    return f"{quantity(statement)} {kind_words(statement)}" if kind else quantity(statement)


def kind_words(statement: dict[str, Any]) -> str:
    """Say what kind of statement it is: observed, target, …, or stage."""
    return CLAIM_TYPES.get(statement["claim_type"], "stage")


def measure_words(statement: dict[str, Any]) -> str:
    """Say what a figure measures as words within a sentence, as in “power capacity (GW)”."""
    name: str = statement["measure"]
    return name[:1].lower() + name[1:]


def when_words(statement: dict[str, Any]) -> str:
    """Say what time a statement refers to, as in “by 2030”, “due by 2025” or “no date stated”."""
    said = period(statement["period_start"], statement["period_end"])
    due = statement["row_kind"] == "milestone" and pd.isna(statement["happened_start"])
    return f"due {said}" if due and pd.isna(statement["happened_end"]) and said != NO_DATE else said


def ledger_link(statement: dict[str, Any], words: str) -> str:
    """Write a link that opens a statement's evidence in the ledger."""
    return f'<a href="ledger?id={text(statement["figure_id"])}" target="_self">{text(words)}</a>'


def said_words(statement: dict[str, Any]) -> str:
    """Say where and when a statement was made, as in “Kazinform, Dec 2024”."""
    return f"{statement['publisher']}, {short_month(statement['event_date'])}"


def sides(statements: pd.DataFrame, paired: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Find both statements of each pair of `derive.pairs` by id; `statements` has all rows of `derive.ledger_rows`."""
    asked = statements["figure_id"].isin([*paired["earlier_id"], *paired["later_id"]])
    return {row["figure_id"]: row for row in statements[asked].to_dict("records")}


def pair_heading(known: dict[str, dict[str, Any]], pair: dict[str, Any]) -> str:
    """Name what a row of `derive.pairs` is about: the subject of both statements, or the two subjects."""
    subjects = [known[pair[side]]["subject"] for side in ("earlier_id", "later_id")]
    return " / ".join(dict.fromkeys(subjects))
