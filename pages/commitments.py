"""Who promised what, by when, and what was said later?"""

import streamlit as st

from components import controls, panels

selection = controls.selection("commitments")
commitments = controls.section("commitments", selection)
head = st.container()
panels.changes(selection, panels.ask_step(controls.tables()))
panels.board(controls.tables(), commitments.exhibits["board"])
with head:
    panels.page_head(commitments.title, commitments.question, commitments.selection_text)
