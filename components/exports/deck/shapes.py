"""The words around the body of a slide: section, title, subtitle, source line, note, filters and slide number."""

from itertools import accumulate
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from components.exports.deck.layout import LEFT, ROOM, SMALL, Box, Frame, Line, one_line, plain
from components.exports.deck.tables import AXIS_GAP, MARGIN_X, MARGIN_Y, Agenda, Cell, Mark, Row, Table, second_size
from components.style import Palette

SANS, SERIF = "Arial", "Georgia"
_NAME, _TOLD = 120, 6_000
ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def colour(hexadecimal: str) -> Any:
    """Give a hex colour as python-pptx takes it."""
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def box_of(box: Box) -> tuple[Any, Any, Any, Any]:
    """Give a box in the units of the file: left, top, width, height."""
    left, top, width, height = (Inches(side) for side in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def remove_theme_style(shape: Any) -> Any:
    """Take from a shape the looks of the theme, its shadow above all, and give it back."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)
    return shape


def set_alt_text(shape: Any, name: str, words: str) -> None:
    """Give a shape its name in the selection pane and its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", one_line(name)[:_NAME])
    properties.set("descr", one_line(words)[:_TOLD])


def mark_decorative(shape: Any) -> None:
    """Mark a shape as mere decoration, which readers of a screen pass over."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.append(
        parse_xml(
            f"<a:extLst {nsdecls('a')}><a:ext uri='{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}'><adec:decorative "
            "xmlns:adec='http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/></a:ext></a:extLst>"
        )
    )


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
    for number, line in enumerate(plain(text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED[align]
        add_run(paragraph, line, size=size, ink=ink, bold=bold, serif=serif)


def add_run(paragraph: Any, text: str, *, size: float, ink: str, bold: bool = False, serif: bool = False) -> None:
    """Add words in one type to a paragraph."""
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, SERIF if serif else SANS
    run.font.color.rgb = colour(ink)


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


def mark(shapes: Any, kind: MSO_SHAPE, centre: tuple[float, float], size: float, fill: str, ink: str) -> Any:
    """Draw a small symbol around a place (in inches), without a shadow."""
    half = size / 2
    shape = remove_theme_style(shapes.add_shape(kind, *box_of(Box(centre[0] - half, centre[1] - half, size, size))))
    set_fill(shape.fill, fill)
    stroke(shape.line, ink, 1.75)
    return shape


def set_fill(fill: Any, hexadecimal: str) -> None:
    """Fill with one colour, or with nothing for a blank."""
    if hexadecimal:
        fill.solid()
        fill.fore_color.rgb = colour(hexadecimal)
    else:
        fill.background()


def stroke(line: Any, ink: str, points: float, *, dash: str = "") -> None:
    """Give a line its colour, thickness and dashes; a blank colour draws none."""
    if not ink:
        line.fill.background()
        return
    line.color.rgb = colour(ink)
    line.width = Pt(points)
    if dash:
        line.dash_style = getattr(MSO_LINE, dash)


def set_alpha(fill: Any, share: float) -> None:
    """Let what lies under a one-coloured fill or line be seen; `share` is how much of the colour stays (0 to 1)."""
    for solid in fill._xPr.iter(qn("a:srgbClr")):
        etree.SubElement(solid, qn("a:alpha")).set("val", str(round(share * 100_000)))


_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")
_NEIGHBOURS = ((0, -1, "a:lnL", "a:lnR"), (0, 1, "a:lnR", "a:lnL"), (-1, 0, "a:lnT", "a:lnB"), (1, 0, "a:lnB", "a:lnT"))
_BOTTOM, _MIDDLE = MSO_ANCHOR.BOTTOM, MSO_ANCHOR.MIDDLE


def draw_table(slide: Any, table: Table, palette: Palette, left: float, top: float, name: str, told: str) -> Any:
    """Draw a table at a place (in inches) with light rules between its rows, and give it its text alternative."""
    heights = table.heights()
    box = Box(left, top, sum(table.widths), sum(heights))
    shape = slide.shapes.add_table(len(heights), len(table.widths), *box_of(box))
    set_alt_text(shape, name, told)
    native = shape.table
    native.horz_banding = False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, wide in zip(native.columns, table.widths, strict=True):
        column.width = Inches(wide)
    for number, (row, tall) in enumerate(zip((table.head, *table.rows), heights, strict=True)):
        native.rows[number].height = Inches(tall)
        _draw_row(native, number, row, palette)
    _draw_rules(native, table, palette)
    return shape


def _draw_row(native: Any, number: int, row: Row, palette: Palette) -> None:
    head = number == 0
    for place in range(len(native.columns)):
        cell = row.cells[place] if place < len(row.cells) else Cell("")
        _draw_cell(native.cell(number, place), cell, palette, _BOTTOM if head or row.heading else _MIDDLE)
    if row.heading:
        native.cell(number, 0).merge(native.cell(number, len(native.columns) - 1))


def _draw_cell(drawn: Any, cell: Cell, palette: Palette, anchor: MSO_ANCHOR) -> None:
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
            add_run(paragraph, line, size=second_size(cell), ink=palette.muted)
        else:
            add_run(paragraph, line, size=cell.size, ink=cell.colour or palette.ink, bold=cell.bold, serif=cell.serif)
    if cell.fill:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = colour(cell.fill)
    else:
        drawn.fill.background()


def _draw_rules(native: Any, table: Table, palette: Palette) -> None:
    rows, columns = (table.head, *table.rows), len(table.widths)
    inks: dict[tuple[int, int, str], str] = {}
    for number in range(len(rows)):
        for place in range(columns):
            inks[number, place, "a:lnB"] = palette.axis if number == 0 else palette.grid
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
            solid = etree.SubElement(line, qn("a:solidFill"))
            etree.SubElement(solid, qn("a:srgbClr")).set("val", ink.removeprefix("#").upper())
        else:
            etree.SubElement(line, qn("a:noFill"))
        properties.insert(place, line)


_STAGE, _FIGURE, _DUE = 0.165, 0.115, 0.19
_TICK = 10.5


def draw_agenda(slide: Any, agenda: Agenda, palette: Palette, name: str, told: str) -> None:
    """Draw the table and, level with each of its rows, the day said, the day due, and the span between the two."""
    left = agenda.axis.left - AXIS_GAP - sum(agenda.table.widths)
    draw_table(slide, agenda.table, palette, left, agenda.axis.top, name, told)
    group = slide.shapes.add_group_shape()
    tops = list(accumulate(agenda.table.heights(), initial=agenda.axis.top))
    head, foot = tops[1], tops[-1]
    for year in agenda.ticks:
        across = agenda.across(year)
        add_line(group.shapes, (across, head), (across, foot), palette.grid, 0.75)
        box = Box(across - 0.3, head - 0.22, 0.6, 0.18)
        add_text(group.shapes, box, str(year), name="Year", size=_TICK, ink=palette.muted, align="center")
    add_line(group.shapes, (agenda.axis.left, head), (agenda.axis.left + agenda.axis.width, head), palette.axis, 1)
    for row, one in enumerate(agenda.marks, start=1):
        middle = (tops[row] + tops[row + 1]) / 2
        _draw_mark(group.shapes, agenda, one, middle, palette)
    set_alt_text(group, f"{name}: time axis", told)


def _draw_mark(shapes: Any, agenda: Agenda, one: Mark, middle: float, palette: Palette) -> None:
    said = agenda.across(one.said), middle
    if one.due is not None:
        due = agenda.across(one.due), middle
        add_line(shapes, said, due, one.colour, 1.75, dash="DASH")
        if one.due_from is not None:
            add_line(shapes, (agenda.across(one.due_from), middle), due, one.colour, 3)
        set_alt_text(mark(shapes, MSO_SHAPE.DIAMOND, due, _DUE, palette.paper, one.colour), "Due", "")
    size = _STAGE if one.stage else _FIGURE
    set_alt_text(mark(shapes, MSO_SHAPE.OVAL, said, size, one.filling, one.colour), "Said", "")


def draw_head(slide: Any, frame: Frame, palette: Palette) -> None:
    """Write what stands over the body of a slide; drawn first, so that it is read first."""
    title(slide, frame.title, palette)
    line(slide, frame.eyebrow, "Section", palette.accent)
    line(slide, frame.subtitle, "Subtitle", palette.muted)


def draw_foot(slide: Any, frame: Frame, palette: Palette) -> None:
    """Write what stands under the body of a slide; drawn last, so that it is read last."""
    if frame.credits.text:
        line(slide, frame.credits, "Source and note", palette.muted)
    foot(slide, frame.foot, palette)


def title(slide: Any, named: Line, palette: Palette) -> None:
    """Write the title of a slide."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box_of(named.box)
    write(shape.text_frame, named.text, size=named.size, ink=palette.ink, serif=True)


def line(slide: Any, said: Line, name: str, ink: str) -> Any:
    """Write words in their box."""
    return add_text(slide.shapes, said.box, said.text, name=name, size=said.size, ink=ink)


def foot(slide: Any, said: Line, palette: Palette) -> None:
    """Write the last line of a slide, over a thin rule, with the number of the slide at its right end."""
    top = said.box.top - 0.03
    mark_decorative(add_line(slide.shapes, (LEFT, top), (LEFT + ROOM, top), palette.grid, 0.75))
    line(slide, said, "Filters, data version, date", palette.muted)
    right = Box(LEFT + ROOM - 0.7, said.box.top, 0.7, said.box.height)
    number = add_text(slide.shapes, right, "", name="Slide number", size=SMALL, ink=palette.muted, align="right")
    paragraph = number.text_frame.paragraphs[0]._p
    run = paragraph.find(qn("a:r"))
    field = etree.Element(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.append(run.find(qn("a:rPr")))
    etree.SubElement(field, qn("a:t")).text = "‹#›"
    paragraph.replace(run, field)
