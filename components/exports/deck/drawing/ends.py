"""The first and the last slides."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from components.exports.citation import PRODUCT
from components.exports.deck.drawing.around import draw_foot, draw_head, foot, line, title
from components.exports.deck.drawing.shape import decorate, straight
from components.exports.deck.drawing.tables import draw_table
from components.exports.deck.drawing.template import add_slide
from components.exports.deck.plan.ends import document_tables, opening_facts, subtitle, terms_tables
from components.exports.deck.plan.fit import height
from components.exports.deck.plan.frame import FOOT_TOP, LEFT, ROOM, SMALL, Box, Frame, Line, framed
from components.exports.deck.plan.table import Cell, Row, Table, fitted
from components.exports.provenance import stamp
from components.selection import Selection
from components.style import Palette
from components.tables import Tables

_FACTS = (2.3, 7.7)
_SERIES = "Not a statistical series. Each slide names its sources and its filters; its notes hold the wordings."


def draw_opening(
    deck: Any, tables: Tables, selection: Selection, sections: Sequence[str], palette: Palette, today: date
) -> None:
    """Open the deck: what it is, of which documents, sections and filters, and of which day."""
    slide = add_slide(deck)
    decorate(straight(slide.shapes, (LEFT, 1.55), (LEFT + 1.6, 1.55), palette.accent, 3))
    title(slide, Line(PRODUCT, 40.0, Box(LEFT, 1.8, ROOM, height(1, 40.0) + 0.06)), palette)
    line(slide, Line(subtitle(tables), 22.0, Box(LEFT, 2.6, ROOM, height(1, 22.0))), "Subtitle", palette.muted)
    rows = tuple(
        fitted(Row((Cell(name, size=12.0, colour=palette.muted), Cell(words, size=12.0))), _FACTS, 3)
        for name, words in opening_facts(tables, selection, sections, today)
    )
    first, *others = rows
    facts = Table(_FACTS, first, tuple(others))
    told = "; ".join(f"{row.cells[0].text}: {row.cells[1].text}" for row in rows)
    draw_table(slide, facts, palette, LEFT, 3.45, "Sections and filters", told)
    foot(slide, Line(_SERIES, SMALL, Box(LEFT, FOOT_TOP, ROOM - 0.8, height(1, SMALL))), palette)


def draw_closing(
    deck: Any,
    tables: Tables,
    said: str,
    left_out: Sequence[tuple[str, str]],
    palette: Palette,
    today: date,
) -> None:
    """Close the deck: its documents, how to cite it, its licences, and what is left out as nothing fits."""
    count = len(tables.sources)

    def parts(named: str, second: str, tables_of: Any) -> None:
        def frame(part: str) -> Frame:
            return framed(
                section="Sources",
                title=named,
                part=part,
                subtitle=second,
                source="",
                note="",
                stamp=stamp(tables, today),
            )

        known = tables_of(frame("(99 of 99)").body.height)
        for number, table in enumerate(known, start=1):
            own = frame(f"({number} of {len(known)})" if len(known) > 1 else "")
            slide = add_slide(deck)
            draw_head(slide, own, palette)
            draw_table(slide, table, palette, LEFT, own.body.top, named, named)
            draw_foot(slide, own, palette)

    parts(
        "The documents" if count != 1 else "The document",
        "each figure stands in one of them, or is derived from them by a formula in the notes",
        lambda room: document_tables(tables, palette, room),
    )
    parts(
        "How to cite, and licences",
        "the tables, the places and the base map have licences of their own",
        lambda room: terms_tables(tables, said, left_out, today, room),
    )
