"""The map's evidence against geography: what lies where, on which side, in water or on land."""

import json
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, Point, shape
from shapely.ops import nearest_points

DATA = Path(__file__).parents[2] / "data"
BASEMAP = DATA / "basemap.geojson"

# The ends that the documents name; what lies opposite was looked up (reference/geo-notes.md).
CROSSINGS_IN_KAZAKHSTAN = [
    "altynkol",
    "bakhty-crossing",
    "dostyk",
    "maikapchagay",
    "narynkol",
    "nur-zholy",
    "terekty-alekseevka",
]
ENDS_IN_CHINA = [
    "ahetubieke",
    "alashankou",
    "jeminay",
    "khorgos-rail-cn",
    "khorgos-road-cn",
    "lianyungang",
    "tacheng",
    "urumqi",
    "yining",
]


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance."""
    (x, y), (u, v) = ((radians(p.x), radians(p.y)) for p in (a, b))
    return 2 * 6371 * asin(sqrt(sin((v - y) / 2) ** 2 + cos(y) * cos(v) * sin((u - x) / 2) ** 2))


@pytest.fixture(scope="module")
def places() -> pd.DataFrame:
    return pd.read_csv(DATA / "places.csv", index_col="place_id", keep_default_na=False)


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    return pd.read_csv(DATA / "routes.csv")


@pytest.fixture(scope="module")
def points(places: pd.DataFrame) -> dict[str, Point]:
    return {place.Index: Point(place.longitude, place.latitude) for place in places.itertuples()}


@pytest.fixture(scope="module")
def features() -> list[dict]:
    return json.loads(BASEMAP.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def layers(features: list[dict]) -> dict[str, shapely.Geometry]:
    names = {feature["properties"]["layer"] for feature in features}
    return {
        name: shapely.union_all([shape(f["geometry"]) for f in features if f["properties"]["layer"] == name])
        for name in names
    }


def legs(routes: pd.DataFrame, points: dict[str, Point], subject: str) -> list[LineString]:
    ordered = routes[routes["subject_id"] == subject].sort_values(["leg", "order"])
    return [LineString([points[place] for place in leg]) for _, leg in ordered.groupby("leg")["place_id"]]


# Places


def test_aktobek_is_at_the_chinese_border_and_not_the_city_of_aktobe(places, points):
    aktobek = points["ahetubieke"]
    assert abs(aktobek.y - 48.35) < 0.1
    assert abs(aktobek.x - 85.73) < 0.1
    assert "Aktobek" in places.at["ahetubieke", "aliases"].split(";")
    assert kilometres(aktobek, Point(57.21, 50.28)) > 1500  # the city of Aktobe
    assert kilometres(aktobek, points["aktobe"]) > 1500
    assert kilometres(aktobek, points["terekty-alekseevka"]) < 15


@pytest.mark.parametrize(
    ("here", "opposite", "at_most"),
    [
        ("altynkol", "khorgos-rail-cn", 15),
        ("nur-zholy", "khorgos-road-cn", 5),
        ("maikapchagay", "jeminay", 3),
        ("narynkol", "muzart", 6),  # one public source prints Muzart 200 km away
        ("bakhty-crossing", "tacheng", 20),
        ("dostyk", "alashankou", 15),
    ],
)
def test_the_two_sides_of_a_crossing_are_close_and_in_two_countries(places, points, here, opposite, at_most):
    assert 0 < kilometres(points[here], points[opposite]) < at_most
    assert (places.at[here, "country"], places.at[opposite, "country"]) == ("KZ", "CN")


def test_zimunay_as_the_documents_write_it_finds_jeminay(places):
    assert "Zimunay" in places.at["jeminay", "aliases"].split(";")


def test_the_khorgos_station_is_marked_as_a_stand_in(places):
    assert places.at["khorgos-station", "accuracy"] == "schematic"
    assert "stand-in" in places.at["khorgos-station", "coordinate_source"]


def test_aliases_are_clean_and_coordinates_are_not_repeated_by_mistake(places):
    for aliases in places["aliases"]:
        assert all(alias == alias.strip() for alias in aliases.split(";"))
        assert all(aliases.split(";")) or aliases == ""
    twice = places[places.duplicated(["latitude", "longitude"], keep=False)]
    assert twice.empty


def test_every_open_street_map_or_geonames_point_names_its_record_and_licence(places):
    sources = places["coordinate_source"]
    nodes = sources[sources.str.startswith("OpenStreetMap")]
    names = sources[sources.str.startswith("GeoNames")]
    assert len(nodes) > 30
    assert len(names) > 30
    assert nodes.str.match(r"OpenStreetMap node \d+ \(ODbL\)").all()
    assert names.str.match(r"GeoNames \d+ \(CC BY 4\.0\)").all()
    assert not sources.str.contains(r"https?:|/work|memory").any()


# Routes


def test_only_what_a_document_names_is_marked_as_named(routes):
    named = routes[routes["basis"] == "named"].groupby("subject_id")["place_id"].agg(set).to_dict()
    assert named == {
        "altynkol-khorgos": {"altynkol", "khorgos-rail-cn"},
        "bakhty": {"bakhty-crossing"},
        "darbaza-maktaaral": {"darbaza", "maktaaral-station"},
        "dostyk-moyynty": {"dostyk", "moyynty"},
        "ili-route": {"konayev", "yining"},
        "irtysh-corridor": {"tugyl"},
        "maikapchagay-zimunay": {"maikapchagay", "jeminay"},
        "narynkol-muzart": {"narynkol", "muzart"},
        "nur-zholy-khorgos": {"nur-zholy", "khorgos-road-cn"},
        "terekty-aktobek": {"terekty-alekseevka", "ahetubieke"},
    }


def test_dostyk_moyynty_runs_westwards_and_north_of_lake_balkhash(routes, points, layers):
    (line,) = legs(routes, points, "dostyk-moyynty")
    assert points["moyynty"].x < points["dostyk"].x - 8
    assert line.coords[0] == points["dostyk"].coords[0]
    assert line.coords[-1] == points["moyynty"].coords[0]
    for longitude, northern_shore in ((75.0, 46.6), (77.0, 46.6), (78.5, 46.7)):
        meridian = LineString([(longitude, 40), (longitude, 55)])
        assert line.intersection(meridian).y > northern_shore
    assert line.intersection(layers["water"]).length < 0.01  # degrees: it never crosses a lake


def test_sea_legs_stay_on_the_caspian_and_land_legs_off_it(routes, points, features):
    caspian = shape(next(f["geometry"] for f in features if f["properties"]["name"] == "Caspian Sea"))
    rail, aktau_sea, kuryk_sea, caucasus = legs(routes, points, "trans-caspian")
    assert aktau_sea.intersection(caspian).length > 0.95 * aktau_sea.length
    assert kuryk_sea.intersection(caspian).length > 0.95 * kuryk_sea.length
    assert rail.intersection(caspian).length < 0.05
    assert caucasus.intersection(caspian).length < 0.05


# Base map


def test_the_base_map_is_small():
    assert BASEMAP.stat().st_size < 250_000


def test_every_feature_carries_its_layer_source_and_licence(features):
    layers = {"land", "water", "border", "kazakhstan", "country", "town"}
    assert {f["properties"]["layer"] for f in features} == layers
    for feature in features:
        licence = {"© OpenStreetMap": "ODbL 1.0", "Natural Earth": "public domain", "GeoNames": "CC BY 4.0"}
        origin = next(key for key in licence if feature["properties"]["source"].startswith(key))
        assert feature["properties"]["licence"] == licence[origin]
        assert not shape(feature["geometry"]).is_empty
        assert shape(feature["geometry"]).is_valid


@pytest.mark.parametrize("place", ENDS_IN_CHINA)
def test_ends_in_china_do_not_lie_in_kazakhstan(points, layers, place):
    point = points[place]
    inside = layers["kazakhstan"].contains(point)
    assert not inside or kilometres(point, nearest_points(layers["kazakhstan"].boundary, point)[0]) < 1.5
    assert layers["land"].buffer(0.05).contains(point)


def test_no_place_of_kazakhstan_is_off_its_outline(places, points, layers):
    off = {}
    for place in places.index[places["country"] == "KZ"]:
        nearest, _ = nearest_points(layers["kazakhstan"], points[place])
        off[place] = kilometres(points[place], nearest)
    assert max(off.values()) < 1.5, max(off, key=off.get)


@pytest.mark.parametrize(
    ("name", "longitude", "latitude"),
    [
        ("Lake Balkhash", 74.5, 46.2),
        ("Caspian Sea", 50.5, 42.0),
        ("Caspian Sea", 51.0, 45.5),
        ("Lake Zaysan", 84.0, 47.95),
        ("Lake Alakol", 81.75, 46.1),
        ("Kapchagay Reservoir", 77.5, 43.82),
        ("Aral Sea", 60.8, 46.4),
    ],
)
def test_the_lakes_are_there_under_their_names(features, name, longitude, latitude):
    (water,) = [shape(f["geometry"]) for f in features if f["properties"]["name"] == name]
    assert water.contains(Point(longitude, latitude))


@pytest.mark.parametrize(("longitude", "latitude"), [(50.5, 42.0), (51.5, 39.0), (49.5, 44.5)])
def test_the_caspian_is_water_and_not_land(layers, longitude, latitude):
    middle = Point(longitude, latitude)
    assert layers["water"].contains(middle)
    assert not layers["land"].contains(middle)
    assert not layers["kazakhstan"].contains(middle)


def test_land_and_sea_together_leave_nothing_of_the_frame_out(layers):
    frame = shapely.box(44, 32, 123, 57)
    left = frame.difference(layers["land"].union(layers["water"]).buffer(0.002))
    assert left.area < 0.05  # square degrees, of 1975


def test_cities_lie_in_their_own_country(layers):
    astana, urumqi, baikonur, tashkent = map(Point, [(71.43, 51.13), (87.6, 43.8), (63.3, 45.63), (69.24, 41.3)])
    assert layers["kazakhstan"].contains(astana)
    assert layers["kazakhstan"].contains(baikonur)  # leased, not cut out
    assert layers["land"].contains(urumqi)
    assert not layers["kazakhstan"].contains(urumqi)
    assert layers["land"].contains(tashkent)
    assert not layers["kazakhstan"].contains(tashkent)


def test_each_town_stands_once_and_where_the_place_of_its_name_does(features, places, points, layers):
    towns = {f["properties"]["name"]: shape(f["geometry"]) for f in features if f["properties"]["layer"] == "town"}
    assert len(towns) == len(layers["town"].geoms)
    cities = places[(places["kind"] == "city") & places["name"].isin(list(towns))]
    assert len(cities) > 10
    for city in cities.itertuples():
        assert kilometres(points[city.Index], towns[city.name]) < 10, city.name
    assert layers["land"].covers(layers["town"])


def test_borders_are_not_drawn_twice_along_kazakhstan_or_the_coast(layers):
    near = layers["border"].intersection(layers["kazakhstan"].boundary.buffer(0.05))
    assert near.length < 3  # degrees: only where borders end at Kazakhstan, whose own has some 150
    names = {"Bishkek": (74.6, 42.87), "Hohhot": (111.7, 40.8), "Qingdao": (120.4, 36.07)}
    for point in map(Point, names.values()):
        assert layers["border"].distance(point) > 0.1
