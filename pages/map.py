"""Where is it?"""

import streamlit as st

from components import controls, exhibits, panels

tables = controls.tables()
selection = controls.selection("map")
places = controls.section("map", selection)
head = st.container()
left, right = panels.columns("asked", [3, 2])
with left:
    layers = panels.map_layers()
drawn = exhibits.places.of_kinds(tables, places.exhibits["map"], layers)
with right:
    named = panels.map_object(drawn.shown)
with head:
    panels.page_head(places.title, places.question, places.selection_text)
panels.changes(selection, panels.ask_step(tables), [*drawn.shown["subject_id"]])
panels.map_panel(tables, drawn, named)
