"""Give it to me for tomorrow"""

import streamlit as st

from components import controls, panels

ARCHIVES = {"Archive: what fits the filters": False, "Archive: every row": True}

tables = controls.tables()
selection = controls.selection("briefing")
names = tables.corridor_names
selection_text = selection.sentence(controls.evidence().rows, names, what="statement")
head = st.container()
sections = controls.ask_sections()
with st.spinner("Working out the slides …"):
    titles = controls.slide_titles(sections, selection)

if sections:
    panels.section("Sections", "A filter has an effect on a section if its page offers it.")
    panels.briefing_sections(tables, sections, titles)
    panels.section("Files", "Slides with native charts, a workbook of the statements, an archive of the tables.")
    full = ARCHIVES[controls.choice("The archive", list(ARCHIVES), "archive")]
    panels.briefing_files(tables, selection, sections, full=full)
    panels.section("To quote and to repeat")
    panels.briefing_words(tables, selection, sections, selection_text, full=full)

panels.section("What the slides will say", "Worked out before anything is made; the notes of each hold its evidence.")
panels.briefing_slides(titles)
with head:
    panels.page_head("Briefing", "Give it to me for tomorrow: slides, a workbook and an archive.", selection_text)
