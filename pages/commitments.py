"""Who promised what, by when, and what was said later?"""

import streamlit as st

from components import controls, panels

commitments = controls.section("commitments", controls.selection("commitments"))
head = st.container()
panels.board(controls.tables(), commitments.exhibits["board"])
with head:
    panels.page_head(commitments.title, commitments.question, commitments.selection_text)
