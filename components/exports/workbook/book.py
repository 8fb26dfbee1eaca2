"""The workbook: its sheets in their order, and what it says of itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from components.exports.cells import LONGEST_LINK, Cell, Link, Number, day, lines, number, text
from components.exports.citation import PRODUCT, READING, file_citation, licences
from components.exports.extract import Extract, compared, filter_words, make_extract, outside_words, sources_of
from components.exports.statements import figures_of
from components.exports.workbook.columns import (
    Column,
    comparison_columns,
    dictionary_columns,
    source_columns,
    statement_columns,
)
from components.selection import FILTERS, Filter, Selection
from components.style import LIGHT
from components.tables import Tables

FONT = {"font_name": "Arial", "font_scheme": "none", "font_size": 9, "font_color": LIGHT.ink}
PLACED = {"valign": "top", "align": "left", "indent": 1}
HEAD = {"bold": True, "valign": "bottom", "bg_color": LIGHT.band, "bottom": 1, "bottom_color": LIGHT.ink}
RULED = {"bottom": 1, "bottom_color": LIGHT.grid}
LINK_LIMIT = 65_530
_FIRST_YEAR = 1900
_LONGEST_HEAD = 200
# What a table's heads would be read back as another sign by.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_A4, _MARGIN = 9, 0.4
_LINE_HEIGHT, _HIGHEST = 11.5, 409.0
# What the button of a filter takes of a head, in characters.
_BUTTON = 2.5
_ALIGNED = {"number": "right", "integer": "right"}
_STARTERS = ("=", "+", "-", "@")
Formats = Callable[..., Any]
NAME = "Filters"
HOLDS = {
    "Figures": "every stated and derived figure, one a row; keep the rows with Repeat “no” to count each once",
    "Data": "figures as one document states them, one a row; headline repeats too",
    "Derived": "figures that follow from stated ones by a formula",
    "Milestones": "stages of named things as one document words them",
    "Comparisons": "pairs of statements about the same thing, both of them here",
    "Sources": "documents that these rows stand in or rest on",
}
_WIDTHS = (22, 84, 22, 13)
_TITLE: dict[str, Any] = {"bold": True, "font_size": 16, "text_wrap": False}
_TITLE_HEIGHT = 26
_PLAIN = {"align": "left"}
_FIRST = {"bold": True}
Line = tuple[dict[str, Any], Sequence[Cell]]
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_PAGES_WIDE = {"Figures": 4, "Data": 3, "Derived": 2, "Milestones": 2, "Sources": 2}
# Figures are looked through: their long texts show how they begin, and stand whole in the cells and on Data.
_MOST_LINES = {"Figures": 2}


def formats(book: Any) -> Formats:
    """Return the function that makes each cell format of a workbook once."""

    @cache
    def made(**properties: Any) -> Any:
        return book.add_format(FONT | PLACED | properties)

    return made


def table_sheet(book: Any, style: Formats, name: str, columns: Sequence[Column]) -> None:
    """Add a worksheet that is an Excel table of its name; heads and the first column stay in sight.

    A table without rows has a blank one, for Excel knows none without.
    """
    most = _MOST_LINES.get(name)
    sheet = book.add_worksheet(name)
    linked = sum(any(isinstance(cell, Link) for cell in column.cells) for column in columns)
    heads = unique_heads([column.title for column in columns])
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        for line, cell in enumerate(column.cells, start=1):
            if isinstance(cell, Link) and line * linked > LINK_LIMIT:
                cell = cell.text
            write(sheet, style, line, place, cell, **RULED)
    described = [
        {"header": head, "header_format": style(**HEAD, **_as_text(head), align=_ALIGNED.get(column.kind, "left"))}
        for head, column in zip(heads, columns, strict=True)
    ]
    table = {"name": name, "style": "Table Style Light 1", "banded_rows": False, "columns": described}
    sheet.add_table(0, 0, max(len(columns[0].cells), 1), len(columns) - 1, table)
    widths = [column.width for column in columns]
    set_height(sheet, 0, heads, [width - _BUTTON for width in widths])
    for line, cells in enumerate(zip(*(column.cells for column in columns), strict=True), start=1):
        set_height(sheet, line, cells, widths, style(**RULED), most)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    printed(sheet, name, _PAGES_WIDE.get(name, 1))


def unique_heads(titles: Sequence[str]) -> list[str]:
    """Return titles as a table's heads must be: one line, not blank, no two alike in any case."""
    heads: dict[str, str] = {}
    for place, title in enumerate(titles, start=1):
        head = " ".join(_ESCAPED.sub("-", text(title)).split())[:_LONGEST_HEAD] or f"Column {place}"
        while head.lower() in heads:
            head = f"{head} ({place})"
        heads[head.lower()] = head
    return [*heads.values()]


def set_height(
    sheet: Any, line: int, cells: Sequence[Cell], widths: Sequence[float], look: Any = None, most: int | None = None
) -> None:
    """Make a line as high as its longest cell needs, up to so many lines of text and what a row can be.

    `look` is that of its blank cells.
    """
    longest = max(map(lines, cells, widths), default=1)
    sheet.set_row(line, min(min(longest, most or longest) * _LINE_HEIGHT + 3, _HIGHEST), look)


def printed(sheet: Any, name: str, pages_wide: int = 1) -> None:
    """Set up a worksheet for printing on A4, landscape, with its name and the page numbers."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, 0.6, 0.6)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_header(f"&L&9{PRODUCT.replace('&', '&&')}: {name}")
    sheet.set_footer("&R&9Page &P of &N")


def write(sheet: Any, style: Formats, line: int, place: int, cell: Cell, **look: Any) -> None:
    """Write one cell as what it is; a text that begins like a formula is marked as text for whoever edits it.

    A day before the first that Excel knows, and an address that is too long for a link, are written as text.
    """
    digits: dict[str, Any] = {"align": "right"}
    if isinstance(cell, Link) and len(cell.target) > LONGEST_LINK:
        cell = cell.text
    elif isinstance(cell, pd.Timestamp) and cell.year < _FIRST_YEAR:
        cell = f"{cell:%Y-%m-%d}"
    if isinstance(cell, Number):
        sheet.write_number(line, place, cell.value, style(**digits | look, num_format=cell.shown))
    elif isinstance(cell, Link):
        linked = style(**look, text_wrap=True, font_color=LIGHT.accent, underline=1)
        sheet.write_url(line, place, cell.target, linked, text(cell.text))
    elif isinstance(cell, pd.Timestamp):
        sheet.write_datetime(line, place, cell.to_pydatetime(), style(**look, num_format="yyyy-mm-dd"))
    elif cell:
        shown = text(cell)
        sheet.write_string(line, place, shown, style(**_as_text(shown) | look))


def _as_text(words: str) -> dict[str, Any]:
    return {"text_wrap": True, "quote_prefix": words.startswith(_STARTERS)}


def filters_sheet(book: Any, style: Formats, written: Sequence[Line]) -> None:
    """Add the sheet with the given lines; the first cell of each is bold."""
    sheet = book.add_worksheet(NAME)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    for line, (look, cells) in enumerate(written):
        for place, cell in enumerate(cells):
            write(sheet, style, line, place, cell, **((_FIRST if place == 0 else {}) | look))
        if look is not _TITLE:
            set_height(sheet, line, cells, _WIDTHS)
    sheet.set_row(0, _TITLE_HEIGHT)
    printed(sheet, NAME)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def filters_lines(
    tables: Tables, selection: Selection, known: Extract, counts: Mapping[str, tuple[int, int]], today: date
) -> list[Line]:
    """Write the sheet, line by line; `counts` has the rows shown and all there are, by the name of their sheet."""
    return [
        (_TITLE, [PRODUCT]),
        (_PLAIN, ["Taken on", day(pd.Timestamp(today))]),
        (_PLAIN, ["Data version", tables.version]),
        (_PLAIN, ["Selection", known.selection_text]),
        (_PLAIN, ["Statements", known.counts()]),
        (_PLAIN, []),
        (HEAD, ["Filter", "In words", "Ids and values", " "]),
        *((_PLAIN, cells) for cells in _filters(tables, selection, known)),
        (_PLAIN, []),
        (HEAD, ["Sheet", "Holds", "Rows here", "Rows in all"]),
        *((_PLAIN, [name, HOLDS[name], number(here), number(every)]) for name, (here, every) in counts.items()),
        (_PLAIN, []),
        (HEAD, ["How to read it", " ", " ", " "]),
        *((_PLAIN, [name, words]) for name, words in READING.items()),
        (_PLAIN, []),
        (HEAD, ["Licences", " ", " ", " "]),
        *(
            (_PLAIN, [what, f"{terms}\nFrom: {origin}" if origin else terms])
            for what, terms, origin in licences(tables)
        ),
        (_PLAIN, []),
        (_PLAIN, ["How to cite", file_citation(tables, known.selection_text, today)]),
    ]


def _filters(tables: Tables, selection: Selection, known: Extract) -> list[list[Cell]]:
    words = filter_words(tables, selection)
    lines: list[list[Cell]] = [
        [one.name, words[one.name], *_filter_cells(one, getattr(selection, one.field))] for one in FILTERS
    ]
    lines.append(["Sections", ", ".join(name.capitalize() for name in known.sections), "; ".join(known.sections)])
    if known.outside_filters:
        lines.append(["Beside these", outside_words(known.outside_filters)])
    return lines


def _filter_cells(one: Filter, value: Any) -> list[Cell]:
    match one.kind:
        case "several":
            return ["; ".join(value)]
        case "span":
            return [Number(year) for year in value or ()]
        case "date":
            return [None if value is None else day(value)]
        case "switch":
            return []


def xlsx_bytes(tables: Tables, selection: Selection, sections: Sequence[str], *, today: date | None = None) -> bytes:
    """Write the statements that `make_extract` chooses as a workbook, with documents, filters and a dictionary.

    `sections` are names in `SECTIONS`, none means all. Numbers are numbers and days are days, nothing runs as a
    formula, and equal inputs on one day give equal bytes.
    """
    day = today or date.today()
    known = make_extract(tables, selection, sections)
    sources, pairs = sources_of(tables, known.rows), compared(tables, set(known.rows["figure_id"]))
    links = {key: f"internal:'Sources'!A{line}" for line, key in enumerate(sources["source_id"], start=2)}
    every = known.every
    figures_here = figures_of(known.rows)
    shown = {
        "Figures": figures_here,
        "Data": known.claims(),
        "Derived": known.derived(),
        "Milestones": known.milestones(),
    }
    sheets = {
        **{name: statement_columns(tables, name, rows, every, links) for name, rows in shown.items()},
        "Comparisons": comparison_columns(tables, pairs),
        "Sources": source_columns(tables, sources, known.rows),
    }
    totals = {
        "Figures": int((every["row_kind"] == "figure").sum()),
        "Data": len(tables.claims),
        "Derived": len(tables.derivations),
        "Milestones": len(tables.milestones),
        "Comparisons": len(tables.comparisons),
        "Sources": len(tables.sources),
    }
    counts = {name: (len(columns[0].cells), totals[name]) for name, columns in sheets.items()}
    content = BytesIO()
    with xlsxwriter.Workbook(content, {**_OPTIONS, "default_format_properties": dict(FONT)}) as book:
        book.set_properties(
            {
                "title": f"{PRODUCT}: evidence",
                "subject": known.selection_text,
                "author": PRODUCT,
                "comments": file_citation(tables, known.selection_text, day),
                "created": datetime.combine(day, time()),
            }
        )
        style = formats(book)
        for name, columns in sheets.items():
            table_sheet(book, style, name, columns)
        filters_sheet(book, style, filters_lines(tables, selection, known, counts, day))
        table_sheet(book, style, "Dictionary", dictionary_columns(tables, sheets))
    return content.getvalue()
