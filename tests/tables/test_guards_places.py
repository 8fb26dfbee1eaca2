"""A place lies in its country, a crossing at the border, a line is counted through, a kind has its mode."""

import pytest

from components.tables import Fault
from components.tables.guards import countries_of, guard_faults, kilometres

SQUARE = {"properties": {"country": "XX"}, "geometry": {"type": "Polygon", "coordinates": [
    [[60, 40], [62, 40], [62, 42], [60, 42], [60, 40]], [[61, 41], [61.5, 41], [61.5, 41.5], [61, 41.5], [61, 41]],
]}}  # fmt: skip


def test_distances_and_sides_of_a_square_with_a_hole():
    square = countries_of({"features": [SQUARE]})["XX"]
    assert square.area == 2 * 2 - 0.5 * 0.5  # less the hole
    assert kilometres((59.0, 41.0), square) == pytest.approx(111.195 * 0.75471, rel=1e-3)  # one degree at 41 N
    assert kilometres((61.0, 43.0), square) == pytest.approx(111.195, rel=1e-6)
    assert kilometres((62.0, 41.0), square) == 0


@pytest.mark.parametrize(
    ("cells", "column", "found"),
    [
        ({"latitude": "56.5"}, "latitude", "a point in KZ or no further than 25 km from it; this one is"),
        ({"longitude": "96"}, "longitude", "a point in KZ or no further than 25 km from it; this one is"),
        ({"latitude": "67", "longitude": "48"}, "latitude", "a point in KZ, which reaches from 46.492 to 87.308 east"),
        ({"country": "CN"}, "longitude", "a point in CN or no further than 25 km from it; this one is"),
        ({"country": "UZ", "latitude": "42.3", "longitude": "69.6"}, "latitude",
         "a point in UZ or no further than 25 km from it; this one is"),  # Shymkent
        ({"country": "FR"}, "country", "KZ, the country in which the point lies"),
        ({"country": ""}, "country", "a country, as only a waypoint lies in none"),
        ({"country": "CN", "latitude": "34.6", "longitude": "0.1"}, "longitude",
         "a point in CN, which reaches from 73.6 to 134.8 east and 18.2 to 53.6 north"),
        ({"country": "", "kind": "sea_waypoint"}, "kind", "another kind, as the point lies on land"),
        ({"kind": "rail_crossing"}, "kind", "no crossing further than 60 km from the border of KZ; this one is"),
    ],
)  # fmt: skip
def test_a_place_elsewhere_is_refused(faults, cells, column, found):
    (fault,) = faults("places", cells)
    assert (fault.file, fault.line, fault.column) == ("places.csv", 1, column)
    assert fault.expected.startswith(found)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"latitude": "44.2028", "longitude": "80.4164", "country": "KZ"},  # Khorgos in China, 2 km from the border
        {"latitude": "44.2028", "longitude": "80.4164", "country": "CN", "kind": "rail_crossing"},
        {"country": "FR", "latitude": "48.85", "longitude": "2.35"},  # beyond the base map
        {"country": "RU", "latitude": "59.94", "longitude": "30.31"},  # beyond it, in a country that reaches out of it
        {"country": "AZ", "latitude": "40.37", "longitude": "49.89", "kind": "port"},
        {"country": "", "kind": "sea_waypoint", "latitude": "42", "longitude": "51"},
    ],
)
def test_a_place_in_its_country_passes(faults, cells):
    assert faults("places", cells) == []


@pytest.mark.parametrize(
    ("rows", "line", "column", "expected"),
    [
        ([{}, {"order": "3", "place_id": "astana"}], 2, "order", "the vertices of this leg counted from 1 to 2"),
        ([{}], 1, "order", "at least two vertices in a leg"),
        ([{}, {"order": "2"}], 2, "place_id", "another place than the vertex before"),
        ([{"leg": "2"}, {"leg": "2", "order": "2", "place_id": "astana"}], 1, "leg",
         "the legs of this subject counted from 1 to 1"),
    ],
)  # fmt: skip
def test_a_line_with_a_gap_is_refused(faults, frames, rows, line, column, expected):
    free = {"routes": frames["routes"][frames["routes"]["subject_id"] != "we-wc-highway"]}
    found = faults("routes", *rows, also=frames | free)
    assert (found[0].line, found[0].column, found[0].expected) == (line, column, expected)
    assert {(fault.column, fault.expected) for fault in found} == {(column, expected)}


def test_a_line_without_a_gap_passes(faults, frames):
    free = {"routes": frames["routes"][frames["routes"]["subject_id"] != "we-wc-highway"]}
    assert faults("routes", {"order": "2", "place_id": "astana"}, {}, also=frames | free) == []


CROSSING = {"kind": "crossing", "mode": "rail", "place_id": "altynkol", "far_place_id": "khorgos-rail-cn"}


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"kind": "rail_line", "mode": "road"}, "mode", "rail, as the kind is rail_line"),
        ({"kind": "waterway", "mode": "rail"}, "mode", "river or sea, as the kind is waterway"),
        ({"kind": "port"}, "mode", "a mode of transport, or unstated, as the kind is port"),
        ({"far_place_id": "almaty"}, "place_id", "the near place, as there is a far one"),
        ({"place_id": "almaty", "far_place_id": "almaty"}, "far_place_id", "another place than place_id"),
        (CROSSING | {"far_place_id": "khorgos-station"}, "far_place_id",
         "a place in another country than place_id, as the kind is crossing"),
        (CROSSING | {"mode": "road", "far_place_id": "khorgos-road-cn"}, "place_id", "a crossing of the mode road"),
        (CROSSING | {"far_place_id": "jeminay"}, "far_place_id",
         "a place no further than 60 km from place_id, as the kind is crossing"),
    ],
)  # fmt: skip
def test_a_subject_that_cannot_be_is_refused(faults, cells, column, expected):
    assert faults("subjects", cells) == [Fault("subjects.csv", 1, column, cells.get(column, ""), expected)]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        CROSSING,
        CROSSING | {"mode": "unstated"},
        CROSSING | {"far_place_id": ""},
        {"kind": "waterway", "mode": "river", "place_id": "konayev", "far_place_id": "yining"},
        {"kind": "cargo_flow", "mode": "unstated"},
    ],
)
def test_a_subject_that_can_be_passes(faults, cells):
    assert faults("subjects", cells) == []


@pytest.mark.parametrize(
    "table", ["claims", "milestones", "derivations", "comparisons", "omissions", "routes", "places"]
)
def test_a_table_without_rows_is_no_fault(frames, evidence, table):
    also = {
        "claims": ["derivations", "comparisons"],
        "milestones": ["comparisons"],
        "places": ["routes", "subjects", "exhibits", "silences"],
    }
    empty = {name: frames[name].iloc[:0] for name in [table, *also.get(table, [])]}
    if table == "places":
        empty |= {name: frames[name].iloc[:0] for name in ("claims", "milestones", "derivations", "comparisons")}
    for basemap in (evidence.basemap, {"features": []}):
        assert guard_faults(frames | empty, lambda name, position: (name, position), basemap) == []
