"""What comes out of the printer: every page on paper, with its figures, its sources and where it comes from."""

import csv
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import product

import pypdf
import pytest
from PIL.Image import Image
from playwright.sync_api import Page

from tests.browser import harness

# A4 less margins of 12 mm at its sides, of 13 mm above and 16 mm below, in CSS pixels of 1/96 inch.
WIDTH, HEIGHT = (210 - 24) / 25.4 * 96, (297 - 29) / 25.4 * 96
WIDGETS = (
    "Keep undated figures",
    "White background",
    "Present this page",
    "Leave present mode",
    "As of",
    "Find in every",
    "Choose an object",
    "rows with citations (CSV)",
    "Choose a row for its evidence",
)
SAID = """() => {
    const SECTIONS = ':is(h2):not(.st-key-coverage:not(:has([class*="st-key-frame-"])) *)'; // unasked, not printed
    const words = selector => [...document.querySelectorAll(`[data-testid="stMain"] ${selector}`)]
        .map(element => element.innerText.trim());
    const frames = [...document.querySelectorAll('[class*="st-key-frame-"]:not(.st-key-frame-board)')]
        .filter(frame => frame.querySelector('.atlas-foot'))
        .map(frame => [frame.querySelector('h3').innerText, frame.querySelector('.atlas-foot').innerText]);
    return {head: [...words('h1'), ...words('.atlas-selection')], headings: words(SECTIONS), frames};
}"""
ON_PAPER = """() => {
    const seen = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
    const box = element => {
        const {left, right, width, height} = element.getBoundingClientRect();
        return {name: element.className.match?.(/st-key-[^ ]+/)?.[0] ?? '', left, right, width, height};
    };
    return {
        widgets: seen('button, input, textarea, select, [role="slider"], [role="radio"], [role="checkbox"], '
            + '[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stPageLink"], .atlas-picture')
            .map(element => element.outerHTML.slice(0, 90)),
        drawings: seen('[class*="st-key-plot-"], .atlas-printed table').map(box),
        charts: seen('[class*="st-key-plot-"] .main-svg').map(chart => {
            const plot = chart.closest('[class*="st-key-plot-"]');
            return {...box(plot), over: chart.getBoundingClientRect().right - plot.getBoundingClientRect().right};
        }),
        torn: seen('[class*="st-key-frame-"]:not(:has(.atlas-card)), .atlas-tile, .atlas-card, .atlas-pair, tr')
            .filter(element => getComputedStyle(element).breakInside !== 'avoid')
            .map(element => element.outerHTML.slice(0, 90)),
    };
}"""
# The contrast of every text with white paper, after the rule of WCAG 2; texts inside drawings stand apart.
PALE = """() => {
    const luminance = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    return [...document.querySelectorAll('[data-testid="stMain"] *')]
        .filter(element => element.checkVisibility() && !element.closest('svg, canvas'))
        .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(element => [1.05 / (luminance(getComputedStyle(element).color) + 0.05), element.innerText.slice(0, 40)])
        .filter(([contrast]) => contrast < 4.5);
}"""


@dataclass
class Print:
    """A page that has been printed: what it says on the screen, and the text of each sheet without spaces."""

    address: str
    said: dict[str, list[str]]
    sheets: list[str]
    pictures: list[Image]

    @property
    def text(self) -> str:
        return "".join(self.sheets)


def closed_up(words: str) -> str:
    """Write words without spaces and ligatures, which differ between a screen and the text of a PDF.

    One glyph of the headings stands for two apostrophes there.
    """
    return "".join(unicodedata.normalize("NFKC", words).replace("ʼ", "’").split())


def today() -> str:
    return f"{date.today().day} {date.today():%B %Y}"


def printed(page: Page, paper: str = "A4", *, landscape: bool = False) -> Print:
    said = page.evaluate(SAID)
    sheets = pypdf.PdfReader(BytesIO(page.pdf(format=paper, landscape=landscape, print_background=True))).pages
    texts = [closed_up(sheet.extract_text()) for sheet in sheets]
    return Print(page.url, said, texts, [found.image for sheet in sheets for found in sheet.images if found.image])


def on_paper(page: Page) -> None:
    """Lay the page out as it is printed, so that its boxes can be measured."""
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')) }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(WIDTH), "height": round(HEIGHT)})
    page.wait_for_timeout(300)


@pytest.fixture(scope="session")
def paper(opened: tuple[str, Page]) -> Print:
    """Give each page's print on A4."""
    return printed(opened[1])


def test_every_sheet_says_where_and_when_it_comes_from(paper: Print) -> None:
    count = len(paper.sheets)
    for number, sheet in enumerate(paper.sheets, 1):
        assert closed_up(paper.address) in sheet
        assert closed_up(f"{today()}, page {number} of {count}") in sheet


def test_no_sheet_is_empty(paper: Print) -> None:
    foot = closed_up(f"{paper.address}{today()}, page 1 of {len(paper.sheets)}")
    assert [number for number, sheet in enumerate(paper.sheets, 1) if len(sheet) < len(foot) + 40] == []


def test_the_selection_stands_in_words_on_the_first_sheet(paper: Print) -> None:
    assert len(paper.said["head"]) == 2
    for words in paper.said["head"]:
        assert closed_up(words) in paper.sheets[0]


def test_a_chart_stands_on_one_sheet_with_its_title_and_sources(paper: Print) -> None:
    whole = [
        title
        for title, foot in paper.said["frames"]
        if any(closed_up(title) in sheet and closed_up(foot) in sheet for sheet in paper.sheets)
    ]
    assert whole == [title for title, _ in paper.said["frames"]]
    assert all(foot.startswith("Data source: ") for _, foot in paper.said["frames"])


def test_a_section_is_not_left_without_what_follows(paper: Print) -> None:
    foot = closed_up(paper.address)
    for heading in paper.said["headings"]:
        assert closed_up(heading) in paper.text
    last = [sheet.split(foot)[0][-40:] for sheet in paper.sheets]
    assert [end for end in last for heading in paper.said["headings"] if end.endswith(closed_up(heading))] == []


# How many points of each frame of a map have the colour of Kazakhstan on light paper, once it is drawn for paper.
GROUND = """() => {
    dispatchEvent(new Event('beforeprint'));
    const counts = [...document.querySelectorAll('.atlas-map canvas')].map(canvas => {
        const points = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let found = 0;
        for (let at = 0; at < points.length; at += 4)
            if (points[at] === 0xff && points[at + 1] === 0xfd && points[at + 2] === 0xf8) found += 1;
        return found;
    });
    dispatchEvent(new Event('afterprint'));
    return counts;
}"""


def test_a_map_is_drawn_anew_on_light_paper_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/map", dark=True)
    counts = page.evaluate(GROUND)
    assert len(counts) == 3
    # Of pixels that are three times as fine as those of the screen.
    assert min(counts) > 50_000


def test_a_map_stands_with_its_legend_and_sources_on_one_sheet(open_page: Callable[..., Page]) -> None:
    page = open_page("/map")
    for paper, landscape in product(("A4", "Letter"), (True, False)):
        sheets = printed(page, paper, landscape=landscape).sheets
        assert len(sheets) == 1
        for words in ("Of 18 things with a place", "Filling: stage at last mention", "Data source:"):
            assert closed_up(words) in sheets[0]


def test_the_first_sheet_of_the_overview_is_filled(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    changed = page.locator(".atlas-trail-head b").all_inner_texts()
    first = printed(page).sheets[0]
    assert changed
    below = first.split(closed_up("What changed"))[1]
    assert [subject for subject in changed if closed_up(subject) in below] == changed


def test_no_widget_is_printed(opened: tuple[str, Page], paper: Print) -> None:
    _, page = opened
    assert [words for words in WIDGETS if closed_up(words) in paper.text] == []
    page.emulate_media(media="print")
    assert page.evaluate(ON_PAPER)["widgets"] == []
    page.emulate_media(media="screen")


def test_no_drawing_is_cut(opened: tuple[str, Page]) -> None:
    _, page = opened
    on_paper(page)
    found = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    page.evaluate("() => { dispatchEvent(new Event('afterprint')) }")
    page.set_viewport_size({"width": 1400, "height": 900})
    assert uncut(found)
    assert page.atlas.troubles == []  # type: ignore[attr-defined]


def uncut(found: dict[str, list[dict[str, float]]]) -> bool:
    assert [box for box in found["drawings"] if box["right"] > WIDTH + 1 or box["left"] < -1] == []
    assert [box for box in found["charts"] if box["height"] > HEIGHT or box["over"] > 1] == []
    assert found["torn"] == []
    return True


def test_what_is_presented_is_printed_as_it_is(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?present=1")
    paper = printed(page)
    test_every_sheet_says_where_and_when_it_comes_from(paper)
    test_no_sheet_is_empty(paper)
    test_a_chart_stands_on_one_sheet_with_its_title_and_sources(paper)
    assert len(paper.said["frames"]) == 3
    on_paper(page)
    found = page.evaluate(ON_PAPER)
    assert found["widgets"] == []
    assert uncut(found)


def test_the_ledger_prints_every_row_that_is_kept(open_page: Callable[..., Page]) -> None:
    paper = printed(open_page("/ledger"))
    data = harness.ROOT / "data"
    for files in ((data / "claims").glob("*.csv"), [data / "milestones.csv"]):
        wordings = [row["as_stated"] for file in files for row in csv.DictReader(file.open(encoding="utf-8"))]
        assert len(wordings) > 50
        assert [words for words in wordings if closed_up(words) not in paper.text] == []


@pytest.mark.parametrize("path", ["/map", "/ledger"])
def test_a_dark_page_is_printed_dark_on_white(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path, dark=True)
    on_paper(page)
    assert page.evaluate(PALE) == []
    colours = "() => ['stApp', 'stMain'].map(name => document.querySelector(`[data-testid=${name}]`))" + (
        ".map(element => getComputedStyle(element).backgroundColor)"
    )
    assert page.evaluate(colours) == ["rgb(255, 255, 255)"] * 2
    filters = """() => [...document.querySelectorAll('.atlas-legend img, .atlas-key img')]
        .map(drawing => getComputedStyle(drawing).filter.split('(')[0])"""
    assert set(page.evaluate(filters)) <= {"invert"}


# How each chart is drawn: its width, how much larger it is printed, its paper, its height.
DRAWN = """() => [...document.querySelectorAll('.atlas-chart')].map(chart => {
    const drawing = chart.querySelector('.main-svg');
    return [drawing.width.baseVal.value, Number(getComputedStyle(chart).zoom),
        getComputedStyle(drawing).backgroundColor, chart.style.height];
})"""


@pytest.mark.parametrize("path", ["/trade", "/trade?white=true"])
def test_a_chart_is_drawn_anew_for_the_paper_at_once_and_back(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path, dark=True)
    before = page.evaluate(DRAWN)
    at_once = page.evaluate(f"() => {{ dispatchEvent(new Event('beforeprint')); return ({DRAWN})(); }}")
    # Two charts abreast, with 18 pixels between them, and one alone.
    assert [width for width, *_ in at_once] == [(703 - 18) / 2, (703 - 18) / 2, 703]
    on_paper(page)
    shown = page.evaluate(DRAWN)
    assert [width for width, *_ in shown] == [width for width, *_ in at_once]
    assert {paper for _, _, paper, _ in shown} == {"rgb(255, 255, 255)"}
    assert [larger for _, larger, *_ in shown] == [1, 1, 1]
    assert page.evaluate(PALE) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.evaluate("() => { dispatchEvent(new Event('afterprint')) }")
    page.wait_for_function(f"before => JSON.stringify(({DRAWN})()) === JSON.stringify(before)", arg=before)
    assert page.atlas.troubles == []  # type: ignore[attr-defined]


def test_letter_paper_takes_the_longest_chart_with_its_title_and_sources(open_page: Callable[..., Page]) -> None:
    paper = printed(open_page("/?subjects=Routes+and+crossings", width=1920), "Letter")
    title, foot = paper.said["frames"][-1]
    assert any(closed_up(title) in sheet and closed_up(foot) in sheet for sheet in paper.sheets)


def test_an_address_is_text_whatever_is_in_it(open_page: Callable[..., Page]) -> None:
    hostile = '/trade?a=";}%22%5C%0A\\a </style>&b=*{display:none}@page{@bottom-left{content:"hacked&c=' + "z" * 400
    page = open_page(hostile)
    paper = printed(page)
    assert closed_up(page.url)[:250] in paper.sheets[0]
    assert closed_up(page.url)[:400] not in paper.sheets[0]
    assert closed_up("All years; 6 undated figures kept") in paper.sheets[0]
    assert closed_up(f"page {len(paper.sheets)} of {len(paper.sheets)}") in paper.sheets[-1]
