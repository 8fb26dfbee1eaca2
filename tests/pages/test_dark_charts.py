"""What charts get to draw: the figure on light paper, and where it differs on dark, which the browser puts there."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from components import tables
from components.exhibits import SECTIONS
from components.selection import Selection
from components.style import DARK, LIGHT
from tests.hostile import copy_data, read_rows, write_rows
from tests.pages.conftest import drawn


def darkened(chart: dict[str, Any]) -> dict[str, Any]:
    for path, value in chart["dark"]:
        *parents, name = path
        part = chart["figure"]
        for parent in parents:
            part = part[parent]
        part[name] = value
    return chart["figure"]


@pytest.mark.parametrize("page", ["trade", "cargo", "corridors", "investment", "map"])
def test_each_chart_is_the_exhibit_on_light_paper_and_with_its_changes_on_dark(page: str, open_page) -> None:
    compare(page, open_page)


def test_a_name_that_is_a_colour_stays_on_dark_paper(open_page, tmp_path: Path, monkeypatch) -> None:
    copy_data(tmp_path / "data")
    named = f"<span style='color:{LIGHT.muted}'> {LIGHT.ink}"
    rows = read_rows(tmp_path / "data" / "subjects.csv")
    write_rows(tmp_path / "data" / "subjects.csv", [row | {"name": f"{named} {row['name']}"} for row in rows])
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    words = [chart["figure"]["layout"]["meta"] for chart in compare("cargo", open_page)]
    assert named in json.dumps(words)


def compare(page: str, open_page) -> Iterable[dict[str, Any]]:
    charts = {chart["name"]: chart for chart in drawn(open_page(f"{page}.py"))}
    exhibits = SECTIONS[page](tables.load(), Selection()).exhibits.values()
    shown = {f"atlas-{exhibit.key}": exhibit for exhibit in exhibits if exhibit.is_drawn and len(exhibit.shown)}
    assert charts.keys() - {"atlas-map"} == shown.keys() - {"atlas-map"}
    for name, exhibit in shown.items():
        light, dark = (json.loads(exhibit.draw(palette).to_json()) for palette in (LIGHT, DARK))
        assert charts[name]["figure"] == light, name
        assert darkened(charts[name]) == dark != light, name
    return charts.values()


@pytest.mark.parametrize(
    ("page", "query", "expected"),
    [("map", {}, "map"), ("overview", {"subjects": "Routes and crossings"}, "coverage-routes-and-crossings")],
)
def test_pictures_of_maps_and_the_matrix_turn_dark_too(page, query, expected, open_page) -> None:
    app = open_page(f"{page}.py", **query)
    chart = {chart["name"]: chart for chart in drawn(app)}[f"atlas-{expected}"]
    papers = [chart["figure"]["layout"]["template"]["layout"]["paper_bgcolor"]]
    papers.append(darkened(chart)["layout"]["template"]["layout"]["paper_bgcolor"])
    assert papers == [LIGHT.paper, DARK.paper]


def test_presented_charts_are_larger_and_turn_dark_as_well(open_page) -> None:
    charts, presented = drawn(open_page("trade.py")), drawn(open_page("trade.py", present="1"))
    for one, other in zip(charts, presented, strict=True):
        assert other["figure"]["layout"]["height"] > 1.3 * one["figure"]["layout"]["height"]
        assert darkened(other)["layout"]["template"]["layout"]["paper_bgcolor"] == DARK.paper
