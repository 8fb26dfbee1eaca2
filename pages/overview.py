"""What do the documents say, at a glance?"""

import streamlit as st

from components import charts, controls, derive, exports, maps, panels
from components.panels.map import SOURCE
from components.selection import search

HEADLINES = [
    "trade-china-2021", "trade-xinjiang-2023", "trade-china-task", "rail-cargo-2012", "trans-caspian-2024-9m",
    "trans-caspian-aim", "container-trains-2029", "chinese-investment-reached",
]  # fmt: skip
tables, figures = controls.tables(), controls.evidence().figures
head = st.container()
rows = exports.ledger_rows(tables, figures)
stated, documents = derive.stated(rows), tables.sources.sort_values("event_date")
pairs = derive.pairs(tables, rows)

words = st.text_input(
    "Find in every figure, stage and subject",
    key="find",
    bind="query-params",
    placeholder="a subject, another name, a wording, a document …",
)
if words and words.strip():
    panels.results(search(tables, words), words.strip())
panels.headlines(tables, figures, HEADLINES)

left, right = panels.columns("overview", [6, 5])
with left:
    panels.section("What is spoken of, and where there is silence")
    group = controls.choice("Subjects", list(derive.SUBJECT_GROUPS), "subjects")
    shown = stated[stated["kind"].isin(derive.SUBJECT_GROUPS[group])]
    span = (
        f"{len(documents)} documents, {documents['event_date'].dt.year.min()}–{documents['event_date'].dt.year.max()}"
    )
    caption = charts.caption(
        tables,
        shown,
        title=f"{group}: what each document states",
        subtitle="number of statements; solid: figures among them; outlined: in words only; blank: silence",
        selection=span,
        told=charts.told_coverage(shown),
    )
    columns = ["Subject", "Figure or stage", "Measure", "Kind", "Refers to", "Said", "Document", "Wording", "Id"]
    table = exports.ledger_table(tables, shown)[columns]
    panels.chart("coverage", tables, shown, caption, charts.coverage_matrix, table, documents=documents)
with right:
    panels.section("What changed between documents")
    panels.trail(rows, pairs[pairs["kind"].isin(["revised", "progressed"])].head(8))
    st.page_link("commitments.py", label="All commitments, and what was said later", icon=":material/arrow_forward:")
    panels.section("Where it is")
    stages = derive.latest_stages(rows[rows["row_kind"] == "milestone"])
    sites, lines = maps.sites(tables, stages), maps.lines(tables, stages)
    deck = maps.map_deck(sites, lines, tables.basemap, controls.palette(), labels=False, zoom=2.65)
    named = ", ".join(dict.fromkeys([*sites["label"], *lines["label"]]))
    st.pydeck_chart(deck, height=340, key="overview-map", alt=f"Map of what the documents name: {named}.")
    st.caption(SOURCE)
    st.page_link("map.py", label="The map with names, stages and evidence", icon=":material/arrow_forward:")
with head:
    counts = {
        "figures": (stated["row_kind"] == "figure").sum(),
        "stages": (stated["row_kind"] == "milestone").sum(),
        "derived figures": (rows["claim_type"] == "derived").sum(),
        "comparisons": len(pairs),
    }
    panels.page_head(
        "Kazakhstan Trade & Transit Atlas",
        "What do the documents say, at a glance?",
        f"{span}; not a statistical series · " + " · ".join(f"{count} {noun}" for noun, count in counts.items()),
    )
