"""The map as a Plotly picture: ground, lines, sites, names, an inset, the legend, and the frame with its words."""

from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts import PICTURE_WIDTH
from components.charts.frame import add_frame
from components.maps.deck import LIFT, ORIENTATION, PIXELS_A_DEGREE
from components.maps.features import stroke, tooltip
from components.maps.labels import Box, along, latitude_of, mercator, name_box, place_names, site_boxes
from components.maps.legend import LEGEND_HEIGHT, picture_legend
from components.maps.symbols import Spot, symbol
from components.style import Caption, Palette, chart_text, rgba

MARGIN = 16
WINDOW = Box(45.5, 99.5, 38.9, 57.0)
BOTTOM, TOP = mercator(WINDOW.south), mercator(WINDOW.north)
SCALE = (PICTURE_WIDTH - 2 * MARGIN) / (WINDOW.east - WINDOW.west)
HEIGHT = round((TOP - BOTTOM) * SCALE)
_INSET_WIDTH = 0.28
_GAP = (0.008, 0.016)
_SAMPLES = 24
Domain = tuple[float, float]
Trace = dict[str, Any]
_LAYERS = ("land", "border", "kazakhstan", "water")
_COARSE = ("land", "kazakhstan", "water")
_TARGET = 13
Annotation = dict[str, Any]
_BESIDE = 13
_CLEAR = 0.8
_FAR = 180.0
_OUTSIDE = (
    Box(-_FAR, WINDOW.west, -_FAR, _FAR),
    Box(WINDOW.east, _FAR, -_FAR, _FAR),
    Box(-_FAR, _FAR, -_FAR, WINDOW.south),
    Box(-_FAR, _FAR, WINDOW.north, _FAR),
)
_AXES, _INSET = ("x", "y"), ("x2", "y2")
_STILL = {"visible": False, "fixedrange": True}
_INSET_STEP = 0.25


def is_inside(longitude: float, latitude: float) -> bool:
    """Return whether a place lies in the part of the world that the picture shows."""
    return WINDOW.west <= longitude <= WINDOW.east and WINDOW.south <= latitude <= WINDOW.north


def reaches_beyond(sites: pd.DataFrame, lines: pd.DataFrame) -> bool:
    """Return whether a site or line lies outside the part of the world that the picture shows."""
    points = [
        *zip(sites["longitude"], sites["latitude"], strict=True),
        *(point for path in lines["path"] for point in path),
    ]
    return not all(is_inside(*point) for point in points)


def world_bounds(basemap: dict[str, Any]) -> Box:
    """Return the bounds of the land of the base map, in degrees."""
    rings = [
        ring
        for feature in basemap["features"]
        if feature["properties"]["layer"] == "land"
        for ring in rings_of(feature)
    ]
    points = [point for ring in rings for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return Box(min(longitudes), max(longitudes), min(latitudes), max(latitudes))


def rings_of(feature: dict[str, Any]) -> list[list[list[float]]]:
    """Return every ring or line of a GeoJSON feature as a list of longitudes and latitudes."""
    kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    if kind == "LineString":
        return [parts]
    if kind in ("Polygon", "MultiLineString"):
        return list(parts)
    return [ring for polygon in parts for ring in polygon]


def inset_corner(sites: pd.DataFrame, lines: pd.DataFrame, world: Box) -> tuple[Domain, Domain]:
    """Choose the corner where an inset of the world covers the fewest sites and lines; as shares of the plot."""
    tall = (mercator(world.north) - mercator(world.south)) / (world.east - world.west)
    height = _INSET_WIDTH * tall * (WINDOW.east - WINDOW.west) / (TOP - BOTTOM)
    right, left = (1 - _GAP[0] - _INSET_WIDTH, 1 - _GAP[0]), (_GAP[0], _GAP[0] + _INSET_WIDTH)
    upper, lower = (1 - _GAP[1] - height, 1 - _GAP[1]), (_GAP[1], _GAP[1] + height)
    points = [
        *zip(sites["longitude"], sites["latitude"], strict=True),
        *(along(path, part / _SAMPLES) for path in lines["path"] for part in range(_SAMPLES + 1)),
    ]  # fmt: skip
    shares = [share_of(*point) for point in points]
    return min(
        ((right, upper), (right, lower), (left, lower), (left, upper)),
        key=lambda corner: sum(
            corner[0][0] <= x <= corner[0][1] and corner[1][0] <= y <= corner[1][1] for x, y in shares
        ),
    )


def share_of(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a place as shares of the plot's width and height."""
    x = (longitude - WINDOW.west) / (WINDOW.east - WINDOW.west)
    return x, (mercator(latitude) - BOTTOM) / (TOP - BOTTOM)


def terrain(
    basemap: dict[str, Any], world: Box, palette: Palette, *, axes: tuple[str, str] = ("x", "y"), step: float = 0.01
) -> list[Trace]:
    """Draw the ground on a pair of axes, in projected degrees rounded to `step`; a coarse step leaves out borders."""
    looks: dict[str, Trace] = {
        "land": {"mode": "none", "fill": "toself", "fillcolor": palette.land},
        "border": {"mode": "lines", "line": {"color": palette.axis, "width": 0.6}},
        "kazakhstan": {
            "mode": "lines",
            "fill": "toself",
            "fillcolor": palette.home,
            "line": {"color": palette.muted, "width": 1},
        },
        "water": {"mode": "none", "fill": "toself", "fillcolor": palette.water},
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


def line_traces(lines: pd.DataFrame, figure_ids: dict[str, str], palette: Palette) -> list[Trace]:
    """Draw each leg as a trace, those from outside first; its corners can be hovered and lead to its `figure_ids`."""
    traces = []
    for _, line in lines.sort_values("basis", ascending=False, kind="stable").iterrows():
        look = stroke(line, palette)
        traces.append(
            {
                **_course(line["path"]),
                "name": chart_text(line["subject"]),
                "mode": "lines+markers",
                "line": {
                    "color": rgba(look.colour, look.opacity),
                    "width": look.width,
                    "dash": "6px,4px" if look.dashed else "solid",
                },
                "marker": {"size": 9, "opacity": 0},
                "customdata": [[figure_ids[line["subject_id"]]]] * len(line["path"]),
                "hovertemplate": _hover(line),
            }
        )
    return traces


def inset_lines(lines: pd.DataFrame, palette: Palette, axes: tuple[str, str]) -> list[Trace]:
    """Draw each leg thinly, for orientation alone."""
    return [
        {
            **_course(line["path"]),
            "xaxis": axes[0],
            "yaxis": axes[1],
            "mode": "lines",
            "line": {"color": look.colour, "width": 1.1, "dash": "3px,2px" if look.dashed else "solid"},
            "hoverinfo": "skip",
        }
        for _, line in lines.iterrows()
        for look in [stroke(line, palette)]
    ]


def _course(path: list[list[float]]) -> Trace:
    return {"type": "scatter", "x": [round(x, 2) for x, _ in path], "y": [round(mercator(y), 2) for _, y in path]}


def height_of(site: Any) -> float:
    """Return the projected ordinate of a row of `maps.sites`, lifted so that it stands clear of its neighbours."""
    return mercator(site.latitude) + LIFT * float(site.neighbour) / SCALE


def site_trace(sites: pd.DataFrame, figure_ids: dict[str, str], axes: tuple[str, str]) -> Trace:
    """Return the unseen marks over the symbols, so that each can be hovered and leads to the id in `figure_ids`."""
    return {
        "type": "scatter",
        "name": "sites" if axes == ("x", "y") else "sites beyond",
        "x": [round(x, 2) for x in sites["longitude"]],
        "y": [round(height_of(site), 2) for site in sites.itertuples(index=False)],
        "xaxis": axes[0],
        "yaxis": axes[1],
        "mode": "markers",
        "marker": {"size": _TARGET, "opacity": 0},
        "customdata": [[figure_ids[key]] for key in sites["subject_id"]],
        "hovertemplate": [_hover(site) for _, site in sites.iterrows()],
    }


def site_symbols(sites: pd.DataFrame, palette: Palette, axes: tuple[str, str]) -> list[Trace]:
    """Draw the symbols of sites as shapes."""
    return [
        shape
        for site in sites.itertuples(index=False)
        for shape in symbol(
            site.mode, site.stage, site.accuracy, palette.of_corridor(site.corridor_colour), palette,
            Spot(round(site.longitude, 2), round(height_of(site), 2), axes),
        )
    ]  # fmt: skip


def _hover(row: pd.Series) -> str:
    first, *others = tooltip(row).split("\n")
    return "<br>".join([f"<b>{chart_text(first)}</b>", *map(chart_text, others)]) + "<extra></extra>"


def names(sites: pd.DataFrame, lines: pd.DataFrame, palette: Palette, covered: list[Box]) -> list[Annotation]:
    """Write the names of sites, lines, countries and waters; `covered` is ground that no name may take."""
    kept = [
        (name, x, y)
        for name, x, y in ORIENTATION
        if not any(name_box(x, y, name, "middle").overlaps(box) for box in [*covered, *_OUTSIDE])
    ]
    taken = [name_box(x, y, name, "middle") for name, x, y in kept]
    taken += [*map(_padded, site_boxes(sites, LIFT / PIXELS_A_DEGREE)), *covered, *_OUTSIDE]
    written = [_name(name, x, mercator(y), 11, palette.muted) for name, x, y in kept]
    for line in place_names(lines, taken).itertuples(index=False):
        colour = palette.of_corridor(line.corridor_colour)
        written.append(_name(line.label, line.longitude, mercator(line.latitude), 12, colour, palette))
    return [*written, *_site_names(sites, palette)]


def _padded(box: Box) -> Box:
    return Box(box.west - _CLEAR, box.east + _CLEAR, box.south, box.north)


def _site_names(sites: pd.DataFrame, palette: Palette) -> list[Annotation]:
    return [
        {
            **_name(site.label, site.longitude, height_of(site), 13, palette.ink, palette),
            "name": site.subject_id,
            "xanchor": "left" if site.label_side == "start" else "right",
            "xshift": _BESIDE if site.label_side == "start" else -_BESIDE,
        }
        for site in sites.itertuples(index=False)
    ]


def names_above(sites: pd.DataFrame, palette: Palette, axes: tuple[str, str], middle: float) -> list[Annotation]:
    """Write the names of sites above their symbols, towards the longitude `middle`."""
    return [
        {
            **_name(site.label, site.longitude, height_of(site), 12, palette.ink, palette),
            "name": site.subject_id,
            "xref": axes[0],
            "yref": axes[1],
            "xanchor": "right" if site.longitude > middle else "left",
            "xshift": _BESIDE if site.longitude > middle else -_BESIDE,
            "yanchor": "bottom",
            "yshift": _BESIDE,
        }
        for site in sites.itertuples(index=False)
    ]


def _name(words: str, x: float, y: float, size: int, colour: str, palette: Palette | None = None) -> Annotation:
    ground = {"bgcolor": rgba(palette.paper, 190)} if palette else {}
    return {
        "name": words, "text": chart_text(words), "x": round(x, 2), "y": round(y, 2), "xref": "x", "yref": "y",
        "showarrow": False, "font": {"size": size, "color": colour}, "borderpad": 0, "yanchor": "middle", **ground,
    }  # fmt: skip


def map_picture(
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
    world = world_bounds(basemap)
    places = zip(sites["longitude"], sites["latitude"], strict=True)
    inside = pd.Series([is_inside(*place) for place in places], index=sites.index, dtype=bool)
    near, far = sites[inside], sites[~inside]
    traces = [*terrain(basemap, world, palette), *line_traces(lines, figure_ids, palette)]
    traces.append(site_trace(near, figure_ids, _AXES))
    shapes, words = picture_legend(palette)
    shapes += [*site_symbols(near, palette, _AXES), _outline("paper", (0, 1), (0, 1), palette)]
    covered: list[Box] = []
    layout: dict[str, Any] = {}
    if reaches_beyond(sites, lines):
        corner = inset_corner(sites, lines, world)
        covered = [_ground(*corner)]
        traces += [
            *terrain(basemap, world, palette, axes=_INSET, step=_INSET_STEP),
            *inset_lines(lines, palette, _INSET),
            site_trace(far, figure_ids, _INSET),
        ]
        shapes += [*site_symbols(far, palette, _INSET), _outline("paper", *corner, palette), _shown_part(palette)]
        words += names_above(far, palette, _INSET, (world.west + world.east) / 2)
        layout = _inset_axes(world, *corner)
    words += names(near, lines, palette, covered)
    figure = go.Figure(traces, {"shapes": shapes, "annotations": words, **layout})
    figure.update_layout(
        xaxis={**_STILL, "range": [WINDOW.west, WINDOW.east]},
        yaxis={**_STILL, "range": [BOTTOM, TOP], "scaleanchor": "x"},
    )
    drawn = add_frame(
        figure, caption, palette, plot_height=HEIGHT, axis_height=LEGEND_HEIGHT, left=MARGIN,
        right=MARGIN,
    )  # fmt: skip
    return drawn.update_layout(plot_bgcolor=palette.land)


def _inset_axes(world: Box, across: Domain, up: Domain) -> dict[str, Any]:
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


def _ground(across: Domain, up: Domain) -> Box:
    west, east = (WINDOW.west + share * (WINDOW.east - WINDOW.west) for share in across)
    south, north = (latitude_of(BOTTOM + share * (TOP - BOTTOM)) for share in up)
    return Box(west, east, south, north)


def _outline(axes: str, across: Domain, up: Domain, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect", "xref": axes, "yref": axes, "x0": across[0], "x1": across[1], "y0": up[0], "y1": up[1],
        "line": {"color": palette.axis, "width": 1},
    }  # fmt: skip


def _shown_part(palette: Palette) -> dict[str, Any]:
    west, east = WINDOW.west, WINDOW.east
    return {
        "type": "rect", "xref": "x2", "yref": "y2", "x0": west, "x1": east, "y0": BOTTOM, "y1": TOP,
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }  # fmt: skip
