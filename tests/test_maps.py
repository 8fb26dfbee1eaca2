"""The map: what stands where, how it looks, and where its names stand at every scale."""

import math
from dataclasses import replace
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from components import derive, exhibits, maps
from components.exhibits import Exhibit
from components.maps import SCALES, Scene
from components.selection import Selection, milestones_in_context
from components.style import DARK, LIGHT
from components.tables import Tables
from tests.conftest import DATA

SIZES = ((318, 320), (722, 600), (420, 400), (1000, 300))


@pytest.fixture(scope="module")
def ready(evidence: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    stages = derive.latest_stages(milestones_in_context(evidence))
    return maps.sites(evidence, stages), maps.lines(evidence, stages)


@pytest.fixture(scope="module")
def exhibit(evidence: Tables) -> Exhibit:
    return exhibits.SECTIONS["map"](evidence, Selection()).exhibits["map"]


@pytest.fixture(scope="module")
def drawn(ready: tuple[pd.DataFrame, pd.DataFrame], evidence: Tables) -> Scene:
    return maps.compose(*ready, evidence.basemap)


def box(one: Any, scale: float) -> tuple[float, float, float, float]:
    """Give the box that a placed name covers, in pixels from the place at 0° N and 0° E."""
    across, down = one.spot.x * scale + one.right, -one.spot.y * scale + one.down
    wide, tall = one.name.width / 2, one.name.height / 2
    return across - wide, down - tall, across + wide, down + tall


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_named_crossings_and_sites_are_placed_with_their_stage(ready) -> None:
    sites = ready[0].set_index("subject_id")
    expected = {
        "altynkol-khorgos": ("rail", "operating"),
        "nur-zholy-khorgos": ("road", "operating"),
        "bakhty": ("rail", "pledged"),
        "maikapchagay-zimunay": ("rail", "planned"),
        "narynkol-muzart": ("unstated", "under_way"),
        "terekty-aktobek": ("unstated", "under_way"),
        "tugyl-port": ("river", "planned"),
        "khorgos-station-terminal": ("multimodal", "interest"),
        "lianyungang-terminal": ("multimodal", "operating"),
    }
    for key, (mode, stage) in expected.items():
        assert (sites.loc[key, "mode"], sites.loc[key, "stage"]) == (mode, stage), key


def test_what_no_document_places_is_not_placed(ready) -> None:
    unplaced = {"polyethylene-plant", "nuclear-plants", "caspian-container-hub", "border-trade-centers", "jac-assembly"}
    assert not unplaced & set(ready[0]["subject_id"])


def test_rail_lines_have_their_stage_and_ends(ready) -> None:
    lines = ready[1].set_index("subject_id")
    assert lines.loc["dostyk-moyynty", "stage"] == "under_way"
    assert lines.loc["dostyk-moyynty", "basis"] == "named"
    assert lines.loc["darbaza-maktaaral", "stage"] == "pledged"
    assert set(lines.loc[["trans-caspian"], "basis"]) == {"outside"}
    west, east = sorted(point[0] for point in (lines.loc["dostyk-moyynty", "path"][place] for place in (0, -1)))
    assert (round(west, 1), round(east, 1)) == (73.4, 82.5)


def test_the_map_of_2013_knows_only_what_was_said_by_then(evidence) -> None:
    known = Selection(as_of=pd.Timestamp(2013, 4, 8)).keep(milestones_in_context(evidence))
    stages = derive.latest_stages(known)
    assert set(maps.sites(evidence, stages)["subject_id"]) == {"altynkol-khorgos", "lianyungang-terminal"}
    assert maps.sites(evidence, stages).set_index("subject_id").loc["lianyungang-terminal", "stage"] == "talks"


def test_web_mercator_by_hand() -> None:
    # At 45° the ordinate is ln tan 67.5° = ln(1 + √2), in degrees.
    assert maps.mercator(45.0) == pytest.approx(math.degrees(math.log(1 + math.sqrt(2))))
    assert maps.mercator(0.0) == pytest.approx(0.0)


def test_every_site_stands_at_its_place_and_every_line_runs_through_its_places(drawn: Scene) -> None:
    places = pd.read_csv(DATA / "places.csv").set_index("place_id")[["longitude", "latitude"]]
    subjects = pd.read_csv(DATA / "subjects.csv").set_index("subject_id")["place_id"]
    routes = pd.read_csv(DATA / "routes.csv")
    for site in drawn.sites:
        longitude, latitude = places.loc[subjects[site.subject_id]]
        assert (site.x, site.y) == (longitude, pytest.approx(maps.mercator(latitude))), site.subject_id
    for line in drawn.lines:
        named = places.loc[routes[routes["subject_id"] == line.subject_id]["place_id"]]
        known = {(longitude, round(maps.mercator(latitude), 9)) for longitude, latitude in named.to_numpy()}
        assert {(spot.x, round(spot.y, 9)) for spot in line.spots} <= known


def test_lines_that_share_a_course_are_drawn_side_by_side(evidence: Tables, ready) -> None:
    sites, lines = ready
    one = lines[lines["subject_id"] == "dostyk-moyynty"]
    both = pd.concat([one, one.assign(subject_id="other")], ignore_index=True)
    first, second = maps.compose(sites, both, evidence.basemap).lines
    (alone,) = maps.compose(sites, one, evidence.basemap).lines
    assert all((spot.right, spot.down) == (0, 0) for spot in alone.spots)
    apart = [math.hypot(a.right - b.right, a.down - b.down) for a, b in zip(first.spots, second.spots, strict=True)]
    assert min(apart) > 3
    assert max(apart) < 5


@pytest.mark.parametrize("scale", SCALES[::3])
def test_no_name_covers_another_or_a_symbol(drawn: Scene, scale: float) -> None:
    placed = maps.placed(drawn, scale)
    boxes = [box(one, scale) for one in placed]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    for site in drawn.sites:
        symbol = (site.x * scale - 12, -site.y * scale - 12, site.x * scale + 12, -site.y * scale + 12)
        assert not any(overlap(symbol, one) for one in boxes)


def test_every_site_is_named_where_the_scale_allows_and_aside_with_a_line(drawn: Scene) -> None:
    for scale in SCALES:
        placed = {one.name.words: one for one in maps.placed(drawn, scale) if one.name.kind == "site"}
        if scale > 14:
            assert len(placed) == len(drawn.sites)
        for one in placed.values():
            near = math.hypot(max(0.0, abs(one.right) - one.name.width / 2), max(0.0, abs(one.down) - 8))
            assert (one.leader is None) == (near < 20), (scale, one)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_corridor_fits_its_frame(evidence: Tables, width: int, height: int) -> None:
    for corridor in ["", *evidence.corridor_names]:
        chosen = Selection(corridors=(corridor,) if corridor else ())
        options = exhibits.SECTIONS["map"](evidence, chosen).exhibits["map"].options
        scene = maps.compose(options["sites"], options["lines"], evidence.basemap)
        view = maps.fit(scene, maps.home(scene), width, height, most=0)
        assert view.scale in SCALES
        for site in scene.sites:
            across, down = view.place(maps.Spot(site.x, site.y), width, height)
            home = maps.home(scene)
            if home[0] <= site.x <= home[2] and home[1] <= site.y <= home[3]:
                assert 0 <= across <= width, (corridor, site.subject_id)
                assert 0 <= down <= height, (corridor, site.subject_id)


def test_a_single_place_is_shown_with_the_ground_around_it(ready, evidence: Tables) -> None:
    alone = maps.compose(ready[0].head(1), ready[1].head(0), evidence.basemap)
    west, south, east, north = maps.home(alone)
    assert (east - west, north - south) == (pytest.approx(3), pytest.approx(3))


def test_insets_show_the_border_and_what_stands_closest(ready) -> None:
    strip, crowd = maps.insets(ready[0])
    sites = ready[0].set_index("subject_id")
    for key in sites[sites["kind"] == "crossing"].index:
        x, y = sites.loc[key, "longitude"], maps.mercator(sites.loc[key, "latitude"])
        assert strip[0] < x < strip[2]
        assert strip[1] < y < strip[3]
    inside = [
        key
        for key, x, y in zip(sites.index, sites["longitude"], sites["latitude"].map(maps.mercator), strict=True)
        if crowd[0] < x < crowd[2] and crowd[1] < y < crowd[3]
    ]
    assert {"altynkol-khorgos", "nur-zholy-khorgos", "khorgos-station-terminal"} <= set(inside)
    # Fitted to 300 pixels, the three stand a symbol's width apart.
    scale = 300 / max(crowd[2] - crowd[0], crowd[3] - crowd[1])
    points = [(sites.loc[key, "longitude"], maps.mercator(sites.loc[key, "latitude"])) for key in inside]
    assert min(math.dist(*pair) for pair in combinations(points, 2)) * scale > 24
    assert maps.insets(ready[0].head(1)) == ()


def test_a_symbol_tells_mode_by_shape_stage_by_filling_and_place_by_ring() -> None:
    assert len({str(maps.symbol(mode, "operating", "exact")) for mode in ("rail", "road", "river", "unstated")}) == 4
    assert len({str(maps.symbol("rail", "planned", how)) for how in ("exact", "approximate", "schematic")}) == 3
    stages = ("operating", "under_way", "planned", "talks")
    assert len({str(maps.symbol("rail", stage, "exact")) for stage in stages}) == 4
    half = maps.symbol("road", "under_way", "exact")[-1].corners
    assert min(y for _, y in half) == pytest.approx(0)  # the lower half, from its middle


def test_what_the_browser_draws_leads_to_the_milestones_of_the_tables(exhibit: Exhibit, evidence: Tables) -> None:
    scene = maps.compose(exhibit.options["sites"], exhibit.options["lines"], evidence.basemap)
    ids = dict(zip(exhibit.shown["subject_id"], exhibit.shown["figure_id"], strict=True))
    told = maps.written(scene, ids, insets=maps.insets(exhibit.options["sites"]))
    led = {one["figure"] for one in [*told["sites"], *told["lines"]]}
    assert led == set(exhibit.shown["figure_id"]) <= set(evidence.milestones["milestone_id"])
    assert len(told["placed"]) == len(told["scales"])
    assert set(told["colours"]["light"]) == set(told["colours"]["dark"])
    assert {site["symbol"] for site in told["sites"]} <= set(told["symbols"])
    dashed = {line["words"].split("\n")[0]: line["dashed"] for line in told["lines"]}
    assert (dashed["Dostyk–Moyynty line"], dashed["Irtysh corridor"]) == (False, True)


def test_other_programs_get_it_over_longitude_and_latitude(exhibit: Exhibit) -> None:
    figure = exhibit.draw(LIGHT)
    sites = next(trace for trace in figure.data if trace.name == "sites")
    place = next(number for number, (key,) in enumerate(sites.customdata) if key.startswith("shymkent"))
    assert (sites.x[place], sites.y[place]) == (69.6004, 42.3099)
    led = {key for trace in figure.data if trace.customdata is not None for (key,) in trace.customdata}
    assert led == set(exhibit.shown["figure_id"])
    assert exhibit.draw(DARK).layout.template.layout.paper_bgcolor == DARK.paper
    words = next(words.text for words in figure.layout.annotations if words.name == "footer")
    assert "© OpenStreetMap" in words


def test_text_from_a_table_cannot_become_markup(exhibit: Exhibit) -> None:
    evil = "<a href='j'>Khorgos</a>"
    sites = exhibit.options["sites"].assign(label=evil, subject=evil)
    lines = exhibit.options["lines"].assign(label=evil, subject=evil)
    figure = replace(exhibit, options={**exhibit.options, "sites": sites, "lines": lines}).draw(LIGHT)
    shown = " ".join(f"{trace.name} {trace.text}" for trace in figure.data)
    assert "&lt;a href=" in shown
    assert "<a href" not in shown


def test_the_table_has_the_rows_of_the_map_in_their_order(exhibit: Exhibit, evidence: Tables) -> None:
    table = exhibit.table(evidence, exhibit.shown)
    assert table["Id"].to_list() == exhibit.shown["figure_id"].to_list()
    told = table.set_index("Id")
    assert told.loc["altynkol-khorgos-operating-2013", ["Stage at last mention", "Placed"]].to_list() == [
        "operating",
        "exact",
    ]
    assert told.loc["trans-caspian-operating-2025", "Placed"] == "course from outside"
    assert told.loc["dostyk-moyynty-under-way-2025", "Document"] == "Council report (unsigned) (September 2025) par. 4"


def test_layers_leave_only_their_kinds(exhibit: Exhibit, evidence: Tables) -> None:
    rail = exhibits.places.of_kinds(evidence, exhibit, ["rail_line"])
    assert set(rail.shown["subject_id"]) == {"dostyk-moyynty", "darbaza-maktaaral", "almaty-bypass"}
    assert rail.options["sites"].empty
    assert rail.caption.selection.endswith("only: rail line")
    assert "Maktaaral" in rail.caption.alt_text
    assert "Bakhty" not in rail.caption.alt_text
    assert exhibits.places.of_kinds(evidence, exhibit, set(exhibit.shown["kind"])) is exhibit
