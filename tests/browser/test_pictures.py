"""Pictures of charts: a menu at each, whose pictures stand alone at the size that they are for."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from components import tables
from tests.browser import harness
from tests.browser.inspection import grave

pytestmark = pytest.mark.xdist_group("pictures")

SVG = "{http://www.w3.org/2000/svg}"
TITLE, UNIT = "Trade with Xinjiang rose 62", "Trade with Xinjiang, full years. Trade in money, both directions"
SOURCE = "Data source: Kazinform (December 2024) par. 2"
# Two pixels for each of the 96 of an inch: a slide is 13.33 by 7.5 inches, the text of a page 16 cm wide.
DOTS = 192
SIZES = {"Slide 16:9": (2560, 1440), "Half slide": (1280, 1440), "Square": (1440, 1440), "Document": (1210, None)}
WIDTHS = """words => {
    const pen = document.createElement("canvas").getContext("2d");
    return words.map(([text, font]) => { pen.font = font; return pen.measureText(text).width; });
}"""
# Draws what is made a picture of on the page too, and keeps the boxes of its words in CSS pixels of the drawing.
WATCH = """() => {
    window.boxes = [];
    const toImage = Plotly.toImage;
    Plotly.toImage = async (figure, settings) => {
        const sheet = document.createElement("div");
        document.body.append(sheet);
        await Plotly.newPlot(sheet, structuredClone(figure.data), structuredClone(figure.layout), {staticPlot: true});
        const origin = sheet.getBoundingClientRect();
        const words = sheet.querySelectorAll(".annotation-text, .xtick text, .ytick text, .gtitle, .gtitle-subtitle");
        window.boxes.push({
            width: settings.width,
            height: settings.height,
            words: [...words].filter(word => word.textContent.trim()).map(word => {
                const {left, top, right, bottom} = word.getBoundingClientRect();
                const parts = [word, ...word.querySelectorAll("tspan")].filter(part => part.textContent.trim());
                return {
                    text: word.textContent,
                    size: Math.min(...parts.map(part => parseFloat(getComputedStyle(part).fontSize))),
                    box: [left - origin.left, top - origin.top, right - origin.left, bottom - origin.top],
                };
            }),
        });
        Plotly.purge(sheet);
        sheet.remove();
        return toImage(figure, settings);
    };
}"""


def button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-plot-{key}").get_by_role("button", name="Take a picture of ")


def choice(page: Page, key: str, name: str) -> Locator:
    """Open the menu of a chart and give one of what it offers."""
    button(page, key).click()
    return item(page, name)


def item(page: Page, name: str) -> Locator:
    """Give what the open menu offers by this name."""
    return page.locator(".atlas-picture-menu:popover-open [role=menuitem]").filter(
        has=page.get_by_text(name, exact=True)
    )


def saved(page: Page, key: str, name: str) -> Path:
    with page.expect_download() as download:
        choice(page, key, name).click()
    suffix = {"Slide 16:9": "-slide.png", "SVG": ".svg", "Full size": ".png"}.get(
        name, f"-{name.split()[0].lower()}.png"
    )
    assert download.value.suggested_filename == f"atlas-{key}{suffix}"
    return Path(download.value.path())


def words(drawing: Path) -> list[str]:
    """List the texts of an SVG, each line for itself."""
    texts = list(ElementTree.parse(drawing).iter(f"{SVG}text"))
    return ["".join(line.itertext()) for text in texts for line in text.findall(f"{SVG}tspan[@class='line']") or [text]]


def ink(picture: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int]:
    """Give the box of what is dark in a strip of a picture."""
    strip = picture.convert("L").crop((0, top, picture.width, bottom))
    return strip.point(lambda grey: 255 * (grey < 150)).getbbox()


@pytest.fixture(scope="module")
def trade(browser: Browser, server: harness.Server) -> Iterator[Page]:
    """Give the page of trade, to be taken pictures of: whoever changes it puts it back."""
    page = harness.new_page(browser, server.url)
    page.goto("/trade", wait_until="load")
    harness.settle(page)
    yield page
    harness.close(page)


@pytest.mark.parametrize("name", SIZES)
def test_a_png_has_the_size_the_resolution_and_the_words_of_what_it_is_for(trade: Page, name: str) -> None:
    picture = Image.open(saved(trade, "xinjiang-years", name))
    width, height = SIZES[name]
    assert picture.width == width
    assert height in (None, picture.height)
    assert picture.info["dpi"] == pytest.approx((DOTS, DOTS), abs=0.1)
    assert picture.info["Title"].startswith(TITLE)
    assert picture.info["Description"].startswith(UNIT)
    assert picture.info["Source"] == SOURCE
    assert f"data {tables.load().version}" in picture.info["Comment"]
    assert ink(picture, 0, 140)
    assert ink(picture, picture.height - 140, picture.height)
    assert {picture.convert("RGB").getpixel((x, y)) for x in (0, width - 1) for y in (0, picture.height - 1)} == {
        (255, 255, 255)
    }


def test_a_png_has_the_letters_of_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    page.evaluate(WATCH)
    picture = Image.open(saved(page, "china", "Slide 16:9"))
    scale = picture.width / page.evaluate("() => window.boxes[0].width")
    title, subtitle, *_ = page.evaluate(
        "() => [...atlasCharts.charts.values()].map(({data}) => data).find(({name}) => name === 'atlas-china')"
        ".figure.layout.meta.words"
    )
    for told, place, size, ours, fallback in (
        (title, (0, 80), "600 22px", '"Source Serif"', "serif"),
        (subtitle, (100, 190), "15px", '"Source Sans"', "sans-serif"),
    ):
        left, _, right, _ = ink(picture, *place)
        measured, other = page.evaluate(WIDTHS, [(told, f"{size} {font}") for font in (ours, fallback)])
        assert (right - left) / scale == pytest.approx(measured, rel=0.015)
        assert other != pytest.approx(measured, rel=0.05)


@pytest.mark.parametrize("path", ["/trade", "/cargo", "/investment", "/corridors?corridor=Trans-Caspian"])
def test_no_word_is_cut_small_or_covers_another_in_any_format(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path)
    page.evaluate(WATCH)
    taken = []
    for chart in page.locator(".atlas-picture").all():
        chart.click()
        names = page.locator('.atlas-picture-menu:popover-open [aria-disabled="false"] b').all_inner_texts()
        page.keyboard.press("Escape")
        for name in (name for name in names if name != "Copy"):
            chart.click()
            with page.expect_download():
                item(page, name).click()
            taken.append((chart.get_attribute("aria-label"), name))
    drawn = page.evaluate("() => window.boxes")
    assert len(drawn) == len(taken) > 0
    inches = {"Slide 16:9": 40 / 3, "Half slide": 20 / 3, "Square": 7.5, "Document": 6.3}
    for (title, name), picture in zip(taken, drawn, strict=True):
        for word in picture["words"]:
            left, top, right, bottom = word["box"]
            assert min(left, top) >= 0, (title, name, word)
            assert right <= picture["width"], (title, name, word)
            assert bottom <= picture["height"], (title, name, word)
            if name in inches:
                assert word["size"] * 72 * inches[name] / picture["width"] >= 8.99, (title, name, word)
        for one, other in combinations(picture["words"], 2):
            assert apart(one["box"], other["box"]), (title, name, one, other)


def apart(one: list[float], other: list[float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across <= 0.5 or min(one[3], other[3]) - max(one[1], other[1]) <= 1


def test_a_format_that_cannot_hold_the_rows_says_why_and_gives_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo")
    for name, of in (("Slide 16:9", "a slide"), ("Half slide", "half a slide"), ("Square", "a square")):
        offered = choice(page, "tonnages", name)
        expect(offered).to_have_attribute("aria-disabled", "true")
        expect(offered).to_contain_text(f"too many rows for {of}")
        page.keyboard.press("Escape")
    downloads: list[Any] = []
    page.on("download", lambda download: downloads.append(download))
    choice(page, "tonnages", "Slide 16:9").click(force=True)
    page.wait_for_timeout(800)
    assert downloads == []
    page.keyboard.press("Escape")
    picture = Image.open(saved(page, "tonnages", "Document"))
    assert picture.height > 1.5 * picture.width


def test_a_picture_is_copied_as_a_slide(trade: Page) -> None:
    trade.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choice(trade, "xinjiang-years", "Copy").click()
    expect(button(trade, "xinjiang-years")).to_have_text("Copied")
    content = trade.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return [...new Uint8Array(await (await item.getType("image/png")).arrayBuffer())];
        }"""
    )
    assert Image.open(io.BytesIO(bytes(content))).size == SIZES["Slide 16:9"]
    expect(button(trade, "xinjiang-years")).to_have_text("Picture")


def test_an_svg_carries_every_word_of_its_frame(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?years=2020&years=2024")
    drawing = saved(page, "xinjiang-years", "SVG")
    root = ElementTree.parse(drawing).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == "1000"
    assert root.find(f"{SVG}title").text.startswith(TITLE)
    assert "12.5\u202fbn derived" in root.find(f"{SVG}desc").text
    text = "\n".join(words(drawing))
    assert TITLE in text
    assert UNIT in text
    assert SOURCE in text
    assert "Note: Hatched: follows from a stated growth; whiskers show what rounding allows." in text
    assert "2020–2024; 6 undated figures kept" in text
    assert f"data {tables.load().version}" in text
    assert re.search(rf"\b{date.today().year}\b", text)
    assert "20.3 observed" in text
    assert "12.5 derived" in text


def test_an_svg_needs_nothing_that_other_programs_lack(trade: Page) -> None:
    source = saved(trade, "china", "SVG").read_text("utf-8")
    texts = [text for text in ElementTree.fromstring(source).iter(f"{SVG}text") if "".join(text.itertext()).strip()]
    assert texts
    for text in texts:
        assert not any(part.get("dy", "").endswith("em") for part in text.iter())
        assert "Source S" not in text.get("style")
        mixed = len([part for part in text.itertext() if part]) > 1 and text.find(f"{SVG}tspan[@class='line']") is None
        assert text.get("text-anchor", "start") == "start" or not mixed
    assert "http" not in source.replace("http://www.w3.org/", "")


@pytest.mark.office
@pytest.mark.skipif(os.environ.get("ATLAS_WITHOUT_OFFICE") == "1", reason="ATLAS_WITHOUT_OFFICE=1: no LibreOffice here")
def test_libreoffice_opens_an_svg(trade: Page, tmp_path: Path) -> None:
    assert shutil.which("soffice"), "needs LibreOffice: apt-get install libreoffice-impress-nogui"
    shutil.copy(saved(trade, "xinjiang-years", "SVG"), tmp_path / "atlas.svg")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "atlas.svg"]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    text = " ".join(PdfReader(tmp_path / "atlas.pdf").pages[0].extract_text().split())
    for word in (TITLE, UNIT, SOURCE, "20.3 observed"):
        assert word in text


def test_a_picture_after_a_change_shows_it(trade: Page) -> None:
    page = trade
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(page.locator(".atlas-selection")).to_contain_text("6 undated figures hidden")
    harness.settle(page)
    expect(page.get_by_role("button", name="Take a picture of ")).to_have_count(3)
    assert any("6 undated figures hidden" in text for text in words(saved(page, "china", "SVG")))
    assert "6 undated figures hidden" in Image.open(saved(page, "china", "Square")).info["Comment"]
    assert page.atlas.troubles == []
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(page.locator(".atlas-selection")).to_contain_text("6 undated figures kept")
    harness.settle(page)


def test_the_menu_is_used_by_keyboard_and_closes_outside(trade: Page) -> None:
    page = trade
    opener = button(page, "xinjiang-years")
    menu = page.locator(".atlas-picture-menu:popover-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(item(page, "Slide 16:9")).to_be_focused()
    assert grave(page) == []
    page.keyboard.press("ArrowUp")
    expect(item(page, "Copy")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(item(page, "Half slide")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "atlas-xinjiang-years.svg"
    opener.click()
    page.get_by_role("heading", level=1).click()
    expect(menu).to_have_count(0)


def test_the_button_is_not_for_an_audience_nor_for_paper(trade: Page, open_page: Callable[..., Page]) -> None:
    expect(trade.get_by_role("button", name="Take a picture of ")).to_have_count(3)
    trade.emulate_media(media="print")
    expect(trade.get_by_role("button", name="Take a picture of ")).to_have_count(0)
    trade.emulate_media(media="screen")
    page = open_page("/trade?present=1")
    expect(page.get_by_role("button", name="Take a picture of ")).to_have_count(0)


def paper(chart: Locator) -> str:
    return chart.locator(".main-svg").first.evaluate("drawing => getComputedStyle(drawing).backgroundColor")


def corners(picture: Image.Image) -> set[tuple[int, ...]]:
    drawn = picture.convert("RGB")
    return {drawn.getpixel(spot) for spot in ((0, 0), (drawn.width - 1, 0), (0, drawn.height - 1))}


def test_charts_stand_on_white_when_asked_whatever_the_theme(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade", dark=True)
    chart = page.locator(".st-key-plot-xinjiang-years")
    assert paper(chart) == "rgb(18, 24, 29)"
    assert corners(Image.open(saved(page, "xinjiang-years", "Slide 16:9"))) == {(18, 24, 29)}
    toggle = page.get_by_test_id("stSidebar").locator("label", has_text="White background")
    toggle.click()
    page.wait_for_url("**/trade?white=true")
    harness.settle(page)
    assert paper(chart) == "rgb(255, 255, 255)"
    expect(chart).to_have_css("color-scheme", "light")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    assert corners(Image.open(saved(page, "xinjiang-years", "Slide 16:9"))) == {(255, 255, 255)}
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
