"""The ground of the picture: sea, land, borders, Kazakhstan and lakes, one trace each."""

from itertools import groupby
from typing import Any

from components.maps.ground import ground_colours
from components.maps.labels import Box
from components.maps.picture.window import rings_of
from components.maps.projection import mercator
from components.style import Palette

Trace = dict[str, Any]
_LAYERS = ("land", "border", "kazakhstan", "water")
_COARSE = ("land", "kazakhstan", "water")


def terrain(
    basemap: dict[str, Any], world: Box, palette: Palette, *, axes: tuple[str, str] = ("x", "y"), step: float = 0.01
) -> list[Trace]:
    """Draw the ground on a pair of axes, in projected degrees rounded to `step`; a coarse step leaves out borders."""
    land, home, water = ground_colours(palette)
    looks: dict[str, Trace] = {
        "land": {"mode": "none", "fill": "toself", "fillcolor": land},
        "border": {"mode": "lines", "line": {"color": palette.axis, "width": 0.6}},
        "kazakhstan": {
            "mode": "lines",
            "fill": "toself",
            "fillcolor": home,
            "line": {"color": palette.muted, "width": 1},
        },
        "water": {"mode": "none", "fill": "toself", "fillcolor": water},
    }
    corners = [
        [[world.west, world.south], [world.east, world.south], [world.east, world.north], [world.west, world.north]]
    ]
    traces = [_trace("sea", corners, looks["water"], axes, step)]
    for name in _LAYERS if step < 0.1 else _COARSE:
        features = [feature for feature in basemap["features"] if feature["properties"]["layer"] == name]
        rings = [ring for feature in features for ring in rings_of(feature)]
        traces.append(_trace(name, rings, looks[name], axes, step))
    return traces


def _trace(name: str, rings: list[list[list[float]]], look: Trace, axes: tuple[str, str], step: float) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        points = [point for point, _ in groupby(_snapped(x, y, step) for x, y in ring)]
        if len(points) < (3 if "fill" in look else 2):
            continue
        closed = [*points, points[0]] if "fill" in look else points
        xs += [*([None] if xs else []), *(x for x, _ in closed)]
        ys += [*([None] if ys else []), *(y for _, y in closed)]
    return {
        "type": "scatter", "name": name, "x": xs, "y": ys, "xaxis": axes[0], "yaxis": axes[1], "hoverinfo": "skip",
        **look,
    }  # fmt: skip


def _snapped(longitude: float, latitude: float, step: float) -> tuple[float, float]:
    return round(round(longitude / step) * step, 2), round(round(mercator(latitude) / step) * step, 2)
