"""How does a corridor stand, and against another?"""

from dataclasses import replace

import streamlit as st

from components import controls, exhibits, panels

MOST = 8
tables, figures, words = controls.tables(), controls.figures(), exhibits.corridors
names = tables.corridor_names
selection = controls.selection("corridors")
shown = (selection.corridors or tuple(names))[:MOST]
chosen = replace(selection, corridors=shown)
if len(shown) < len(selection.corridors or names):
    selection = chosen
corridors = controls.section("corridors", selection)
levels, ladder, others = corridors.exhibits.values()

more = f"The first {MOST} corridors: " if selection is chosen else ""
panels.page_head(corridors.title, corridors.question, more + corridors.selection_text)
panels.lead(corridors.lead)

whatever = replace(selection, corridors=())
dated = controls.has_dated_level(whatever, shown)
first, compared, last = st.container(), st.container(), st.container()
with first if dated else last.expander("Required pace: what a level would need", expanded=controls.is_pace_linked()):
    panels.pace_panel(tables, whatever, shown, corridors.selection_text)

with compared:
    if apart := words.without_common_measure(figures, selection.corridors, names):
        panels.section("Compared", apart)
    left, right = panels.columns("corridors", [1, 1]) if len(levels.shown) else [st.container(), st.container()]
    with left:
        if len(levels.shown):
            panels.chart(tables, levels)
    with right:
        panels.chart(tables, ladder)
    panels.section("Side by side")
    kept, stages = chosen.keep(figures), chosen.keep_on_timeline(controls.evidence().milestones)
    panels.comparison_table(others.shown, kept, stages, shown, names)
    question = ("corridor map", chosen)
    drawn = controls.evidence().memoize(
        question,
        lambda: exhibits.places.of_milestones(
            tables, stages.rename(columns={"milestone_id": "figure_id"}), corridors.selection_text
        ),
    )
    panels.corridor_map(tables, drawn, shown)
