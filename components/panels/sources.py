"""The documents: what each is, how sure its date is, what is doubtful in it, and where it disagrees with another."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components import controls
from components.panels.doubts import doubts, many
from components.panels.markup import definition_list, text
from components.panels.wide_table import wide_table
from components.style import NO_DATE, period
from components.tables import Tables

_STYLE = (Path(__file__).parent / "sources.css").read_text(encoding="utf-8")
_BASIS = {"stated": "stated", "inferred": "inferred"}
_COUNTED = ("Figures", "Repeats", "Stages", "With a doubt")
_NONE = dict.fromkeys(_COUNTED, 0)


def source_overview(tables: Tables, rows: pd.DataFrame) -> None:
    """List the documents in one table: date, how sure it is, and how much stands in each; each links to its part.

    `rows` are all rows of `derive.ledger_rows`.
    """
    st.html(controls.evidence().once("source overview", lambda: _overview(tables, rows)))


def counts(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count what each document states, by its id: figures, headline and other repeats of them, stages, and doubts."""
    figures, again = rows["row_kind"] == "figure", rows["repeats"] != ""
    marked = pd.DataFrame(
        {
            "Figures": figures & ~again,
            "Repeats": figures & again,
            "Stages": rows["row_kind"] == "milestone",
            "With a doubt": rows["doubt"] != "",
        }
    )
    counted = marked.groupby(rows["source_id"]).sum().to_dict("index")
    return {str(source): {name: int(own[name]) for name in _COUNTED} for source, own in counted.items()}


def source_articles(tables: Tables, rows: pd.DataFrame) -> None:
    """Show each document with its dates, speaker, notes, doubts and disagreements; `sources#source_id` leads to it.

    `rows` are all rows of `derive.ledger_rows`.
    """
    written = controls.evidence().once("source articles", lambda: _articles(tables, rows))
    for source_id, title, article in written:
        st.subheader(as_markdown(title), anchor=source_id)
        st.html(article)


def as_markdown(words: str) -> str:
    """Write a text so that Markdown shows it as it stands: no markup, formula, colour, emoji or arrow."""
    apart = re.sub(r"(?<=[!-/:-@[-`{-~])(?=[!-/:-@[-`{-~])|(?<=:)(?=\w)", "\u2060", " ".join(words.split()))
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", apart)


def _overview(tables: Tables, rows: pd.DataFrame) -> str:
    counted = counts(rows)
    body = "".join(
        f'<tr><th scope="row"><a href="#{text(source["source_id"])}">{text(source["publisher"] or source["title"])}</a>'
        f"</th><td>{text(_day(source['event_date']))}</td><td>{_BASIS[source['date_basis']]}</td>"
        + "".join(f'<td class="atlas-count">{count}</td>' for count in counted.get(source["source_id"], _NONE).values())
        + "</tr>"
        for source in _by_date(tables)
    )
    heads = ("Document", "Date", "The date is", *_COUNTED)
    table = wide_table("The documents at a glance", heads, body, kind="atlas-documents")
    return f"<style>{_STYLE}</style>{table}"


def _articles(tables: Tables, rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    counted, doubted = counts(rows), doubts(tables, rows)
    return [
        (
            source["source_id"],
            source["title"],
            f'<article class="atlas-source" aria-label="{text(source["title"])}">'
            f"{definition_list(_facts(source, counted.get(source['source_id'], _NONE)))}"
            f"{doubted.get(source['source_id'], '')}</article>",
        )
        for source in _by_date(tables)
    ]


def _by_date(tables: Tables) -> list[dict[str, Any]]:
    return list(tables.sources.sort_values("event_date", kind="stable").to_dict("records"))


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _facts(source: dict[str, Any], counted: dict[str, int]) -> list[tuple[str, str]]:
    published = "not stated" if pd.isna(source["published_date"]) else period(*[source["published_date"]] * 2)
    told = f"{many(counted['Figures'], 'figure')}, {many(counted['Stages'], 'stage')}"
    told += f"; {many(counted['Repeats'], 'figure')} said again" if counted["Repeats"] else ""
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
