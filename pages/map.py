"""Where is it?"""

import streamlit as st

from components import controls, exhibits, panels

tables = controls.tables()
selection = controls.selection("map")
places = controls.section("map", selection)
head = st.container()
drawn = exhibits.places.of_kinds(tables, places.exhibits["map"], panels.map_layers())
named = panels.map_object(drawn.shown)
with head:
    panels.page_head(places.title, places.question, places.selection_text)
panels.map_panel(tables, drawn, named)
