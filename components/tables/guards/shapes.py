"""How far a point lies from the countries of the base map, in kilometres."""

from collections.abc import Mapping
from typing import Any

import numpy
from numpy.typing import NDArray

Numbers = NDArray[numpy.float64]
Point = tuple[float, float]
Rings = Mapping[str, list[Numbers]]
Extents = Mapping[str, tuple[float, ...]]
_KILOMETRES_A_DEGREE = 111.195


def country_rings(basemap: Mapping[str, Any]) -> dict[str, list[Numbers]]:
    """Collect the rings of each country that a base map outlines, by ISO code; outer rings and holes alike."""
    rings: dict[str, list[Numbers]] = {}
    for feature in basemap["features"]:
        if code := feature.get("properties", {}).get("country"):
            geometry = feature["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            rings.setdefault(code, []).extend(numpy.array(ring, dtype="float64") for part in parts for ring in part)
    return rings


def country_extents(basemap: Mapping[str, Any], rings: Rings) -> Extents:
    """Collect how far each country reaches: west, south, east and north; beyond the base map where it says so."""
    stated = {
        each["country"]: tuple(each["extent"])
        for each in (feature.get("properties", {}) for feature in basemap["features"])
        if {"country", "extent"} <= each.keys()
    }
    return {country: (*map(float, numpy.ravel(extent(outline))),) for country, outline in rings.items()} | stated


def extent(outline: list[Numbers]) -> tuple[Numbers, Numbers]:
    """Give the lowest and the highest longitude and latitude of rings."""
    points = numpy.concatenate(outline)
    return points.min(axis=0), points.max(axis=0)


def inside(point: Point, rings: list[Numbers]) -> bool:
    """Tell whether a point, longitude and latitude, lies within an area, by the parity of the edges east of it."""
    longitude, latitude = point
    crossed = 0
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        edges = (y[:-1] > latitude) != (y[1:] > latitude)
        x, y, ahead, above = x[:-1][edges], y[:-1][edges], x[1:][edges], y[1:][edges]
        crossed += int(numpy.count_nonzero(x + (latitude - y) / (above - y) * (ahead - x) > longitude))
    return crossed % 2 == 1


def kilometres(point: Point, rings: list[Numbers]) -> float:
    """Measure from a point to the nearest edge, on a plane that is true around the point."""
    scale = numpy.array([numpy.cos(numpy.radians(point[1])), 1.0]) * _KILOMETRES_A_DEGREE
    nearest = numpy.inf
    for ring in rings:
        points = (ring - point) * scale
        start, edge = points[:-1], points[1:] - points[:-1]
        length = numpy.maximum((edge**2).sum(axis=1), 1e-12)
        along = numpy.clip(-(start * edge).sum(axis=1) / length, 0.0, 1.0)
        nearest = min(nearest, float(numpy.hypot(*(start + along[:, None] * edge).T).min()))
    return nearest
