"""A table as a worksheet: its head stays in sight, can be filtered by, and is printed on each page."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pandas as pd

from components.exports.citation import PRODUCT
from components.exports.workbook.cells import Cell, Link, Number, lines, text
from components.exports.workbook.column import Column
from components.style import LIGHT

FONT = {"font_name": "Arial", "font_scheme": "none", "font_size": 9, "font_color": LIGHT.ink}
PLACED = {"valign": "top", "align": "left", "indent": 1}
HEAD = {"bold": True, "valign": "bottom", "bg_color": LIGHT.band, "bottom": 1, "bottom_color": LIGHT.ink}
RULED = {"bottom": 1, "bottom_color": LIGHT.grid}
OPEN = "open"
LINK_LIMIT = 65_530
_A4, _MARGIN = 9, 0.4
_LINE_HEIGHT, _HIGHEST = 11.5, 409.0
_ALIGNED = {"number": "right", "integer": "right"}
_STARTERS = ("=", "+", "-", "@")
Formats = Callable[..., Any]


def formats(book: Any) -> Formats:
    """Give the function that makes each cell format of a workbook once."""

    @cache
    def made(**properties: Any) -> Any:
        return book.add_format(FONT | PLACED | properties)

    return made


def table_sheet(book: Any, style: Formats, name: str, columns: Sequence[Column], *, pages_wide: int = 1) -> None:
    """Add a worksheet with a head and the cells of the columns under it; the first column stays in sight too."""
    sheet = book.add_worksheet(name)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        write(sheet, style, 0, place, column.title, **HEAD, align=_ALIGNED.get(column.kind, "left"))
        for line, cell in enumerate(column.cells, start=1):
            write(sheet, style, line, place, cell, **RULED)
    widths = [column.width for column in columns]
    set_height(sheet, 0, [column.title for column in columns], widths)
    for line, cells in enumerate(zip(*(column.cells for column in columns), strict=True), start=1):
        set_height(sheet, line, cells, widths, style(**RULED))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(columns[0].cells), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    printed(sheet, name, pages_wide)


def set_height(sheet: Any, line: int, cells: Sequence[Cell], widths: Sequence[float], look: Any = None) -> None:
    """Make a line as high as its longest cell needs, up to what a row can be; `look` is that of its blank cells."""
    most = max(map(lines, cells, widths), default=1)
    sheet.set_row(line, min(most * _LINE_HEIGHT + 3, _HIGHEST), look)


def printed(sheet: Any, name: str, pages_wide: int = 1) -> None:
    """Set up a worksheet for printing on A4, landscape, with its name and the page numbers."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, 0.6, 0.6)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_header(f"&L&9{PRODUCT.replace('&', '&&')}: {name}")
    sheet.set_footer("&R&9Page &P of &N")


def write(sheet: Any, style: Formats, line: int, place: int, cell: Cell, **look: Any) -> None:
    """Write one cell as what it is; a text that begins like a formula is marked as text for whoever edits it."""
    words: dict[str, Any] = {"text_wrap": True}
    digits: dict[str, Any] = {"align": "right"}
    if isinstance(cell, Number) and math.isinf(cell.value):
        sheet.write_string(line, place, OPEN, style(**digits | look))
    elif isinstance(cell, Number):
        sheet.write_number(line, place, cell.value, style(**digits | look, num_format=cell.shown))
    elif isinstance(cell, Link) and line <= LINK_LIMIT:
        linked = style(**words | look, font_color=LIGHT.accent, underline=1)
        sheet.write_url(line, place, f"internal:{cell.target}", linked, text(cell.text))
    elif isinstance(cell, pd.Timestamp):
        sheet.write_datetime(line, place, cell.to_pydatetime(), style(**look, num_format="yyyy-mm-dd"))
    elif cell:
        told = text(cell.text if isinstance(cell, Link) else cell)
        sheet.write_string(line, place, told, style(**words | look, quote_prefix=told.startswith(_STARTERS)))
