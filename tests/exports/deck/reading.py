"""Read a deck as a reader opens it."""

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
from pptx.oxml.ns import qn

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"


def title(slide: Any) -> str:
    return slide.shapes.title.text_frame.text


def titled(deck: Any, start: str) -> Any:
    """The first slide behind the brief with such a title."""
    return next(slide for slide in deck.slides if title(slide).startswith(start) and not in_brief(slide))


def in_brief(slide: Any) -> bool:
    return any(shape.name == "Section" and shape.text_frame.text.startswith("Brief") for shape in slide.shapes)


def words(slide: Any, name: str) -> str:
    return next(shape.text_frame.text for shape in slide.shapes if shape.name == name)


def notes(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[Any]:
    return [shape.table for shape in slide.shapes if shape.has_table]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def sheet(chart: Any) -> list[list[Any]]:
    """The rows of the sheet that opens when a chart's data are edited."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def labels(chart: Any) -> list[str]:
    """The labels at the bars, in one line each, as they are kept beside the cells that they are read from."""
    cache = next(chart._chartSpace.iter(f"{{{C15}}}dlblRangeCache"))
    return [re.sub("[ \n]+", " ", point.text) for point in cache.iter(qn("c:v"))]


def rows(chart: Any) -> list[dict[str, Any]]:
    """The bars of a chart as the rows of its sheet, by the heads of the columns."""
    head, *lines = sheet(chart)
    names = ["Value" if str(name).startswith("Value") else name for name in head]
    return [dict(zip(names, line, strict=True)) for line in lines]


def flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from flat(shape.shapes)


def texts(slide: Any) -> Iterator[str]:
    for shape in flat(slide.shapes):
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (text for row in cells(shape.table) for text in row)
