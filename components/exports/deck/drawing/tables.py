"""Native tables."""

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from components.exports.deck.drawing.shape import ALIGNED, add_run, box_of, colour, describe
from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.table import MARGIN_X, MARGIN_Y, Cell, Row, Table, second_size
from components.style import Palette

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")
_NEIGHBOURS = ((0, -1, "a:lnL", "a:lnR"), (0, 1, "a:lnR", "a:lnL"), (-1, 0, "a:lnT", "a:lnB"), (1, 0, "a:lnB", "a:lnT"))
_BOTTOM, _MIDDLE = MSO_ANCHOR.BOTTOM, MSO_ANCHOR.MIDDLE


def draw_table(slide: Any, table: Table, palette: Palette, left: float, top: float, name: str, told: str) -> Any:
    """Draw a table at a place (in inches) with light rules between its rows, and give it its text alternative."""
    heights = table.heights()
    box = Box(left, top, sum(table.widths), sum(heights))
    shape = slide.shapes.add_table(len(heights), len(table.widths), *box_of(box))
    describe(shape, name, told)
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
