import math
import time
from collections.abc import Callable
from typing import Any

import pytest
from pptx.enum.dml import MSO_THEME_COLOR

from components import maps
from components.derive import latest_stages
from components.exports.deck import Box, areas, courses
from components.selection import milestones_in_context
from components.tables import Tables
from tests.exports.deck.reading import flat, titled, words

pytestmark = pytest.mark.xdist_group("deck")
Curated = Callable[[str], dict[str, dict[str, str]]]


@pytest.fixture(scope="module")
def slide(deck: Any) -> Any:
    return titled(deck, "Of 18 things with a place")


@pytest.fixture(scope="module")
def groups(slide: Any) -> dict[str, Any]:
    return {shape.name.partition(": ")[2]: shape for shape in slide.shapes if ": " in shape.name}


def mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def test_the_map_is_made_of_native_shapes(slide: Any, groups: dict[str, Any]) -> None:
    assert list(groups) == ["ground", "lines", "symbols", "names", "legend"]
    assert {"land", "kazakhstan", "water", "border"} <= {shape.name for shape in groups["ground"].shapes}
    assert not any(hasattr(shape, "image") for shape in flat(slide.shapes))


def test_every_line_and_site_is_there_by_name(groups: dict[str, Any], evidence: Tables) -> None:
    milestones = milestones_in_context(evidence).rename(columns={"milestone_id": "figure_id"})
    stages = latest_stages(milestones)
    sites = maps.sites(evidence, stages)
    names = {shape.text_frame.text for shape in groups["names"].shapes if shape.has_text_frame}
    # Names that the frames would cut are left out; the one beyond them all is a site outside Central Asia.
    assert len(set(sites["label"]) - names) <= 3
    assert "Beyond the map: Lianyungang terminal" in names
    assert {shape.name for shape in groups["lines"].shapes} == set(maps.lines(evidence, stages)["subject"])


def test_a_place_stands_where_web_mercator_puts_it(groups: dict[str, Any], curated: Curated) -> None:
    """Two crossings are as far apart as their places, at the one scale that the main frame has."""
    places = [curated("places")[curated("subjects")[key]["place_id"]] for key in ("bakhty", "narynkol-muzart")]
    (x, y), (other_x, other_y) = ((float(place["longitude"]), mercator(float(place["latitude"]))) for place in places)
    shapes = [
        shape
        for shape in groups["symbols"].shapes
        if shape.fill.type is not None and "solid" in str(shape.fill.type).lower()
    ]
    halos = [shape for shape in shapes if shape.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1]
    middles = [(shape.left + shape.width / 2, shape.top + shape.height / 2) for shape in halos]
    slopes = [(right - left) / (low - high) for left, high in middles for right, low in middles if low - high > 100_000]
    wanted = (other_x - x) / (y - other_y)
    assert min(abs(slope - wanted) for slope in slopes) < 0.03


def test_what_has_not_begun_is_dashed(groups: dict[str, Any]) -> None:
    dashes = {shape.name: shape.line.dash_style for shape in groups["lines"].shapes}
    assert dashes["Dostyk–Moyynty line"] is None
    assert dashes["Irtysh corridor"] is not None


def test_the_legend_and_the_attribution_are_on_the_slide(slide: Any, groups: dict[str, Any]) -> None:
    told = {shape.text_frame.text for shape in flat(groups["legend"].shapes) if shape.has_text_frame}
    assert {"rail", "road", "water", "operating", "under way", "approximate", "not begun"} <= told
    assert "© OpenStreetMap contributors (ODbL)" in words(slide, "Source and note")
    assert "Natural Earth" in words(slide, "Source and note")


def test_an_area_is_cut_to_its_box_and_keeps_its_hole() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    (outer, inner), *others = areas([square, hole], Box(0, 0, 3, 5))
    assert not others
    assert max(x for x, _ in outer) == 3
    assert {(round(x), round(y)) for x, y in inner} == {(1, 1), (2, 1), (2, 2), (1, 2)}


def test_a_course_that_leaves_the_box_is_cut_in_two() -> None:
    parts = courses([[(0.0, 1.0), (2.0, 1.0), (2.0, 9.0), (3.0, 9.0), (3.0, 1.0), (4.0, 1.0)]], Box(0, 0, 5, 5))
    assert len(parts) == 2
    assert all(0 <= y <= 5 for part in parts for _, y in part)


def seconds_for(count: int) -> float:
    """Measure how long so many overlapping triangles take to be cut, the better of two times."""
    rings = [[(x := n % 97 / 10, y := n % 89 / 20), (x + 0.1, y), (x, y + 0.1), (x, y)] for n in range(count)]
    times = []
    for _ in range(2):
        start = time.process_time()
        assert areas(rings, Box(0, 0, 10, 5))
        times.append(time.process_time() - start)
    return min(times)


def test_many_lakes_take_a_time_that_grows_with_their_number() -> None:
    """Eight times as many would take sixty-four times as long if each were laid over all before it."""
    assert seconds_for(1600) < 24 * seconds_for(200)


def test_areas_that_lie_in_one_another_leave_holes() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    island = [(x / 4 + 1, y / 4 + 1) for x, y in square]
    beside = [(x + 4, y) for x, y in square]
    ((outer, *holes),) = areas([square, island, beside], Box(0, 0, 10, 5))
    assert (min(outer)[0], max(outer)[0], len(holes)) == (0.0, 8.0, 1)
