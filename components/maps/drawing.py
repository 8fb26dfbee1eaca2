"""A scene as the browser draws it, with its names placed at every scale, and as a Plotly figure for other programs."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import Drawing, add_frame
from components.maps.features import stroke, tooltip
from components.maps.placing import SCALES, placed
from components.maps.scene import Scene, mercator
from components.maps.symbols import LINE_HEADING, LINE_LEGEND, SYMBOL_LEGEND, path, symbol
from components.style import DARK, LIGHT, Caption, Palette, chart_text

Bounds = tuple[float, float, float, float]
HEIGHT = 560
# What a map shows at most at once, unless a reader moves it: longitudes and latitudes.
_WIDEST: Bounds = (46.0, 40.0, 90.0, 55.5)
_LEAST = 3.0
_AROUND = 0.5
_NEAR = 0.3


def written(drawn: Scene, figure_ids: dict[str, str], *, insets: tuple[Bounds, ...] = ()) -> dict[str, Any]:
    """Return a scene as the browser's map reads it; `figure_ids` leads from a subject to the milestone it is drawn by.

    Lengths are pixels, places longitudes and Web Mercator ordinates in degrees; colours are named, and `colours` has
    them in both appearances. `placed` has, for each of `scales`, the names by number, each with the middle of its box
    and, if it stands aside, the end of its leader line.
    """
    looks = {(site.mode, site.stage, site.accuracy) for site in drawn.sites}
    looks |= {entry[1:] for entries in SYMBOL_LEGEND.values() for entry in entries}
    numbers = {name: number for number, name in enumerate(drawn.names)}
    return {
        "lines": [
            {
                "subject": line.subject_id, "figure": figure_ids.get(line.subject_id, ""),
                "corridor": line.corridor_id, "words": line.words,
                "spots": [[round(part, 4) for part in spot] for spot in line.spots], "colour": _own(line.colour),
                "width": line.width, "opacity": line.opacity, "dashed": line.dashed, "signature": line.signature,
            }
            for line in drawn.lines
        ],
        "sites": [
            {
                "subject": site.subject_id, "figure": figure_ids.get(site.subject_id, ""),
                "corridor": site.corridor_id, "words": site.words,
                "x": site.x, "y": site.y, "colour": _own(site.colour),
                "symbol": "/".join((site.mode, site.stage, site.accuracy)),
            }
            for site in drawn.sites
        ],
        "symbols": {
            "/".join(look): [[path(part.corners), *part[1:]] for part in symbol(*look)] for look in sorted(looks)
        },
        "names": [
            {
                "kind": name.kind, "words": name.words, "size": name.size, "width": round(name.width, 1),
                "colour": name.colour if name.colour in ("ink", "muted") else _own(name.colour),
                "subject": name.subject_id, "figure": figure_ids.get(name.subject_id, ""),
            }
            for name in drawn.names
        ],
        "scales": [round(scale, 3) for scale in SCALES],
        "placed": [
            [
                [
                    numbers[one.name], *(round(part, 4) for part in one.spot[:2]),
                    *(round(part, 1) for part in (one.right, one.down, *(one.leader or ()))),
                ]
                for one in placed(drawn, scale)
            ]
            for scale in SCALES
        ],
        "home": home(drawn),
        "insets": insets,
        "legend": [
            *([heading, [["/".join(entry[1:]), entry.words] for entry in entries]]
              for heading, entries in SYMBOL_LEGEND.items()),
            [LINE_HEADING, [[[line.width, line.dashed], line.words] for line in LINE_LEGEND]],
        ],
        "colours": {palette.name: _colours(palette) for palette in (LIGHT, DARK)},
    }  # fmt: skip


def _own(colour: str) -> str:
    return colour or "no_corridor"


def _colours(palette: Palette) -> dict[str, str]:
    names = ("ink", "muted", "paper", "axis", "no_corridor", "land", "home", "water")
    return {**{name: getattr(palette, name) for name in names}, **palette.corridors}


def home(drawn: Scene) -> Bounds:
    """Return what a map shows first, as west, south, east and north in projected degrees: all that is drawn on it.

    Of what leads beyond Central Asia it shows the part that lies there.
    """
    west, south, east, north = _WIDEST[0], mercator(_WIDEST[1]), _WIDEST[2], mercator(_WIDEST[3])
    points = [(site.x, site.y) for site in drawn.sites] + [
        (spot.x, spot.y) for line in drawn.lines for spot in line.spots
    ]
    if any(west < x < east and south < y < north for x, y in points):
        points = [(min(max(x, west), east), min(max(y, south), north)) for x, y in points]
    return _wide(_box(points)) if points else (west, south, east, north)


def insets(sites: pd.DataFrame) -> tuple[Bounds, ...]:
    """Return what insets show: the border that has crossings, and the sites that stand closest to one another.

    `sites` is what `maps.sites` gives; without three crossings, or two sites in each other's way, there is none.
    """
    places = [(x, mercator(y)) for x, y in zip(sites["longitude"], sites["latitude"], strict=True)]
    crossings = [place for place, kind in zip(places, sites["kind"], strict=True) if kind == "crossing"]
    if len(crossings) < 3:
        return ()
    crowds = [[other for other in places if max(abs(other[0] - x), abs(other[1] - y)) < _NEAR] for x, y in places]
    crowd = max(crowds, key=len)
    strip = _box(crossings, _AROUND)
    return (strip, _box(crowd, _NEAR / 4)) if len(crowd) > 1 else (strip,)


def _wide(bounds: Bounds) -> Bounds:
    """Widen bounds that show one place or a short line, so that a reader sees where on the ground it lies."""
    west, south, east, north = bounds
    across, up = max(0.0, _LEAST - (east - west)) / 2, max(0.0, _LEAST - (north - south)) / 2
    return west - across, south - up, east + across, north + up


def _box(points: list[tuple[float, float]], around: float = 0.0) -> Bounds:
    xs, ys = zip(*points, strict=True)
    return min(xs) - around, min(ys) - around, max(xs) + around, max(ys) + around


def map_figure(
    shown: pd.DataFrame,
    caption: Caption,
    palette: Palette,
    *,
    sites: pd.DataFrame,
    lines: pd.DataFrame,
    basemap: dict[str, Any],
) -> go.Figure:
    """Draw sites and lines (of `maps.sites` and `maps.lines`) over longitude and latitude, without the ground.

    The browser draws its map from `written`, and takes of this the frame with its words; other programs take it whole.
    `shown` has the `figure_id` of the milestone that each `subject_id` is drawn by.
    """
    figure_ids = dict(zip(shown["subject_id"], shown["figure_id"], strict=True))
    rings = [
        part[0]
        for feature in basemap["features"]
        if feature["properties"]["layer"] == "kazakhstan"
        for part in feature["geometry"]["coordinates"]
    ]
    ground = [
        _trace("Kazakhstan", ring, mode="lines", line={"color": palette.axis, "width": 1}, hoverinfo="skip")
        for ring in rings
    ]
    courses = [
        _trace(
            line["subject"], line["path"], mode="lines",
            customdata=[[figure_ids[line["subject_id"]]]] * len(line["path"]), hovertemplate=_hover(line),
            line={
                "color": palette.of_corridor(line["corridor_colour"]),
                "width": stroke(line, palette).width,
                "dash": "dash" if stroke(line, palette).dashed else "solid",
            },
        )
        for _, line in lines.iterrows()
    ]  # fmt: skip
    marks = _trace(
        "sites", sites[["longitude", "latitude"]].to_numpy().tolist(), mode="markers+text",
        text=[chart_text(label) for label in sites["label"]], textposition="middle right",
        customdata=[[figure_ids[key]] for key in sites["subject_id"]],
        hovertemplate=[_hover(site) for _, site in sites.iterrows()],
        marker={"size": 12, "color": [palette.of_corridor(colour) for colour in sites["corridor_colour"]]},
    )  # fmt: skip
    west, south, east, north = _WIDEST
    axes = {
        "xaxis": {"visible": False, "range": [west, east]},
        "yaxis": {"visible": False, "range": [south, north], "scaleanchor": "x", "scaleratio": 1.45},
    }
    drawing = Drawing([*ground, *courses, marks], layout=axes)
    return add_frame(drawing, caption, palette, plot_height=HEIGHT, axis_height=0, left=16, right=16)


def _hover(row: pd.Series) -> str:
    first, *others = tooltip(row).split("\n")
    return "<br>".join([f"<b>{chart_text(first)}</b>", *map(chart_text, others)]) + "<extra></extra>"


def _trace(name: str, points: list[list[float]], **look: Any) -> dict[str, Any]:
    xs, ys = zip(*points, strict=True) if points else ((), ())
    return {"type": "scatter", "name": chart_text(name), "x": xs, "y": ys, **look}
