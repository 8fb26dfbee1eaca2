"""The workbook: its sheets in their order, and what it says of itself."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import xlsxwriter

from components.exports.citation import PRODUCT
from components.exports.evidence import compared, evidence, sources_of
from components.exports.provenance import file_citation
from components.exports.workbook.filters import filters_lines, filters_sheet
from components.exports.workbook.reference import comparison_columns, dictionary_columns, source_columns
from components.exports.workbook.sheet import FONT, formats, table_sheet
from components.exports.workbook.statements import data_columns, derived_columns, milestone_columns
from components.selection import Selection
from components.tables import Tables

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PAGES_WIDE = {"Data": 2, "Derived": 2, "Milestones": 2, "Sources": 2}


def xlsx_bytes(
    tables: Tables,
    figures: pd.DataFrame,
    selection: Selection,
    sections: Sequence[str],
    *,
    today: date | None = None,
) -> bytes:
    """Write the statements that `evidence` chooses as a workbook, with documents, filters and a dictionary.

    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. Numbers are numbers
    and days are days, nothing runs as a formula, and equal inputs on one day give equal bytes.
    """
    day = today or date.today()
    known = evidence(tables, figures, selection, sections)
    sources, pairs = sources_of(tables, known.rows), compared(tables, set(known.rows["figure_id"]))
    links = {key: f"'Sources'!A{line}" for line, key in enumerate(sources["source_id"], start=2)}
    sheets = {
        "Data": data_columns(tables, known.claims(), links),
        "Derived": derived_columns(tables, known.derived(), known.every),
        "Milestones": milestone_columns(tables, known.milestones(), links),
        "Comparisons": comparison_columns(tables, pairs),
        "Sources": source_columns(tables, sources, known.rows),
    }
    every = (tables.claims, tables.derivations, tables.milestones, tables.comparisons, tables.sources)
    counts = {
        name: (len(columns[0].cells), len(table)) for (name, columns), table in zip(sheets.items(), every, strict=True)
    }
    content = BytesIO()
    with xlsxwriter.Workbook(content, {**_OPTIONS, "default_format_properties": dict(FONT)}) as book:
        book.set_properties(
            {
                "title": f"{PRODUCT}: evidence",
                "subject": known.said,
                "author": PRODUCT,
                "comments": file_citation(tables, known.said, day),
                "created": datetime.combine(day, time()),
            }
        )
        style = formats(book)
        for name, columns in sheets.items():
            table_sheet(book, style, name, columns, pages_wide=_PAGES_WIDE.get(name, 1))
        filters_sheet(book, style, filters_lines(tables, selection, known, counts, day))
        table_sheet(book, style, "Dictionary", dictionary_columns(tables, sheets))
    return content.getvalue()
