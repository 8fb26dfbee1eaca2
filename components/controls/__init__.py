"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.briefing import ask_options, ask_sections, ask_slides, slide_titles
from components.controls.data import (
    Evidence,
    current,
    evidence,
    exhibit_file,
    figures,
    forget,
    refresh,
    run_again_when_reconnected,
    section,
    tables,
)
from components.controls.draft_form import ask_comparison, ask_repeat
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
from components.controls.intake import (
    Place,
    ask_document,
    ask_item,
    ask_missing,
    ask_next,
    ask_to_add,
    ask_to_leave,
    browser_part,
    may_add,
    show_told,
    text_part,
    worksheet,
)
from components.controls.links import notice_unknown, notices, on_white, page_palette, palette, presenting
from components.controls.new_rows import fault_note
from components.controls.pace import PaceQuestion, ask_pace, has_dated_level, is_pace_linked
from components.controls.statistics import OwnSeries, ask_own_series, held_statistics
