"""What do the documents say, at a glance?"""

import streamlit as st

from components import controls, derive, exhibits, panels
from components.style import counted

selection, everything = controls.selection("overview"), controls.evidence()
known = everything.as_known(selection.as_of)
tables, rows, pairs = controls.tables(selection.as_of), known.rows, known.pairs
overview = controls.section("overview", selection)
stated = derive.stated(rows)

head, search = panels.columns("head", [4, 3])
with search:
    words = controls.ask_find("Find in every figure, stage and subject", "a subject, a wording, a document …")
if words:
    panels.results(controls.tables(), everything.rows_by_id, words)

left, right = panels.columns("story", [4, 3])
with left:
    panels.story(known.memoize("highlights", lambda: exhibits.overview.highlights(tables, rows)))
with right:
    step = panels.ask_step(controls.tables())
    drawn = controls.section("map", selection).exhibits["map"]
    if len(drawn.shown):
        panels.plot(drawn, height=400)
    panels.changes(selection, step)
    if len(drawn.shown):
        st.caption(drawn.caption.note)
    st.page_link("map.py", label="The map with names, stages and evidence", icon=":material/arrow_forward:")
    panels.section("What changed between documents")
    panels.trail(known.rows_by_id, pairs[pairs["kind"].isin(["revised", "progressed"])].head(8))
    st.page_link("commitments.py", label="All commitments, and what was said later", icon=":material/arrow_forward:")

with st.container(key="coverage"):
    panels.section(
        "What is spoken of, and where there is silence", "Choose subjects to count what each document states."
    )
    if group := controls.choice("Subjects", list(derive.SUBJECT_GROUPS), "subjects", required=False):
        panels.chart(tables, overview.exhibits[f"coverage-{exhibits.slug(group)}"])
with head:
    counts = {
        "figure": (stated["row_kind"] == "figure").sum(),
        "stage": (stated["row_kind"] == "milestone").sum(),
        "derived figure": (rows["claim_type"] == "derived").sum(),
        "comparison": len(pairs),
    }
    held = [counted(count, noun) for noun, count in counts.items()]
    panels.page_head(overview.title, overview.question, " · ".join([overview.selection_text, *held]))
