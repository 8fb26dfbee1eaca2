"""What is held against official statistics: charts, verdicts in words and in rows, and the definitions of series."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components import controls
from components.exhibits import statistics
from components.exhibits.outcomes import answer_words, outcomes_of
from components.panels.frames import chart
from components.panels.markup import (
    NOTHING,
    empty_note,
    evidence_link,
    public_link,
    row,
    show,
    truncation_note,
    wide_table,
)
from components.panels.page import columns, section
from components.style import counted, number, open_ended, period, quantity
from components.tables import Tables

MOST_VERDICTS = 60
_VERDICT_HEADS = ("Figure", "Reporter", "Period", "Official", "Difference", "Verdict", "Source")
_SERIES_HEADS = ("Series", "Reporter", "Unit", "Values", "Definition", "Sources")
_SENTENCES = Markup('<ul class="atlas-verdicts">{}</ul>')
_SENTENCE = Markup('<li data-verdict="{}">{}</li>')
_ANSWERS = Markup('<ul class="atlas-silences">{}</ul>')
_ANSWER = Markup("<li>{}{} <small>{} {}</small></li>")
_UNCOMPARED = list(statistics.ORDER)[-1]


def statistics_of(tables: Tables, held: Sequence[statistics.Held]) -> None:
    """Show each subject: its chart with the official series under the claims, the verdicts, and a table of them."""
    if not held:
        empty_note("No official series is in this evidence; the files series.csv and observations.csv hold them.")
    for one in held:
        section(one.subject, _count(one.sentences))
        drawn, told = columns(f"held-{one.subject_id}", [3, 2])
        with drawn:
            chart(tables, one.exhibit)
        with told:
            _sentences(one)
            _answers(tables, one)
        with st.expander("Its verdicts in rows"):
            verdict_rows(one)


def own_statistics(tables: Tables, own: controls.OwnSeries) -> None:
    """Show a reader's own file beside the figures of its subject, under its name."""
    found = statistics.with_file(tables, controls.evidence().figures, own.subject_id, own.observations)
    if found is None:
        show(Markup("<p>{} has no value that could be laid beside these figures.</p>").format(own.name))
        return
    show(Markup("<p>{}: {}</p>").format(own.name, _count(found.sentences)))
    chart(tables, found.exhibit)
    _sentences(found)
    verdict_rows(found)


def _count(sentences: pd.DataFrame) -> str:
    counts = sentences["verdict"].value_counts()
    told = [f"{number(str(counts[kind]))} {words}" for kind, words in statistics.ORDER.items() if kind in counts]
    return f"{counted(len(sentences), 'figure')}: {', '.join(told)}."


def _sentences(one: statistics.Held) -> None:
    rows = controls.evidence().rows_by_id
    judged = one.sentences[one.sentences["verdict"] != _UNCOMPARED]
    told = []
    for said in judged.to_dict("records"):
        words = said["text"].removeprefix(one.subject).lstrip(":, ")
        link = evidence_link(rows.loc[said["figure_id"]].to_dict(), words[:1].upper() + words[1:])
        told.append(_SENTENCE.format(said["verdict"], link))
    if told:
        show(_SENTENCES.format(NOTHING.join(told)))


def _answers(tables: Tables, one: statistics.Held) -> None:
    """Show what outside the documents answers open questions about these figures, as why reporters differ."""
    told = [
        _ANSWER.format(
            answer[:1].upper(), answer[1:], public_link(outcome["url"], outcome["source_title"]), outcome["publisher"]
        )
        for outcome in outcomes_of(tables, one.sentences["figure_id"])
        if (answer := answer_words(outcome))
    ]
    if told:
        show(Markup("<h3>Answered from outside the documents</h3>{}").format(_ANSWERS.format(NOTHING.join(told))))


def verdict_rows(one: statistics.Held) -> None:
    """Show verdicts in rows, one a figure and reporter, each with its source."""
    rows = controls.evidence().rows_by_id
    verdicts = one.verdicts[one.verdicts["repeats"] == ""]
    told = [_verdict_row(rows.loc[verdict["figure_id"]].to_dict(), verdict) for verdict in verdicts.to_dict("records")]
    shown = wide_table(f"Verdicts of {one.subject}", _VERDICT_HEADS, told[:MOST_VERDICTS])
    show(shown + truncation_note(min(len(told), MOST_VERDICTS), len(told), "verdicts"))


def _verdict_row(figure: dict[str, Any], verdict: dict[str, Any]) -> Markup:
    why = verdict["why"] or (f"would fit {verdict['would_fit']}" if verdict["would_fit"] else "")
    judged = Markup("{}<small>{}</small>").format(verdict["verdict"], f" {why}" if why else "")
    addresses = [public_link(url, "source") for url in verdict["url"].split()]
    sources = Markup("{} {}").format(verdict["source_title"], Markup(", ").join(addresses)) if addresses else ""
    return row(
        evidence_link(figure, quantity(figure)),
        verdict["reporter"],
        period(verdict["period_start"], verdict["period_end"]),
        open_ended(verdict["official"], verdict["official_low"], verdict["official_high"]),
        statistics.difference(verdict["difference"]),
        judged,
        sources or verdict["source_title"],
    )


def series_definitions(tables: Tables) -> None:
    """Show each official series: whose it is, what it counts, how many values of which years, and from where."""
    values = dict(iter(tables.observations.groupby("series_id", sort=False)))
    units = dict(zip(tables.units["unit"], tables.units["name"], strict=True))
    told = []
    for one in tables.series.to_dict("records"):
        known = values.get(one["series_id"])
        if known is None:
            continue
        first, last = known["period_start"].min().year, known["period_end"].max().year
        sources = {source["url"]: source["publisher"] for source in known.to_dict("records")}
        links = Markup("; ").join(public_link(url, publisher) for url, publisher in sources.items())
        span = f"{len(known)}, {first if first == last else f'{first}–{last}'}"
        told.append(row(one["name"], one["reporter"], units.get(one["unit"], ""), span, one["definition"], links))
    if told:
        show(wide_table("Official series", _SERIES_HEADS, told))
