"""A base map that could not be drawn or measured is refused by the place in it that is wrong."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.maps import compose
from components.tables import Fault, read_basemap
from components.tables.guards import countries_of, extents_of, kilometres

FILE = Path(__file__).parents[2] / "data" / "basemap.geojson"
# Sites and lines of a map on which nothing stands but the ground.
NOTHING = pd.DataFrame(columns=["subject_id", "kind", "leg", "basis", "path", "label"])
SQUARE = [[[50, 40], [60, 40], [60, 50], [50, 40]]]


def feature(layer: str, kind: str = "Polygon", coordinates: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": copy.deepcopy(coordinates)}
    return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": geometry}


SOUND = {
    "type": "FeatureCollection",
    "features": [
        feature("land"),
        feature("border", "LineString", [[50, 40], [51, 41]]),
        feature("border", "MultiLineString", [[[50, 40], [51, 41]]]),
        feature("kazakhstan", "MultiPolygon", [SQUARE], country="KZ", extent=[46, 40, 87, 55]),
        feature("water"),
        feature("town", "Point", [71.4, 51.2], name="Astana", rank=1),
    ],
}
Change = Callable[[Any], object]


def read(change: Change) -> list[Fault]:
    basemap = copy.deepcopy(SOUND)
    change(basemap["features"])
    return read_basemap("basemap.geojson", json.dumps(basemap).encode())[1]


def test_a_sound_map_is_read_drawn_and_measured() -> None:
    assert read(lambda _: None) == []
    basemap, faults = read_basemap("basemap.geojson", FILE.read_bytes())
    assert faults == []
    for each in (basemap, SOUND):
        assert compose(NOTHING, NOTHING, each).names
        assert extents_of(each, countries_of(each))["KZ"]


@pytest.mark.parametrize(
    ("change", "place", "expected"),
    [
        (lambda them: them.append(5), "features[6] lacks properties or geometry", "a GeoJSON Feature"),
        (lambda them: them[0].pop("geometry"), "features[0] lacks properties or geometry", "a GeoJSON Feature"),
        (lambda them: them[0].update(geometry=None), "features[0] lacks properties or geometry", "a GeoJSON Feature"),
        (lambda them: them[0].update(properties=[]), "features[0] lacks properties or geometry", "a GeoJSON Feature"),
        (lambda them: them[0]["properties"].pop("layer"), "features[0].properties.layer: null",
         "one of: land, border, country, kazakhstan, water, town"),
        (lambda them: them[0]["properties"].update(layer=["land"]), 'features[0].properties.layer: ["land"]',
         "one of: land, border, country, kazakhstan, water, town"),
        (lambda them: them[3]["properties"].update(country=["KZ"]), 'features[3].properties.country: ["KZ"]',
         "text in one line"),
        (lambda them: them[3]["properties"].update(country="KZ\n"), 'features[3].properties.country: "KZ\\n"',
         "text in one line"),
        (lambda them: them[3]["properties"].update(extent=[46, 40]), "features[3].properties.extent: [46, 40]",
         "west, south, east and north in degrees"),
        (lambda them: them[3]["properties"].update(extent=[87, 40, 46, 55]),
         "features[3].properties.extent: [87, 40, 46, 55]", "west, south, east and north in degrees"),
        (lambda them: them.append(feature("land", "Point", [50, 40])), 'features[6].geometry.type: "Point"',
         "one of: Polygon, MultiPolygon"),
        (lambda them: them.append(feature("border", "GeometryCollection", [])),
         'features[6].geometry.type: "GeometryCollection"',
         "one of: Polygon, MultiPolygon, LineString, MultiLineString"),
        (lambda them: them[0]["geometry"].update(type=["Polygon"]), 'features[0].geometry.type: ["Polygon"]',
         "one of: Polygon, MultiPolygon"),
        (lambda them: them[0]["geometry"].update(type="MultiPolygon"), "features[0].geometry.coordinates: [50, 40]",
         "a closed ring of four or more points"),
        (lambda them: them[0]["geometry"].pop("coordinates"), "features[0].geometry.coordinates: none",
         "a closed ring of four or more points"),
        (lambda them: them[3]["geometry"].update(coordinates=[]), "features[3].geometry.coordinates: none",
         "a closed ring of four or more points"),
        (lambda them: them[0]["geometry"].update(coordinates=[SQUARE[0][:3]]),
         "features[0].geometry.coordinates: [[50, 40], [60, 40], [60, 50]]", "a closed ring of four or more points"),
        (lambda them: them[0]["geometry"].update(coordinates=[[*SQUARE[0], [1, 1]]]),
         "features[0].geometry.coordinates: a ring from [50, 40] to [1, 1]", "a closed ring of four or more points"),
        (lambda them: them[1]["geometry"].update(coordinates=[[50, 40]]),
         "features[1].geometry.coordinates: [[50, 40]]", "a line of two or more points"),
        *(
            (lambda them, odd=odd: them[0]["geometry"]["coordinates"][0].__setitem__(1, odd),
             f"features[0].geometry.coordinates: {json.dumps(odd)}",
             "longitude from -180 to 180 and latitude between -90 and 90")
            for odd in ([], 5, None, [50], [50, 40, 3], ["50", "40"], [True, 40], [181, 40], [50, -90], [50, 1e300])
        ),
        *(
            (lambda them, odd=odd: them[5]["properties"].update(name=odd),
             f"features[5].properties.name: {json.dumps(odd)}", "text in one line, as it is a town")
            for odd in (None, 5, " ", "Asta\nna")
        ),
        *(
            (lambda them, odd=odd: them[5]["properties"].update(rank=odd),
             f"features[5].properties.rank: {json.dumps(odd)}", "a whole number from 1 to 9, as it is a town")
            for odd in (None, "1", True, 1.5, 0, 10)
        ),
        (lambda them: them[5]["properties"].update(country="KZ"), 'features[5].properties.country: "KZ"',
         "none, as a town outlines no country"),
        (lambda them: them[5].update(geometry=them[0]["geometry"]), 'features[5].geometry.type: "Polygon"',
         "one of: Point"),
        *(
            (lambda them, odd=odd: them[5]["geometry"].update(coordinates=odd),
             f"features[5].geometry.coordinates: {json.dumps(odd)}",
             "longitude from -180 to 180 and latitude between -90 and 90")
            for odd in (None, [], [[71, 51]], [51, 91])
        ),
        (lambda them: them.pop(0), "no land", "an area in the layer land, which the map is laid out by"),
        (lambda them: them[0]["geometry"].update(coordinates=[[[50, 40], [50, 41], [50, 42], [50, 40]]]), "no land",
         "an area in the layer land, which the map is laid out by"),
        (lambda them: them[4]["properties"].update(name="a\u202eb"),
         "a hidden character, U+202E, in features[4].properties.name", "text that an editor shows"),
        (lambda them: them[4]["properties"].update(name="\ud800"),
         "a hidden character, U+D800, in features[4].properties.name", "text that an editor shows"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_one_fault(change: Change, place: str, expected: str) -> None:
    assert read(change) == [Fault("basemap.geojson", None, "", place, expected)]


def test_several_faults_are_told_at_once() -> None:
    found = read(lambda them: [them[0].pop("geometry"), them[4]["properties"].pop("layer")])
    assert [fault.value for fault in found] == [
        "features[0] lacks properties or geometry",
        "features[4].properties.layer: null",
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"[1, 2]", "a JSON list"),
        (b'{"type": "FeatureCollection"}', "no list of features"),
        (b'{"type": "Topology", "features": []}', "no list of features"),
        (b'{"type": "FeatureCollection", "features": []}', "no land"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN, which is no number of JSON"),
        (b" " * 10_000_001, "10,000,001 bytes"),
    ],
    ids=range(6),
)
def test_what_is_no_map_is_one_fault(content: bytes, found: str) -> None:
    (fault,) = read_basemap("basemap.geojson", content)[1]
    assert (fault.line in (None, 1), fault.value) == (True, found)


ODD = [None, 5, "x", [], {}, [5], [[5]], {"a": 5}]


def nodes(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(inner for key, part in named for inner in nodes(part, (*place, key)))]


def test_whatever_is_let_pass_can_be_drawn_and_measured() -> None:
    passed = 0
    for place in nodes(SOUND)[1:]:
        for odd in ODD:
            basemap = copy.deepcopy(SOUND)
            node: Any = basemap
            for key in place[:-1]:
                node = node[key]
            node[place[-1]] = odd
            read_map, faults = read_basemap("basemap.geojson", json.dumps(basemap).encode())
            if not faults:
                passed += 1
                assert compose(NOTHING, NOTHING, read_map).names
                extents_of(read_map, countries_of(read_map))
    assert passed > 10


def test_an_outline_that_crosses_itself_still_has_an_edge_to_be_near() -> None:
    """A ring that runs out along a line and back again leaves a square with a line hanging from it."""
    ring = [[50, 40], [60, 40], [70, 40], [60, 40], [60, 50], [50, 50], [50, 40]]
    area = countries_of({"features": [feature("kazakhstan", coordinates=[ring], country="KZ")]})["KZ"]
    assert area.area == 100
    assert kilometres((55.0, 41.0), area) == pytest.approx(111.195)
