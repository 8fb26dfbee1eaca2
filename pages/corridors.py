"""How does a corridor stand, and against another?"""

from dataclasses import replace

import streamlit as st

from components import charts, controls, derive, exports, panels
from components.selection import milestones_in_context

tables, figures = controls.tables(), controls.figures()
selection = controls.select(tables, ("corridors", "years", "as_of", "undated"))
names = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
shown = (selection.corridors or tuple(names)[:1])[:4]
chosen = replace(selection, corridors=shown)
milestones = milestones_in_context(tables)
said = chosen.sentence(figures, names)
start = "No corridor chosen; showing " if not selection.corridors else ""
first = f"{len(selection.corridors)} corridors chosen; showing the first four: " if len(selection.corridors) > 4 else ""
panels.page_head("Corridors", "How does a corridor stand, and against another?", start + first + said)
kept, stages = chosen.keep(figures), chosen.keep(milestones)
latest = derive.latest_stages(stages)
panels.corridor_strip("corridor-strip", tables, latest, shown)

for column, corridor in zip(st.columns(len(shown), gap="medium"), shown, strict=True):
    with column:
        panels.corridor_profile(tables, figures, kept, latest, corridor)

panels.section("What was said when, and what was due", "Only one statement’s own day said and day due are joined.")
agenda = charts.statements(stages, kept, shown)
caption = charts.caption(
    tables,
    agenda,
    title="Stages and aims, from the day said to the day due",
    subtitle="circle: said, fuller the further the stage; dot: a figure aimed at or expected; diamond: due",
    selection=said,
    note="No diamond: no due date stated. Whether what was due came about is not drawn.",
    told=charts.told(agenda),
)
panels.chart("agenda", tables, agenda, caption, charts.agenda, exports.agenda_table(tables, agenda))

more = "" if len(shown) > 1 else " Choose up to four corridors in the filter to compare them."
panels.section("Side by side", f"Silence is neither zero nor failure.{more}")
panels.comparison_table(tables, figures, milestones, shown, chosen)

panels.section("Required pace", "What a stated level would need each year from a base: needed, not forecast.")
question = controls.ask_pace(replace(selection, corridors=()).keep(figures), shown)
panels.pace_panel(tables, question, said)
