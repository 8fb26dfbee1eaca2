"""Where is it?"""

import streamlit as st

from components import controls, derive, maps, panels
from components.selection import milestones_in_context

tables, palette = controls.tables(), controls.palette()
stages = derive.latest_stages(milestones_in_context(tables))
sites, lines = maps.sites(tables, stages), maps.lines(tables, stages)
panels.page_head("Map", "Where is it?", "")
st.pydeck_chart(maps.map_deck(sites, lines, tables.basemap, palette), height=600, key="map", on_select="rerun")
