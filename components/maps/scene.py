"""What is drawn on a map, once for every drawing of it: lines, sites and names, each anchored to true places.

A place is a longitude and a Web Mercator ordinate, both in degrees; a shift is in pixels, to the right and down.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from components.maps.features import stroke, tooltip
from components.style import LIGHT, text_width

LANE = 4.0
SITE_SIZE, LINE_SIZE, GROUND_SIZE = 13, 12, 11
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
# A leg is read as rail, road or water by what runs on it; a corridor of several modes has no signature.
_SIGNATURES = {"rail_line": "rail", "crossing": "rail", "highway": "road", "waterway": "water", "corridor": ""}
_WATER_SHOWN = 22.0
_STATIONS_SHOWN = 60.0
_COUNTRIES = (
    ("KAZAKHSTAN", 66.6, 48.9), ("CHINA", 92.5, 41.0), ("RUSSIA", 66.0, 55.6), ("UZBEKISTAN", 63.2, 41.9),
    ("TURKMENISTAN", 58.6, 39.6), ("MONGOLIA", 97.0, 47.0), ("Caspian Sea", 50.7, 41.7), ("Lake Balkhash", 74.6, 45.5),
)  # fmt: skip


class Spot(NamedTuple):
    """Hold a place and a shift from it."""

    x: float
    y: float
    right: float = 0.0
    down: float = 0.0


class Line(NamedTuple):
    """Hold one leg of a route: its course, side by side with others of the same, and its look (width in pixels)."""

    subject_id: str
    corridor_id: str
    words: str
    spots: tuple[Spot, ...]
    colour: str
    width: float
    opacity: float
    dashed: bool
    signature: str


class Site(NamedTuple):
    """Hold one site: its place, and what `maps.symbol` draws it by."""

    subject_id: str
    corridor_id: str
    words: str
    x: float
    y: float
    colour: str
    mode: str
    stage: str
    accuracy: str


class Name(NamedTuple):
    """Hold one name: the places that it may stand at, best first, and its look (`size` in pixels).

    `kind` is site, line, station, town, country or water; `colour` is that of a corridor, or `ink` or `muted`. It is
    written from `least` pixels a degree on.
    """

    kind: str
    words: str
    spots: tuple[Spot, ...]
    colour: str
    size: int
    subject_id: str = ""
    least: float = 0.0

    @property
    def width(self) -> float:
        """Return the width of its text in pixels."""
        return text_width(self.words, self.size, bold=self.kind == "site") + 2

    @property
    def height(self) -> float:
        """Return the height of its text in pixels."""
        return self.size * 1.2


@dataclass(frozen=True)
class Scene:
    """What is drawn over the ground, in order: lines, sites, names; the more important names come first."""

    lines: tuple[Line, ...]
    sites: tuple[Site, ...]
    names: tuple[Name, ...]


def mercator(latitude: float) -> float:
    """Return the Web Mercator ordinate of a latitude in degrees, in the unit of a degree of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def compose(sites: pd.DataFrame, lines: pd.DataFrame, basemap: dict[str, Any], *, labels: bool = True) -> Scene:
    """Return what is drawn of the tables of `maps.sites` and `maps.lines` over a base map, with its names if asked."""
    placed = tuple(
        Site(
            row["subject_id"], row["corridor_id"], tooltip(row), row["longitude"], mercator(row["latitude"]),
            row["corridor_colour"], row["mode"], row["stage"], row["accuracy"],
        )
        for _, row in sites.iterrows()
    )  # fmt: skip
    ground = list(_ground_names(basemap))
    names = [*_site_names(sites), *_line_names(lines), *_station_names(lines, placed, ground)] if labels else []
    return Scene(tuple(_lines(lines)), placed, (*names, *ground))


def _lines(lines: pd.DataFrame) -> Iterator[Line]:
    """Lay each leg in its lane, those from outside the documents first, under the others."""
    lanes = _lanes(lines)
    for _, row in lines.sort_values("basis", ascending=False, kind="stable").iterrows():
        look = stroke(row, LIGHT)
        course = [(x, mercator(y)) for x, y in row["path"]]
        shifts = [_shift(lanes, row["subject_id"], start, end) for start, end in pairwise(map(tuple, row["path"]))]
        corners = zip(course, [shifts[0], *shifts], [*shifts, shifts[-1]], strict=True)
        spots = tuple(Spot(x, y, (a + c) / 2, (b + d) / 2) for (x, y), (a, b), (c, d) in corners)
        yield Line(
            row["subject_id"], row["corridor_id"], tooltip(row), spots, row["corridor_colour"], look.width,
            look.opacity / 255, look.dashed, _SIGNATURES.get(row["kind"], ""),
        )  # fmt: skip


def _lanes(lines: pd.DataFrame) -> dict[frozenset[tuple[float, ...]], list[str]]:
    """Return the subjects that share each piece of a course, in the order of their lanes."""
    lanes: dict[frozenset[tuple[float, ...]], list[str]] = defaultdict(list)
    for row in lines.sort_values(["subject_id", "leg"]).itertuples(index=False):
        for piece in pairwise(map(tuple, row.path)):
            if row.subject_id not in lanes[frozenset(piece)]:
                lanes[frozenset(piece)].append(row.subject_id)
    return lanes


def _shift(
    lanes: dict[frozenset[tuple[float, ...]], list[str]], subject: str, start: tuple[float, ...], end: tuple[float, ...]
) -> tuple[float, float]:
    among = lanes[frozenset((start, end))]
    aside = (among.index(subject) - (len(among) - 1) / 2) * LANE
    (west, south), (east, north) = sorted([start, end])
    across, up = east - west, mercator(north) - mercator(south)
    length = math.hypot(across, up) or 1.0
    return aside * up / length, aside * across / length


def _site_names(sites: pd.DataFrame) -> Iterator[Name]:
    for row in sites.itertuples(index=False):
        spot = Spot(row.longitude, mercator(row.latitude))
        yield Name("site", row.label, (spot,), "ink", SITE_SIZE, row.subject_id)


def _line_names(lines: pd.DataFrame) -> Iterator[Name]:
    """Name each route on its longest leg; the short ones choose first, for they have the least room."""
    named = lines[lines["kind"] != "crossing"]
    longest = named.assign(length=[_length(path) for path in named["path"]]).sort_values("length")
    for row in longest.drop_duplicates("subject_id", keep="last").itertuples(index=False):
        spots = tuple(Spot(x, mercator(y)) for x, y in (along(row.path, share) for share in _SHARES))
        yield Name("line", row.label, spots, row.corridor_colour, LINE_SIZE, row.subject_id)


def _station_names(lines: pd.DataFrame, sites: Iterable[Site], ground: list[Name]) -> Iterator[Name]:
    """Name the stations of rail lines, but those that stand where a site is drawn, or that a town is named for."""
    taken = {Spot(site.x, site.y) for site in sites}
    towns = {name.words for name in ground}
    for row in lines[lines["kind"].map(_SIGNATURES.get) == "rail"].itertuples(index=False):
        for (x, y), words in zip(row.path, row.stations, strict=True):
            spot = Spot(x, mercator(y))
            if words and words not in towns and spot not in taken:
                taken.add(spot)
                yield Name("station", words, (spot,), row.corridor_colour, GROUND_SIZE, row.subject_id, _STATIONS_SHOWN)


def _ground_names(basemap: dict[str, Any]) -> Iterator[Name]:
    for words, x, y in _COUNTRIES:
        yield Name("country" if words.isupper() else "water", words, (Spot(x, mercator(y)),), "muted", GROUND_SIZE)
    known = {words for words, _, _ in _COUNTRIES}
    features = sorted(basemap["features"], key=lambda feature: feature["properties"].get("rank", 9))
    for feature in features:
        layer, words = feature["properties"]["layer"], feature["properties"].get("name", "")
        if layer == "town":
            x, y = feature["geometry"]["coordinates"]
            least = (0.0, 7.0, 16.0, 30.0, 60.0)[min(feature["properties"]["rank"], 4)]
            yield Name("town", words, (Spot(x, mercator(y)),), "muted", GROUND_SIZE, least=least)
        elif layer == "water" and words and words not in known:
            yield Name("water", words, (_middle(feature["geometry"]),), "muted", GROUND_SIZE, least=_WATER_SHOWN)


def _middle(geometry: dict[str, Any]) -> Spot:
    """Return the middle of the largest part of an area."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    ring = max((part[0] for part in parts), key=len)
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return Spot((min(xs) + max(xs)) / 2, mercator((min(ys) + max(ys)) / 2))


def along(path: list[list[float]], share: float) -> list[float]:
    """Return the point that lies a share (0 to 1) of the way along a polyline."""
    lengths = [math.dist(start, end) for start, end in pairwise(path)]
    left = sum(lengths) * share
    for (start, end), length in zip(pairwise(path), lengths, strict=True):
        if left <= length:
            part = left / length if length else 0.0
            return [start[axis] + (end[axis] - start[axis]) * part for axis in (0, 1)]
        left -= length
    return path[-1]


def _length(path: list[list[float]]) -> float:
    return sum(math.dist(start, end) for start, end in pairwise(path))
