"""Pictures of charts: a PNG and an SVG from each chart's own toolbar, each with all that makes it stand alone."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from components import tables
from tests.browser import harness
from tests.browser.inspection import grave

pytestmark = pytest.mark.xdist_group("pictures")

SVG = "{http://www.w3.org/2000/svg}"
TITLE, UNIT = "Trade with Xinjiang rose 62", "Trade with Xinjiang, full years. Trade in money, both directions"


def saved(page: Page, key: str, kind: str) -> Path:
    with page.expect_download() as download:
        page.locator(f".st-key-plot-{key}").get_by_role("button", name=f"Save picture as {kind}").click()
    assert download.value.suggested_filename == f"atlas-{key}.{kind.lower()}"
    return Path(download.value.path())


def words(drawing: Path) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.parse(drawing).iter(f"{SVG}text")]


def ink(picture: Image.Image, top: int, bottom: int) -> tuple[int, int]:
    """Give the darkest and the lightest grey of a strip of a picture."""
    return picture.convert("L").crop((0, top, picture.width, bottom)).getextrema()


@pytest.fixture(scope="module")
def trade(browser: Browser, server: harness.Server) -> Iterator[Page]:
    """Give the page of trade, to be taken pictures of: whoever changes it puts it back."""
    page = harness.new_page(browser, server.url)
    page.goto("/trade", wait_until="load")
    harness.settle(page)
    yield page
    page.context.close()


def test_a_png_is_large_and_carries_title_and_footer(trade: Page) -> None:
    drawn = trade.locator(".st-key-plot-xinjiang-years .js-plotly-plot")
    expect(drawn).to_contain_text("Data source: Kazinform (December 2024) par. 2")
    expect(drawn).to_contain_text("All years; 6 undated figures kept · data ")
    picture = Image.open(saved(trade, "xinjiang-years", "PNG"))
    assert picture.width == 2000
    assert ink(picture, 0, 120)[0] < 80
    footer = ink(picture, picture.height - 140, picture.height)
    assert footer[0] < 150
    assert footer[1] == 255


def test_a_png_has_the_letters_of_the_page(trade: Page) -> None:
    page = trade
    title = page.locator(".st-key-plot-xinjiang-years .gtitle").evaluate("title => title.getComputedTextLength()")
    picture = Image.open(saved(page, "xinjiang-years", "PNG")).convert("L").crop((0, 0, 2000, 80))
    box = picture.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert (box[2] - box[0]) / 2 == pytest.approx(title, abs=3)


def test_an_svg_carries_every_word_of_its_frame(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?years=2020&years=2024")
    drawing = saved(page, "xinjiang-years", "SVG")
    root = ElementTree.parse(drawing).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == "1000"
    text = "\n".join(words(drawing))
    assert TITLE in text
    assert UNIT in text
    assert "Data source: Kazinform (December 2024) par. 2" in text
    assert "Note: Hatched: follows from a stated growth; whiskers show what rounding allows." in text
    assert "2020–2024; 6 undated figures kept" in text
    assert f"data {tables.load().version}" in text
    assert re.search(rf"\b{date.today().year}\b", text.splitlines()[-1])
    assert "20.3 observed" in text
    assert "12.5 derived" in text


def test_an_svg_needs_nothing_that_other_programs_lack(trade: Page) -> None:
    page = trade
    source = saved(page, "china", "SVG").read_text("utf-8")
    texts = [text for text in ElementTree.fromstring(source).iter(f"{SVG}text") if "".join(text.itertext()).strip()]
    assert texts
    for text in texts:
        assert not any(part.get("dy", "").endswith("em") for part in text.iter())
        assert "Source S" not in text.get("style")
        mixed = len([part for part in text.itertext() if part]) > 1 and text.find(f"{SVG}tspan[@class='line']") is None
        assert text.get("text-anchor", "start") == "start" or not mixed
    assert "http" not in source.replace("http://www.w3.org/", "")


def test_a_second_picture_and_one_after_a_change_are_saved_too(trade: Page) -> None:
    page = trade
    for kind in ("SVG", "PNG", "SVG"):
        assert saved(page, "china", kind).stat().st_size > 5000
        page.wait_for_timeout(300)
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(page.locator(".atlas-selection")).to_contain_text("6 undated figures hidden")
    harness.settle(page)
    expect(page.get_by_role("button", name="Save picture as SVG")).to_have_count(3)
    assert any("6 undated figures hidden" in text for text in words(saved(page, "china", "SVG")))
    assert page.atlas.troubles == []
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(page.locator(".atlas-selection")).to_contain_text("6 undated figures kept")
    harness.settle(page)


def test_pictures_are_reached_by_keyboard(trade: Page) -> None:
    page = trade
    chart = page.locator(".st-key-plot-xinjiang-years")
    chart.get_by_role("button", name="Save picture as PNG").focus()
    page.keyboard.press("Tab")
    expect(chart.get_by_role("button", name="Save picture as SVG")).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "atlas-xinjiang-years.svg"


def test_the_buttons_are_not_for_an_audience_nor_for_paper(trade: Page, open_page: Callable[..., Page]) -> None:
    expect(trade.get_by_role("button", name="Save picture as SVG")).to_have_count(3)
    trade.emulate_media(media="print")
    expect(trade.get_by_role("button", name="Save picture as SVG")).to_have_count(0)
    trade.emulate_media(media="screen")
    page = open_page("/trade?present=1")
    expect(page.get_by_role("button", name="Save picture as SVG")).to_have_count(0)


def paper(chart: Locator) -> str:
    return chart.locator(".main-svg").first.evaluate("drawing => getComputedStyle(drawing).backgroundColor")


def test_charts_stand_on_white_when_asked_whatever_the_theme(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade", dark=True)
    chart = page.locator(".st-key-plot-xinjiang-years")
    assert paper(chart) == "rgb(18, 24, 29)"
    toggle = page.get_by_test_id("stSidebar").locator("label", has_text="White background")
    toggle.click()
    page.wait_for_url("**/trade?white=true")
    harness.settle(page)
    assert paper(chart) == "rgb(255, 255, 255)"
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    picture = Image.open(saved(page, "xinjiang-years", "PNG")).convert("RGB")
    assert {picture.getpixel(spot) for spot in ((0, 0), (1999, 0), (1000, picture.height - 1))} == {(255, 255, 255)}
    rect = ElementTree.parse(saved(page, "xinjiang-years", "SVG")).getroot().find(f"{SVG}rect")
    assert "fill: rgb(255, 255, 255)" in rect.get("style")
    assert grave(page) == []
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cargo")
    page.wait_for_url("**/cargo?white=true")
    harness.settle(page)
    assert paper(page.locator(".st-key-plot-trans-caspian")) == "rgb(255, 255, 255)"
    page.get_by_role("link", name="Present this page").click()
    page.wait_for_url("**/cargo?white=true&present=1")
    harness.settle(page)
    assert paper(page.locator(".st-key-plot-trans-caspian")) == "rgb(255, 255, 255)"
    page.get_by_role("link", name="Leave present mode").click()
    page.wait_for_url("**/cargo?white=true")
    harness.settle(page)
    toggle.click()
    page.wait_for_url("**/cargo")
    harness.settle(page)
    assert paper(page.locator(".st-key-plot-trans-caspian")) == "rgb(18, 24, 29)"
