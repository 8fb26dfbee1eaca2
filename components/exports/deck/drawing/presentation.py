"""Draw a planned deck and write it as a file."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pandas as pd

from components.derive import ledger_rows
from components.exhibits import SECTIONS, Exhibit
from components.exports.citation import PRODUCT
from components.exports.deck.drawing.agendas import draw_agenda
from components.exports.deck.drawing.around import draw_foot, draw_head
from components.exports.deck.drawing.ends import draw_closing, draw_opening
from components.exports.deck.drawing.map import draw_map
from components.exports.deck.drawing.package import settled
from components.exports.deck.drawing.plots import draw_plot
from components.exports.deck.drawing.tables import draw_table
from components.exports.deck.drawing.template import add_slide, empty_deck
from components.exports.deck.plan.agenda import Agenda
from components.exports.deck.plan.ends import subtitle
from components.exports.deck.plan.notes import slide_notes
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.slides import Slide, planned
from components.exports.deck.plan.table import Table
from components.exports.provenance import file_citation
from components.selection import Selection
from components.style import Palette
from components.tables import Tables

_PROPERTY = 255


def deck_bytes(
    tables: Tables, figures: pd.DataFrame, selection: Selection, sections: Sequence[str], palette: Palette, day: date
) -> bytes:
    """Draw the slides of the sections and give the file; see `pptx_bytes`."""
    plan = planned(tables, figures, selection, sections, palette, day)
    every = ledger_rows(tables, figures)
    rows = every.set_index("figure_id", drop=False)
    names = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
    said = selection.sentence(every, names, what="statement")
    deck = empty_deck(palette)
    draw_opening(deck, tables, selection, sections, palette, day)
    for planned_slide in plan.slides:
        native = add_slide(deck)
        draw_head(native, planned_slide.frame, palette)
        _draw_content(native, planned_slide, palette)
        draw_foot(native, planned_slide.frame, palette)
        notes = slide_notes(tables, rows, planned_slide)
        native.notes_slide.notes_text_frame.text = notes
    draw_closing(deck, tables, said, plan.left_out, palette, day)
    chosen = [name.capitalize() for name in SECTIONS if not sections or name in sections]
    _describe(deck, tables, ", ".join(chosen), file_citation(tables, said, day), day)
    content = BytesIO()
    deck.save(content)
    return settled(content.getvalue(), day)


def _draw_content(native: Any, slide: Slide, palette: Palette) -> None:
    content, body, name, told = slide.content, slide.frame.body, slide.title, slide.alternative
    if isinstance(content, Table):
        draw_table(native, content, palette, body.left, body.top, name, told)
    elif isinstance(content, Agenda):
        draw_agenda(native, content, palette, name, told)
    elif isinstance(content, Exhibit):
        draw_map(native, content, body, palette, name, told)
    else:
        for plot in content:
            part = f"{name}, {plot.heading}" if plot.heading else name
            draw_plot(native, plot, palette, part, told)


def _describe(deck: Any, tables: Tables, sections: str, comments: str, day: date) -> None:
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = PRODUCT, PRODUCT, PRODUCT
    known.subject = one_line(f"{subtitle(tables)}: {sections}")[:_PROPERTY]
    known.comments = one_line(comments)[:_PROPERTY]
    known.keywords, known.category, known.revision = "", "", 1
    known.created = known.modified = known.last_printed = datetime.combine(day, time())
