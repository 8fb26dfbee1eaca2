"""Every page by its own URL on a fresh server: whole, without trouble, accessible, and nothing cut at any width."""

from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness

PAGES = {
    "/": "Kazakhstan Trade & Transit Atlas",
    "/trade": "Trade",
    "/cargo": "Cargo",
    "/corridors": "Corridors",
    "/map": "Map",
    "/commitments": "Commitments",
    "/investment": "Investment",
    "/ledger": "Ledger",
    "/sources": "Sources",
    "/briefing": "Briefing",
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# Rules that Streamlit itself breaks and a page cannot mend, each with the reason.
STREAMLITS_OWN: dict[str, str] = {}

TOO_WIDE = """() => {
    const inside = element => element.closest(
        '[data-testid=stDataFrame],[data-testid=stDeckGlJsonChart],.js-plotly-plot,[data-testid=stSidebar]');
    return [...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(element => !inside(element) && element.getClientRects().length)
        .filter(element => {
            let scroller = element.parentElement;
            while (scroller && scroller.dataset.testid !== 'stMain') {
                if (['auto', 'scroll'].includes(getComputedStyle(scroller).overflowX)
                    && scroller.scrollWidth > scroller.clientWidth) return false;
                scroller = scroller.parentElement;
            }
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1);
        })
        .map(element => element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 60));
}"""
LABELS = """() => [...document.querySelectorAll('[class*="st-key-plot-"]')].flatMap(frame => {
    const view = frame.getBoundingClientRect();
    const labels = [...frame.querySelectorAll('.annotation-text-g text, .xtick text, .ytick text')]
        .map(text => ({words: text.textContent, box: text.getBoundingClientRect()}))
        .filter(({words, box}) => words.trim() && box.width && box.top < view.bottom && box.bottom > view.top
            && !words.startsWith('Data source'));
    const cut = labels.filter(({box}) => box.left < view.left - 1.5 || box.right > view.right + 1.5
        || box.top < view.top - 1 || box.bottom > view.bottom + 1).map(({words}) => `cut: ${words}`);
    const collide = labels.flatMap((one, place) => labels.slice(place + 1).filter(other =>
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2 &&
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 3)
        .map(other => `collide: ${one.words} / ${other.words}`));
    return [...cut, ...collide].map(words => frame.className.match(/st-key-plot-[^ ]+/)[0] + ' ' + words);
})"""


def paths() -> list[object]:
    return [pytest.param(path, marks=pytest.mark.xdist_group(path), id=path) for path in PAGES]


@pytest.fixture(scope="module", params=paths())
def opened(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[str, Page]]:
    """Give each page, opened by its own URL as the first visitor of a fresh server."""
    with harness.running_server() as server:
        page = harness.new_page(browser, server.url)
        page.goto(request.param, wait_until="load")
        harness.settle(page)
        yield request.param, page
        page.context.close()


def test_the_url_opens_whole_on_a_fresh_server(opened: tuple[str, Page]) -> None:
    path, page = opened
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[path])
    expect(page.get_by_test_id("stSidebarNav")).to_be_attached()
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_test_id("stException").count() == 0
    assert page.atlas.troubles == []


def grave(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical") and violation["id"] not in STREAMLITS_OWN
        for node in violation["nodes"]
    ]


def test_axe_finds_nothing_serious_in_light(opened: tuple[str, Page]) -> None:
    assert grave(opened[1]) == []


def test_axe_finds_nothing_serious_after_the_system_turns_dark(opened: tuple[str, Page]) -> None:
    _, page = opened
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    assert grave(page) == []
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("path", paths())
def test_axe_finds_nothing_serious_in_dark(path: str, open_page: Callable[..., Page]) -> None:
    assert grave(open_page(path, dark=True)) == []


def test_nothing_is_cut_or_collides_at_any_width(opened: tuple[str, Page]) -> None:
    _, page = opened
    trouble = {}
    for width in (1920, 1400, 900, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(700)
        harness.settle(page)
        if wrong := [*page.evaluate(TOO_WIDE), *page.evaluate(LABELS)]:
            trouble[width] = wrong
    assert trouble == {}
