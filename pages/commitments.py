"""Who promised what, by when, and what was said later?"""

import streamlit as st

from components import controls, derive, exhibits, panels
from components.style import COMPARISONS, counted

tables, figures = controls.tables(), controls.evidence().figures
selection = controls.selection("commitments")
commitments = controls.section("commitments", selection)
rows, listed = controls.evidence().rows, controls.evidence().register
head = st.container()

panels.section("Stages, document by document")
group = controls.choice("Subjects of the matrix", list(derive.SUBJECT_GROUPS), "matrix")
panels.chart(tables, commitments.exhibits[f"status-{exhibits.slug(group)}"])

panels.section(
    "Register of targets, pledges, plans, expectations and offers", "With what each text gives or leaves out."
)
KINDS = {"With a figure": "figure", "In words only": "milestone"}
promised = selection.keep(listed[listed["row_kind"] == KINDS[controls.choice("Promises", list(KINDS), "promises")]])
undated, baseless = promised["no_deadline"].sum(), promised["no_base"].sum()
caption = f"{counted(len(promised), 'statement')}: {undated} without a deadline, {baseless} without a base"
panels.register(tables, figures, promised, caption)

panels.section("From the day said to the day due")
panels.chart(tables, commitments.exhibits["agenda"])

pairs = derive.about_corridors(selection.keep(controls.evidence().pairs), selection.corridors)
panels.section("What moved", "A level, a date or a stage that a later document words differently.")
panels.trail(rows, pairs[pairs["kind"].isin(["revised", "progressed"])])

panels.section(
    "Said of the same thing", f"{counted(len(pairs), 'pair')} of statements, and what each pair does and does not show."
)
kind = controls.choice("Pairs", [*COMPARISONS.values(), "all"], "pairs")
panels.pairs(rows, pairs if kind == "all" else pairs[pairs["kind"].map(COMPARISONS) == kind])
with head:
    panels.page_head(commitments.title, commitments.question, commitments.selection_text)
