"""The base map, `basemap.geojson`: what can be drawn and measured of it."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from components.tables.faults import SHOWN, Fault
from components.tables.parsing import read_json

BASEMAP = "basemap.geojson"
MOST_BYTES = 4_000_000
LAYERS = ("land", "border", "country", "kazakhstan", "water", "town")
_AREAS = {"Polygon": 0, "MultiPolygon": 1}
_LINES = {"LineString": -1, "MultiLineString": 0}
_RING = "a closed ring of four or more points"
_LINE = "a line of two or more points"
_POINT = "longitude from -180 to 180 and latitude between -90 and 90"
Wrong = tuple[str, str]


@lru_cache(maxsize=2)
def read_basemap(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse the base map; refuse what is no GeoJSON FeatureCollection of areas, lines and towns in its layers.

    The same bytes are read once, for the map stays while tables are edited: change nothing in it.
    """
    basemap, faults = read_json(file, content, MOST_BYTES)
    if faults:
        return {}, faults
    features = basemap.get("features")
    if basemap.get("type") != "FeatureCollection" or not isinstance(features, list):
        return {}, [Fault(file, None, "", "no list of features", "a GeoJSON FeatureCollection")]
    faults = [
        Fault(file, None, "", f"features[{number}]{found}", expected)
        for number, feature in enumerate(features)
        for found, expected in _feature(feature)
    ]
    if not faults and not _land(features):
        faults = [Fault(file, None, "", "no land", "an area in the layer land, which the map is laid out by")]
    return ({} if faults else basemap), faults


def _feature(feature: Any) -> Iterator[Wrong]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        yield " lacks properties or geometry", "a GeoJSON Feature"
        return
    layer, country = properties.get("layer"), properties.get("country", "")
    if layer not in LAYERS:
        yield f".properties.layer: {_shown(layer)}", f"one of: {', '.join(LAYERS)}"
    if not isinstance(country, str) or not country.isprintable():
        yield f".properties.country: {_shown(country)}", "text in one line"
    if "extent" in properties and not _is_extent(properties["extent"]):
        yield f".properties.extent: {_shown(properties['extent'])}", "west, south, east and north in degrees"
    kinds = tuple(_AREAS)
    if layer == "town":
        kinds = ("Point",)
        yield from _town(properties)
    elif layer == "border" and not country:
        kinds = (*_AREAS, *_LINES)
    if geometry.get("type") not in kinds:
        yield f".geometry.type: {_shown(geometry.get('type'))}", f"one of: {', '.join(kinds)}"
    else:
        yield from _geometry(geometry["type"], geometry.get("coordinates"))


def _town(properties: dict[str, Any]) -> Iterator[Wrong]:
    name, rank = properties.get("name"), properties.get("rank")
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        yield f".properties.name: {_shown(name)}", "text in one line, as it is a town"
    if type(rank) is not int or not 1 <= rank <= 9:
        yield f".properties.rank: {_shown(rank)}", "a whole number from 1 to 9, as it is a town"
    if properties.get("country"):
        yield f".properties.country: {_shown(properties['country'])}", "none, as a town outlines no country"


def _geometry(kind: str, coordinates: Any) -> Iterator[Wrong]:
    """Refuse coordinates by the first ring, line or point of them that is none."""
    place, expected = ".geometry.coordinates", _RING if kind in _AREAS else _LINE
    if kind == "Point":
        if not _is_point(coordinates):
            yield f"{place}: {_shown(coordinates)}", _POINT
        return
    parts = [coordinates] if kind == "LineString" else coordinates
    for _ in range(_AREAS.get(kind, 0)):
        parts = _joined(parts)
    if not isinstance(parts, list) or not parts:
        yield f"{place}: none", expected
        return
    for part in parts:
        if not isinstance(part, list) or len(part) < (4 if kind in _AREAS else 2):
            yield f"{place}: {_shown(part)}", expected
            return
        if wrong := [point for point in part if not _is_point(point)]:
            yield f"{place}: {_shown(wrong[0])}", _POINT
            return
        if kind in _AREAS and part[0] != part[-1]:
            yield f"{place}: a ring from {_shown(part[0])} to {_shown(part[-1])}", expected
            return


def _joined(parts: Any) -> Any:
    whole = isinstance(parts, list) and all(isinstance(part, list) and part for part in parts)
    return list(chain.from_iterable(parts)) if whole else None


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(type(ordinate) in (int, float) for ordinate in point)
        and -180 <= point[0] <= 180
        and -90 < point[1] < 90
    )


def _is_extent(extent: Any) -> bool:
    halves = (extent[:2], extent[2:]) if isinstance(extent, list) else ()
    return bool(halves) and all(map(_is_point, halves)) and extent[0] < extent[2] and extent[1] < extent[3]


def _shown(value: Any) -> str:
    return json.dumps(value)[:SHOWN]


def _land(features: Sequence[Any]) -> bool:
    """Return whether the land reaches from one longitude and latitude to others."""
    land = [feature["geometry"] for feature in features if feature["properties"]["layer"] == "land"]
    polygons = chain.from_iterable(
        [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"] for area in land
    )
    points = [point for polygon in polygons for ring in polygon for point in ring]
    return all(len({point[axis] for point in points}) > 1 for axis in (0, 1))
