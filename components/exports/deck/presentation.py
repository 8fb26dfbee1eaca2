"""Draw a planned deck and write it as a file: opening, slides with their notes, closing, and what it says of itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZipFile

import pandas as pd
from lxml import etree
from pptx.oxml.ns import qn

from components.derive import ledger_rows
from components.exhibits import Exhibit
from components.exports.archive import deterministic_zip
from components.exports.citation import PRODUCT, file_citation, format_date, licences, stamp
from components.exports.deck.charts import draw_plot
from components.exports.deck.layout import LEFT, ROOM, SMALL, Box, Frame, Line, height, make_frame, one_line, shortened
from components.exports.deck.map import draw_map
from components.exports.deck.options import LENGTHS, Options
from components.exports.deck.shapes import draw_summary, draw_table, link_summary
from components.exports.deck.slides import Content, Slide, Summary, plan_slides, slide_notes
from components.exports.deck.tables import Cell, Row, Table, paginate, scaled, truncate_cells
from components.exports.deck.template import Template, open_template
from components.exports.extract import chosen_sections, filter_words, make_extract, sources_of
from components.selection import Selection, as_known, document_name
from components.style import DATE_BASIS, LIGHT, NO_DATE, Caption, counted, period
from components.tables import Tables

_FACTS = (2.3, 7.7)
_DOCUMENTS = (4.5, 2.5, 3.633, 1.5)
_PAIRS = (2.2, ROOM - 2.2)
_SERIES = "Not a statistical series. Each slide names its sources and filters; the workbook has every wording."
_LONGEST_PROPERTY = 255
_AT_THE_END = "Sources"
_SECTIONS = (
    '<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{}</p14:sectionLst></p:ext>'
)


def deck_bytes(
    tables: Tables,
    selection: Selection,
    sections: Sequence[str],
    options: Options,
    day: date,
    tell: Callable[[int, int], object],
) -> bytes:
    """Draw the slides of the sections and return the file; see `pptx_bytes`."""
    plan = plan_slides(tables, selection, sections, day, options)
    every = ledger_rows(tables)
    rows = every.set_index("figure_id", drop=False)
    names = tables.corridor_names
    citation = file_citation(tables, selection.sentence(every, names, what="statement"), day)
    template = open_template(options.template)
    deck = template.deck
    if options.length != "onepage" or not plan.slides:
        scope = ", ".join(names.get(key, key) for key in selection.corridors) or "all corridors"
        facts = opening_facts(tables, selection, sections, options, day)
        _draw_opening(template, f"{LENGTHS[options.length]}: {scope}", facts)
    drawn: dict[str, Any] = {}
    for number, slide in enumerate(plan.slides, start=1):
        tell(number, len(plan.slides))
        native = _add_slide(template, _layout_of(slide.content), slide.frame, partial(_draw_content, slide))
        native.notes_slide.notes_text_frame.text = slide_notes(tables, rows, slide)
        drawn.setdefault(slide.key, native)
    for slide in plan.slides:
        if isinstance(slide.content, Summary):
            link_summary(drawn[slide.key], slide.content.lines, drawn)
    used = sources_of(tables, rows.loc[list({key for slide in plan.slides for key in slide.ids})])
    if options.length == "full":
        _draw_closing(template, tables, tables.sources, citation, plan.left_out, day)
        _add_sections(deck, [LENGTHS["brief"], *(slide.section for slide in plan.slides)])
    elif options.length == "brief":
        _draw_sources(template, tables, used, day, f"How to cite: {citation} The wordings are in the workbook.", most=1)
    chosen = [name.capitalize() for name in chosen_sections(sections)]
    _set_properties(deck, tables, ", ".join(chosen), citation, day)
    content = BytesIO()
    deck.save(content)
    with ZipFile(content) as package:
        return deterministic_zip({part: package.read(part) for part in package.namelist()}, day)


def _add_sections(deck: Any, names: Sequence[str]) -> None:
    """Part the slides in sections, as PowerPoint lists them, by the name of each; what stands behind is sources."""
    identifiers = [slide.get("id") for slide in deck.slides._sldIdLst]
    named = [*names, *[_AT_THE_END] * (len(identifiers) - len(names))]
    sections: list[str] = []
    for name, members in groupby(zip(named, identifiers, strict=True), lambda pair: pair[0]):
        listed = "".join(f'<p14:sldId id="{identifier}"/>' for _, identifier in members)
        key = f"{{{str(uuid5(NAMESPACE_URL, f'{name} {len(sections)}')).upper()}}}"
        sections.append(f'<p14:section name="{name}" id="{key}"><p14:sldIdLst>{listed}</p14:sldIdLst></p14:section>')
    element = deck.part._element
    extensions = element.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(element, qn("p:extLst"))
    extensions.append(etree.fromstring(_SECTIONS.format("".join(sections))))


def opening_facts(
    tables: Tables, selection: Selection, sections: Sequence[str], options: Options, today: date
) -> list[tuple[str, str]]:
    """Return for and by whom it is, how many statements fit, each filter, version and date, each under its name."""
    chosen = [name.capitalize() for name in chosen_sections(sections)]
    known = make_extract(tables, selection, sections)
    facts = [("For", options.audience), ("By", options.author), ("Statements", known.counts())]
    facts += [("Evidence", _subtitle(as_known(tables, selection.as_of)))]
    facts += [("Sections", ", ".join(chosen) if sections else "")]
    names = [one.name for one in selection.touched()]
    facts += [(name, words) for name, words in filter_words(tables, selection).items() if name in names]
    facts += [("Filters", "" if names else "none"), ("Data version", tables.version), ("Date", format_date(today))]
    return [(name, one_line(words)) for name, words in facts if words]


def document_tables(sources: pd.DataFrame, body: Box) -> list[Table]:
    """List the documents in order of date: title with publisher, date and how it is known, id."""
    widths = scaled(_DOCUMENTS, body.width)
    head = Row(tuple(Cell(word, size=10.0, colour=LIGHT.muted) for word in ("Document", "Published by", "Date", "Id")))
    rows = [
        truncate_cells(
            Row(
                (
                    Cell(one_line(source["title"])),
                    Cell(one_line(document_name(source)), one_line(source["speaker"])),
                    Cell(_day(source["event_date"]), one_line(_basis(source))),
                    Cell(source["source_id"], size=10.0),
                )
            ),
            widths,
        )
        for source in sources.sort_values("event_date").to_dict("records")
    ]
    return paginate(widths, head, rows, body.height)


def terms_tables(tables: Tables, citation: str, left_out: Sequence[tuple[str, str]], body: Box) -> list[Table]:
    """Set how to cite the deck, under which licences its parts stand, and what is left out because nothing fits."""
    pairs = [("How to cite", citation)]
    pairs.append(
        (
            "A figure",
            "Its citation, with wording, document and paragraph, is in the notes of its slide or in the workbook.",
        )
    )
    pairs += [(title, " · ".join(filter(None, (licence, origin)))) for title, licence, origin in licences(tables)]
    for section in dict.fromkeys(section for section, _ in left_out):
        named = "; ".join(title for within, title in left_out if within == section)
        pairs.append(("Nothing fits the filters", f"{section}: {named}"))
    widths = scaled(_PAIRS, body.width)
    rows = [
        truncate_cells(Row((Cell(one_line(name), bold=True), Cell(one_line(words)))), widths) for name, words in pairs
    ]
    return paginate(widths, Row((Cell(""), Cell(""))), rows, body.height)


def _draw_opening(template: Template, scope: str, known: Sequence[tuple[str, str]]) -> None:
    slide, grid = template.add_slide("Title"), template.grid
    template.fill(slide, "Title", Line(PRODUCT, 40.0, Box(LEFT, 1.8, ROOM, height(1, 40.0) + 0.06)))
    subtitle = shortened(one_line(scope), 22.0, grid.room, 1)
    if template.own:
        template.fill(slide, "Subtitle", Line(subtitle, 22.0, Box(LEFT, 2.6, ROOM, height(1, 22.0))))
        rows = tuple(
            truncate_cells(Row((Cell(name, size=14.0, colour=LIGHT.muted), Cell(words, size=14.0))), _FACTS, 3)
            for name, words in known
        )
        facts = Table(_FACTS, rows[0], rows[1:])
        alt_text = "; ".join(f"{row.cells[0].text}: {row.cells[1].text}" for row in rows)
        draw_table(slide, facts, LEFT, 3.45, "Sections and filters", alt_text)
    else:
        lines = [shortened(f"{name}: {words}", 14.0, grid.room, 1) for name, words in known]
        place = Box(grid.left, grid.section + 0.9, grid.room, height(len(lines) + 2, 14.0))
        template.fill(slide, "Subtitle", Line("\n".join([subtitle, *lines]), 14.0, place))
    foot = Box(grid.left, grid.foot, grid.foot_room, height(1, SMALL))
    template.fill(slide, "Filters, data version, date", Line(shortened(_SERIES, SMALL, foot.width, 1), SMALL, foot))
    template.number(slide)


def _draw_sources(
    template: Template, tables: Tables, sources: pd.DataFrame, today: date, note: str = "", most: int | None = None
) -> None:
    documents = Caption(
        title="The documents" if len(sources) != 1 else "The document",
        subtitle="each figure stands in one of them, or is derived from them by a formula in the workbook",
        source="",
        filters="",
        note=note,
    )
    _draw_tables(template, documents, stamp(tables, today), lambda body: document_tables(sources, body), most)


def _draw_closing(
    template: Template,
    tables: Tables,
    sources: pd.DataFrame,
    citation: str,
    left_out: Sequence[tuple[str, str]],
    today: date,
) -> None:
    terms = Caption(
        title="How to cite, and licences",
        subtitle="the tables, the places and the base map have licences of their own",
        source="",
        filters="",
    )
    _draw_sources(template, tables, sources, today)
    _draw_tables(template, terms, stamp(tables, today), lambda body: terms_tables(tables, citation, left_out, body))


def _draw_tables(
    template: Template, caption: Caption, dated: str, make_tables: Callable[[Box], list[Table]], most: int | None = None
) -> None:
    grid, name = template.grid, caption.title
    known = make_tables(make_frame("Sources", caption, dated, "(99 of 99)", grid).body)
    if most is not None and len(known) > most:
        shown, count = (sum(len(table.rows) for table in tables) for tables in (known[:most], known))
        known = known[:most]
        caption = replace(caption, subtitle=f"{shown} of {count}; the workbook has all")
    for number, table in enumerate(known, start=1):
        part = f"({number} of {len(known)})" if len(known) > 1 else ""
        frame = make_frame("Sources", caption, dated, part, grid)
        place = {"left": grid.left, "top": frame.body.top, "name": name, "alt_text": name}
        _add_slide(template, "Sources", frame, partial(_draw_one_table, table, place))


def _draw_one_table(table: Table, place: Mapping[str, Any], slide: Any) -> list[Any]:
    return [draw_table(slide, table, **place)]


def _layout_of(content: Content) -> str:
    if isinstance(content, tuple):
        return "Two charts" if len(content) > 1 else "Chart"
    return {Summary: "Summary", Table: "Table", Exhibit: "Map"}[type(content)]


def _draw_content(slide: Slide, native: Any) -> list[Any]:
    """Draw what stands on a slide; return the charts or the table, which can stand in placeholders."""
    content, body, name, alt_text = slide.content, slide.frame.body, slide.title, one_line(slide.caption.alt_text)
    if isinstance(content, Summary):
        draw_summary(native, [text for text, _ in content.lines], body)
    elif isinstance(content, Table):
        return [draw_table(native, content, body.left, body.top, name, alt_text)]
    elif isinstance(content, Exhibit):
        draw_map(native, content, body, alt_text)
    else:
        named = [(plot, f"{name}, {plot.heading}" if plot.heading else name) for plot in content]
        return [draw_plot(native, plot, part, alt_text) for plot, part in named]
    return []


def _add_slide(template: Template, layout: str, frame: Frame, draw: Callable[[Any], list[Any]]) -> Any:
    """Add a slide: what stands over its body comes first in it and what stands under it last, so that it is read so."""
    slide = template.add_slide(layout)
    template.fill(slide, "Title", frame.title)
    template.fill(slide, "Section", frame.eyebrow)
    template.fill(slide, "Subtitle", frame.subtitle)
    template.hold(slide, draw(slide))
    if frame.credits.text:
        template.fill(slide, "Source and note", frame.credits)
    template.fill(slide, "Filters, data version, date", frame.foot)
    template.number(slide)
    return slide


def _subtitle(tables: Tables) -> str:
    years = tables.sources["event_date"].dt.year
    if years.empty:
        return "What no document says"
    first, last = years.min(), years.max()
    count = counted(len(years), "document")
    return f"What {count} of {first if first == last else f'{first}–{last}'} say{'' if len(years) != 1 else 's'}"


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _basis(source: dict[str, str]) -> str:
    basis = DATE_BASIS[source["date_basis"]]
    return f"{basis}; {source['date_note']}" if source["date_note"] else basis


def _set_properties(deck: Any, tables: Tables, sections: str, comments: str, day: date) -> None:
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = PRODUCT, PRODUCT, PRODUCT
    known.subject = one_line(f"{_subtitle(tables)}: {sections}")[:_LONGEST_PROPERTY]
    known.comments = one_line(comments)[:_LONGEST_PROPERTY]
    known.keywords, known.category, known.revision = "", "", 1
    known.created = known.modified = known.last_printed = datetime.combine(day, time())
