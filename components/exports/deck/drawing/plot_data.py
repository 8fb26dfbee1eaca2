"""The series of a native chart, and the sheet that opens when its data are edited."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import pandas as pd
import xlsxwriter

from components.exports.deck.plan.plain import plain
from components.exports.deck.plan.plots import Plot, drawn_value
from components.style import CLAIM_TYPES, UNITS, number, supported

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EPOCH = datetime(2000, 1, 1)


@dataclass
class Series:
    """One series: name, kind of claim (or `from`, which blanks out what is under a range), a value a category."""

    name: str
    kind: str
    values: list[float | None]
    ranged: bool = False
    behind: bool = False
    formats: dict[int, str] = field(default_factory=dict)


def series_of(plot: Plot) -> list[Series]:
    """Sort the numbers of a plot into one series a kind of claim; a range has one for each of its ends."""
    count = len(plot.bars)
    known: dict[str, Series] = {}
    if plot.behind is not None:
        values: list[float | None] = [float(plot.behind["value"])] * count
        known["behind"] = Series(CLAIM_TYPES["capacity"], "capacity", values, behind=True)
    for place, bar in enumerate(plot.bars):
        kind = bar.figure["claim_type"]
        ranged = not pd.isna(bar.figure["value_high"])
        name = CLAIM_TYPES[kind] + (", to" if ranged else "")
        series = known.setdefault(name, Series(name, kind, [None] * count, ranged))
        series.values[place] = float(bar.figure["value_high"]) if ranged else drawn_value(bar.figure)
        series.formats[place] = _format(bar.figure)
        if ranged:
            name = f"{CLAIM_TYPES[kind]}, from"
            series = known.setdefault(name, Series(name, "from", [None] * count))
            series.values[place] = drawn_value(bar.figure)
    return sorted(known.values(), key=lambda one: one.kind == "from")


def workbook_bytes(plot: Plot, series: list[Series]) -> bytes:
    """Write the sheet of a chart: categories and numbers, then unit, wording and id; no cell runs as a formula."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _EPOCH})
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, len(series), 12)
        for row, bar in enumerate(plot.bars, start=1):
            sheet.write_string(row, 0, plain(bar.category))
        for column, one in enumerate(series, start=1):
            sheet.write_string(0, column, plain(one.name))
            for place, value in enumerate(one.values):
                if value is not None:
                    shown = book.add_format({"num_format": one.formats.get(place, "General")})
                    sheet.write_number(place + 1, column, value, shown)
        beside = len(series) + 2
        for column, head in enumerate(("Figure", "Unit", "Wording", "Id"), start=beside):
            sheet.write_string(0, column, head)
        for row, bar in enumerate(plot.bars, start=1):
            figure = bar.figure
            wording = figure["as_stated"] or figure["reading"]
            told = (f"{bar.amount} {bar.kind}", UNITS[figure["unit"]], wording, figure["figure_id"])
            for column, cell in enumerate(told, start=beside):
                sheet.write_string(row, column, plain(cell)[:32_000])
    return content.getvalue()


def _format(figure: dict[str, object]) -> str:
    if figure["claim_type"] == "derived":
        digits = supported(float(str(figure["value"])), float(str(figure["low"])), float(str(figure["high"])))
    else:
        digits = number(str(figure["value_written"]))
    decimals = len(digits.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "0"
