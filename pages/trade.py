"""How much is traded?"""

import pandas as pd
import streamlit as st

from components import charts, controls, panels

tables, figures = controls.tables(), controls.figures()
filters = ("years", "claim_types", "as_of", "undated")
selection = controls.select(tables, filters)
trade = figures[figures["kind"] == "trade_flow"]
said = selection.sentence(trade, {}, filters=filters)
panels.page_head("Trade", "How much is traded?", said)
kept = selection.keep(trade)
turnover = kept[kept["measure_id"] == "trade_turnover"]
xinjiang = turnover[(turnover["subject_id"] == "trade-xinjiang") & turnover["period_start"].notna()]
months = (xinjiang["period_end"] - xinjiang["period_start"]).dt.days // 28

panels.section("Trade with Xinjiang", "Full years and nine months stand apart; they are not one series.")
hatched = "Hatched: follows from the stated growth; whiskers show what rounding allows."
for column, key, length, title, note in zip(
    st.columns(2, gap="large"),
    ("xinjiang-years", "xinjiang-nine-months"),
    (13, 9),
    ("Trade with Xinjiang, full years", "Trade with Xinjiang, January–September"),
    (hatched, f"{hatched} Nine months are not a year."),
    strict=True,
):
    panel = xinjiang[months == length]
    subtitle = "billion US dollars, both directions"
    caption = charts.caption(tables, panel, title=title, subtitle=subtitle, selection=said, note=note)
    with column:
        panels.chart(key, tables, panel, caption, charts.bars, top=24)
others = xinjiang[~months.isin([13, 9])]
growth = kept[kept["measure_id"].isin(["trade_growth", "trade_share", "trade_multiple"])]
doubled = turnover[(turnover["subject_id"] == "trade-xinjiang") & turnover["period_end"].isna()]
panels.section("Growth, share and aim", "Each against its own base; open a figure for its evidence.")
panels.tiles(tables, figures, pd.concat([growth, others, doubled]))

panels.section("Whole trade with China")
china = turnover[turnover["subject_id"] == "trade-china"]
caption = charts.caption(
    tables,
    china,
    title="Trade with China: stated, implied and set as a task",
    subtitle="billion US dollars, both directions; a point stands at the middle of its period",
    selection=said,
    note="The floor of 2023 is implied by “almost half” for Xinjiang and has no ceiling. The task names no year.",
)
panels.chart("china", tables, china, caption, charts.timeline, years=(2020, 2024))

panels.section("Goods that could be added", "An offer of Kazakhstan; not trade, and not added to it.")
panels.tiles(tables, figures, kept[kept["subject_id"] == "additional-goods"])
