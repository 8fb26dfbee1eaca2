"""The documents: what each is, how sure its date is, what is doubtful in it, and where it disagrees with another."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.panels.markup import definition_list, text
from components.panels.wide_table import wide_table
from components.style import NO_DATE, month, period
from components.tables import Tables

_STYLE = (Path(__file__).parent / "sources.css").read_text(encoding="utf-8")
_BASIS = {"stated": "stated", "inferred": "inferred"}
_DISAGREEING = ("conflicting", "different_perimeter")


def source_overview(tables: Tables, rows: pd.DataFrame) -> None:
    """List the documents in one table: date, how sure it is, and how much stands in each; each links to its part.

    `rows` are all rows of `derive.ledger_rows`.
    """
    body = "".join(
        f'<tr><th scope="row"><a href="#{text(source["source_id"])}">{text(source["publisher"] or source["title"])}</a>'
        f"</th><td>{text(_day(source['event_date']))}</td><td>{_BASIS[source['date_basis']]}</td>"
        + "".join(f'<td class="atlas-count">{count}</td>' for count in counts(rows, source["source_id"]).values())
        + "</tr>"
        for source in _by_date(tables)
    )
    heads = ("Document", "Date", "The date is", *counts(rows, ""))
    table = wide_table("The documents at a glance", heads, body, kind="atlas-documents")
    st.html(f"<style>{_STYLE}</style>{table}")


def counts(rows: pd.DataFrame, source_id: str) -> dict[str, int]:
    """Count what one document states: its figures, headline and other repeats among them, stages, and doubts."""
    own = rows[rows["source_id"] == source_id]
    figures = own["row_kind"] == "figure"
    return {
        "Figures": int((figures & (own["repeats"] == "")).sum()),
        "Repeats": int((figures & (own["repeats"] != "")).sum()),
        "Stages": int((own["row_kind"] == "milestone").sum()),
        "With a doubt": int((own["doubt"] != "").sum()),
    }


def source_articles(tables: Tables, rows: pd.DataFrame, table: pd.DataFrame) -> None:
    """Show each document with its dates, speaker, notes, doubts and disagreements; `sources#source_id` leads to it.

    `rows` are all rows of `derive.ledger_rows`, `table` is the same for reading (`exhibits.ledger_table`).
    """
    read = table.set_index("Id", drop=False)
    for source in _by_date(tables):
        own = rows[rows["source_id"] == source["source_id"]]
        st.subheader(as_markdown(source["title"]), anchor=source["source_id"])
        st.html(
            f'<article class="atlas-source" aria-label="{text(source["title"])}">'
            f"{definition_list(_facts(source, counts(rows, source['source_id'])))}"
            f"{_doubts(read.loc[own.loc[own['doubt'] != '', 'figure_id']])}"
            f"{_disagreements(tables, read, set(own['figure_id']))}</article>"
        )


def as_markdown(words: str) -> str:
    """Write a text so that Markdown shows it as it stands: no markup, formula, colour, emoji or arrow."""
    apart = re.sub(r"(?<=[!-/:-@[-`{-~])(?=[!-/:-@[-`{-~])|(?<=:)(?=\w)", "\u2060", " ".join(words.split()))
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", apart)


def _by_date(tables: Tables) -> list[dict[str, Any]]:
    return list(tables.sources.sort_values("event_date", kind="stable").to_dict("records"))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _facts(source: dict[str, Any], counted: dict[str, int]) -> list[tuple[str, str]]:
    published = "not stated" if pd.isna(source["published_date"]) else period(*[source["published_date"]] * 2)
    told = f"{_many(counted['Figures'], 'figure')}, {_many(counted['Stages'], 'stage')}"
    told += f"; {_many(counted['Repeats'], 'figure')} said again" if counted["Repeats"] else ""
    return [
        ("Publisher", text(source["publisher"] or "not stated")),
        ("Speaker", text(source["speaker"] or "none named")),
        ("Date of the event", f"{text(_day(source['event_date']))}, <strong>{_BASIS[source['date_basis']]}</strong>"),
        ("Published", text(published)),
        ("How the date is known", text(source["date_note"])),
        ("Note", text(source["note"])),
        (
            "What it states",
            f'{text(told)}. <a href="ledger?find={text(source["source_id"])}" target="_self">All in the ledger</a>',
        ),
        ("Name in links", f"<code>{text(source['source_id'])}</code>"),
    ]


def _doubts(doubted: pd.DataFrame) -> str:
    if doubted.empty:
        return ""
    body = "".join(
        f'<tr><th scope="row"><a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}</a></th>'
        f"<td>{text(row['Figure or stage'])}</td><td><q>{text(row['Wording'])}</q> ({_place(row['Paragraph'])})</td>"
        f"<td>{text(row['Doubt or assumption'])}</td></tr>"
        for row in doubted.to_dict("records")
    )
    heads = ("Subject", "Figure or stage", "Wording", "Doubt")
    table = wide_table("Doubts of this document", heads, body)
    return f"<details><summary>{_many(len(doubted), 'doubt')}</summary>{table}</details>"


def _place(paragraph: int) -> str:
    return "headline or dateline" if paragraph == 0 else f"par.\u00a0{paragraph}"


def _disagreements(tables: Tables, read: pd.DataFrame, own: set[str]) -> str:
    pairs = tables.comparisons
    touching = pairs[
        pairs["kind"].isin(_DISAGREEING) & (pairs["earlier_id"].isin(own) | pairs["later_id"].isin(own))
    ].sort_values("kind", kind="stable")
    if touching.empty:
        return ""
    items = "".join(
        f"<li><strong>{text(pair.kind.replace('_', ' '))}</strong>: {_side(read.loc[pair.earlier_id])} and "
        f"{_side(read.loc[pair.later_id])}. {text(pair.reading)}</li>"
        for pair in touching.itertuples(index=False)
    )
    heading = f"{_many(len(touching), 'place')} where another statement conflicts or counts something else"
    return f"<details><summary>{heading}</summary><ul>{items}</ul></details>"


def _side(row: Any) -> str:
    said = "" if pd.isna(row["Said"]) else f", {month(row['Said'])}"
    return (
        f'<a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}, '
        f"{text(row['Figure or stage'])}</a>{text(said)}"
    )
