"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.appearance import palette, presenting
from components.controls.choice import choice
from components.controls.data import evidence, figures, tables
from components.controls.filters import FILTERS, link, select, year_span
from components.controls.finding import SHOWN, find_words, linked_row
from components.controls.memory import recall, remember
from components.controls.notices import notice, notices
from components.controls.pace import PaceQuestion, ask_pace

__all__ = [
    "FILTERS", "SHOWN", "PaceQuestion", "ask_pace", "choice", "evidence", "figures", "find_words", "link", "linked_row",
    "notice", "notices",
    "palette", "presenting", "recall", "remember", "select", "tables", "year_span",
]  # fmt: skip
