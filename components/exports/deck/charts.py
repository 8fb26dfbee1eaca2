"""Native charts: vertical and horizontal bars, whose data are the numbers shown."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.charts.marks import DOWNWARDS, UPWARDS
from components.exports.deck import plots
from components.exports.deck.shapes import SANS, add_run, box_of, colour, set_alt_text, set_fill, stroke
from components.style import CLAIM_TYPES, LIGHT, mix, number, printable, quantity, supported

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EPOCH = datetime(2000, 1, 1)
_HOLLOW = {"forecast": "ROUND_DOT", "plan": "ROUND_DOT", "offer": "ROUND_DOT", "target": "DASH", "pledge": "DASH"}
_SMALL = 10.0
_EDGE = 0.1
_THOUSANDS = '[>=1000000]#" "###" "##0;[>=1000]#" "##0;General'
_WIDEST_BAR, _TALLEST_BAR = 1.4, 0.6


@dataclass
class Series:
    """One series: name, kind of claim (or `from`, which blanks out what is under a range), a value a category."""

    name: str
    kind: str
    values: list[float | None]
    ranged: bool = False
    behind: bool = False
    formats: dict[int, str] = field(default_factory=dict)


def series_of(plot: plots.Plot) -> list[Series]:
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
        series.values[place] = float(bar.figure["value_high"]) if ranged else plots.drawn_value(bar.figure)
        series.formats[place] = _format(bar.figure)
        if ranged:
            name = f"{CLAIM_TYPES[kind]}, from"
            series = known.setdefault(name, Series(name, "from", [None] * count))
            series.values[place] = plots.drawn_value(bar.figure)
    return sorted(known.values(), key=lambda one: one.kind == "from")


def workbook_bytes(plot: plots.Plot, series: list[Series]) -> bytes:
    """Write the sheet of a chart: categories and numbers, then unit, wording and id; no cell runs as a formula."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _EPOCH})
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, len(series), 12)
        for row, bar in enumerate(plot.bars, start=1):
            sheet.write_string(row, 0, printable(bar.category))
        for column, one in enumerate(series, start=1):
            sheet.write_string(0, column, printable(one.name))
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
            cells = (f"{bar.amount} {bar.kind}", figure["unit_name"], wording, figure["figure_id"])
            for column, cell in enumerate(cells, start=beside):
                sheet.write_string(row, column, printable(cell)[:32_000])
    return content.getvalue()


def _format(figure: dict[str, object]) -> str:
    if figure["claim_type"] == "derived":
        digits = supported(float(str(figure["value"])), float(str(figure["low"])), float(str(figure["high"])))
    else:
        digits = number(str(figure["value_written"]))
    decimals = len(digits.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "0"


def look(shown: Any, kind: str, ink: str, *, ranged: bool = False) -> None:
    """Draw observed figures solid, derived ones hatched, expected ones dotted, targets dashed, capacities grey.

    A range is tinted, for its bar is seen from its low end to its high end alone.
    """
    if kind == "from":
        set_fill(shown.fill, LIGHT.paper)
        stroke(shown.line, LIGHT.paper, 2.5)
    elif kind == "capacity":
        set_fill(shown.fill, mix(LIGHT.muted, LIGHT.paper, 0.18))
        stroke(shown.line, LIGHT.muted, 1.25)
    elif kind == "derived":
        shown.fill.patterned()
        shown.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shown.fill.fore_color.rgb = colour(ink)
        shown.fill.back_color.rgb = colour(LIGHT.paper)
        stroke(shown.line, ink, 1.5)
    elif kind in _HOLLOW:
        set_fill(shown.fill, mix(ink, LIGHT.paper, 0.2) if ranged else LIGHT.paper)
        stroke(shown.line, ink, 1.75, dash=_HOLLOW[kind])
    else:
        set_fill(shown.fill, ink)
        stroke(shown.line, ink, 1.5)


def label(native: Any, bar: plots.Bar, *, horizontal: bool, behind: plots.Figure | None) -> None:
    """Write at a bar's end what the figure is: an arrow for an open end, a lozenge for an aim, amount and kind."""
    frame = native.text_frame
    frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, False
    if behind is not None:
        _runs(frame, [(quantity(behind, unit=False), plots.LABEL, LIGHT.muted, True)])
        _runs(frame, [(f" {CLAIM_TYPES['capacity']}", plots.LABEL, LIGHT.muted, False)])
    else:
        sign = "◊ " if bar.figure["claim_type"] in ("target", "pledge") else ""
        _runs(frame, [(arrow(bar.figure, horizontal) + sign + bar.amount, plots.LABEL, LIGHT.ink, True)])
        _runs(frame, [(f" {bar.kind}", plots.LABEL, LIGHT.ink, False)], apart=not horizontal)
        if bar.under:
            _runs(frame, [(f" ({bar.under})", _SMALL, LIGHT.muted, False)], apart=not horizontal)
    native.position = XL_LABEL_POSITION.OUTSIDE_END


def arrow(figure: plots.Figure, horizontal: bool) -> str:
    """Return the arrow on the side on which a figure is open, along a horizontal or a vertical bar; none if closed."""
    if figure["hedge"] in UPWARDS:
        return "→ " if horizontal else "↑ "
    if figure["hedge"] in DOWNWARDS:
        return "← " if horizontal else "↓ "
    return ""


def _runs(frame: Any, runs: list[tuple[str, float, str, bool]], *, apart: bool = False) -> None:
    paragraph = frame.add_paragraph() if apart else frame.paragraphs[0]
    for text, size, ink, bold in runs:
        add_run(paragraph, text.strip() if apart else text, size=size, ink=ink, bold=bold)


def add_whiskers(native: Any, plot: plots.Plot, series: Series) -> None:
    """Draw the interval of each derived figure that is closed; a label steps aside for it."""
    ends = [(0.0, 0.0) for _ in plot.bars]
    for place, bar in enumerate(plot.bars):
        if bar.under and series.values[place] is not None:
            figure = bar.figure
            ends[place] = (figure["high"] - figure["value"], figure["value"] - figure["low"])
            _step_aside(native, place, plot, ends[place][0])
    if not any(high or low for high, low in ends):
        return
    plus, minus = (_numbers(name, [end[side] for end in ends]) for side, name in enumerate(("plus", "minus")))
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}><c:errBarType val='both'/><c:errValType val='cust'/>"
        f"<c:noEndCap val='0'/>{plus}{minus}<c:spPr><a:ln w='{Pt(1.25)}'><a:solidFill>"
        f"<a:srgbClr val='{LIGHT.ink.removeprefix('#').upper()}'/></a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    native._element.find(qn("c:cat")).addprevious(bars)


def lay_out(chart: Any, plot: plots.Plot) -> None:
    """Place the plot within its chart, so that charts side by side share a scale, and colour the ground of a band."""
    space = chart._chartSpace
    wide, tall = plot.box.width, plot.box.height
    if plot.horizontal:
        left, top, right, bottom = plot.names, 0.05, _EDGE, plots.TICK_ROOM
    else:
        left, top, right, bottom = (_EDGE if plot.heading else plots.AXIS_ROOM), plots.HEAD_ROOM, _EDGE, plot.names
    shares = {"x": left / wide, "y": top / tall, "w": (wide - left - right) / wide, "h": (tall - top - bottom) / tall}
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{_values(shares)}</c:manualLayout></c:layout>"
    )
    area = space.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)
    ground = f"<a:solidFill><a:srgbClr val='{LIGHT.band.removeprefix('#').upper()}'/></a:solidFill>"
    fill = ground if plot.heading else "<a:noFill/>"
    properties = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}<a:ln><a:noFill/></a:ln></c:spPr>")
    space.find(qn("c:chart")).addnext(properties)
    space.find(qn("c:date1904")).addnext(parse_xml(f"<c:roundedCorners {nsdecls('c')} val='0'/>"))
    if plot.heading:
        add_run(chart.chart_title.text_frame.paragraphs[0], plot.heading, size=12, ink=LIGHT.muted)


def _step_aside(native: Any, place: int, plot: plots.Plot, reach: float) -> None:
    label = native.points[place].data_label._dLbl
    share = reach / plot.top
    if plot.horizontal:
        x, y = share * (plot.box.width - plot.names - _EDGE) / plot.box.width, 0.0
    else:
        x, y = 0.0, -share * (plot.box.height - plots.HEAD_ROOM - plot.names) / plot.box.height
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout>{_values({'x': x, 'y': y})}</c:manualLayout></c:layout>"
    )
    label.find(qn("c:idx")).addnext(layout)


def _numbers(name: str, values: list[float]) -> str:
    points = "".join(f"<c:pt idx='{place}'><c:v>{value!r}</c:v></c:pt>" for place, value in enumerate(values))
    count = f"<c:formatCode>General</c:formatCode><c:ptCount val='{len(values)}'/>"
    return f"<c:{name}><c:numLit>{count}{points}</c:numLit></c:{name}>"


def _values(shares: dict[str, float]) -> str:
    return "".join(f"<c:{name} val='{share:.5f}'/>" for name, share in shares.items())


def draw_plot(slide: Any, plot: plots.Plot, name: str, alt_text: str) -> Any:
    """Draw one native chart; the sheet behind it holds categories, numbers, and the wording and id of each."""
    categories = [bar.category for bar in plot.bars]
    series = series_of(plot)
    data = CategoryChartData()
    data.categories = categories
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if plot.horizontal else XL_CHART_TYPE.COLUMN_CLUSTERED
    shape = slide.shapes.add_chart(kind, *box_of(plot.box), data)
    set_alt_text(shape, name, alt_text)
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook_bytes(plot, series))
    chart.has_legend = False
    chart.has_title = bool(plot.heading)
    chart.font.name, chart.font.size = SANS, Pt(plots.CATEGORY)
    chart.font.color.rgb = colour(LIGHT.ink)
    drawn = chart.plots[0]
    drawn.vary_by_categories = False
    drawn.overlap = 100
    drawn.gap_width = _gap(plot)
    for one, native in zip(series, drawn.series, strict=True):
        _draw_series(plot, one, native)
    _value_axis(chart, plot)
    _category_axis(chart, plot)
    lay_out(chart, plot)
    return shape


def _draw_series(plot: plots.Plot, series: Series, native: Any) -> None:
    look(native.format, series.kind, LIGHT.no_corridor)
    native.invert_if_negative = False
    behind = plot.behind if series.behind else None
    for place, bar in enumerate(plot.bars):
        if series.values[place] is None:
            continue
        point = native.points[place]
        look(point.format, series.kind, LIGHT.of_corridor(bar.figure["corridor_colour"]), ranged=series.ranged)
        if series.kind != "from":
            label(point.data_label, bar, horizontal=plot.horizontal, behind=behind)
    if not series.behind:
        add_whiskers(native, plot, series)


def _gap(plot: plots.Plot) -> int:
    if plot.horizontal:
        each, most, least = (plot.box.height - plots.TICK_ROOM) / len(plot.bars), _TALLEST_BAR, 90
    else:
        each, most, least = (plot.box.width - plots.AXIS_ROOM) / len(plot.bars), _WIDEST_BAR, 60
    return int(min(500, max(least, (each / most - 1) * 100)))


def _value_axis(chart: Any, plot: plots.Plot) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, plot.top
    axis.major_unit = tick_step(plot.top)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    stroke(axis.major_gridlines.format.line, LIGHT.grid, 0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _THOUSANDS, False
    axis.tick_labels.font.size = Pt(plots.TICK)
    axis.tick_labels.font.color.rgb = colour(LIGHT.muted)
    if plot.heading:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _category_axis(chart: Any, plot: plots.Plot) -> None:
    axis = chart.category_axis
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    stroke(axis.format.line, LIGHT.axis, 1)
    axis.tick_labels.font.size = Pt(plots.CATEGORY)
    axis.tick_labels.offset = 60
    if plot.horizontal:
        axis.reverse_order = True
        chart.value_axis._element.find(qn("c:crosses")).set("val", "max")


def tick_step(top: float) -> float:
    """Return the distance of round grid lines of which four to nine fit under an axis's end."""
    size = 10.0 ** math.floor(math.log10(top))
    return next(size * part for part in (2, 1, 0.5, 0.2) if top / (size * part) >= 4)
