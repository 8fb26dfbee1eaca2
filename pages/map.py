"""Where is it?"""

import streamlit as st

from components import controls, derive, maps, panels
from components.selection import milestones_in_context

tables, figures = controls.tables(), controls.figures()
names = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
filters = ("corridors", "as_of")
selection = controls.select(tables, filters)
milestones = milestones_in_context(tables)
stages = derive.latest_stages(selection.keep(milestones))
sites, lines = maps.sites(tables, stages), maps.lines(tables, stages)
known = selection.sentence(milestones.drop(columns=["period_start", "period_end"]), names, filters=filters)
head = st.container()
kinds = panels.map_layers()
sites, lines = sites[sites["kind"].isin(kinds)], lines[lines["kind"].isin(kinds)]
named = panels.map_object(sites, lines)
with head:
    panels.page_head("Map", "Where is it, and at which stage?", f"{known}; stages as last worded")
panels.map_panel("map", tables, figures, sites, lines, named)
panels.section("The same as a table", "A thing without a place in any document is not drawn; the ledger has it.")
st.dataframe(panels.map_table(sites, lines, names), hide_index=True, alt="The objects of the map as a table")
