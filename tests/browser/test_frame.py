"""The frame around the pages: filters that travel, present mode, and nothing cut or colliding at any width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import settle
from tests.browser.test_pages import PAGES

TOO_WIDE = """() => {
    const inside = element => element.closest('[data-testid=stDataFrame],[data-testid=stDeckGlJsonChart],.js-plotly-plot,'
        + '[data-testid=stSidebar],[data-scroll]');
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


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_or_collides_at_any_width(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path, width=1920)
    trouble = {}
    for width in (1920, 1400, 900, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(900)
        settle(page)
        if wrong := [*page.evaluate(TOO_WIDE), *page.evaluate(LABELS)]:
            trouble[width] = wrong
    assert trouble == {}


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    settle(page)


def test_filters_travel_from_page_to_page_and_stand_in_the_url(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo?corridor=Khorgos&years=2012&years=2020&undated=false")
    go(page, "Trade")
    expect(page.locator(".atlas-selection")).to_contain_text("2012–2020; 6 undated figures hidden")
    page.wait_for_url("**/trade?*years=2012&years=2020*")
    go(page, "Map")
    expect(page.locator(".atlas-selection")).to_contain_text("Khorgos crossings")
    go(page, "Cargo")
    expect(page.locator(".atlas-selection")).to_contain_text("Khorgos crossings; 2012–2020")
    page.wait_for_url("**/cargo?*corridor=Khorgos*")
    assert "undated=false" in page.url


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
    page.get_by_role("link", name="Leave present mode").click()
    page.wait_for_url("**/trade?years=2020&years=2024")
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_the_link_into_present_mode_keeps_the_filters(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo?corridor=Khorgos&undated=false")
    link = page.get_by_role("link", name="Present this page")
    assert link.get_attribute("href") == "?corridor=Khorgos&undated=false&present=1"
