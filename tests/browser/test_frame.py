"""The frame around the pages: filters that travel, and present mode."""

from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.harness import settle


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


def test_a_picture_of_a_chart_is_a_large_png_with_its_words(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    drawn = page.locator(".st-key-plot-xinjiang-years .js-plotly-plot")
    expect(drawn).to_contain_text("Data source: Kazinform (December 2024) par. 2")
    expect(drawn).to_contain_text("All years; 6 undated figures kept · data ")
    with page.expect_download() as download:
        page.locator(".st-key-plot-xinjiang-years .modebar-btn").first.click()
    assert download.value.suggested_filename == "atlas-xinjiang-years.png"
    picture = Image.open(download.value.path())
    assert picture.width == 2000
    # The title's ink stands in the upper left corner, above where the page cuts the drawing off.
    corner = picture.convert("L").crop((0, 0, 1000, 120))
    assert corner.getextrema()[0] < 80
