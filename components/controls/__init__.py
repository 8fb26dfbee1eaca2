"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.data import (
    Evidence,
    ask_sections,
    current,
    evidence,
    exhibit_file,
    figures,
    forget,
    refresh,
    run_again_when_reconnected,
    section,
    slide_titles,
    tables,
)
from components.controls.filters import (
    SHOWN,
    Step,
    ask_filters,
    ask_find,
    ask_step,
    choice,
    find_words,
    link,
    present_link,
    selection,
)
from components.controls.links import notice_unknown, notices, on_white, page_palette, palette, presenting
from components.controls.pace import PaceQuestion, ask_pace, has_dated_level, is_pace_linked
