"""Enlarge a figure for an audience: everything that is measured in pixels grows by one factor."""

import re
from typing import Any

import plotly.graph_objects as go

_GROWING = {"size", "width", "xshift", "yshift", "l", "r", "t", "b", "height", "frame_top", "frame_bottom", "ticklen"}
_GROWING |= {"arrowwidth", "startstandoff", "borderpad", "thickness", "plot_height"}
_IN_DATA_UNITS = {"bar", "box"}
_FONT_SIZE = re.compile(r"(?<=<span style='font-size:)\d+(?=px)")


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """Give a copy of a figure with fonts, marks, margins, shifts and height grown by a factor."""
    drawn = figure.to_dict()
    layout = _grown(drawn["layout"], factor)
    traces = [
        {**_grown(trace, factor), **({"width": trace["width"]} if trace["type"] in _IN_DATA_UNITS else {})}
        if "width" in trace
        else _grown(trace, factor)
        for trace in drawn["data"]
    ]
    return go.Figure(data=traces, layout=layout)


def _grown(part: Any, factor: float, name: str = "") -> Any:
    if isinstance(part, dict):
        return {key: value if key == "customdata" else _grown(value, factor, key) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_grown(value, factor, name if name == "text" else "") for value in part]
    if isinstance(part, str) and name == "text":
        return _FONT_SIZE.sub(lambda match: str(round(int(match[0]) * factor)), part)
    if name in _GROWING and isinstance(part, int | float) and not isinstance(part, bool):
        return part * factor
    return part
