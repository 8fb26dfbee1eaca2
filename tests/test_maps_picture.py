"""The map as a picture: it shows what the map to move in shows, and carries its own words."""

import json
import math
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components import exhibits, maps
from components.exhibits import Exhibit
from components.maps import WINDOW, Box, inset_corner, is_inside, latitude_of, name_box
from components.selection import Selection
from components.style import DARK, LIGHT
from components.tables import Tables


@pytest.fixture(scope="module")
def exhibit(evidence: Tables, figures: pd.DataFrame) -> Exhibit:
    return exhibits.SECTIONS["map"](evidence, figures, Selection()).exhibits["map"]


@pytest.fixture(scope="module")
def picture(exhibit: Exhibit) -> go.Figure:
    return exhibit.draw(LIGHT)


def drawn_with_ids(figure: go.Figure, *, markers_only: bool) -> list[str]:
    return [
        entry[0]
        for trace in figure.data
        if trace.customdata is not None and (trace.mode == "markers") == markers_only
        for entry in trace.customdata
    ]


def words(figure: go.Figure, name: str) -> Any:
    return next(annotation for annotation in figure.layout.annotations if annotation.name == name)


def selected(evidence: Tables, figures: pd.DataFrame, **chosen: Any) -> go.Figure:
    return exhibits.SECTIONS["map"](evidence, figures, Selection(**chosen)).exhibits["map"].draw(LIGHT)


def test_web_mercator_by_hand() -> None:
    # At 45° the ordinate is ln tan 67.5° = ln(1 + √2), in degrees.
    assert maps.mercator(45.0) == pytest.approx(math.degrees(math.log(1 + math.sqrt(2))))
    assert maps.mercator(0.0) == pytest.approx(0.0)
    assert latitude_of(maps.mercator(43.26)) == pytest.approx(43.26)


def test_a_site_stands_at_its_projected_place(picture: go.Figure) -> None:
    # places.csv: Shymkent 42.3099 N 69.6004 E; ln tan(45° + 21.15495°) = 0.81646, in degrees 46.780.
    trace = next(trace for trace in picture.data if trace.name == "sites")
    ids = [entry[0] for entry in trace.customdata]
    place = next(number for number, key in enumerate(ids) if key.startswith("shymkent"))
    assert trace.x[place] == pytest.approx(69.60, abs=0.005)
    assert trace.y[place] == pytest.approx(46.78, abs=0.005)


def test_every_site_and_every_leg_is_drawn_once(exhibit: Exhibit, picture: go.Figure) -> None:
    sites, lines = exhibit.options["sites"], exhibit.options["lines"]
    milestones = dict(zip(exhibit.shown["subject_id"], exhibit.shown["figure_id"], strict=True))
    assert sorted(drawn_with_ids(picture, markers_only=True)) == sorted(milestones[key] for key in sites["subject_id"])
    legs = [trace for trace in picture.data if trace.mode == "lines+markers"]
    assert sorted(trace.customdata[0][0] for trace in legs) == sorted(milestones[key] for key in lines["subject_id"])
    assert [len(set(map(tuple, trace.customdata))) for trace in legs] == [1] * len(legs)


def test_every_mark_leads_to_a_milestone_of_the_tables(evidence: Tables, picture: go.Figure) -> None:
    marks = {*drawn_with_ids(picture, markers_only=True), *drawn_with_ids(picture, markers_only=False)}
    assert marks <= set(evidence.milestones["milestone_id"])
    assert {"altynkol-khorgos-operating-2013", "dostyk-moyynty-under-way-2025"} <= marks


def test_a_line_is_dashed_until_it_is_begun_and_thin_where_it_is_added(picture: go.Figure) -> None:
    begun, pledged, added = (
        next(trace for trace in picture.data if trace.name == name and trace.mode == "lines+markers")
        for name in ("Dostyk–Moyynty line", "Darbaza–Maktaaral line", "Trans-Caspian route")
    )
    assert begun.line.dash == added.line.dash == "solid"
    assert pledged.line.dash == "6px,4px"
    assert added.line.width < pledged.line.width < begun.line.width
    assert begun.line.color == "rgba(181,72,15,1.00)"


def test_shape_filling_and_ring_tell_mode_stage_and_accuracy(exhibit: Exhibit, picture: go.Figure) -> None:
    sites = exhibit.options["sites"].set_index("subject_id")
    drawn = {
        key: symbol_of(picture, sites, key) for key in ("altynkol-khorgos", "bakhty", "terekty-aktobek", "tugyl-port")
    }
    corners = {key: parts[0].path.count("L") + 1 for key, parts in drawn.items()}
    assert corners == {"altynkol-khorgos": 36, "bakhty": 36, "terekty-aktobek": 3, "tugyl-port": 4}
    colour = LIGHT.of_corridor("violet")
    assert [part.fillcolor for part in drawn["altynkol-khorgos"]] == [LIGHT.paper, colour]
    assert [part.type for part in drawn["bakhty"]] == ["path", "circle", "path"]
    assert drawn["bakhty"][2].fillcolor == LIGHT.paper
    whole, half = drawn["terekty-aktobek"][2:]
    assert (whole.fillcolor, half.fillcolor) == (LIGHT.paper, LIGHT.no_corridor)
    assert max(ys(half)) == pytest.approx(0.0, abs=0.1)
    assert min(ys(half)) == pytest.approx(min(ys(whole)))


def symbol_of(picture: go.Figure, sites: pd.DataFrame, key: str) -> list[Any]:
    trace = next(trace for trace in picture.data if trace.name == "sites")
    inside = [subject for subject, row in sites.iterrows() if is_inside(row["longitude"], row["latitude"])]
    at = trace.x[inside.index(key)], trace.y[inside.index(key)]
    return [shape for shape in picture.layout.shapes if (shape.xanchor, shape.yanchor) == at]


def ys(shape: Any) -> list[float]:
    return [float(part.split(",")[1]) for part in shape.path.strip("M Z").split(" L")]


def test_it_stands_alone(picture: go.Figure, evidence: Tables) -> None:
    footer = words(picture, "footer").text
    assert "Of 18 things with a place" in picture.layout.title.text
    assert "Data source: President’s site (April 2013) par. 2, 4" in footer
    for part in (
        "GeoNames (CC BY 4.0)",
        "© OpenStreetMap contributors (ODbL)",
        "Natural Earth",
        "Boundaries are indicative",
    ):
        assert part in footer.replace("<br>", " ")
    assert f"All corridors; stages at last mention · data {evidence.version}" in footer


def test_the_legend_explains_every_mode_stage_ring_and_line(picture: go.Figure) -> None:
    legend = {
        annotation.text.replace("<br>", " ") for annotation in picture.layout.annotations if annotation.name == "legend"
    }
    assert {
        "rail", "road", "water", "several modes", "mode not stated", "plant", "operating", "under way",
        "planned, pledged", "suggested, in talks, of interest", "exact", "approximate", "schematic",
        "operating or under way", "not begun", "thin: course added from outside the documents",
    } <= legend  # fmt: skip


def test_what_lies_beyond_the_window_stands_in_an_inset(
    picture: go.Figure, evidence: Tables, figures: pd.DataFrame
) -> None:
    beyond = next(trace for trace in picture.data if trace.name == "sites beyond")
    assert (beyond.xaxis, [entry[0] for entry in beyond.customdata]) == (
        "x2",
        ["lianyungang-terminal-operating-2022-09"],
    )
    assert words(picture, "lianyungang-terminal").xref == "x2"
    near = selected(evidence, figures, corridors=("irtysh",))
    assert "xaxis2" not in near.to_dict()["layout"]
    assert {trace.name for trace in near.data} >= {"land", "kazakhstan", "water", "border"}


def test_the_inset_keeps_clear_of_the_sites(exhibit: Exhibit) -> None:
    sites, lines = exhibit.options["sites"], exhibit.options["lines"]
    world = Box(44, 123, 32, 57)
    across, up = inset_corner(sites, lines, world)
    assert (across[1], up[1]) == pytest.approx((0.992, 0.984))
    crowded = sites.assign(longitude=97.0, latitude=56.0)
    assert inset_corner(crowded, lines.iloc[:0], world)[1][0] == pytest.approx(0.016)


def test_names_cover_neither_each_other_nor_leave_the_picture(picture: go.Figure) -> None:
    names = [
        annotation for annotation in picture.layout.annotations
        if annotation.xref == "x" and annotation.name not in ("footer", "legend")
    ]  # fmt: skip
    sides = {"left": "start", "right": "end", "center": "middle", None: "middle"}
    boxes = {
        name.text: name_box(name.x + (name.xshift or 0) / 17.9, latitude_of(name.y), name.text, sides[name.xanchor])
        for name in names
    }
    assert {"KAZAKHSTAN", "Bakhty", "Dostyk–Moyynty line", "Nur Zholy–Khorgos"} <= set(boxes)
    for text, box in boxes.items():
        assert WINDOW.west <= box.west, text
        assert box.east <= WINDOW.east, text
    lines = {text for text in boxes if text.endswith(("line", "route", "corridor", "highway"))}
    for text in lines:
        assert not any(boxes[text].overlaps(box) for other, box in boxes.items() if other != text), text


def test_it_is_small_and_asks_for_nothing(picture: go.Figure) -> None:
    written = picture.to_json()
    assert len(written.encode()) < 250_000
    assert "http" not in written
    assert '"geo"' not in written
    coordinates = next(trace for trace in json.loads(written)["data"] if trace["name"] == "land")["x"]
    assert all(value is None or value == round(value, 2) for value in coordinates)


def test_dark_has_its_own_ground(exhibit: Exhibit, picture: go.Figure) -> None:
    dark = exhibit.draw(DARK)
    assert dark.layout.plot_bgcolor == "#1a2229"
    assert picture.layout.plot_bgcolor == "#f3f2ee"
    assert dark.layout.template.layout.paper_bgcolor == DARK.paper


def test_text_from_a_table_cannot_become_markup(exhibit: Exhibit) -> None:
    evil = "<a href='j'>Khorgos</a>"
    sites = exhibit.options["sites"].assign(label=evil, subject=evil)
    lines = exhibit.options["lines"].assign(label=evil, subject=evil)
    figure = replace(exhibit, options={**exhibit.options, "sites": sites, "lines": lines}).draw(LIGHT)
    shown = " ".join(str(annotation.text) for annotation in figure.layout.annotations)
    hovered = " ".join(str(trace.hovertemplate) for trace in figure.data)
    assert "&lt;a href=" in shown
    assert "<a href" not in shown + hovered


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
    assert drawn_with_ids(rail.draw(LIGHT), markers_only=True) == []
    assert exhibits.places.of_kinds(evidence, exhibit, set(exhibit.shown["kind"])) is exhibit
