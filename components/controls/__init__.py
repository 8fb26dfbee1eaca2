"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.appearance import ask_white, on_white, page_palette, palette, presenting
from components.controls.briefing import ask_sections, slide_titles
from components.controls.choice import choice
from components.controls.data import Evidence, evidence, figures, renew, tables
from components.controls.filters import FILTERS, link, present_link, select
from components.controls.finding import SHOWN, find_words, linked_row, note_find
from components.controls.memory import recall, remember
from components.controls.notices import notice, notice_unknown, notices
from components.controls.pace import PaceQuestion, ask_pace
from components.controls.sections import StageMap, corridor_agenda, latest_stages, section, stage_map

__all__ = [
    "FILTERS", "SHOWN", "Evidence", "PaceQuestion", "StageMap", "ask_pace", "ask_sections", "ask_white", "choice",
    "corridor_agenda", "evidence", "figures", "find_words", "latest_stages", "link", "linked_row", "note_find",
    "notice", "notice_unknown", "notices", "on_white", "page_palette", "palette", "present_link", "presenting",
    "recall", "remember", "renew", "section", "select", "slide_titles", "stage_map", "tables",
]  # fmt: skip
