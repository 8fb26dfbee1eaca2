"""Figures on a time axis, with a band of their own for those without a stated date."""

from itertools import count
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from components import style
from components.charts import labels, marks
from components.charts.axes import Span, drawn_ends, span_of, ticks_height, time_ticks, value_range
from components.charts.frame import Drawing, add_frame
from components.selection import is_undated

AT_MIDDLE = "a point stands at the middle of its period"
_DATED, _BAND = (0.0, 0.55), (0.58, 1.0)
_IN_BAND = 0.08
_HEIGHT, _TALLEST, _TALLER = 340, 640, 60
_LEFT, _RIGHT = 44, 12
_ROOM = labels.NARROW - _LEFT - _RIGHT
_GAP, _RADIUS, _NARROW_LABEL = 13, 10, 84
_ABOVE = 6
_HEAD = _ABOVE + labels.label_of(labels.small_lines(style.NO_DATE, _ROOM, style.LIGHT)).height
_OPEN = 18
_LIST_EDGE = 16
_SHORTEST_YEAR, _LONGEST_YEAR, _AT_END = 350, 366, 8


class Mark(NamedTuple):
    """Hold a figure with its place: axis and value on it, share of the plot's width, and the room of its part."""

    figure: dict[str, Any]
    perimeter: str
    axis: str
    x: Any
    share: float
    part: tuple[float, float]
    period: tuple[float, float]


def timeline(
    figures: pd.DataFrame,
    caption: style.Caption,
    palette: style.Palette,
    *,
    years: tuple[int, int] | None = None,
    top: float | None = None,
    beside: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw each figure at the middle of its period, undated ones in a band beside the axis; nothing is joined.

    `figures` has the columns of `derive.figures` and one dimension; the axes reach from and to `years` and to `top` at
    least. A period is drawn as long as it is, one with one known end dotted beyond it. Targets get a dashed guide,
    hedges an open end, derived figures a whisker. Where labels would not all stand beside their marks, those are
    labelled by value alone, and a list under the plot has the words. `beside` has official values (`reporter,
    period_start, period_end, value`), which are drawn as a thin grey line a reporter under all else, parted where a
    year is lacking; those of a part of a year are dots alone. The axes must reach them.
    """
    told = marks.differences(figures)
    span = span_of(figures, years)
    official = beside is not None and len(beside) > 0
    placed = _marks(figures, span, told, official=official)
    ends = value_range(figures, top)
    parts = {mark.axis: mark.part for mark in placed}
    dated = parts.get("x", _DATED if official and "x2" in parts else (0.0, 1.0))
    lines = _lines(beside, span, dated, palette) if beside is not None else []
    short, height, written, middles = _written(placed, lines, ends, told, palette)
    ticks = time_ticks(span, (dated[1] - dated[0]) * _ROOM - 2 * _RADIUS)
    below = ticks_height(ticks)
    chart = Drawing()
    for line, middle in zip(lines, middles[len(placed) :], strict=True):
        _add_line(chart, line, middle - _height_of(line.values[-1], ends, height), palette)
    for mark, label, middle in zip(placed, written, middles, strict=False):
        at = _height_of(mark.figure["value"], ends, height)
        _add_mark(chart, mark, palette, at)
        _add_label(chart, mark, label, middle - at, palette)
    if "x2" in parts:
        _add_band(chart, parts["x2"], palette)
    below += _add_list(chart, placed, told, palette, below) if short else 0
    years_shown = {"domain": dated, "range": _padded(span, dated), "type": "date", "visible": official or "x" in parts}
    chart.layout = {"xaxis": years_shown | ticks, "yaxis": {"range": ends, "nticks": 6}}
    if "x2" in parts:
        chart.layout["xaxis2"] = {"domain": parts["x2"], "range": [0, 1], "visible": False, "anchor": "y"}
    return add_frame(chart, caption, palette, plot_height=height, axis_height=below, left=_LEFT, right=_RIGHT)


class Line(NamedTuple):
    """Hold the official values of a reporter, with None where a year is lacking, and those of parts of a year apart.

    `share` is the place of its end across the plot, where its `label` stands.
    """

    reporter: str
    days: list[Any]
    values: list[Any]
    hovers: list[str]
    parts: pd.DataFrame
    share: float
    side: str
    shift: float
    label: labels.Label


def _lines(beside: pd.DataFrame, span: Span, dated: tuple[float, float], palette: style.Palette) -> list[Line]:
    start, end = _padded(span, dated)
    room, found = (dated[1] - dated[0]) * _ROOM, []
    middles = beside["period_start"] + (beside["period_end"] + pd.Timedelta(days=1) - beside["period_start"]) / 2
    yearly = (beside["period_end"] - beside["period_start"]).dt.days.between(_SHORTEST_YEAR, _LONGEST_YEAR)
    rows = beside.assign(middle=middles, yearly=yearly).sort_values("middle", kind="stable")
    for reporter, of in rows.groupby("reporter", sort=False):
        known = of[of["yearly"]] if of["yearly"].any() else of
        days: list[Any] = []
        values: list[Any] = []
        hovers: list[str] = []
        for row in known.to_dict("records"):
            if days and (not row["yearly"] or (row["middle"] - days[-1]).days > _LONGEST_YEAR):
                days, values, hovers = [*days, None], [*values, None], [*hovers, ""]
            days, values = [*days, row["middle"]], [*values, row["value"]]
            hovers.append(_official_words(row))
        share = float(dated[0] + (dated[1] - dated[0]) * ((days[-1] - start) / (end - start)))
        label = labels.label_of(labels.small_lines(str(reporter), room * 0.75, palette, most=2))
        at = (share - dated[0]) * _ROOM
        held = at + _AT_END >= label.width
        side, shift = ("right", float(_AT_END)) if held else ("left", labels.within(at / room, room, label.width))
        parts = of[~of["yearly"] & of["yearly"].any()]
        found.append(Line(str(reporter), days, values, hovers, parts, share, side, shift, label))
    return found


def _official_words(row: dict[str, Any]) -> str:
    when = style.period(row["period_start"], row["period_end"])
    value = style.open_ended(row["value"], row.get("low", row["value"]), row.get("high", row["value"]))
    told = [f"<b>{style.chart_text(row['reporter'])}</b>", f"{value}, {when}", "official series"]
    return "<br>".join([*told, style.chart_text(row.get("source_title", ""))])


def _add_line(chart: Drawing, line: Line, away: float, palette: style.Palette) -> None:
    look = {"line": {"color": palette.axis, "width": 1.4}, "marker": {"color": palette.axis, "size": 4.5}}
    hover = {"hovertemplate": "%{text}<extra></extra>", "name": line.reporter}
    drawn = {"type": "scatter", "mode": "lines+markers", "x": line.days, "y": line.values, "text": line.hovers}
    chart.traces.append(drawn | look | hover | {"connectgaps": False})
    if len(line.parts):
        parts = line.parts.to_dict("records")
        dots = {"type": "scatter", "mode": "markers", "x": [row["middle"] for row in parts]}
        ring = {"symbol": "circle-open", "color": palette.axis, "size": 5}
        values = {"y": [row["value"] for row in parts], "text": [_official_words(row) for row in parts]}
        chart.traces.append(dots | values | hover | {"marker": ring})
    place = {
        "xref": "x",
        "x": line.days[-1],
        "y": line.values[-1],
        "yshift": away,
        "yanchor": "middle",
        "xshift": line.shift,
    }
    chart.annotations.append(labels.annotation(f"series {line.reporter}", line.label, line.side, **place))


def _marks(figures: pd.DataFrame, span: Span, told: frozenset[str], *, official: bool) -> list[Mark]:
    undated = is_undated(figures)
    dated = _DATED if undated.any() else (0.0, 1.0)
    band = _BAND if official or not undated.all() else (0.0, 1.0)
    start, end = _padded(span, dated)

    def share(day: pd.Timestamp) -> float:
        return float(dated[1] * ((day - start) / (end - start)))

    placed = []
    perimeters = marks.perimeters(figures, told)
    for figure, perimeter, without in zip(figures.to_dict("records"), perimeters, undated, strict=True):
        if without:
            at = band[0] + _IN_BAND * (band[1] - band[0])
            placed.append(Mark(figure, perimeter, "x2", _IN_BAND, at, band, (at, at)))
            continue
        first, last = _days_of(figure)
        middle = first + (last - first) / 2
        placed.append(Mark(figure, perimeter, "x", middle, share(middle), dated, (share(first), share(last))))
    return placed


def _days_of(figure: dict[str, Any]) -> Span:
    """Return the first day of a period and the one after its last; of one with one known day that day twice."""
    first, last = figure["period_start"], figure["period_end"]
    if pd.isna(first):
        return last, last
    return (first, first) if pd.isna(last) else (first, last + pd.Timedelta(days=1))


def _padded(span: Span, part: tuple[float, float]) -> Span:
    beside = (span[1] - span[0]) * _RADIUS / ((part[1] - part[0]) * _ROOM - 2 * _RADIUS)
    return span[0] - beside, span[1] + beside


def _height_of(value: float, ends: tuple[float, float], height: float) -> float:
    return (value - ends[0]) / (ends[1] - ends[0]) * height


def _written(
    placed: list[Mark], lines: list[Line], ends: tuple[float, float], told: frozenset[str], palette: style.Palette
) -> tuple[bool, int, list[labels.Label], list[float]]:
    """Return whether labels are short, the height of the plot, the labels, and the height of the middle of each."""
    whole, short = ([_label(mark, told, palette, short=one) for mark in placed] for one in (False, True))
    tried = [(height, _middles(placed, whole, lines, ends, height)) for height in range(_HEIGHT, _TALLEST, _TALLER)]
    if held := [(found[0], height, found[1]) for height, found in tried if found]:
        _, height, middles = min(held)
        return False, height, whole, middles
    return next(
        (True, height, short, found[1])
        for height in count(_HEIGHT, _TALLER)
        if (found := _middles(placed, short, lines, ends, height))
    )


def _middles(
    placed: list[Mark], written: list[labels.Label], lines: list[Line], ends: tuple[float, float], height: int
) -> tuple[int, list[float]] | None:
    wished, covered = [], []
    for mark, label in zip(placed, written, strict=True):
        at = _height_of(mark.figure["value"], ends, height)
        left, right = labels.across(mark.share, *_anchor(mark, label), label.width)
        wished.append((labels.Box(left, right, at - label.height / 2, at + label.height / 2), at))
        covered += _covered(mark, ends, height)
    highest = max((line.values[-1] for line in lines), default=0.0)
    for line in lines:
        at, half = _height_of(line.values[-1], ends, height), line.label.height / 2
        left, right = labels.across(line.share, line.side, line.shift, line.label.width)
        # The highest line has its name above its end, the others below, so that each stands at its own.
        middle = at + (half + _RADIUS / 2) * (1 if line.values[-1] == highest else -1)
        wished.append((labels.Box(left, right, middle - half, middle + half), middle))
        covered.append(labels.Box((line.share, -_RADIUS), (line.share, _RADIUS), at - 3, at + 3))
    return labels.place_labels(wished, covered, height - _HEAD, _LEFT + _RIGHT)


def _room(mark: Mark) -> float:
    beside = max(mark.part[1] - mark.share, mark.share - mark.part[0]) * _ROOM - _GAP
    return beside if beside >= _NARROW_LABEL else (mark.part[1] - mark.part[0]) * _ROOM


def _label(mark: Mark, told: frozenset[str], palette: style.Palette, *, short: bool) -> labels.Label:
    figure, room = mark.figure, _room(mark)
    if short:
        return labels.label_of(labels.bold_lines(style.quantity(figure, unit="unit" in told), room))
    lines = labels.mark_lines(figure, room, unit="unit" in told)
    if "subject" in told:
        lines += labels.small_lines(figure["subject"], room, palette, most=2)
    lines += labels.small_lines(_when(mark, told), room, palette)
    return labels.label_of(lines + labels.small_lines(mark.perimeter, room, palette, most=2))


def _when(mark: Mark, told: frozenset[str]) -> str:
    return marks.stated_when(mark.figure) if mark.axis == "x2" else marks.when(mark.figure, told, short=True)


def _anchor(mark: Mark, label: labels.Label) -> tuple[str, float]:
    begin, finish = (end * _ROOM for end in mark.part)
    at = mark.share * _ROOM
    if at + _GAP + label.width <= finish:
        return "left", _GAP
    if at - _GAP - label.width >= begin:
        return "right", -_GAP
    room = finish - begin
    return "left", labels.within((at - begin) / room, room, label.width)


def _covered(mark: Mark, ends: tuple[float, float], height: float) -> list[labels.Box]:
    """Return the rooms of a mark with its whisker and arrow, of its period, and of the guide of a target."""
    low, high = (_height_of(end, ends, height) for end in drawn_ends(mark.figure))
    at = _height_of(mark.figure["value"], ends, height)
    far = marks.open_end(mark.figure, at)
    below, above = min(low, at + min(far, 0.0)) - _RADIUS, max(high, at + max(far, 0.0)) + _RADIUS
    boxes = [labels.Box((mark.share, -_RADIUS), (mark.share, _RADIUS), below, above)]
    opened = _open_period(mark)
    if mark.axis == "x":
        (first, last), reach = mark.period, (min(opened, 0), max(opened, 0))
        boxes.append(labels.Box((first, reach[0]), (last, reach[1]), at - 3, at + 3))
    if mark.figure["claim_type"] in ("target", "pledge"):
        boxes.append(labels.Box((mark.part[0], 0), (mark.part[1], 0), at - 2, at + 2))
    return boxes


def _open_period(mark: Mark) -> float:
    """Return how far, in pixels, a period with one known end is dotted beyond it: forwards, backwards or not at all."""
    begins, ends = pd.notna(mark.figure["period_start"]), pd.notna(mark.figure["period_end"])
    if begins == ends:
        return 0.0
    far = min(_OPEN, _ROOM * (mark.part[1] - mark.share if begins else mark.share - mark.part[0]))
    return far if begins else -far


def _add_mark(chart: Drawing, mark: Mark, palette: style.Palette, at: float) -> None:
    figure, axis, y = mark.figure, mark.axis, mark.figure["value"]
    colour = palette.of_corridor(figure["corridor_colour"])
    level = {"type": "line", "y0": y, "y1": y}
    dotted = {"color": colour, "width": 3, "dash": "dot"}
    if figure["claim_type"] in ("target", "pledge"):
        guide = {"color": colour, "width": 1.2, "dash": "dash"}
        place = {"xref": f"{axis} domain", "x0": 0, "x1": 1, "layer": "below"}
        chart.shapes.append(level | place | {"name": "guide", "line": guide})
    if opened := _open_period(mark):
        place = {"xsizemode": "pixel", "xanchor": mark.x, "x0": 0, "x1": opened}
        chart.shapes.append(level | place | {"name": "open period", "line": dotted})
    elif axis == "x":
        first, last = _days_of(figure)
        chart.shapes.append(level | {"name": "period", "x0": first, "x1": last, "line": dotted | {"dash": "solid"}})
    if not pd.isna(figure["value_high"]):
        ends = {"xref": axis, "x0": mark.x, "x1": mark.x, "y0": y, "y1": figure["value_high"]}
        chart.shapes.append({"name": "range", "type": "line", "line": dotted} | ends)
    chart.traces.append(
        {
            "type": "scatter",
            "x": [mark.x],
            "y": [y],
            "xaxis": axis,
            "mode": "markers",
            "marker": marks.marker(figure, palette),
            "customdata": [[figure["figure_id"]]],
            "hovertemplate": marks.hover_text(figure),
            "error_y": marks.whisker(figure, palette, cap=7),
            "cliponaxis": False,
        }
    )
    if far := marks.open_end(figure, at):
        chart.annotations.append(marks.arrow(mark.x, y, far, colour, along="y", xref=axis))


def _add_label(chart: Drawing, mark: Mark, label: labels.Label, away: float, palette: style.Palette) -> None:
    """Write a label beside its mark, `away` pixels higher, with a line that leads there where that is far."""
    anchor, shift = _anchor(mark, label)
    y, gap = mark.figure["value"], abs(away) - label.height / 2
    if gap > _RADIUS:
        up = 1 if away > 0 else -1
        anchored = {"xref": mark.axis, "xsizemode": "pixel", "xanchor": mark.x, "ysizemode": "pixel", "yanchor": y}
        ends = {"x0": 0, "y0": up * _RADIUS, "x1": min(max(shift, -_GAP), _GAP), "y1": up * gap}
        line = {"color": palette.axis, "width": 1}
        chart.shapes.append({"name": "leader", "type": "line", "line": line} | anchored | ends)
    place = {"x": mark.x, "y": y, "xref": mark.axis, "xshift": shift, "yshift": away, "yanchor": "middle"}
    chart.annotations.append(labels.annotation(mark.figure["figure_id"], label, anchor, **place))


def _add_list(chart: Drawing, placed: list[Mark], told: frozenset[str], palette: style.Palette, top: int) -> int:
    """Write the words of each mark in a list `top` pixels under the plot, dated ones first; return its height."""
    room, depth = labels.NARROW - 2 * _LIST_EDGE, 0.0
    for mark in sorted(placed, key=lambda one: (one.axis, one.share)):
        figure = mark.figure
        words = [marks.when(figure, told), marks.stated_when(figure), figure["subject"] if "subject" in told else ""]
        lines = labels.mark_lines(figure, room, unit="unit" in told, size=13)
        lines += labels.small_lines(" · ".join(filter(None, words)), room, palette, most=2)
        entry = labels.label_of(lines + labels.small_lines(mark.perimeter, room, palette, most=2), 13)
        place: dict[str, Any] = {
            "yref": "paper",
            "y": 0,
            "yanchor": "top",
            "yshift": -(top + depth),
            "xshift": _LIST_EDGE - _LEFT,
        }
        chart.annotations.append(labels.annotation(f"{figure['figure_id']} words", entry, "left", size=13, **place))
        depth += entry.height + 4
    return round(depth)


def _add_band(chart: Drawing, band: tuple[float, float], palette: style.Palette) -> None:
    place = {"xref": "paper", "yref": "paper", "x0": band[0], "x1": band[1], "y0": 0, "y1": 1, "layer": "below"}
    ground = {"name": "undated band", "type": "rect", "fillcolor": palette.band, "line": {"width": 0}}
    chart.shapes.insert(0, ground | place)
    middle: dict[str, Any] = {"x": sum(band) / 2, "y": 1, "yref": "paper", "yanchor": "top", "yshift": -_ABOVE}
    head = labels.label_of(labels.small_lines(style.NO_DATE, _ROOM, palette))
    chart.annotations.append(labels.annotation("undated band", head, "center", **middle))
