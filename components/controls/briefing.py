"""Which sections a briefing has, and what each of its slides will say."""

from datetime import date
from itertools import count

import streamlit as st

from components.controls.data import Evidence, evidence
from components.controls.notices import notice_unknown
from components.exhibits import SECTIONS, applying
from components.exports import deck
from components.exports.deck import SlideTitle
from components.selection import Selection

_FIRST_AFTER_OPENING = 2


def ask_sections() -> tuple[str, ...]:
    """Ask which of `exhibits.SECTIONS` a briefing has, all to begin with; the choice lives in the URL by title."""
    titles = {name.capitalize(): name for name in SECTIONS}
    told = "asked for the section {}, which is not one of a briefing; it is left out"
    notice_unknown("sections", titles.__contains__, told)
    chosen = st.pills(
        "Sections", list(titles), selection_mode="multi", default=list(titles), key="sections", bind="query-params"
    )
    return tuple(name for title, name in titles.items() if title in chosen)


def slide_titles(sections: tuple[str, ...], selection: Selection) -> list[SlideTitle]:
    """Tell what each slide of the sections will say, in the order of the deck, then what is left out."""
    known, day = evidence(), date.today()
    told = [title for name in sections for title in _titles(name, applying(name, selection), known, day)]
    numbers = count(_FIRST_AFTER_OPENING)
    made = [title._replace(number=next(numbers)) for title in told if title.number is not None]
    return made + [title for title in told if title.number is None]


def _titles(name: str, selection: Selection, known: Evidence, day: date) -> tuple[SlideTitle, ...]:
    if known.tables is None:
        return ()
    read = known.tables
    asked = ("slide titles", name, selection, day)
    return known.once(asked, lambda: tuple(deck.slide_titles(read, known.figures, selection, [name])))
