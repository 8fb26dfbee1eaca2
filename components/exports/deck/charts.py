"""Native charts whose bars, points, labels and whiskers are read from the cells of a sheet."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.exports.deck import plots
from components.exports.deck.shapes import SANS, add_run, box_of, colour_xml, set_alt_text, set_colour, set_fill, stroke
from components.exports.deck.sheet import (
    LEVELS,
    CellLabel,
    Sheet,
    label_from_cells,
    serial,
    sheet_of,
    whiskers_from_cells,
    workbook_bytes,
)
from components.style import LIGHT, mix

_HOLLOW = {"forecast": "ROUND_DOT", "plan": "ROUND_DOT", "offer": "ROUND_DOT", "target": "DASH", "pledge": "DASH"}
_MARKERS = {
    "observed": XL_MARKER_STYLE.CIRCLE,
    "growth": XL_MARKER_STYLE.CIRCLE,
    "derived": XL_MARKER_STYLE.X,
    "forecast": XL_MARKER_STYLE.CIRCLE,
    "plan": XL_MARKER_STYLE.SQUARE,
    "offer": XL_MARKER_STYLE.TRIANGLE,
    "target": XL_MARKER_STYLE.DIAMOND,
    "pledge": XL_MARKER_STYLE.DIAMOND,
    "capacity": XL_MARKER_STYLE.DASH,
}
_MARKER = 13
_THOUSANDS = '[>=1000000]#" "###" "##0;[>=1000]#" "##0;General'
_WIDEST_BAR, _TALLEST_BAR = 1.4, 0.6
_KINDS = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "points": XL_CHART_TYPE.XY_SCATTER,
    "band": XL_CHART_TYPE.XY_SCATTER,
}
_POSITIONS = {"columns": "outEnd", "bars": "outEnd"}
_YEARS_FROM = pd.Timedelta(days=730)


def draw_plot(slide: Any, plot: plots.Plot, name: str, alt_text: str) -> Any:
    """Draw one native chart; the sheet behind it holds places, numbers, labels, and the wording and id of each."""
    sheet = sheet_of(plot)
    series = [name for name in ("Value", "From") if name in sheet.columns]
    periods = [(place, bar) for place, bar in enumerate(plot.bars) if sheet.has("First day", place)]
    shape = slide.shapes.add_chart(_KINDS[plot.form], *box_of(plot.box), _skeleton(plot, sheet, series))
    set_alt_text(shape, name, alt_text)
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook_bytes(sheet))
    chart.has_legend = False
    chart.has_title = bool(plot.heading)
    chart.font.name, chart.font.size = SANS, Pt(plots.CATEGORY)
    set_colour(chart.font.color, LIGHT.ink)
    drawn = chart.plots[0]
    drawn.vary_by_categories = False
    if plot.form in ("columns", "bars"):
        drawn.overlap, drawn.gap_width = 100, _gap(plot)
    for (place, bar), native in zip(periods, drawn.series, strict=False):
        _draw_period(sheet, place, bar, native)
    for name, native in zip(series, list(drawn.series)[len(periods) :], strict=True):
        _draw_series(plot, sheet, name, native)
    _draw_value_axis(chart, plot)
    _DRAW_OTHER_AXIS[plot.form](chart, plot)
    _lay_out(chart, plot)
    return shape


def _skeleton(plot: plots.Plot, sheet: Sheet, series: Sequence[str]) -> Any:
    """Return the data from which a chart of the right kind is made; its cells are then named one by one."""
    places = next(iter(sheet.columns.values()))
    if plot.form in ("points", "band"):
        data = XyChartData()
        for row in range(len(plot.bars)):
            if sheet.has("First day", row):
                line = data.add_series("First day")
                for day, level in zip(("First day", "Day after last"), LEVELS, strict=True):
                    line.add_data_point(sheet.numbers(day)[row], sheet.numbers(level)[row])
        points = data.add_series(sheet.title("Value"))
        for place, value in zip(places, sheet.columns["Value"], strict=True):
            points.add_data_point(serial(place), value)
        return data
    data = CategoryChartData(number_format="General")
    data.categories = [place.date() if isinstance(place, pd.Timestamp) else place for place in places]
    for name in series:
        data.add_series(sheet.title(name), sheet.numbers(name))
    return data


def _draw_series(plot: plots.Plot, sheet: Sheet, name: str, native: Any) -> None:
    element, first = native._element, next(iter(sheet.columns))
    point = plot.form in ("points", "band")
    element.find(qn("c:tx")).find(f".//{qn('c:f')}").text = sheet.head(name)
    for held, column in ((("c:xVal" if point else "c:cat"), first), (("c:yVal" if point else "c:val"), name)):
        element.find(qn(held)).find(f".//{qn('c:f')}").text = sheet.range(column)
    if point:
        native.format.line.fill.background()
    else:
        native.invert_if_negative = False
    for place, bar in enumerate(plot.bars):
        if not sheet.has(name, place):
            continue
        kind = "from" if name == "From" else str(bar.figure["claim_type"])
        ink = LIGHT.of_corridor(bar.figure["corridor_colour"])
        if point:
            _draw_marker(native.points[place].marker, kind, ink)
        else:
            look(native.points[place].format, kind, ink, ranged=name == "Value" and plots.is_ranged(bar.figure))
    if name != "From":
        labels = [
            CellLabel(bar.figure["figure_id"], _POSITIONS.get(plot.form, bar.side), _shift(plot, bar))
            for bar in plot.bars
        ]
        label_from_cells(element, sheet, labels)
    if name == "Value" and "Above" in sheet.columns:
        whiskers_from_cells(element, sheet, "Above", "Below", LIGHT.ink, 1.25, direction="y" if point else "")


def _draw_period(sheet: Sheet, place: int, bar: plots.Bar, native: Any) -> None:
    """Draw a period as long as it is, as a line through its ends."""
    element = native._element
    element.find(qn("c:tx")).find(f".//{qn('c:f')}").text = sheet.head("First day")
    ends = {"c:xVal": ("First day", "Day after last"), "c:yVal": LEVELS}
    for held, columns in ends.items():
        element.find(qn(held)).find(f".//{qn('c:f')}").text = sheet.row(*columns, place)
    native.marker.style = XL_MARKER_STYLE.NONE
    stroke(native.format.line, LIGHT.of_corridor(bar.figure["corridor_colour"]), 3)


def look(shown: Any, kind: str, ink: str, *, ranged: bool = False) -> None:
    """Draw observed figures solid, derived ones hatched, expected ones dotted, targets dashed, capacities grey.

    A range is tinted, for its bar is seen from its low end to its high end alone.
    """
    if kind == "from":
        set_fill(shown.fill, LIGHT.paper)
        stroke(shown.line, LIGHT.paper, 2.5)
    elif kind == "capacity":
        set_fill(shown.fill, mix(LIGHT.muted, LIGHT.paper, 0.2))
        stroke(shown.line, LIGHT.muted, 1.25)
    elif kind == "derived":
        shown.fill.patterned()
        shown.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        set_colour(shown.fill.fore_color, ink)
        set_colour(shown.fill.back_color, LIGHT.paper)
        stroke(shown.line, ink, 1.5)
    elif kind in _HOLLOW:
        set_fill(shown.fill, mix(ink, LIGHT.paper, 0.2) if ranged else LIGHT.paper)
        stroke(shown.line, ink, 1.75, dash=_HOLLOW[kind])
    else:
        set_fill(shown.fill, ink)
        stroke(shown.line, ink, 1.5)


def _draw_marker(marker: Any, kind: str, ink: str) -> None:
    marker.style, marker.size = _MARKERS.get(kind, XL_MARKER_STYLE.CIRCLE), _MARKER
    ink = LIGHT.muted if kind == "capacity" else ink
    # Tinted, not blank: some programs draw no outline around a marker.
    set_fill(marker.format.fill, mix(ink, LIGHT.paper, 0.3) if kind in _HOLLOW else ink)
    stroke(marker.format.line, ink, 2.25)


def _shift(plot: plots.Plot, bar: plots.Bar) -> tuple[float, float]:
    """Return how far a label stands from its usual place, to the right and down, in shares of its chart."""
    box, figure = plot.box, bar.figure
    if plot.form in ("points", "band"):
        return 0.0, -bar.shift / box.height
    if not plots.is_closed(figure):
        return 0.0, 0.0
    reach = (figure["high"] - figure["value"]) / (plot.top - plot.bottom)
    left, top, right, bottom = _margins(plot)
    if plot.form == "bars":
        return reach * (box.width - left - right) / box.width, 0.0
    return 0.0, -reach * (box.height - top - bottom) / box.height


def _margins(plot: plots.Plot) -> tuple[float, float, float, float]:
    if plot.form == "bars":
        return plot.names, 0.05, plots.EDGE, plots.TICK_ROOM
    left = plots.EDGE if plot.form == "band" else plots.AXIS_ROOM
    return left, plots.HEAD_ROOM, plots.EDGE, plots.TICK_ROOM


def _lay_out(chart: Any, plot: plots.Plot) -> None:
    """Place the plot within its chart, so that charts side by side share a scale, and colour the ground of a band."""
    space = chart._chartSpace
    wide, tall = plot.box.width, plot.box.height
    left, top, right, bottom = _margins(plot)
    shares = {"x": left / wide, "y": top / tall, "w": (wide - left - right) / wide, "h": (tall - top - bottom) / tall}
    sides = "".join(f"<c:{name} val='{share:.5f}'/>" for name, share in shares.items())
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{sides}</c:manualLayout></c:layout>"
    )
    area = space.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)
    ground = f"<a:solidFill>{colour_xml(LIGHT.band)}</a:solidFill>" if plot.form == "band" else "<a:noFill/>"
    properties = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{ground}<a:ln><a:noFill/></a:ln></c:spPr>")
    space.find(qn("c:chart")).addnext(properties)
    space.insert(len(space.findall(qn("c:date1904"))), parse_xml(f"<c:roundedCorners {nsdecls('c')} val='0'/>"))
    if plot.heading:
        add_run(chart.chart_title.text_frame.paragraphs[0], plot.heading, size=12, ink=LIGHT.muted)


def _gap(plot: plots.Plot) -> int:
    if plot.form == "bars":
        each, most, least = (plot.box.height - plots.TICK_ROOM) / len(plot.bars), _TALLEST_BAR, 90
    else:
        units = len(pd.period_range(*_span(plot), freq=plot.unit))
        each, most, least = (plot.box.width - plots.AXIS_ROOM) / units, _WIDEST_BAR, 60
    return int(min(500, max(least, (each / most - 1) * 100)))


def _draw_value_axis(chart: Any, plot: plots.Plot) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = plot.bottom, plot.top
    axis.major_unit = tick_step(plot.top - plot.bottom)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    stroke(axis.major_gridlines.format.line, LIGHT.grid, 0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _THOUSANDS, False
    axis.tick_labels.font.size = Pt(plots.TICK)
    set_colour(axis.tick_labels.font.color, LIGHT.muted)
    if plot.form == "band":
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _draw_names(chart: Any, plot: plots.Plot) -> None:
    axis = _quiet_axis(chart)
    axis.tick_labels.offset = 60
    axis.reverse_order = True
    chart.value_axis._element.find(qn("c:crosses")).set("val", "max")


def _draw_dates(chart: Any, plot: plots.Plot) -> None:
    """Let columns stand on an axis of time whose unit is a year, or a month with the years named."""
    axis, unit = _quiet_axis(chart), {"Y": "years", "M": "months"}[plot.unit]
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy", False
    element = axis._element
    first, last = (serial(day) for day in _span(plot))
    axis.minimum_scale, axis.maximum_scale = first, last
    for name in ("c:auto", "c:lblOffset", "c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit", "c:noMultiLvlLbl"):
        for old in element.findall(qn(name)):
            element.remove(old)
    told = {"auto": 0, "lblOffset": 60, "baseTimeUnit": unit, "majorUnit": 1, "majorTimeUnit": "years"}
    for name, value in told.items():
        element.append(parse_xml(f"<c:{name} {nsdecls('c')} val='{value}'/>"))


def _draw_time(chart: Any, plot: plots.Plot) -> None:
    """Let points stand on an axis of days, with a tick where years start, or quarters where there are few."""
    axis = _quiet_axis(chart)
    start, end = _span(plot)
    long = end - start >= _YEARS_FROM
    years = (end - start).days / 365.25
    step = 365.25 * max(math.ceil(years / max((plot.box.width - plots.AXIS_ROOM) / 0.6, 1)), 1) if long else 365.25 / 4
    # Half a day on, so that a tick of whole years or quarters is in its month whatever leap years there are.
    first = serial(start)
    axis.minimum_scale, axis.maximum_scale = (first or 0.0) + 0.5, serial(end)
    axis.major_unit = step
    axis.tick_labels.number_format = "yyyy" if long else "mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE


def _draw_band(chart: Any, plot: plots.Plot) -> None:
    axis = _quiet_axis(chart)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    # The two columns of the band are at 1 and 2; its ends are where these are shares of its width.
    start = 1 - plots.BAND_START / plots.BAND_STEP
    axis.minimum_scale, axis.maximum_scale = start, start + 1 / plots.BAND_STEP


def _quiet_axis(chart: Any) -> Any:
    axis = chart.category_axis
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    stroke(axis.format.line, LIGHT.axis, 1)
    axis.tick_labels.font.size = Pt(plots.CATEGORY)
    return axis


_DRAW_OTHER_AXIS = {"bars": _draw_names, "columns": _draw_dates, "points": _draw_time, "band": _draw_band}


def _span(plot: plots.Plot) -> tuple[pd.Timestamp, pd.Timestamp]:
    assert plot.span is not None
    return plot.span


def tick_step(length: float) -> float:
    """Return the distance of round grid lines of which four to nine fit on an axis of a length."""
    size = 10.0 ** math.floor(math.log10(length))
    return next(size * part for part in (2, 1, 0.5, 0.2) if length / (size * part) >= 4)
