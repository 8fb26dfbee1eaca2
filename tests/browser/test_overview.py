"""The Overview at a glance: the story and the map on the first screen, the matrix when it is asked for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import settle
from tests.browser.inspection import grave, wrong_layout

BOTTOMS = "elements => elements.map(element => element.getBoundingClientRect().bottom)"
MAP = ".atlas-map"


@pytest.mark.parametrize("dark", [False, True])
def test_four_findings_and_the_whole_map_stand_on_the_first_screen(dark: bool, open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=1400, height=900, dark=dark)
    ends = page.locator(".atlas-story > li").evaluate_all(BOTTOMS)
    assert len(ends) == 6
    assert sum(end <= 900 for end in ends) >= 4
    beside = page.locator(MAP).bounding_box()
    assert beside["y"] + beside["height"] <= 900
    assert beside["x"] > page.locator(".atlas-story").bounding_box()["x"] + 400
    drawn = page.locator(".atlas-mark .atlas-bar, .atlas-unit, .atlas-stage").evaluate_all(
        "marks => marks.map(mark => mark.getBoundingClientRect()).filter(box => box.width < 2).length"
    )
    assert drawn == 0


def test_a_phone_shows_the_first_finding_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=390, height=844)
    assert page.locator(".atlas-story > li").first.evaluate("one => one.getBoundingClientRect().bottom") <= 844


def test_a_wider_screen_has_a_larger_map_and_longer_marks_but_no_longer_lines(open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=1400)
    parts = {MAP: [], ".atlas-mark": [], ".atlas-story h2": []}
    for width in (1400, 1920):
        page.set_viewport_size({"width": width, "height": 1080})
        page.wait_for_timeout(500)
        settle(page)
        for part, areas in parts.items():
            box = page.locator(part).first.bounding_box()
            areas.append(box["width"] if part != MAP else box["width"] * box["height"])
    assert all(areas[1] > 1.3 * areas[0] for part, areas in parts.items() if "h2" not in part), parts
    assert max(parts[".atlas-story h2"]) <= 70 * 8


def test_a_mark_opens_its_evidence_and_a_link_its_exhibit(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.locator(".atlas-mark-derived").first.click(force=True)  # the link lies over it
    page.wait_for_url("**/?figure=derived-trade-xinjiang-2022")
    settle(page)
    expect(page.locator("[data-evidence='derived-trade-xinjiang-2022']")).to_be_visible()
    page.go_back()
    settle(page)
    page.get_by_role("link", name="More on Cargo").last.click()
    page.wait_for_url("**/cargo#exhibit-khorgos")
    settle(page)
    expect(page.locator("#exhibit-khorgos")).to_be_in_viewport()


def test_the_matrix_is_drawn_and_plotly_loaded_when_subjects_are_chosen(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    assert page.locator(".atlas-chart").count() == 1
    assert not any("plotly" in url for url in page.atlas.requests)
    page.get_by_text("Routes and crossings", exact=True).click()
    expect(page.locator(".st-key-plot-coverage-routes-and-crossings .atlas-chart")).to_contain_text("Bakhty")
    page.wait_for_url("**/?subjects=Routes+and+crossings")
    settle(page)
    assert [*wrong_layout(page), *grave(page)] == []
    page.get_by_text("Routes and crossings", exact=True).first.click()
    expect(page.locator(".atlas-chart")).to_have_count(1)
    assert page.atlas.troubles == []
