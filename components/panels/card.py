"""All that the documents say of one subject: its stages, its figures, its corridor."""

from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from components.charts import cited
from components.panels.markup import definition_list, doubt_line, latest, public_link, text
from components.selection import milestones_in_context
from components.style import (
    CLAIM_TYPES,
    UNATTRIBUTED,
    UNITS,
    formula_text,
    interval,
    month,
    period,
    quantity,
    stage_words,
    text_fragment_url,
)
from components.tables import Tables

_WRITTEN: WeakKeyDictionary[Tables, dict[str, str]] = WeakKeyDictionary()
_SURENESS = {"stated": "as stated", "inferred": "day inferred"}


def evidence_card(tables: Tables, figures: pd.DataFrame, identifier: str) -> None:
    """Show the card of a claim, derivation or milestone; an unknown id is said to be unknown.

    `figures` has the columns of `derive.figures`, all of them, so that a derivation finds its inputs.
    """
    st.html(card_html(tables, figures, identifier))


def card_html(tables: Tables, figures: pd.DataFrame, identifier: str) -> str:
    """Write the evidence card as HTML in which every cell of the tables is text; each is written once."""
    written = _WRITTEN.setdefault(tables, {})
    if identifier not in written:
        written[identifier] = _written(tables, figures, identifier)
    return written[identifier]


def _written(tables: Tables, figures: pd.DataFrame, identifier: str) -> str:
    found = figures[figures["figure_id"] == identifier]
    if len(found):
        return _figure_card(tables, figures, found.to_dict("records")[0])
    milestones = milestones_in_context(tables)
    found = milestones[milestones["milestone_id"] == identifier]
    if len(found):
        return _milestone_card(tables, found.to_dict("records")[0])
    return f'<div class="atlas-card">No figure or milestone is called {text(identifier)}.</div>'


def _card(heading: str, kind: str, facts: list[tuple[str, str]], identifier: str) -> str:
    return (
        f'<article class="atlas-card" data-evidence="{text(identifier)}">'
        f'<header><span class="atlas-card-figure">{heading}</span> '
        f'<span class="atlas-kind">{text(kind)}</span></header>'
        f"{definition_list(facts)}</article>"
    )


def _figure_card(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any]) -> str:
    facts = [
        ("Subject", text(f"{figure['subject']} – {figure['measure'].lower()}")),
        ("Unit", text(UNITS[figure["unit"]])),
        ("Period", text(period(figure["period_start"], figure["period_end"]))),
    ]
    if figure["claim_type"] == "derived":
        facts += _derivation_facts(tables, figures, figure)
    else:
        facts += [
            ("Compared with", text(_base(figure))),
            ("What is counted", text(figure["perimeter"])),
            *_document_facts(figure),
        ]
    facts += [
        ("Doubt", text(figure["doubt"])),
        ("Note", text(figure["note"])),
        ("Said again in", _restated(tables, figure["figure_id"])),
        ("Beside other statements", _comparisons(tables, figure["figure_id"])),
        ("Id", f"<code>{text(figure['figure_id'])}</code>"),
    ]
    kind = CLAIM_TYPES[figure["claim_type"]]
    return _card(text(quantity(figure)), kind, facts, figure["figure_id"])


def _base(figure: dict[str, Any]) -> str:
    if figure["claim_type"] != "growth":
        return ""
    base = period(figure["base_start"], figure["base_end"])
    return base if pd.notna(figure["base_end"]) else "not stated"


def _document_facts(statement: dict[str, Any]) -> list[tuple[str, str]]:
    place = "headline or dateline" if statement["paragraph"] == 0 else f"paragraph {statement['paragraph']}"
    sureness = _SURENESS[statement["date_basis"]]
    page = text_fragment_url(statement["url"], statement["as_stated"])
    return [
        ("Wording", f"<q>{text(statement['as_stated'])}</q> {public_link(page, 'on its public page')}"),
        (
            "Document",
            f'<a href="sources#{text(statement["source_id"])}" target="_self">{text(statement["document"])}</a>, '
            f"{place}",
        ),
        ("Date", text(f"{month(statement['event_date'])} ({sureness})")),
        ("Said by", text(statement["speaker"] or UNATTRIBUTED)),
    ]


def _derivation_facts(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any]) -> list[tuple[str, str]]:
    asked = figure["inputs"].split(";")
    known = {row["figure_id"]: row for row in figures[figures["figure_id"].isin(asked)].to_dict("records")}
    inputs = [known[key] for key in asked]
    sources = ", ".join(
        f'<a href="sources#{text(document.source_id)}" target="_self">{text(document.label)}</a> par. '
        f"{', '.join(map(str, document.paragraphs))}"
        for document in cited(tables, [figure["figure_id"]])
    )
    grade = "follows from what is stated" if figure["grade"] == "follows" else "rests on an assumption"
    return [
        ("Formula", text(formula_text(figure["formula"], inputs))),
        ("Interval", text(interval(figure["value"], figure["low"], figure["high"]))),
        ("Standing", text(grade)),
        ("Assumption", text(figure["assumption"])),
        ("Reading", text(figure["reading"])),
        ("Rests on", text("; ".join(f"{entry['subject']}, {quantity(entry)}" for entry in inputs))),
        ("Documents", sources),
    ]


def _restated(tables: Tables, identifier: str) -> str:
    again = tables.claims[tables.claims["repeats"] == identifier]
    return "; ".join(
        f"<q>{text(row.as_stated)}</q> ({'headline' if row.paragraph == 0 else f'par. {row.paragraph}'})"
        for row in again.itertuples(index=False)
    )


def _comparisons(tables: Tables, identifier: str) -> str:
    pairs = tables.comparisons
    touching = pairs[(pairs["earlier_id"] == identifier) | (pairs["later_id"] == identifier)]
    return "<br>".join(
        f"<em>{text(row.kind.replace('_', ' '))}</em>: {text(row.reading)}" for row in touching.itertuples(index=False)
    )


def _milestone_card(tables: Tables, milestone: dict[str, Any]) -> str:
    due = milestone["due_start"], milestone["due_end"]
    happened = milestone["happened_start"], milestone["happened_end"]
    facts = [
        ("Subject", text(milestone["subject"])),
        ("In our words", text(milestone["statement"])),
        ("Happened", text(period(*happened)) if any(map(pd.notna, happened)) else ""),
        ("Due", text(period(*due)) if any(map(pd.notna, due)) else ""),
        *_document_facts(milestone),
        ("Doubt", text(milestone["doubt"])),
        ("Note", text(milestone["note"])),
        ("Beside other statements", _comparisons(tables, milestone["milestone_id"])),
        ("Id", f"<code>{text(milestone['milestone_id'])}</code>"),
    ]
    return _card(text(stage_words(milestone["stage"])), "stage", facts, milestone["milestone_id"])


def subject_html(tables: Tables, figures: pd.DataFrame, subject_id: str) -> str:
    """Write a subject's file as HTML in which every cell of the tables is text."""
    subject = tables.subjects.set_index("subject_id").loc[subject_id]
    stages = milestones_in_context(tables)
    told_in = f"ledger?find={quote(subject['name'])}"
    stages, more_stages = latest(
        stages[stages["subject_id"] == subject_id].sort_values("event_date"), "stages", told_in
    )
    told = "".join(
        _entry(
            tables,
            figures,
            row["milestone_id"],
            f"<b>{text(stage_words(row['stage']))}</b>, {text(month(row['event_date']))}: {text(row['statement'])}",
        )
        for row in stages.to_dict("records")
    )
    own, more = latest(figures[(figures["subject_id"] == subject_id) & (figures["repeats"] == "")], "figures", told_in)
    told += more_stages
    told += "".join(
        _entry(
            tables,
            figures,
            row["figure_id"],
            f"<b>{text(quantity(row))}</b> {text(CLAIM_TYPES[row['claim_type']])}, "
            f"{text(period(row['period_start'], row['period_end']))}: {text(row['measure'].lower())}{doubt_line(row)}",
        )
        for row in own.to_dict("records")
    )
    note = f"<p>{text(subject['note'])}</p>" if subject["note"] else ""
    return (
        f'<section class="atlas-subject" data-subject="{text(subject_id)}"><h2>{text(subject["name"])}</h2>'
        f"{_corridor_link(tables, subject['corridor_id'])}{note}{told}{more}</section>"
    )


def _entry(tables: Tables, figures: pd.DataFrame, identifier: str, summary: str) -> str:
    return f"<details><summary>{summary}</summary>{card_html(tables, figures, identifier)}</details>"


def _corridor_link(tables: Tables, corridor_id: str) -> str:
    corridors = tables.corridors.set_index("corridor_id")
    if corridor_id not in corridors.index:
        return "<p>Belongs to no corridor.</p>"
    corridor = corridors.loc[corridor_id]
    address = f"corridors?corridor={text(corridor['label'])}"
    return f'<p>Corridor: <a href="{address}" target="_self">{text(corridor["name"])}</a></p>'
