"""The sheet behind a native chart, one row a bar, and what the chart reads from its cells: labels and whiskers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias
from uuid import NAMESPACE_URL, uuid5

import pandas as pd
import xlsxwriter
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.exports.deck.plots import LABEL, Bar, Plot, drawn_value, has_period, is_closed, is_ranged
from components.exports.deck.shapes import LANGUAGE_CODE, SANS, colour_xml
from components.style import CLAIM_TYPES, LIGHT, THIN, period, printable, quantity

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EPOCH = datetime(2000, 1, 1)
_FIRST = pd.Timestamp(1899, 12, 30)
_LONGEST = 32_000
_NAME = "Sheet1"
_PLACES = {"columns": "Middle of period", "points": "Middle of period", "bars": "What and when", "band": "Place"}
_2012 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABEL_KEY, _RANGE_KEY = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_HIDDEN = "".join(f"<c:{name} val='0'/>" for name in _SHOWN)
_WIDTHS = {"What and when": 44, "Middle of period": 16, "Label": 24, "Wording": 40, "Id": 30}


# The height of the two ends of a period, which is drawn as a line through them.
LEVELS = ("Level on first day", "Level after last")


class Formula(NamedTuple):
    """Hold a formula of our own making, over cells of its row, with the value that it has."""

    text: str
    value: float | str


Cell: TypeAlias = str | float | pd.Timestamp | Formula | None


@dataclass(frozen=True, eq=False)
class Sheet:
    """Hold the columns of a chart's sheet in their order, a cell a bar."""

    columns: dict[str, list[Cell]]
    heads: dict[str, str]

    def has(self, name: str, place: int) -> bool:
        """Return whether a bar has a cell in a column."""
        return name in self.columns and self.columns[name][place] is not None

    def title(self, name: str) -> str:
        """Return the head of a column in words."""
        return self.heads.get(name, name)

    def letter(self, name: str) -> str:
        """Return the letter of a column."""
        return chr(ord("A") + list(self.columns).index(name))

    def range(self, name: str) -> str:
        """Return the address of a column's cells."""
        letter = self.letter(name)
        return f"{_NAME}!${letter}$2:${letter}${len(self.columns[name]) + 1}"

    def row(self, first: str, last: str, place: int) -> str:
        """Return the address of the cells of one bar from a column to the next."""
        return f"{_NAME}!${self.letter(first)}${place + 2}:${self.letter(last)}${place + 2}"

    def head(self, name: str) -> str:
        """Return the address of a column's head."""
        return f"{_NAME}!${self.letter(name)}$1"

    def numbers(self, name: str) -> list[float | None]:
        """Return the numbers of a column, days as a sheet counts them; None for a blank."""
        return [serial(cell) for cell in self.columns[name]]


def serial(cell: Cell) -> float | None:
    """Return a cell as the number that it is in a sheet."""
    if isinstance(cell, pd.Timestamp):
        return float((cell - _FIRST) / pd.Timedelta(days=1))
    if isinstance(cell, Formula):
        return float(cell.value)
    return None if cell is None else float(cell)


def sheet_of(plot: Plot) -> Sheet:
    """Lay out the sheet of a chart: places, values and ends, labels, and of each bar its kind, wording and id.

    A label and the length of a whisker are formulas, so that they follow the values; no formula has a word of the
    evidence in it.
    """
    made: dict[str, Callable[[Bar, int], Cell]] = {_PLACES[plot.form]: lambda bar, row: _place(bar)}
    figures = [bar.figure for bar in plot.bars]
    point = plot.form in ("points", "band")
    made["Value"] = lambda bar, row: (
        float(bar.figure["value_high"]) if is_ranged(bar.figure) and not point else drawn_value(bar.figure)
    )
    if not point and any(map(is_ranged, figures)):
        made["From"] = lambda bar, row: float(bar.figure["value"]) if is_ranged(bar.figure) else None
    if any(_ends(figure, point) for figure in figures):
        made["Lowest"] = lambda bar, row: (_ends(bar.figure, point) or (None, None))[0]
        made["Highest"] = lambda bar, row: (_ends(bar.figure, point) or (None, None))[1]
        made["Below"] = lambda bar, row: _distance(names, bar, row, "Value", "Lowest", point)
        made["Above"] = lambda bar, row: _distance(names, bar, row, "Highest", "Value", point)
    if plot.form == "points":
        made["First day"] = lambda bar, row: bar.figure["period_start"] if has_period(bar.figure) else None
        made["Day after last"] = lambda bar, row: (
            bar.figure["period_end"] + pd.Timedelta(days=1) if has_period(bar.figure) else None
        )
        for name in LEVELS:
            made[name] = lambda bar, row: (
                Formula(f"={_address(names, 'Value', row)}", drawn_value(bar.figure))
                if has_period(bar.figure)
                else None
            )
    made["Under the label"] = lambda bar, row: bar.under or None
    made["Label"] = lambda bar, row: _label_cell(names, bar, row)
    made["Figure"] = lambda bar, row: quantity(bar.figure)
    made["Kind"] = lambda bar, row: CLAIM_TYPES[bar.figure["claim_type"]]
    made["Period"] = lambda bar, row: period(bar.figure["period_start"], bar.figure["period_end"])
    made["Unit"] = lambda bar, row: bar.figure["unit_name"]
    made["Wording"] = lambda bar, row: bar.figure["as_stated"] or bar.figure["reading"]
    made["Id"] = lambda bar, row: bar.figure["figure_id"]
    names = list(made)
    columns = {name: [make(bar, row) for row, bar in enumerate(plot.bars, start=2)] for name, make in made.items()}
    units = list(dict.fromkeys(printable(figure["unit_name"]) for figure in figures))
    return Sheet(columns, {"Value": f"Value, {units[0]}"} if len(units) == 1 and units[0] else {})


def workbook_bytes(sheet: Sheet) -> bytes:
    """Write a sheet as a workbook; a text that begins like a formula stays text."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _EPOCH})
        written = book.add_worksheet(_NAME)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, (name, cells) in enumerate(sheet.columns.items()):
            written.set_column(column, column, _WIDTHS.get(name, 12))
            written.write_string(0, column, sheet.title(name), bold)
            for row, cell in enumerate(cells, start=1):
                if isinstance(cell, Formula):
                    written.write_formula(row, column, cell.text, None, cell.value)
                elif isinstance(cell, pd.Timestamp):
                    written.write_number(row, column, serial(cell), day)
                elif isinstance(cell, str):
                    written.write_string(row, column, printable(cell)[:_LONGEST])
                elif cell is not None:
                    written.write_number(row, column, cell)
    return content.getvalue()


def _place(bar: Bar) -> Cell:
    return printable(bar.at) if isinstance(bar.at, str) else bar.at


def _ends(figure: dict[str, Any], point: bool) -> tuple[float, float] | None:
    if is_closed(figure):
        return float(figure["low"]), float(figure["high"])
    return (float(figure["value"]), float(figure["value_high"])) if point and is_ranged(figure) else None


def _distance(names: list[str], bar: Bar, row: int, upper: str, lower: str, point: bool) -> Cell:
    ends = _ends(bar.figure, point)
    if ends is None:
        return None
    known = {"Value": drawn_value(bar.figure), "Lowest": ends[0], "Highest": ends[1]}
    return Formula(f"={_address(names, upper, row)}-{_address(names, lower, row)}", known[upper] - known[lower])


def _label_cell(names: list[str], bar: Bar, row: int) -> Cell:
    pieces = [
        _literal(part) if isinstance(part, str) else _fixed(_address(names, part.column, row), part.text)
        for part in bar.parts
    ]
    pieces += ["CHAR(10)", _address(names, "Under the label", row)] if bar.under else []
    return Formula(f"={'&'.join(pieces)}", printable(bar.label))


def _address(names: list[str], name: str, row: int) -> str:
    return f"{chr(ord('A') + names.index(name))}{row}"


def _literal(words: str) -> str:
    return "&CHAR(10)&".join(f'"{line}"' for line in words.replace('"', '""').split("\n"))


def _fixed(address: str, digits: str) -> str:
    decimals = len(digits.replace(THIN, "").partition(".")[2])
    return f"FIXED({address},{decimals})"


class CellLabel(NamedTuple):
    """Hold where a label stands: id of its figure, side of the mark, and distance from there in shares of the chart."""

    key: str
    position: str
    shift: tuple[float, float]


def label_from_cells(series: Any, sheet: Sheet, labels: list[CellLabel]) -> None:
    """Label each bar of a series by its cell, whose words are kept beside it (`c15:datalabelsRange`)."""
    words = [str(cell.value) if isinstance(cell, Formula) else "" for cell in sheet.columns["Label"]]
    shown = "<c15:showDataLabelsRange val='1'/>"
    whole = parse_xml(
        f"<c:dLbls {nsdecls('c', 'a')}>{_HIDDEN}<c:extLst><c:ext xmlns:c15='{_2012}' uri='{_LABEL_KEY}'>{shown}</c:ext>"
        "</c:extLst></c:dLbls>"
    )
    for place, (label, text) in enumerate(zip(labels, words, strict=True)):
        whole.insert(place, _label(place, label, text))
    next(series.iterchildren(qn("c:cat"), qn("c:xVal"))).addprevious(whole)
    for old in series.findall(qn("c:extLst")):
        series.remove(old)
    cells = sheet.range("Label")
    held = parse_xml(
        f"<c:extLst {nsdecls('c')}><c:ext xmlns:c15='{_2012}' uri='{_RANGE_KEY}'><c15:datalabelsRange>"
        f"<c15:f>{cells}</c15:f><c15:dlblRangeCache><c:ptCount val='{len(words)}'/></c15:dlblRangeCache>"
        "</c15:datalabelsRange></c:ext></c:extLst>"
    )
    cache = next(held.iter(f"{{{_2012}}}dlblRangeCache"))
    for place, text in enumerate(words):
        point = etree.SubElement(cache, qn("c:pt"), {"idx": str(place)})
        etree.SubElement(point, qn("c:v")).text = text
    series.append(held)


def _label(place: int, label: CellLabel, text: str) -> Any:
    right, down = label.shift
    side = {"r": "l", "l": "r"}.get(label.position, "ctr")
    aside = f"<c:manualLayout><c:x val='{right:.5f}'/><c:y val='{down:.5f}'/></c:manualLayout>" if right or down else ""
    font = f"<a:solidFill>{colour_xml(LIGHT.ink)}</a:solidFill><a:latin typeface='{SANS}'/>"
    points = Pt(LABEL).centipoints
    key = str(uuid5(NAMESPACE_URL, f"{label.key} {place}")).upper()
    made = parse_xml(
        f"<c:dLbl {nsdecls('c', 'a')}><c:idx val='{place}'/><c:layout>{aside}</c:layout><c:tx><c:rich>"
        "<a:bodyPr wrap='none' lIns='0' tIns='0' rIns='0' bIns='0' anchor='ctr'><a:spAutoFit/></a:bodyPr><a:lstStyle/>"
        f"<a:p><a:pPr algn='{side}'><a:defRPr sz='{points}' b='0'>{font}</a:defRPr></a:pPr>"
        f"<a:fld id='{{{key}}}' type='CELLRANGE'>"
        f"<a:rPr lang='{LANGUAGE_CODE}' sz='{points}' b='0'>{font}</a:rPr><a:pPr algn='{side}'/><a:t/></a:fld>"
        "</a:p></c:rich></c:tx>"
        f"<c:dLblPos val='{label.position}'/>{_HIDDEN}<c:extLst><c:ext xmlns:c15='{_2012}' uri='{_LABEL_KEY}'>"
        "<c15:dlblFieldTable/><c15:showDataLabelsRange val='1'/></c:ext></c:extLst></c:dLbl>"
    )
    next(made.iter(qn("a:t"))).text = text
    return made


def whiskers_from_cells(
    series: Any, sheet: Sheet, plus: str, minus: str, ink: str, points: float, *, direction: str = ""
) -> None:
    """Draw whiskers whose lengths are cells of two columns; those of points need their `direction`, `x` or `y`."""
    along = f"<c:errDir val='{direction}'/>" if direction else ""
    ends = "".join(_lengths(sheet, side, column) for side, column in (("plus", plus), ("minus", minus)))
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>{along}<c:errBarType val='both'/><c:errValType val='cust'/>"
        f"<c:noEndCap val='0'/>{ends}<c:spPr><a:ln w='{Pt(points)}'><a:solidFill>{colour_xml(ink)}</a:solidFill>"
        "</a:ln></c:spPr></c:errBars>"
    )
    next(series.iterchildren(qn("c:cat"), qn("c:xVal"))).addprevious(bars)


def _lengths(sheet: Sheet, side: str, column: str) -> str:
    known = enumerate(sheet.numbers(column))
    values = "".join(f"<c:pt idx='{place}'><c:v>{value!r}</c:v></c:pt>" for place, value in known if value is not None)
    count = len(sheet.columns[column])
    cached = f"<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val='{count}'/>{values}</c:numCache>"
    return f"<c:{side}><c:numRef><c:f>{sheet.range(column)}</c:f>{cached}</c:numRef></c:{side}>"
