"""Put the picture together: ground, lines, sites, names, inset, legend, and the frame with its words."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.maps.ground import ground_colours
from components.maps.labels import Box
from components.maps.picture import legend, window
from components.maps.picture.names import names, names_above
from components.maps.picture.objects import inset_lines, line_traces, site_symbols, site_trace
from components.maps.picture.terrain import terrain
from components.maps.projection import latitude_of, mercator
from components.style import Caption, Palette

_AXES, _INSET = ("x", "y"), ("x2", "y2")
_STILL = {"visible": False, "fixedrange": True}
_COARSE = 0.25


def picture(
    shown: pd.DataFrame,
    caption: Caption,
    palette: Palette,
    *,
    sites: pd.DataFrame,
    lines: pd.DataFrame,
    basemap: dict[str, Any],
) -> go.Figure:
    """Draw sites and lines (of `maps.sites` and `maps.lines`) on the base map, in Web Mercator and without tiles.

    `shown` has the `figure_id` of the milestone that each `subject_id` is drawn by. What lies outside the window on
    Kazakhstan stands in an inset of the whole base map, in the corner where it covers least.
    """
    figure_ids = dict(zip(shown["subject_id"], shown["figure_id"], strict=True))
    world = window.world_bounds(basemap)
    places = zip(sites["longitude"], sites["latitude"], strict=True)
    inside = pd.Series([window.is_inside(*place) for place in places], index=sites.index, dtype=bool)
    near, far = sites[inside], sites[~inside]
    traces = [*terrain(basemap, world, palette), *line_traces(lines, figure_ids, palette)]
    traces.append(site_trace(near, figure_ids, _AXES))
    shapes, words = legend.legend(palette)
    shapes += [*site_symbols(near, palette, _AXES), _outline("paper", (0, 1), (0, 1), palette)]
    covered: list[Box] = []
    layout: dict[str, Any] = {}
    if window.reaches_beyond(sites, lines):
        corner = window.inset_corner(sites, lines, world)
        covered = [_ground(*corner)]
        traces += [
            *terrain(basemap, world, palette, axes=_INSET, step=_COARSE),
            *inset_lines(lines, palette, _INSET),
            site_trace(far, figure_ids, _INSET),
        ]
        shapes += [*site_symbols(far, palette, _INSET), _outline("paper", *corner, palette), _shown_part(palette)]
        words += names_above(far, palette, _INSET, (world.west + world.east) / 2)
        layout = _inset_axes(world, *corner)
    words += names(near, lines, palette, covered)
    figure = go.Figure(traces, {"shapes": shapes, "annotations": words, **layout})
    figure.update_layout(
        xaxis={**_STILL, "range": [window.WINDOW.west, window.WINDOW.east]},
        yaxis={**_STILL, "range": [window.BOTTOM, window.TOP], "scaleanchor": "x"},
    )
    drawn = framed(
        figure, caption, palette, plot_height=window.HEIGHT, axis_height=legend.HEIGHT, left=window.MARGIN,
        right=window.MARGIN,
    )  # fmt: skip
    return drawn.update_layout(plot_bgcolor=ground_colours(palette).land)


def _inset_axes(world: Box, across: window.Domain, up: window.Domain) -> dict[str, Any]:
    return {
        "xaxis2": {**_STILL, "domain": across, "range": [world.west, world.east], "anchor": "y2"},
        "yaxis2": {
            **_STILL,
            "domain": up,
            "range": [mercator(world.south), mercator(world.north)],
            "anchor": "x2",
            "scaleanchor": "x2",
        },
    }


def _ground(across: window.Domain, up: window.Domain) -> Box:
    west, east = (window.WINDOW.west + share * (window.WINDOW.east - window.WINDOW.west) for share in across)
    south, north = (latitude_of(window.BOTTOM + share * (window.TOP - window.BOTTOM)) for share in up)
    return Box(west, east, south, north)


def _outline(axes: str, across: window.Domain, up: window.Domain, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect", "xref": axes, "yref": axes, "x0": across[0], "x1": across[1], "y0": up[0], "y1": up[1],
        "line": {"color": palette.axis, "width": 1},
    }  # fmt: skip


def _shown_part(palette: Palette) -> dict[str, Any]:
    west, east = window.WINDOW.west, window.WINDOW.east
    return {
        "type": "rect", "xref": "x2", "yref": "y2", "x0": west, "x1": east, "y0": window.BOTTOM, "y1": window.TOP,
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }  # fmt: skip
