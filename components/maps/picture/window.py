"""The part of the world that the picture shows, and the corner where an inset shows the rest."""

from typing import Any

import pandas as pd

from components.charts import PICTURE_WIDTH
from components.maps.labels import Box, along
from components.maps.projection import mercator

MARGIN = 16
WINDOW = Box(45.5, 99.5, 38.9, 57.0)
BOTTOM, TOP = mercator(WINDOW.south), mercator(WINDOW.north)
SCALE = (PICTURE_WIDTH - 2 * MARGIN) / (WINDOW.east - WINDOW.west)
HEIGHT = round((TOP - BOTTOM) * SCALE)
_INSET_WIDTH = 0.28
_GAP = (0.008, 0.016)
_SAMPLES = 24
Domain = tuple[float, float]


def is_inside(longitude: float, latitude: float) -> bool:
    """Tell whether a place lies in the part of the world that the picture shows."""
    return WINDOW.west <= longitude <= WINDOW.east and WINDOW.south <= latitude <= WINDOW.north


def reaches_beyond(sites: pd.DataFrame, lines: pd.DataFrame) -> bool:
    """Tell whether a site or line lies outside the part of the world that the picture shows."""
    points = [
        *zip(sites["longitude"], sites["latitude"], strict=True),
        *(point for path in lines["path"] for point in path),
    ]
    return not all(is_inside(*point) for point in points)


def world_bounds(basemap: dict[str, Any]) -> Box:
    """Give the bounds of the land of the base map, in degrees."""
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
    """Give every ring or line of a GeoJSON feature as a list of longitudes and latitudes."""
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
    """Give a place as shares of the plot's width and height."""
    x = (longitude - WINDOW.west) / (WINDOW.east - WINDOW.west)
    return x, (mercator(latitude) - BOTTOM) / (TOP - BOTTOM)
