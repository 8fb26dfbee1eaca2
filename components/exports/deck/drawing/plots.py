"""Native charts: bars that stand or lie, whose data are the numbers shown."""

import math
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.exports.deck.drawing.plot_data import Series, series_of, workbook_bytes
from components.exports.deck.drawing.plot_looks import label, look
from components.exports.deck.drawing.plot_xml import add_whiskers, lay_out
from components.exports.deck.drawing.shape import SANS, box_of, colour, describe, stroke
from components.exports.deck.plan.plots import AXIS_ROOM, CATEGORY, TICK, TICK_ROOM, Plot
from components.style import Palette

_THOUSANDS = '[>=1000000]#" "###" "##0;[>=1000]#" "##0;General'
_WIDEST_BAR, _TALLEST_BAR = 1.4, 0.6


def draw_plot(slide: Any, plot: Plot, palette: Palette, name: str, told: str) -> Any:
    """Draw one native chart; the sheet behind it holds categories, numbers, and the wording and id of each."""
    categories = [bar.category for bar in plot.bars]
    series = series_of(plot)
    data = CategoryChartData()
    data.categories = categories
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if plot.lying else XL_CHART_TYPE.COLUMN_CLUSTERED
    shape = slide.shapes.add_chart(kind, *box_of(plot.box), data)
    describe(shape, name, told)
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook_bytes(plot, series))
    chart.has_legend = False
    chart.has_title = bool(plot.heading)
    chart.font.name, chart.font.size = SANS, Pt(CATEGORY)
    chart.font.color.rgb = colour(palette.ink)
    drawn = chart.plots[0]
    drawn.vary_by_categories = False
    drawn.overlap = 100
    drawn.gap_width = _gap(plot)
    for one, native in zip(series, drawn.series, strict=True):
        _draw_series(plot, one, native, palette)
    _value_axis(chart, plot, palette)
    _category_axis(chart, plot, palette)
    lay_out(chart, plot, palette)
    return shape


def _draw_series(plot: Plot, series: Series, native: Any, palette: Palette) -> None:
    look(native.format, series.kind, palette.no_corridor, palette)
    native.invert_if_negative = False
    behind = plot.behind if series.behind else None
    for place, bar in enumerate(plot.bars):
        if series.values[place] is None:
            continue
        point = native.points[place]
        look(point.format, series.kind, palette.of_corridor(bar.figure["corridor_id"]), palette, ranged=series.ranged)
        if series.kind != "from":
            label(point.data_label, bar, palette, lying=plot.lying, behind=behind)
    if not series.behind:
        add_whiskers(native, plot, series, palette)


def _gap(plot: Plot) -> int:
    if plot.lying:
        each, most, least = (plot.box.height - TICK_ROOM) / len(plot.bars), _TALLEST_BAR, 90
    else:
        each, most, least = (plot.box.width - AXIS_ROOM) / len(plot.bars), _WIDEST_BAR, 60
    return int(min(500, max(least, (each / most - 1) * 100)))


def _value_axis(chart: Any, plot: Plot, palette: Palette) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, plot.top
    axis.major_unit = step(plot.top)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    stroke(axis.major_gridlines.format.line, palette.grid, 0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _THOUSANDS, False
    axis.tick_labels.font.size = Pt(TICK)
    axis.tick_labels.font.color.rgb = colour(palette.muted)
    if plot.heading:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _category_axis(chart: Any, plot: Plot, palette: Palette) -> None:
    axis = chart.category_axis
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    stroke(axis.format.line, palette.axis, 1)
    axis.tick_labels.font.size = Pt(CATEGORY)
    axis.tick_labels.offset = 60
    if plot.lying:
        axis.reverse_order = True
        chart.value_axis._element.find(qn("c:crosses")).set("val", "max")


def step(top: float) -> float:
    """Give the distance of round grid lines of which four to nine fit under an axis's end."""
    size = 10.0 ** math.floor(math.log10(top))
    return next(size * part for part in (2, 1, 0.5, 0.2) if top / (size * part) >= 4)
