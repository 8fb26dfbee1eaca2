"""What is drawn on a slide with python-pptx: words, lines, marks and tables, with their text alternatives."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from components.exports.deck.layout import Box, height, one_line, wrapped
from components.exports.deck.tables import MARGIN_X, MARGIN_Y, Cell, Row, Table, second_size
from components.style import LIGHT, mix, printable

# The theme's fonts for bodies and for titles, so that another theme brings its own.
SANS, SERIF = "+mn-lt", "+mj-lt"
LANGUAGE, LANGUAGE_CODE = MSO_LANGUAGE_ID.ENGLISH_UK, "en-GB"
# The colours of the theme that stand for those of the palette, each with how much lighter it is (below 0: darker).
_THEME: dict[str, tuple[str, float]] = {
    LIGHT.ink: ("tx1", 0.0),
    LIGHT.paper: ("bg1", 0.0),
    LIGHT.muted: ("tx2", 0.0),
    LIGHT.band: ("bg2", 0.0),
    LIGHT.grid: ("bg2", -0.05),
    LIGHT.axis: ("tx2", 0.5),
    LIGHT.no_corridor: ("tx2", -0.15),
    LIGHT.accent: ("accent1", 0.0),
    LIGHT.corridors["rust"]: ("accent2", 0.0),
    LIGHT.corridors["violet"]: ("accent3", 0.0),
    LIGHT.corridors["ochre"]: ("accent4", 0.0),
    LIGHT.corridors["blue"]: ("accent5", 0.0),
    LIGHT.corridors["green"]: ("accent6", 0.0),
}
_NAME, _TOLD = 120, 6_000
ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")
_NEIGHBOURS = ((0, -1, "a:lnL", "a:lnR"), (0, 1, "a:lnR", "a:lnL"), (-1, 0, "a:lnT", "a:lnB"), (1, 0, "a:lnB", "a:lnT"))
_SENTENCE = "Sentence"
_SUMMARY_SIZES, _SUMMARY_INDENT, _SUMMARY_GAP = (22.0, 20.0, 18.0, 16.0, 14.0), 0.6, 0.34
_BOTTOM, _MIDDLE = MSO_ANCHOR.BOTTOM, MSO_ANCHOR.MIDDLE


def set_colour(place: Any, hexadecimal: str) -> None:
    """Set a colour of the palette as that of the theme which stands for it, so that another theme brings its own."""
    slot = _theme_slot(hexadecimal)
    if slot is None:
        place.rgb = RGBColor.from_string(hexadecimal.removeprefix("#").upper())
        return
    place.theme_color = MSO_THEME_COLOR.from_xml(slot[0])
    if slot[1]:
        place.brightness = slot[1]


def colour_xml(hexadecimal: str) -> str:
    """Return a colour of the palette as an element of DrawingML: one of the theme, or as it is where that has none."""
    slot = _theme_slot(hexadecimal)
    if slot is None:
        return f"<a:srgbClr val='{hexadecimal.removeprefix('#').upper()}'/>"
    name, brightness = slot
    kept = round((1 - abs(brightness)) * 100_000)
    added = f"<a:lumOff val='{100_000 - kept}'/>" if brightness > 0 else ""
    return (
        f"<a:schemeClr val='{name}'><a:lumMod val='{kept}'/>{added}</a:schemeClr>"
        if brightness
        else (f"<a:schemeClr val='{name}'/>")
    )


@cache
def _theme_slot(hexadecimal: str) -> tuple[str, float] | None:
    """Return the colour of the theme that stands for a hex colour, and how much lighter (or, below 0, darker)."""
    if hexadecimal in _THEME:
        return _THEME[hexadecimal]
    tints = ((slot, percent) for slot in _THEME.items() for percent in range(5, 100, 5))
    return next(
        (
            (slot[0], 1 - percent / 100)
            for (base, slot), percent in tints
            if not slot[1] and mix(base, LIGHT.paper, percent / 100) == hexadecimal
        ),
        None,
    )


def box_of(box: Box) -> tuple[Any, Any, Any, Any]:
    """Return a box in the units of the file: left, top, width, height."""
    left, top, width, height = (Inches(side) for side in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def remove_theme_style(shape: Any) -> Any:
    """Take from a shape the looks of the theme, its shadow above all, and give it back."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)
    return shape


def set_alt_text(shape: Any, name: str, words: str) -> None:
    """Set a shape's name in the selection pane and its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", one_line(name)[:_NAME])
    properties.set("descr", one_line(words)[:_TOLD])


def write(
    frame: Any,
    text: str,
    *,
    size: float,
    ink: str,
    bold: bool = False,
    serif: bool = False,
    align: str = "left",
    anchor: str = "top",
    wrap: bool = True,
) -> None:
    """Put words into a text frame, one paragraph a line, without insets and without any automatic change of size."""
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = ANCHORED[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(printable(text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED[align]
        add_run(paragraph, line, size=size, ink=ink, bold=bold, serif=serif)


def add_run(paragraph: Any, text: str, *, size: float, ink: str, bold: bool = False, serif: bool = False) -> None:
    """Add words in one type to a paragraph."""
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, SERIF if serif else SANS
    set_colour(run.font.color, ink)
    run.font.language_id = LANGUAGE


def add_text(shapes: Any, box: Box, text: str, *, name: str, **look: Any) -> Any:
    """Write words in a box of their own; the looks are those of `write`."""
    shape = shapes.add_textbox(*box_of(box))
    shape.name = name
    write(shape.text_frame, text, **look)
    return shape


def add_line(
    shapes: Any, start: tuple[float, float], end: tuple[float, float], ink: str, points: float, *, dash: str = ""
) -> Any:
    """Draw a straight line between two places (in inches), so many points thick; `dash` is a name of MSO_LINE."""
    line = remove_theme_style(shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(side) for side in (*start, *end))))
    stroke(line.line, ink, points, dash=dash)
    set_alt_text(line, "Line", "")
    return line


def set_fill(fill: Any, hexadecimal: str) -> None:
    """Fill with one colour, or with nothing for a blank."""
    if hexadecimal:
        fill.solid()
        set_colour(fill.fore_color, hexadecimal)
    else:
        fill.background()


def stroke(line: Any, ink: str, points: float, *, dash: str = "") -> None:
    """Set a line's colour, thickness and dashes; a blank colour draws none."""
    if not ink:
        line.fill.background()
        return
    set_colour(line.color, ink)
    line.width = Pt(points)
    if dash:
        line.dash_style = getattr(MSO_LINE, dash)


def set_alpha(fill: Any, share: float) -> None:
    """Let what lies under a one-coloured fill or line be seen; `share` is how much of the colour stays (0 to 1)."""
    for solid in fill._xPr.iter(qn("a:srgbClr"), qn("a:schemeClr")):
        etree.SubElement(solid, qn("a:alpha")).set("val", str(round(share * 100_000)))


def draw_summary(slide: Any, sentences: Sequence[str], body: Box) -> None:
    """Write the sentences of a summary one under another over a body, as large as all of them fit (14 to 22 points)."""
    room = body.width - _SUMMARY_INDENT
    fitting = (size for size in _SUMMARY_SIZES if _tall(sentences, size, room) <= body.height)
    size = next(fitting, _SUMMARY_SIZES[-1])
    gap = min(_SUMMARY_GAP, max(0.08, (body.height - _tall(sentences, size, room)) / max(len(sentences), 1)))
    top = body.top
    for number, sentence in enumerate(sentences, start=1):
        tall = height(len(wrapped(sentence, size, room, serif=True)), size)
        words = "\n".join(wrapped(sentence, size, room, serif=True))
        rule = Box(body.left, top, _SUMMARY_INDENT - 0.25, tall)
        add_text(
            slide.shapes, rule, f"{number}", name=f"Number {number}", size=size, ink=LIGHT.accent, serif=True, bold=True
        )
        place = Box(body.left + _SUMMARY_INDENT, top, room, tall)
        add_text(slide.shapes, place, words, name=f"{_SENTENCE} {number}", size=size, ink=LIGHT.ink, serif=True)
        top += tall + gap


def link_summary(slide: Any, lines: Sequence[tuple[str, str]], slides: Mapping[str, Any]) -> None:
    """Let each sentence of a summary lead to its slide, where the deck has that."""
    shapes = {shape.name: shape for shape in slide.shapes}
    for number, (_, key) in enumerate(lines, start=1):
        shape = shapes.get(f"{_SENTENCE} {number}")
        if shape is not None and key in slides and slides[key] is not slide:
            shape.click_action.target_slide = slides[key]


def _tall(sentences: Sequence[str], size: float, room: float) -> float:
    lines = sum(len(wrapped(sentence, size, room, serif=True)) for sentence in sentences)
    return height(lines, size) + 0.1 * len(sentences)


def draw_table(slide: Any, table: Table, left: float, top: float, name: str, alt_text: str) -> Any:
    """Draw a table at a place (in inches) with light rules between its rows, and give it its text alternative."""
    heights = table.heights()
    box = Box(left, top, sum(table.widths), sum(heights))
    shape = slide.shapes.add_table(len(heights), len(table.widths), *box_of(box))
    set_alt_text(shape, name, alt_text)
    native = shape.table
    native.horz_banding = False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, wide in zip(native.columns, table.widths, strict=True):
        column.width = Inches(wide)
    for number, (row, tall) in enumerate(zip((table.head, *table.rows), heights, strict=True)):
        native.rows[number].height = Inches(tall)
        _draw_row(native, number, row)
    _draw_rules(native, table)
    return shape


def _draw_row(native: Any, number: int, row: Row) -> None:
    head = number == 0
    for place in range(len(native.columns)):
        cell = row.cells[place] if place < len(row.cells) else Cell("")
        _draw_cell(native.cell(number, place), cell, _BOTTOM if head or row.heading else _MIDDLE)
    if row.heading:
        native.cell(number, 0).merge(native.cell(number, len(native.columns) - 1))


def _draw_cell(drawn: Any, cell: Cell, anchor: MSO_ANCHOR) -> None:
    drawn.margin_left = drawn.margin_right = Inches(MARGIN_X)
    drawn.margin_top = drawn.margin_bottom = Inches(MARGIN_Y)
    drawn.vertical_anchor = anchor
    lines = [(line, False) for line in cell.text.split("\n")]
    lines += [(line, True) for line in cell.second.split("\n")] if cell.second else []
    frame = drawn.text_frame
    frame.word_wrap = True
    for number, (line, second) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED["center" if cell.centred else "left"]
        paragraph._p.get_or_add_endParaRPr().set("sz", str(Pt(cell.size).centipoints))
        if not line:
            continue
        if second:
            add_run(paragraph, line, size=second_size(cell), ink=LIGHT.muted)
        else:
            add_run(paragraph, line, size=cell.size, ink=cell.colour or LIGHT.ink, bold=cell.bold, serif=cell.serif)
    if cell.fill:
        set_fill(drawn.fill, cell.fill)
    else:
        drawn.fill.background()


def _draw_rules(native: Any, table: Table) -> None:
    rows, columns = (table.head, *table.rows), len(table.widths)
    inks: dict[tuple[int, int, str], str] = {}
    for number in range(len(rows)):
        for place in range(columns):
            inks[number, place, "a:lnB"] = LIGHT.axis if number == 0 else LIGHT.grid
            inks[number + 1, place, "a:lnT"] = inks[number, place, "a:lnB"]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            if cell.outline:
                for up, right, own, next_to in _NEIGHBOURS:
                    inks[number, place, own] = inks[number + up, place + right, next_to] = cell.outline
    outlined = {cell.outline for row in rows for cell in row.cells}
    for number in range(len(rows)):
        for place in range(columns):
            known = [inks.get((number, place, side), "") for side in _SIDES]
            _rule(native.cell(number, place), known, outlined)


def _rule(drawn: Any, inks: list[str], outlined: set[str]) -> None:
    properties = drawn._tc.get_or_add_tcPr()
    for place, (side, ink) in enumerate(zip(_SIDES, inks, strict=True)):
        line = etree.Element(qn(side), {"w": str(Pt(1.5 if ink in outlined else 0.75) if ink else 0)})
        if ink:
            line.append(parse_xml(f"<a:solidFill {nsdecls('a')}>{colour_xml(ink)}</a:solidFill>"))
        else:
            etree.SubElement(line, qn("a:noFill"))
        properties.insert(place, line)
