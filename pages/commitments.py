"""Who promised what, by when, and what was said later?"""

import streamlit as st

from components import charts, controls, derive, exports, panels

tables, figures = controls.tables(), controls.evidence().figures
names = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
filters = ("corridors", "as_of", "undated")
selection = controls.select(tables, filters)
head = st.container()
rows = exports.ledger_rows(tables, figures)
listed = derive.register(tables, rows)
said = selection.sentence(listed, names, what="commitment", filters=filters)
read = ["Subject", "Figure or stage", "Refers to", "Said", "Wording", "What is counted", "Document", "Paragraph", "Id"]

panels.section("Stages, document by document")
group = controls.choice("Subjects of the matrix", list(derive.SUBJECT_GROUPS), "matrix")
stages = selection.keep(rows[(rows["row_kind"] == "milestone") & rows["kind"].isin(derive.SUBJECT_GROUPS[group])])
caption = charts.caption(
    tables,
    stages,
    title=f"{group}: the stage that each document words",
    subtitle="the darker, the further on; an empty cell is silence, not failure",
    selection=said,
    note="The documents report no outcomes: whether a promise was kept is in none of them.",
    told=charts.told_stages(stages),
)
documents = tables.sources.sort_values("event_date")
table = exports.ledger_table(tables, stages)[read]
panels.chart("status", tables, stages, caption, charts.status_matrix, table, documents=documents)

panels.section(
    "Register of targets, pledges, plans, expectations and offers", "With what each text gives or leaves out."
)
KINDS = {"With a figure": "figure", "In words only": "milestone"}
promised = selection.keep(listed[listed["row_kind"] == KINDS[controls.choice("Promises", list(KINDS), "promises")]])
undated, baseless = promised["no_deadline"].sum(), promised["no_base"].sum()
counted = f"{len(promised)} statements: {undated} without a deadline, {baseless} without a base"
panels.register(tables, figures, promised, counted)

panels.section("From the day said to the day due")
dated = selection.keep(listed[~listed["no_deadline"]])
dated = dated.assign(label=[panels.statement_words(row, kind=True) for row in dated.to_dict("records")])
caption = charts.caption(
    tables,
    dated,
    title="Every commitment and expectation that has a date",
    subtitle="from the day of the document (dot) to the day due (diamond)",
    selection=said,
    note="A day that has passed tells nothing of the outcome; the documents report none.",
    told="; ".join(
        f"{row.subject}: {row.label}, said {row.event_date.year}, due {row.due_end.year}" for row in dated.itertuples()
    ),
)
panels.chart("agenda", tables, dated, caption, charts.agenda, exports.ledger_table(tables, dated)[read])

pairs = derive.about_corridors(selection.keep(derive.pairs(tables, rows)), selection.corridors)
panels.section("What moved", "A level, a date or a stage that a later document words differently.")
panels.trail(rows, pairs[pairs["kind"].isin(["revised", "progressed"])])

panels.section(
    "Said of the same thing", f"{len(pairs)} pairs of statements, and what each pair does and does not show."
)
KINDS_OF_PAIR = ["conflicting", "revised", "progressed", "different perimeter", "restated", "all"]
kind = controls.choice("Pairs", KINDS_OF_PAIR, "pairs")
panels.pairs(rows, pairs if kind == "all" else pairs[pairs["kind"] == kind.replace(" ", "_")])
with head:
    panels.page_head("Commitments", "Who promised what, by when, and what was said later?", said)
