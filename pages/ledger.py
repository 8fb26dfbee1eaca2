"""Show me every figure"""

import streamlit as st

from components import controls, panels
from components.selection import found, reading
from components.style import number, quoted

tables = controls.tables()
selection = controls.selection("ledger")
names = tables.corridor_names
rows, rows_by_id = controls.evidence().rows, controls.evidence().rows_by_id
head = st.container()
words, shown = controls.find_words()
listed = rows_by_id.loc[found(tables, words)] if words else rows
listed = listed[listed["row_kind"].isin(controls.SHOWN[shown])]
kept = selection.keep(listed)
counted = f"{number(str(len(kept)))} of {number(str(len(rows)))} rows"
having = f" with {quoted(reading(tables, words).words)}" if words else ""
with head:
    panels.page_head(
        "Ledger",
        "Show me every figure, and every stage a document gives to a named thing.",
        f"{counted}{having}. {selection.sentence(listed, names, what='row')}.",
    )
panels.respelled(tables, words)
if kept.empty:
    panels.nothing_found(tables, rows, words, shown, selection)
else:
    panels.ledger(tables, kept)
