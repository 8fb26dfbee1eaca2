"""Give it to me for tomorrow"""

import streamlit as st

from components import controls, panels

ARCHIVES = {"Archive: what fits the filters": False, "Archive: every row": True}

tables = controls.tables()
selection = controls.selection("briefing")
names = tables.corridor_names
selection_text = selection.sentence(controls.evidence().rows, names, what="statement")
head = st.container()
options = controls.ask_options(selection)
sections = controls.ask_sections()
with st.spinner("Working out the slides …"):
    titles = controls.slide_titles(sections, selection, options)
if sections:
    options = controls.ask_slides(titles, options)
    titles = controls.slide_titles(sections, selection, options)
    panels.section("Files", "Slides with native charts, a workbook of the statements, an archive of the tables.")
    full = ARCHIVES[controls.choice("The archive", list(ARCHIVES), "archive")]
    panels.briefing_files(tables, selection, sections, options, full=full)

panels.section(
    "What the slides will say", "Worked out before anything is made; the notes have a line to say and the evidence."
)
panels.briefing_slides(titles)
if sections:
    panels.section("Sections", "What may be shown on the screen instead, and which filters each uses.")
    panels.briefing_sections(tables, sections)
    panels.section("To quote and to repeat")
    panels.briefing_words(tables, selection, sections, options, selection_text, full=full)
with head:
    panels.page_head("Briefing", "Give it to me for tomorrow: slides, a workbook and an archive.", selection_text)
