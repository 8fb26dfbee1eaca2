import json
import math
from itertools import pairwise

import pandas as pd
import pytest

from components import derive, maps
from components.maps import along, name_box, place_names, site_boxes
from components.selection import Selection, milestones_in_context
from components.style import DARK, LIGHT


@pytest.fixture(scope="module")
def ready(evidence):
    stages = derive.latest_stages(milestones_in_context(evidence))
    return maps.sites(evidence, stages), maps.lines(evidence, stages)


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


def test_neighbours_at_khorgos_are_told_apart(ready) -> None:
    sites = ready[0].set_index("subject_id")
    keys = ["altynkol-khorgos", "nur-zholy-khorgos", "khorgos-station-terminal"]
    assert sorted(sites.loc[keys, "neighbour"]) == [0, 1, 2]


def test_every_layer_has_an_id_and_no_tile_service_is_asked(ready, evidence) -> None:
    deck = maps.map_deck(*ready, evidence.basemap, LIGHT)
    written = json.loads(deck.to_json())
    identifiers = [layer["id"] for layer in written["layers"]]
    assert len(set(identifiers)) == len(identifiers)
    assert {"land", "border", "kazakhstan", "water", "rail-lines", "corridor-lines", "sites", "site-names"} <= set(
        identifiers
    )
    assert "http" not in deck.to_json().replace("http://www.w3.org", "")


def test_names_are_written_letter_by_letter(ready, evidence) -> None:
    deck = json.loads(maps.map_deck(*ready, evidence.basemap, DARK).to_json())
    names = next(layer for layer in deck["layers"] if layer["id"] == "site-names")
    assert "–" in names["characterSet"]
    assert "Altynkol–Khorgos" in [point["text"] for point in names["data"]]


def test_every_site_and_line_can_be_picked_and_leads_to_its_subject(ready, evidence) -> None:
    deck = json.loads(maps.map_deck(*ready, evidence.basemap, LIGHT).to_json())
    picked = {
        point["subject_id"]
        for layer in deck["layers"]
        if layer["id"] in ("sites", "rail-lines", "corridor-lines") and layer["pickable"]
        for point in layer["data"]
    }
    assert picked == {*ready[0]["subject_id"], *ready[1]["subject_id"]}


def test_dashes_have_their_length_and_end_where_the_line_ends() -> None:
    pieces = maps.dashed([[0.0, 0.0], [10.0, 0.0]], 3.0, 1.0)
    assert pieces == [[[0.0, 0.0], [3.0, 0.0]], [[4.0, 0.0], [7.0, 0.0]], [[8.0, 0.0], [10.0, 0.0]]]


def test_a_dash_bends_with_the_line() -> None:
    pieces = maps.dashed([[0.0, 0.0], [2.0, 0.0], [2.0, 4.0]], 3.0, 1.0)
    assert pieces[0] == [[0.0, 0.0], [2.0, 0.0], [2.0, 1.0]]
    assert sum(math.dist(*pair) for piece in pieces for pair in pairwise(piece)) == pytest.approx(5)


def test_along_a_line() -> None:
    assert along([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]], 0.75) == [2.0, 1.0]


def test_names_on_the_map_do_not_cover_each_other(ready) -> None:
    sites, lines = ready
    taken = site_boxes(sites, 0.8)
    placed = place_names(lines, taken)
    boxes = [name_box(row.longitude, row.latitude, row.label, "middle") for row in placed.itertuples(index=False)]
    assert "Dostyk–Moyynty line" in set(placed["label"])
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in [*taken, *boxes[:index]])


def test_a_symbol_tells_mode_by_shape_and_stage_by_filling() -> None:
    pictures = {maps.svg(mode, "operating", "#000000", LIGHT) for mode in ("rail", "road", "river", "unstated")}
    assert len(pictures) == 4
    rings = {maps.svg("rail", "planned", "#000000", LIGHT, how) for how in ("exact", "approximate", "schematic")}
    assert len(rings) == 3
    stages = {maps.svg("rail", stage, "#000000", LIGHT) for stage in ("operating", "under_way", "planned", "talks")}
    assert len(stages) == 4
