"""What subjects, routes and places must be: modes that fit kinds, legs without gaps, places in their countries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy
import shapely
import shapely.geometry

from components.tables.guards.refusal import Frames, Refusal, among, cells, found_in, refusals

Point = tuple[float, float]
Countries = Mapping[str, shapely.Geometry]
Extents = Mapping[str, tuple[float, ...]]
_KILOMETRES_A_DEGREE = 111.195
_MODES = {"rail_line": ("rail",), "highway": ("road",), "waterway": ("river", "sea")}
_TRANSPORT = ("corridor", "crossing", "terminal", "port", "cargo_flow")
_CROSSINGS = {"rail_crossing": "rail", "road_crossing": "road"}
FROM_COUNTRY = 25
FROM_BORDER = 60
_WAYPOINTS = ("sea_waypoint", "river_waypoint")
_AT_BORDER = ("rail_crossing", "road_crossing", "crossing_mode_unstated")


# The latest base map with its countries: `read_basemap` gives the same one as long as its bytes are the same.
_latest: tuple[Any, Countries] = (None, {})


def countries_of(basemap: Mapping[str, Any]) -> Countries:
    """Return the area of each country that a base map outlines, by ISO code, in degrees."""
    global _latest
    if _latest[0] is not basemap:
        _latest = basemap, _outlined(basemap)
    return _latest[1]


def _outlined(basemap: Mapping[str, Any]) -> Countries:
    areas: dict[str, list[shapely.Geometry]] = {}
    for feature in basemap["features"]:
        if code := feature.get("properties", {}).get("country"):
            shape = shapely.geometry.shape(feature["geometry"])
            # Of a ring that crosses itself the areas alone: what is left of it as lines has no edge to be near.
            areas.setdefault(code, []).append(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    return {code: shapely.union_all(parts) for code, parts in areas.items()}


def extents_of(basemap: Mapping[str, Any], countries: Countries) -> Extents:
    """Return how far each country reaches: west, south, east and north; beyond the base map where it says so."""
    stated = {
        each["country"]: tuple(each["extent"])
        for each in (feature.get("properties", {}) for feature in basemap["features"])
        if {"country", "extent"} <= each.keys()
    }
    return {country: tuple(area.bounds) for country, area in countries.items()} | stated


def kilometres(point: Point, shape: shapely.Geometry) -> float:
    """Return the distance from a point to the nearest edge of a shape, on a plane that is true around the point."""
    scale = numpy.array([numpy.cos(numpy.radians(point[1])), 1.0]) * _KILOMETRES_A_DEGREE
    edges = shape.boundary if shape.area else shape
    return float(shapely.transform(edges, lambda degrees: (degrees - point) * scale).distance(shapely.Point(0, 0)))


def corridor_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a corridor by whose id, name or label another is meant too, if capitals and spaces make no difference."""
    corridors, owners = frames["corridors"], dict[str, int]()
    for column in ("corridor_id", "name", "label"):
        for position, text in enumerate(corridors[column]):
            owner = owners.setdefault(" ".join(text.casefold().split()), position)
            if owner != position:
                expected = f"no id, name or label of {corridors['corridor_id'].iloc[owner]}"
                yield Refusal("corridors", position, column, expected)


def subject_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a rail line by road, transport without a mode, a far place alone, a crossing within one country."""
    subjects = frames["subjects"]
    kind, mode, near, far = cells(subjects, "kind", "mode", "place_id", "far_place_id")
    for name, modes in _MODES.items():
        wrong = (kind == name) & ~among(mode, modes)
        yield from refusals("subjects", wrong, "mode", f"{' or '.join(modes)}, as the kind is {name}")
    expected = "a mode of transport, or unstated, as the kind is {kind}"
    yield from refusals("subjects", among(kind, _TRANSPORT) & (mode == ""), "mode", expected, kind=kind)

    yield from refusals("subjects", (far != "") & (near == ""), "place_id", "the near place, as there is a far one")
    yield from refusals("subjects", (far != "") & (near == far), "far_place_id", "another place than place_id")
    crossing, places = kind == "crossing", frames["places"]
    here, there = (found_in(places, "country", subjects[name]) for name in ("place_id", "far_place_id"))
    expected = "a place in another country than place_id, as the kind is crossing"
    yield from refusals("subjects", crossing & (here != "") & (here == there), "far_place_id", expected)
    for column in ("place_id", "far_place_id"):
        kinds = found_in(places, "kind", subjects[column])
        built_for = numpy.array([_CROSSINGS.get(name, "") for name in kinds], dtype=object)
        wrong = crossing & (built_for != "") & among(mode, ("rail", "road")) & (mode != built_for)
        yield from refusals("subjects", wrong, column, "a crossing of the mode {mode}", mode=mode)


def route_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse legs and vertices that do not count from 1 without a gap, a leg of one vertex, a place after itself."""
    lines: dict[str, dict[int, dict[int, tuple[int, str]]]] = defaultdict(lambda: defaultdict(dict))
    rows = zip(*cells(frames["routes"], "subject_id", "leg", "order", "place_id"), strict=True)
    for position, (subject, leg, order, place) in enumerate(rows):
        lines[subject][int(leg)][int(order)] = position, place
    for legs in lines.values():
        for position, _ in legs[max(legs)].values() if max(legs) != len(legs) else ():
            yield Refusal("routes", position, "leg", f"the legs of this subject counted from 1 to {len(legs)}")
        for vertices in legs.values():
            yield from _leg(vertices)


def _leg(vertices: dict[int, tuple[int, str]]) -> Iterator[Refusal]:
    last, before = max(vertices), ""
    if last != len(vertices):
        expected = f"the vertices of this leg counted from 1 to {len(vertices)}"
        yield Refusal("routes", vertices[last][0], "order", expected)
    elif last == 1:
        yield Refusal("routes", vertices[last][0], "order", "at least two vertices in a leg")
    for _, (position, place) in sorted(vertices.items()):
        if place == before:
            yield Refusal("routes", position, "place_id", "another place than the vertex before")
        before = place


def place_refusals(frames: Frames, basemap: Mapping[str, Any]) -> Iterator[Refusal]:
    """Refuse a place 25 km outside its country or deep in another, a crossing far from the border or from its opposite.

    Countries are those that the base map outlines, within its frame: beyond it only the extent of the whole country is
    known, and of a country that the map does not show, only that the place lies in none that it does. A waypoint has
    no country; one of the sea does not lie on land.
    """
    country, kind, longitude, latitude = cells(frames["places"], "country", "kind", "longitude", "latitude")
    unplaced = (country == "") & ~among(kind, _WAYPOINTS)
    yield from refusals("places", unplaced, "country", "a country, as only a waypoint lies in none")
    countries = countries_of(basemap)
    extents = extents_of(basemap, countries)
    west, south, east, north = shapely.GeometryCollection([*countries.values()]).bounds
    framed = (west <= longitude) & (longitude <= east) & (south <= latitude) & (latitude <= north)
    for position, name in enumerate(country):
        point = float(longitude[position]), float(latitude[position])
        if kind[position] == "sea_waypoint":
            fault = _ashore(point, countries)
        elif name == "" or kind[position] == "river_waypoint":
            continue
        elif name not in countries:
            fault = _elsewhere(point, countries)
        elif not framed[position]:
            fault = _beyond(point, name, extents)
        else:
            fault = _misplaced(point, name, kind[position] in _AT_BORDER, countries[name])
        if fault:
            yield Refusal("places", position, *fault)
    yield from _opposites(frames)


def _elsewhere(point: Point, countries: Countries) -> tuple[str, str] | None:
    for country, area in countries.items():
        if shapely.contains_xy(area, *point) and kilometres(point, area) > FROM_COUNTRY:
            return "country", f"{country}, the country in which the point lies"
    return None


def _ashore(point: Point, countries: Countries) -> tuple[str, str] | None:
    return ("kind", "another kind, as the point lies on land") if _elsewhere(point, countries) else None


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


def _misplaced(point: Point, country: str, crossing: bool, area: shapely.Geometry) -> tuple[str, str] | None:
    within = shapely.contains_xy(area, *point)
    if within and not crossing:
        return None
    edge = kilometres(point, area)
    if not within and edge > FROM_COUNTRY:
        expected = f"a point in {country} or no further than {FROM_COUNTRY} km from it; this one is {edge:.0f} km off"
        return _wrong_axis(point, area), expected
    if edge > FROM_BORDER:
        return (
            "kind",
            f"no crossing further than {FROM_BORDER} km from the border of {country}; this one is {edge:.0f} km off",
        )
    return None


def _wrong_axis(point: Point, area: shapely.Geometry) -> str:
    """Return the coordinate that lies outside the country's extent; the latitude where both or neither do."""
    west, south, east, north = area.bounds
    longitude, latitude = point
    return "longitude" if south <= latitude <= north and not west <= longitude <= east else "latitude"


def _opposites(frames: Frames) -> Iterator[Refusal]:
    kind, near, far = cells(frames["subjects"], "kind", "place_id", "far_place_id")
    names, *axes = cells(frames["places"], "place_id", "longitude", "latitude")
    points = {name: (float(x), float(y)) for name, x, y in zip(names, *axes, strict=True)}
    for position in ((kind == "crossing") & (near != "") & (far != "")).nonzero()[0]:
        if kilometres(points[near[position]], shapely.Point(points[far[position]])) > FROM_BORDER:
            expected = f"a place no further than {FROM_BORDER} km from place_id, as the kind is crossing"
            yield Refusal("subjects", int(position), "far_place_id", expected)
