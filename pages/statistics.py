"""Does it fit the statistics, and whose?"""

import streamlit as st

from components import controls, exhibits, panels

words = exhibits.statistics
tables, held = controls.tables(), controls.held_statistics()
panels.page_head(words.TITLE, words.QUESTION, words.OUTSIDE)
panels.lead(words.lead(held))
of_file = st.container()
panels.statistics_of(tables, held)

panels.section("Your own file", "Read in this session alone, and gone with it; nothing is kept or sent on.")
own = controls.ask_own_series(tables)
if own is not None:
    with of_file:
        panels.own_statistics(tables, own)

panels.section("What the series count", "Each reporter by itself: mirror statistics of one flow are never merged.")
panels.series_definitions(tables)
