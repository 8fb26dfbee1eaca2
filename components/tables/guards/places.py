"""Where a place can lie: in its country, at its border, beside its opposite."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy

from .refusal import Frames, Refusal, among, cells, refusals
from .shapes import Extents, Numbers, Point, Rings, country_extents, country_rings, extent, inside, kilometres

FROM_COUNTRY = 25
FROM_BORDER = 60
_WAYPOINTS = ("sea_waypoint", "river_waypoint")
_CROSSINGS = ("rail_crossing", "road_crossing", "crossing_mode_unstated")


def place_refusals(frames: Frames, basemap: Mapping[str, Any]) -> Iterator[Refusal]:
    """Refuse a place 25 km outside its country or deep in another, a crossing far from the border or from its opposite.

    Countries are those that the base map outlines, within its frame: beyond it only the extent of the whole country is
    known, and of a country that the map does not show, only that the place lies in none that it does. A waypoint has
    no country; one of the sea does not lie on land.
    """
    country, kind, longitude, latitude = cells(frames["places"], "country", "kind", "longitude", "latitude")
    unplaced = (country == "") & ~among(kind, _WAYPOINTS)
    yield from refusals("places", unplaced, "country", "a country, as only a waypoint lies in none")
    rings = country_rings(basemap)
    extents = country_extents(basemap, rings)
    low, high = extent([*chain.from_iterable(rings.values())] or [numpy.zeros((1, 2))])
    framed = (low[0] <= longitude) & (longitude <= high[0]) & (low[1] <= latitude) & (latitude <= high[1])
    for position, name in enumerate(country):
        point = float(longitude[position]), float(latitude[position])
        if kind[position] == "sea_waypoint":
            fault = _ashore(point, rings)
        elif name == "" or kind[position] == "river_waypoint":
            continue
        elif name not in rings:
            fault = _elsewhere(point, rings)
        elif not framed[position]:
            fault = _beyond(point, name, extents)
        else:
            fault = _misplaced(point, name, kind[position] in _CROSSINGS, rings[name])
        if fault:
            yield Refusal("places", position, *fault)
    yield from _opposites(frames)


def _elsewhere(point: Point, rings: Rings) -> tuple[str, str] | None:
    for country, outline in rings.items():
        if inside(point, outline) and kilometres(point, outline) > FROM_COUNTRY:
            return "country", f"{country}, the country in which the point lies"
    return None


def _ashore(point: Point, rings: Rings) -> tuple[str, str] | None:
    return ("kind", "another kind, as the point lies on land") if _elsewhere(point, rings) else None


def _beyond(point: Point, country: str, extents: Extents) -> tuple[str, str] | None:
    """Hold a point that the base map does not reach against the extent of the whole country."""
    west, south, east, north = extents[country]
    longitude, latitude = point
    if west - 1 <= longitude <= east + 1 and south - 1 <= latitude <= north + 1:
        return None
    column = "longitude" if south - 1 <= latitude <= north + 1 else "latitude"
    return (
        column,
        f"a point in {country}, which reaches from {west:g} to {east:g} east and {south:g} to {north:g} north",
    )


def _misplaced(point: Point, country: str, crossing: bool, outline: list[Numbers]) -> tuple[str, str] | None:
    within = inside(point, outline)
    if within and not crossing:
        return None
    edge = kilometres(point, outline)
    if not within and edge > FROM_COUNTRY:
        expected = f"a point in {country} or no further than {FROM_COUNTRY} km from it; this one is {edge:.0f} km off"
        return _wrong_axis(point, outline), expected
    if edge > FROM_BORDER:
        return (
            "kind",
            f"no crossing further than {FROM_BORDER} km from the border of {country}; this one is {edge:.0f} km off",
        )
    return None


def _wrong_axis(point: Point, outline: list[Numbers]) -> str:
    """Name the coordinate that lies outside the country's extent; the latitude where both or neither do."""
    (west, south), (east, north) = extent(outline)
    longitude, latitude = point
    return "longitude" if south <= latitude <= north and not west <= longitude <= east else "latitude"


def _opposites(frames: Frames) -> Iterator[Refusal]:
    kind, near, far = cells(frames["subjects"], "kind", "place_id", "far_place_id")
    names, *axes = cells(frames["places"], "place_id", "longitude", "latitude")
    points = {name: numpy.array(point) for name, *point in zip(names, *axes, strict=True)}
    for position in ((kind == "crossing") & (near != "") & (far != "")).nonzero()[0]:
        ends = numpy.array([points[far[position]]] * 2)
        if kilometres(tuple(points[near[position]]), [ends]) > FROM_BORDER:
            expected = f"a place no further than {FROM_BORDER} km from place_id, as the kind is crossing"
            yield Refusal("subjects", int(position), "far_place_id", expected)
