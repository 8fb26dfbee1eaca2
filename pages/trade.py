"""How much is traded?"""

import streamlit as st

from components import controls, panels

tables, figures = controls.tables(), controls.figures()
selection = controls.selection("trade")
trade = controls.section("trade", selection)
panels.page_head(trade.title, trade.question, trade.selection_text)

panels.section("Trade with Xinjiang", "Full years and nine months stand apart; they are not one series.")
for column, key in zip(st.columns(2, gap="large"), ("xinjiang-years", "xinjiang-nine-months"), strict=True):
    with column:
        panels.chart(tables, trade.exhibits[key])

panels.section("Growth, share and aim", "Each against its own base; open a figure for its evidence.")
panels.tiles(tables, figures, trade.tiles["Growth, share and aim"])

panels.section("Whole trade with China")
panels.chart(tables, trade.exhibits["china"])

panels.section("Goods that could be added", "An offer of Kazakhstan; not trade, and not added to it.")
panels.tiles(tables, figures, trade.tiles["Goods that could be added"])
