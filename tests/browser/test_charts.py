"""Charts of generated evidence as Chromium draws them: what our measure of text promises holds for its letters."""

from base64 import b64encode
from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

from components.server import plotly_script
from components.style import DARK, LIGHT
from tests.browser import harness
from tests.test_charts_layout import CAPTION, DRAWN, evidence_of

pytestmark = pytest.mark.xdist_group("charts")

FONT = harness.ROOT / "components/server/fonts/SourceSansVF-Upright.woff2"
BOXES = """() => {
    const box = element => {
        const {left, right, top, bottom} = element.getBoundingClientRect();
        return {name: element.textContent, left, right, top, bottom};
    };
    const drawn = one => one.right > one.left || one.bottom > one.top;
    const all = selector => [...document.querySelectorAll(selector)].map(box).filter(drawn);
    return {svg: box(document.querySelector('.main-svg')), notes: all('.annotation-text'), marks: all('.points path')};
}"""
CASES = [
    ("bars", 4, 3),
    ("bars", 7, 24),
    ("bullet", 1, 5),
    ("dot_plot", 2, 12),
    ("timeline", 3, 6),
    ("timeline", 5, 40),
]


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """Give a page with Plotly and the letters of the dashboard, on which figures are drawn."""
    page = harness.new_page(browser, "http://localhost")
    letters = b64encode(FONT.read_bytes()).decode()
    face = f"@font-face{{font-family:'Source Sans';font-weight:200 900;src:url(data:font/woff2;base64,{letters})}}"
    page.set_content(f"<style>{face} body{{margin:0;font-family:'Source Sans'}}</style><div id='sheet'></div>x<b>x</b>")
    page.add_script_tag(content=next(iter(plotly_script().values())).decode())
    page.evaluate("() => document.fonts.ready.then(() => document.fonts.load('14px \"Source Sans\"'))")
    yield page
    page.close()


@pytest.mark.parametrize("width", [1000, 330])
@pytest.mark.parametrize(("form", "seed", "count"), CASES)
def test_drawn_labels_keep_apart_and_all_marks_are_seen(
    form: str, seed: int, count: int, width: int, sheet: Page
) -> None:
    figure = DRAWN[form](evidence_of(seed, count, form), CAPTION, DARK if seed % 2 else LIGHT)
    sheet.evaluate(
        """([drawn, width]) => {
            const {data, layout} = JSON.parse(drawn);
            return Plotly.newPlot('sheet', data, {...layout, width}, {staticPlot: true});
        }""",
        [figure.to_json(), width],
    )
    drawn = sheet.evaluate(BOXES)
    frame, margin = drawn["svg"], figure.layout.margin
    plot = {
        "left": frame["left"] + margin.l,
        "right": frame["right"] - margin.r,
        "top": frame["top"] + margin.t,
        "bottom": frame["bottom"] - margin.b,
    }
    assert len(drawn["marks"]) == count
    for mark in drawn["marks"]:
        middle = (mark["left"] + mark["right"]) / 2, (mark["top"] + mark["bottom"]) / 2
        assert plot["left"] - 1 <= middle[0] <= plot["right"] + 1
        assert plot["top"] - 1 <= middle[1] <= plot["bottom"] + 1
    notes = [note for note in drawn["notes"] if not note["name"].startswith("Data source")]
    assert len(notes) >= count
    for note in notes:
        assert note["left"] >= frame["left"], note
        assert note["right"] <= frame["right"], note
        assert note["bottom"] <= frame["bottom"], note
    for one, other in combinations(notes, 2):
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        assert across <= 0.5 or min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) <= 0.5, (one, other)
