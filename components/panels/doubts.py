"""What is doubtful in a document, and where another statement conflicts with it or counts something else."""

from typing import Any

import pandas as pd

from components.exhibits import MOST_MARKS, ledger_table
from components.panels.markup import text
from components.panels.rest import left_out, pairs_left_out
from components.panels.wide_table import wide_table
from components.style import month
from components.tables import Tables

_DISAGREEING = ("conflicting", "different_perimeter")
_HEADS = ("Subject", "Figure or stage", "Wording", "Doubt")


def doubts(tables: Tables, rows: pd.DataFrame) -> dict[str, str]:
    """Write as HTML, for each document that has any, its doubts and its disagreements, the first of many.

    `rows` are all rows of `derive.ledger_rows`; the keys are ids of documents.
    """
    doubted = rows[(rows["doubt"] != "") & (rows["source_id"] != "")]
    foremost = doubted.groupby("source_id", sort=False).head(MOST_MARKS)
    paired = _disagreements(tables, rows)
    shown = {source: pairs.head(MOST_MARKS) for source, pairs in paired.items()}
    named = {key for pairs in shown.values() for key in (*pairs["earlier_id"], *pairs["later_id"])}
    asked = rows[rows["figure_id"].isin({*foremost["figure_id"], *named})]
    read = {row["Id"]: row for row in ledger_table(tables, asked).to_dict("records")}
    counts = doubted["source_id"].value_counts().to_dict()
    listed = {
        str(source): _doubts(str(source), [read[key] for key in own["figure_id"]], counts[source])
        for source, own in foremost.groupby("source_id", sort=False)
    }
    for source, pairs in shown.items():
        listed[source] = listed.get(source, "") + _pairs(read, pairs, len(paired[source]))
    return listed


def many(count: int, noun: str) -> str:
    """Say how many, as in “1 figure” and “2 figures”."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _doubts(source_id: str, doubted: list[dict[str, Any]], count: int) -> str:
    body = "".join(
        f'<tr><th scope="row"><a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}</a></th>'
        f"<td>{text(row['Figure or stage'])}</td><td><q>{text(row['Wording'])}</q> ({_place(row['Paragraph'])})</td>"
        f"<td>{text(row['Doubt or assumption'])}</td></tr>"
        for row in doubted
    )
    table = wide_table("Doubts of this document", _HEADS, body)
    rest = left_out(len(doubted), count, "doubts", address=f"ledger?find={source_id}")
    return f"<details><summary>{many(count, 'doubt')}</summary>{table}{rest}</details>"


def _place(paragraph: int) -> str:
    return "headline or dateline" if paragraph == 0 else f"par.\u00a0{paragraph}"


def _disagreements(tables: Tables, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    pairs = tables.comparisons[tables.comparisons["kind"].isin(_DISAGREEING)].sort_values("kind", kind="stable")
    sources = dict(zip(rows["figure_id"], rows["source_id"], strict=True))
    stated_in = [{sources[pair.earlier_id], sources[pair.later_id]} - {""} for pair in pairs.itertuples(index=False)]
    return {
        source: pairs[[source in own for own in stated_in]]
        for source in dict.fromkeys(key for own in stated_in for key in own)
    }


def _pairs(read: dict[str, dict[str, Any]], pairs: pd.DataFrame, count: int) -> str:
    items = "".join(
        f"<li><strong>{text(pair.kind.replace('_', ' '))}</strong>: {_side(read[pair.earlier_id])} and "
        f"{_side(read[pair.later_id])}. {text(pair.reading)}</li>"
        for pair in pairs.itertuples(index=False)
    )
    heading = f"{many(count, 'place')} where another statement conflicts or counts something else"
    rest = pairs_left_out(len(pairs), count)
    return f"<details><summary>{heading}</summary><ul>{items}</ul>{rest}</details>"


def _side(row: dict[str, Any]) -> str:
    said = "" if pd.isna(row["Said"]) else f", {month(row['Said'])}"
    return (
        f'<a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}, '
        f"{text(row['Figure or stage'])}</a>{text(said)}"
    )
