"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.data import (
    Evidence,
    StageMap,
    ask_sections,
    corridor_agenda,
    evidence,
    figures,
    latest_stages,
    renew,
    section,
    slide_titles,
    stage_map,
    tables,
)
from components.controls.filters import (
    FILTERS,
    SHOWN,
    choice,
    find_words,
    link,
    linked_row,
    note_find,
    present_link,
    recall,
    remember,
    select,
)
from components.controls.links import (
    ask_white,
    notice,
    notice_unknown,
    notices,
    on_white,
    page_palette,
    palette,
    presenting,
)
from components.controls.pace import PaceQuestion, ask_pace
