"""The sheet that says what was asked for, how much of the evidence it is, and how to use it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.exports.citation import PRODUCT
from components.exports.evidence import Evidence, beside_words, filter_words
from components.exports.provenance import READING, file_citation, licences
from components.exports.workbook.cells import Cell, Number, day, number
from components.exports.workbook.sheet import HEAD, Formats, printed, set_height, write
from components.selection import Selection
from components.tables import Tables

NAME = "Filters"
HOLDS = {
    "Data": "figures as one document states them, one a row; headline repeats too",
    "Derived": "figures that no document states but that follow from stated ones",
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
    tables: Tables, selection: Selection, known: Evidence, counts: Mapping[str, tuple[int, int]], today: date
) -> list[Line]:
    """Write the sheet, line by line; `counts` has the rows shown and all there are, by the name of their sheet."""
    return [
        (_TITLE, [PRODUCT]),
        (_PLAIN, ["Taken on", day(pd.Timestamp(today))]),
        (_PLAIN, ["Data version", tables.version]),
        (_PLAIN, ["Selection", known.said]),
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
        (_PLAIN, ["How to cite", file_citation(tables, known.said, today)]),
    ]


def _filters(tables: Tables, selection: Selection, known: Evidence) -> list[list[Cell]]:
    values: list[list[Cell]] = [
        ["; ".join(selection.corridors)],
        [Number(year) for year in selection.years or ()],
        ["; ".join(selection.claim_types)],
        [None if selection.as_of is None else day(selection.as_of)],
        [],
    ]
    words = filter_words(tables, selection).items()
    lines: list[list[Cell]] = [[name, said, *cells] for (name, said), cells in zip(words, values, strict=True)]
    lines.append(["Sections", ", ".join(name.capitalize() for name in known.sections), "; ".join(known.sections)])
    if known.beside:
        lines.append(["Beside these", beside_words(known.beside)])
    return lines
