"""The frame around the pages: filters that travel, and present mode."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import settle


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    settle(page)


def test_present_mode_shows_one_chart_per_screen_without_controls(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?years=2020&years=2024&present=1")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("button", name="Table").first).to_be_hidden()
    frames = page.locator("[class*='st-key-frame-']")
    assert frames.count() == 3
    for number in range(3):
        assert frames.nth(number).bounding_box()["height"] >= 0.95 * 900
        expect(frames.nth(number).locator(".atlas-foot")).to_contain_text("Data source:")
    size = page.locator(".st-key-plot-xinjiang-years .annotation-text-g text").first.evaluate(
        "text => parseFloat(getComputedStyle(text).fontSize)"
    )
    assert size >= 19
    shown = page.get_by_test_id("stMain").bounding_box()
    for key, number in (("ArrowDown", 0), ("ArrowRight", 1), ("PageDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
        box = frames.nth(number).bounding_box()
        middle = box["y"] + box["height"] / 2
        assert middle == pytest.approx(shown["y"] + shown["height"] / 2, abs=30), (key, number)
    page.get_by_role("link", name="Leave present mode").click()
    page.wait_for_url("**/trade?years=2020&years=2024")
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


@pytest.mark.parametrize("path", ["/sources", "/corridors"])
def test_arrow_keys_show_all_of_a_page_and_lead_back(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{path}?present=1")
    read = "main => [main.scrollTop, main.scrollHeight - main.clientHeight, main.clientHeight]"
    seen = [0.0]
    for _ in range(80):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(750)  # a step is over
        at, last, screen = page.get_by_test_id("stMain").evaluate(read)
        if at == seen[-1]:
            break
        seen.append(at)
    assert at == pytest.approx(last, abs=25)
    assert max(later - earlier for earlier, later in itertools.pairwise(seen)) <= 1.5 * screen
    page.keyboard.press("PageUp")
    page.wait_for_timeout(200)
    assert page.get_by_test_id("stMain").evaluate(read)[0] < at


def test_present_mode_shows_no_search_and_its_foot_covers_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("/?present=1")
    expect(page.locator(".atlas-story li").first).to_be_visible()
    expect(page.get_by_label("Find in every figure, stage and subject")).to_be_hidden()
    expect(page.get_by_role("link", name="All commitments")).to_be_hidden()
    foot, shown = page.locator(".atlas-leave").bounding_box(), page.get_by_test_id("stMain").bounding_box()
    assert shown["y"] + shown["height"] <= foot["y"] < foot["y"] + foot["height"] <= 900
    expect(page.locator(".atlas-keys")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".atlas-leave .atlas-version")).to_be_visible()
    expect(page.locator(".atlas-keys")).to_be_hidden()


def test_the_link_into_present_mode_keeps_the_filters(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo?corridor=Khorgos&undated=false")
    link = page.get_by_role("link", name="Present this page")
    assert link.get_attribute("href") == "?corridor=Khorgos&undated=false&present=1"
