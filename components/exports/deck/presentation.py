"""Draw a planned deck and write it as a file."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from components.derive import ledger_rows
from components.exhibits import Exhibit
from components.exports.archive import deterministic_zip
from components.exports.citation import PRODUCT, file_citation, stamp
from components.exports.deck.charts import draw_plot
from components.exports.deck.layout import (
    FOOT_TOP,
    HEIGHT,
    LEFT,
    ROOM,
    SMALL,
    TITLE_TOP,
    WIDTH,
    Box,
    Frame,
    Line,
    height,
    make_frame,
    one_line,
)
from components.exports.deck.map import draw_map
from components.exports.deck.shapes import (
    SANS,
    SERIF,
    add_line,
    box_of,
    colour,
    draw_agenda,
    draw_foot,
    draw_head,
    draw_table,
    foot,
    line,
    mark_decorative,
    title,
)
from components.exports.deck.slides import (
    Slide,
    document_tables,
    opening_facts,
    planned,
    slide_notes,
    subtitle,
    terms_tables,
)
from components.exports.deck.tables import Agenda, Cell, Row, Table, truncate_cells
from components.exports.extract import chosen_sections
from components.selection import Selection
from components.style import Palette
from components.tables import Tables

_TITLE_ONLY = "Title Only"
_LAYOUTS = (_TITLE_ONLY, "Title and Content", "Blank")
_FOOT_TYPES = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def empty_deck(palette: Palette) -> Any:
    """Make a deck without slides in the colours of a palette."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    _leave_behind(deck)
    _theme(deck.slide_master, palette)
    for page in (deck.slide_master, *deck.slide_layouts):
        _places(page, palette)
    return deck


def _leave_behind(deck: Any) -> None:
    for owner, kind in (
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        known = owner._rels
        for key in [key for key, relation in known.items() if relation.reltype == kind]:
            known.pop(key)


def add_slide(deck: Any) -> Any:
    """Add a slide that has a title and nothing else."""
    return deck.slides.add_slide(next(layout for layout in deck.slide_layouts if layout.name == _TITLE_ONLY))


def _theme(master: Any, palette: Palette) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Atlas")
    ordinary = [*palette.corridors.values(), *palette.spare]
    colours = [palette.ink, palette.paper, palette.muted, palette.band, *ordinary[:6], palette.accent, palette.muted]
    for slot, shown in zip(theme.find(f".//{qn('a:clrScheme')}"), colours, strict=True):
        slot.clear()
        etree.SubElement(slot, qn("a:srgbClr")).set("val", shown.removeprefix("#").upper())
    for kind, name in (("majorFont", SERIF), ("minorFont", SANS)):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", name)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _places(page: Any, palette: Palette) -> None:
    for place in list(page.placeholders):
        if place.placeholder_format.type in _FOOT_TYPES:
            place._element.getparent().remove(place._element)
        elif place.placeholder_format.idx == 0:
            place.left, place.top, place.width, place.height = box_of(Box(LEFT, TITLE_TOP, ROOM, 0.5))
            frame = place.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor, frame.auto_size = MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
        else:
            place.left, place.top, place.width, place.height = box_of(Box(LEFT, 1.6, ROOM, 4.7))
    for style in page._element.iter(qn("p:titleStyle")):
        level = style.find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        run.set("sz", str(Pt(26).centipoints))
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = colour(palette.paper)


_FACTS = (2.3, 7.7)
_SERIES = "Not a statistical series. Each slide names its sources and its filters; its notes hold the wordings."


def draw_opening(
    deck: Any, tables: Tables, selection: Selection, sections: Sequence[str], palette: Palette, today: date
) -> None:
    """Open the deck: what it is, of which documents, sections and filters, and of which day."""
    slide = add_slide(deck)
    mark_decorative(add_line(slide.shapes, (LEFT, 1.55), (LEFT + 1.6, 1.55), palette.accent, 3))
    title(slide, Line(PRODUCT, 40.0, Box(LEFT, 1.8, ROOM, height(1, 40.0) + 0.06)), palette)
    line(slide, Line(subtitle(tables), 22.0, Box(LEFT, 2.6, ROOM, height(1, 22.0))), "Subtitle", palette.muted)
    rows = tuple(
        truncate_cells(Row((Cell(name, size=12.0, colour=palette.muted), Cell(words, size=12.0))), _FACTS, 3)
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
            return make_frame(
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
    chosen = [name.capitalize() for name in chosen_sections(sections)]
    _set_properties(deck, tables, ", ".join(chosen), file_citation(tables, said, day), day)
    content = BytesIO()
    deck.save(content)
    with ZipFile(content) as package:
        return deterministic_zip({part: package.read(part) for part in package.namelist()}, day)


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


def _set_properties(deck: Any, tables: Tables, sections: str, comments: str, day: date) -> None:
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = PRODUCT, PRODUCT, PRODUCT
    known.subject = one_line(f"{subtitle(tables)}: {sections}")[:_PROPERTY]
    known.comments = one_line(comments)[:_PROPERTY]
    known.keywords, known.category, known.revision = "", "", 1
    known.created = known.modified = known.last_printed = datetime.combine(day, time())
