"""How does a corridor stand, and against another?"""

from dataclasses import replace

import streamlit as st

from components import controls, exhibits, panels

tables, figures = controls.tables(), controls.figures()
names = tables.corridor_names
selection = controls.selection("corridors")
shown = (selection.corridors or tuple(names)[:1])[:4]
chosen = replace(selection, corridors=shown)
milestones = controls.evidence().milestones
selection_text = chosen.sentence(figures, names)
start = "No corridor chosen; showing " if not selection.corridors else ""
first = f"{len(selection.corridors)} corridors chosen; showing the first four: " if len(selection.corridors) > 4 else ""
panels.page_head(exhibits.corridors.TITLE, exhibits.corridors.QUESTION, start + first + selection_text)
kept, latest = chosen.keep(figures), controls.latest_stages(chosen)
panels.corridor_strip("corridor-strip", tables, latest, shown, chosen)

for column, corridor in zip(st.columns(len(shown), gap="medium") if shown else (), shown, strict=True):
    with column:
        panels.corridor_profile(tables, figures, kept, latest, corridor)

panels.section("What was said when, and what was due", "Only one statement’s own day said and day due are joined.")
panels.chart(tables, controls.corridor_agenda(chosen, selection_text))

more = "" if len(shown) > 1 else " Choose up to four corridors in the filter to compare them."
panels.section("Side by side", f"Silence is neither zero nor failure.{more}")
if shown:
    panels.comparison_table(tables, figures, milestones, shown, chosen)

panels.section("Required pace", "What a stated level would need each year from a base: needed, not forecast.")
question = controls.ask_pace(replace(selection, corridors=()), shown)
panels.pace_panel(tables, question, selection_text)
