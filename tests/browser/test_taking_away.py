"""What is taken away with a click: the map as a picture, the data under a chart, the files of a briefing."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.browser.harness import settle
from tests.browser.inspection import grave

# Keeps what the page has told of its work, however soon it was gone.
TELLING = """() => {
    window.told = new Set();
    const tell = () => document.querySelectorAll('[data-testid="stExpander"] summary')
        .forEach(status => window.told.add(status.textContent));
    new MutationObserver(tell).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def show(page: Page, key: str, view: str) -> None:
    page.locator(f".st-key-frame-{key}").get_by_text(view, exact=True).click()
    settle(page)
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_data_under_a_chart_come_with_a_click(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?years=2021&years=2021")
    show(page, "china", "Download")
    assert grave(page) == []
    name, displayed = downloaded(page, "Displayed data")
    rows = list(csv.DictReader(io.StringIO(displayed.decode("utf-8-sig"))))
    assert name == "atlas-china-displayed.csv"
    assert {row["Id"] for row in rows} == {"trade-china-2021", "trade-china-task"}
    assert all(row["Selection"].startswith("2021–2021; ") for row in rows)
    name, full = downloaded(page, "Full data")
    assert name == "atlas-china-full.csv"
    assert len(full.decode("utf-8-sig").splitlines()) > len(rows) + 1
    assert page.atlas.troubles == []


def test_a_briefing_is_made_while_its_progress_is_told(open_page: Callable[..., Page]) -> None:
    page = open_page("/briefing?sections=Map&sections=Trade&length=Full")
    expect(page.get_by_text("Of 18 things with a place").first).to_be_visible()
    page.evaluate(TELLING)
    page.get_by_role("button", name="Make the files").click()
    expect(page.get_by_role("button", name="Slides (PPTX, ")).to_be_visible(timeout=120_000)
    told = " ".join(page.evaluate("() => [...window.told]"))
    assert re.search(r"Drawing slide \d+ of \d+ …", told), told
    settle(page)
    assert grave(page) == []
    for label, ending, part in (
        ("Slides (PPTX, ", ".pptx", "ppt/presentation.xml"),
        ("Workbook (XLSX, ", ".xlsx", "xl/workbook.xml"),
        ("Archive (ZIP, ", ".zip", "datapackage.json"),
    ):
        got, content = downloaded(page, label)
        assert got.startswith("atlas-all-")
        assert got.endswith(ending)
        with ZipFile(io.BytesIO(content)) as parts:
            assert part in parts.namelist()
    page.get_by_role("link", name="Present Map").click()
    page.wait_for_url("**/map?present=1")
    assert page.atlas.troubles == []
