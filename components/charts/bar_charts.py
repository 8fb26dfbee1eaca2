"""Figures as bars, as bars against a capacity, and as dots one under another, on one value axis."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import style
from components.charts import labels, marks
from components.charts.axes import drawn_ends, value_range
from components.charts.frame import Drawing, add_frame

_STANDING, _LEFT, _RIGHT, _EDGE = 290, 44, 20, 18
_TICK, _LINE = 14, 18
_GAP = 14
_MARK, _BRACKET, _ROW_GAP, _BLOCK = 26, 20, 12, 16
Figure = dict[str, Any]


def bars(
    figures: pd.DataFrame, caption: style.Caption, palette: style.Palette, *, top: float | None = None
) -> go.Figure:
    """Draw one bar for each figure, in the order of their periods, which must be of one length.

    `figures` has the columns of `derive.figures`; the value axis ends at `top` at least, so that exhibits of one axis
    group share it. Bars lie one under another where labels side by side would not fit a narrow screen. Raises
    ValueError for periods of unlike length or for several measures.
    """
    ordered = figures.sort_values("period_start", kind="stable")
    lengths = set(map(style.period_length_words, ordered["period_start"], ordered["period_end"]))
    if ordered["measure_id"].nunique() > 1 or len(lengths) > 1:
        raise ValueError("bars stand side by side only for one measure and periods of one length")
    if _fit_side_by_side(ordered):
        return _standing(ordered, caption, palette, top)
    return _lying(ordered, caption, palette, top=top, dots=False)


def _slot(count: int) -> float:
    return (labels.NARROW - _LEFT - _RIGHT) / (count + 0.2) - 4


def _fit_side_by_side(figures: pd.DataFrame) -> bool:
    told, slot = marks.differences(figures), _slot(len(figures))
    words = [
        word
        for row in figures.to_dict("records")
        for word in (
            *_name(row).split(),
            style.quantity(row, unit="unit" in told),
            style.CLAIM_TYPES[row["claim_type"]],
        )
    ]
    return not told & {"subject", "perimeter"} and all(
        style.text_width(word, _TICK, bold=True) <= slot for word in words
    )


def _name(figure: Figure) -> str:
    return style.period(figure["period_start"], figure["period_end"], short=True)


def _standing(figures: pd.DataFrame, caption: style.Caption, palette: style.Palette, top: float | None) -> go.Figure:
    rows, unit, slot = figures.to_dict("records"), "unit" in marks.differences(figures), _slot(len(figures))
    names = [style.wrap_text(_name(row), _TICK, slot) for row in rows]
    values = [labels.label_of(labels.mark_lines(row, slot, unit=unit)) for row in rows]
    low, high = value_range(figures, top)
    beyond = 1 - max((max(drawn_ends(row)) for row in rows), default=0.0) / (high or 1.0)
    height = round(max([_STANDING, *((label.height + marks.ARROW + 10) / beyond for label in values)]))
    chart = Drawing()
    for place, (figure, label) in enumerate(zip(rows, values, strict=True)):
        below = figure["value"] < 0
        far = marks.open_end(figure, (figure["value"] - low) / (high - low) * height)
        chart.traces.append(_bar(figure, palette, x=place, y=figure["value"], width=0.56, whisker="error_y"))
        if not pd.isna(figure["value_high"]):
            area = {"x0": place - 0.28, "x1": place + 0.28, "y0": figure["value"], "y1": figure["value_high"]}
            chart.shapes.append(_range(figure, palette) | area)
        if far:
            colour = _arrow_colour(figure, palette)
            chart.annotations.append(marks.arrow(place, figure["value"], far, colour, along="y"))
        at: dict[str, Any] = {"xref": "x", "x": place, "y": drawn_ends(figure)[not below]}
        at |= {"yanchor": "top", "yshift": -6} if below else {"yanchor": "bottom", "yshift": 6 + max(far, 0)}
        chart.annotations.append(labels.annotation(figure["figure_id"], label, "center", **at))
    ticks = ["<br>".join(map(style.chart_text, name)) for name in names]
    named = {"tickvals": list(range(len(rows))), "ticktext": ticks, "ticks": "", "tickangle": 0}
    named |= {"range": [-0.6, len(rows) - 0.4], "tickfont": {"color": palette.ink, "size": _TICK}}
    chart.layout = {"xaxis": named, "yaxis": {"range": [low, high], "nticks": 6}}
    axis_height = 34 + _LINE * (max(map(len, names), default=1) - 1)
    return add_frame(chart, caption, palette, plot_height=height, axis_height=axis_height, left=_LEFT, right=_RIGHT)


def _bar(figure: Figure, palette: style.Palette, *, whisker: str, **place: Any) -> dict[str, Any]:
    along = {name: [value] if name in "xy" else value for name, value in place.items()}
    return along | {
        "type": "bar",
        "customdata": [[figure["figure_id"]]],
        "hovertemplate": marks.hover_text(figure),
        "marker": marks.bar_marker(figure, palette),
        whisker: marks.whisker(figure, palette, cap=8),
    }


def _arrow_colour(figure: Figure, palette: style.Palette) -> str:
    covered = figure["hedge"] in marks.DOWNWARDS and figure["claim_type"] not in marks.PATTERNS
    return palette.paper if covered else palette.of_corridor(figure["corridor_colour"])


def bullet(
    figures: pd.DataFrame, caption: style.Caption, palette: style.Palette, *, top: float | None = None
) -> go.Figure:
    """Draw each figure as a bar, capacities as grey brackets; a single one stands behind the other bars too.

    `figures` has the columns of `derive.figures`, of one dimension; the value axis ends at `top` at least.
    """
    ordered = figures.sort_values("claim_type", key=lambda kinds: kinds != "capacity", kind="stable")
    return _lying(ordered, caption, palette, top=top, dots=False)


def dot_plot(
    figures: pd.DataFrame, caption: style.Caption, palette: style.Palette, *, top: float | None = None
) -> go.Figure:
    """Draw one row for each figure, in the order given, on one axis from 0 to `top` at least; nothing is joined.

    `figures` has the columns of `derive.figures` and figures of one dimension. Where it has `block`, the name of what
    rows in succession belong to, that stands over them, and over a row its subject only if it is another.
    """
    return _lying(figures, caption, palette, top=top, dots=True)


def _lying(
    figures: pd.DataFrame, caption: style.Caption, palette: style.Palette, *, top: float | None, dots: bool
) -> go.Figure:
    room = labels.NARROW - 2 * _EDGE
    told = marks.differences(figures)
    low, high = value_range(figures, top)
    scale = room / (high - low)
    chart = Drawing()
    capacities = figures[figures["claim_type"] == "capacity"]["value"].to_list()
    depth, before, named = 0.0, "", ""
    tall, gap = (_MARK - 2, _ROW_GAP - 4) if "block" in figures else (_MARK, _ROW_GAP)
    for figure, perimeter in zip(figures.to_dict("records"), marks.perimeters(figures, told), strict=True):
        key = figure["figure_id"]
        if (block := figure.get("block", "")) != before:
            name = labels.label_of(labels.bold_lines(block, room, size=_BLOCK, most=2), _BLOCK)
            look: Figure = {"size": _BLOCK, "colour": palette.of_corridor(figure["corridor_colour"])}
            chart.annotations.append(labels.annotation(f"{key} block", name, "left", y=-depth, yanchor="top", **look))
            depth, before, named = depth + name.height, block, block
        subject = figure["subject"] if figure["subject"] != named else ""
        named = named and figure["subject"]
        heading = _heading(figure, subject, perimeter, told, palette, room)
        value = labels.label_of(labels.mark_lines(figure, room, unit="unit" in told))
        far = marks.open_end(figure, (figure["value"] - low) * scale)
        anchor, shift, x = _beside(figure, value, far, low, scale, room, dots=dots)
        y = -(depth + heading.height + tall / 2)
        ground: dict[str, Any] = {"bgcolor": palette.paper}
        chart.annotations.append(
            labels.annotation(f"{key} words", heading, "left", y=-depth, size=13, yanchor="top", **ground)
        )
        if dots:
            _add_dot(chart, figure, palette, y)
        else:
            _add_bar(chart, figure, palette, y, capacities[0] if len(capacities) == 1 else None)
        if far:
            colour = palette.of_corridor(figure["corridor_colour"]) if dots else _arrow_colour(figure, palette)
            chart.annotations.append(marks.arrow(figure["value"], y, far, colour, along="x"))
        under = value.height if anchor == "under" else 0.0
        place: dict[str, Any] = {"y": y - tall / 2, "yanchor": "top"} if under else {"y": y, "yanchor": "middle"}
        place |= {"xref": "x", "x": x, "xshift": shift} | (ground if dots else {})
        chart.annotations.append(labels.annotation(key, value, "left" if under else anchor, **place))
        depth += heading.height + tall + under + gap
    height = math.ceil(depth)
    across = {"range": [low, high], "showgrid": True, "showline": not dots, "ticks": "", "nticks": 5, "tickangle": 0}
    chart.layout = {"barmode": "overlay", "xaxis": across, "yaxis": {"range": [-height or -1, 0], "visible": False}}
    return add_frame(chart, caption, palette, plot_height=height, left=_EDGE, right=_EDGE)


def _heading(
    figure: Figure, subject: str, perimeter: str, told: frozenset[str], palette: style.Palette, room: float
) -> labels.Label:
    when = marks.when(figure, told, short="block" in figure)
    words = " · ".join(filter(None, (when, marks.stated_when(figure), perimeter)))
    lines = labels.bold_lines(subject, room, size=13, most=2) if subject else []
    return labels.label_of(lines + labels.small_lines(words, room, palette, most=3), 13)


def _beside(
    figure: Figure, value: labels.Label, far: float, low: float, scale: float, room: float, *, dots: bool
) -> tuple[str, float, float]:
    """Return where the label of a row stands: the side it is anchored at or `under`, its shift and its value."""
    first, last = drawn_ends(figure)
    last = last if dots else max(last, 0.0)
    beyond, before = _GAP + max(far, 0.0), _GAP - min(far, 0.0)
    if value.height <= _MARK:
        if (last - low) * scale + beyond + value.width <= room:
            return "left", beyond, last
        if (dots or figure["claim_type"] == "capacity") and (first - low) * scale - before - value.width >= 0:
            return "right", -before, first
    share = (figure["value"] - low) * scale / room
    return "under", labels.within(share, room, value.width), figure["value"]


def _add_bar(chart: Drawing, figure: Figure, palette: style.Palette, y: float, capacity: float | None) -> None:
    """Add a bar, grey for a capacity, and behind another the bracket of the one `capacity` that there is, if any."""
    bracket = {"color": palette.band, "line": {"color": palette.muted, "width": 1.4}}
    itself = figure["claim_type"] == "capacity"
    if capacity is not None and not itself:
        ends = {"x0": 0, "x1": capacity, "y0": y - _BRACKET / 2, "y1": y + _BRACKET / 2, "layer": "below"}
        chart.shapes.append(
            {"name": "bracket", "type": "rect", "fillcolor": palette.band, "line": bracket["line"]} | ends
        )
    place = {"x": figure["value"], "y": y, "orientation": "h", "width": _BRACKET if itself else 14}
    bar = _bar(figure, palette, whisker="error_x", **place)
    chart.traces.append(bar | ({"marker": bracket} if itself else {}))
    if not pd.isna(figure["value_high"]):
        ends = {"x0": figure["value"], "x1": figure["value_high"], "y0": y - 6, "y1": y + 6}
        chart.shapes.append(_range(figure, palette) | ends)


def _add_dot(chart: Drawing, figure: Figure, palette: style.Palette, y: float) -> None:
    capacity, ranged = figure["claim_type"] == "capacity", not pd.isna(figure["value_high"])
    chart.shapes.append(
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": y,
            "y1": y,
            "line": {"color": palette.axis, "width": 1},
            "layer": "below",
        }
    )
    if ranged:
        ends = {"x0": figure["value"], "x1": figure["value_high"], "y0": y - 6, "y1": y + 6}
        chart.shapes.append(_range(figure, palette) | ends)
    if capacity:
        chart.shapes.append(
            {
                "name": "bracket",
                "type": "line",
                "x0": 0,
                "x1": figure["value"],
                "y0": y,
                "y1": y,
                "line": {"color": palette.muted, "width": 3},
            }
        )
    chart.traces.append(
        {
            "type": "scatter",
            "x": [sum(drawn_ends(figure)) / 2 if ranged else figure["value"]],
            "y": [y],
            "mode": "markers",
            "marker": marks.marker(figure, palette) | ({"opacity": 0} if ranged else {}),
            "customdata": [[figure["figure_id"]]],
            "hovertemplate": marks.hover_text(figure),
            "cliponaxis": False,
            "error_x": marks.whisker(figure, palette, cap=6),
        }
    )


def _range(figure: Figure, palette: style.Palette) -> dict[str, Any]:
    colour = palette.muted if figure["claim_type"] == "capacity" else palette.of_corridor(figure["corridor_colour"])
    dotted = {"color": colour, "width": 2, "dash": "dot"}
    return {"name": "range", "type": "rect", "line": dotted, "fillcolor": palette.paper}
