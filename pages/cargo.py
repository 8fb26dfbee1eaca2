"""How much is carried, and how much could be?"""

import streamlit as st

from components import controls, panels

tables, figures = controls.tables(), controls.figures()
selection = controls.selection("cargo")
cargo = controls.section("cargo", selection)
panels.page_head(cargo.title, cargo.question, cargo.selection_text)

panels.section("Routes and flows", "Different flows stand apart; they are not additive.")
panels.chart(tables, cargo.exhibits["trans-caspian"])
left, right = st.columns(2, gap="large")
for column, keys in ((left, ("kazakhstan-china", "khorgos")), (right, ("trains", "shares"))):
    with column:
        for key in keys:
            panels.chart(tables, cargo.exhibits[key])
panels.chart(tables, cargo.exhibits["all"])

panels.section("Growth and multiples", "Each against its own base; open a figure for its evidence.")
panels.tiles(tables, figures, cargo.tiles["Growth and multiples"])
