"""A document is added by the keyboard alone, is still there after a reload, and leaves no trace of its text."""

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from components import tables
from tests.browser import harness
from tests.browser.inspection import TOO_WIDE, grave, wrong_layout
from tests.conftest import DATA

TEXT = """Freight <img src=x onerror="window.__canary=true"> sets a record

Freight over the Dostyk-Moyynty line reached 9.4 million tons in 2025, the company said in <b>public</b> on Tuesday.

Cargo on the Middle Corridor rose to 4.9 million tons in 2025, as officials told reporters after the meeting."""
CURRENT = ".atlas-mark[aria-current]"
KEPT = "() => sessionStorage.getItem('atlas-intake')"


@pytest.fixture
def begun(fresh_server, open_page, tmp_path: Path) -> tuple[Page, harness.Server, Path]:
    """Give the page on a server that may write, with the text pasted and drafted, keys alone."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    server = fresh_server({"ATLAS_DATA": str(folder), "ATLAS_EDIT": "1"})
    page = open_page("/intake", server=server)
    page.get_by_label("The text", exact=True).fill(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.type("12 February 2026")
    until(page, "Publisher, or a short name")
    page.keyboard.type("KTZ")
    until(page, "Find its figures")
    page.keyboard.press("Enter")
    expect(page.locator(CURRENT)).to_have_text("9.4 million tons")
    harness.settle(page)
    return page, server, folder


def until(page: Page, label: str) -> None:
    """Go on by Tab to the field or button with this label."""
    focus = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
    for _ in range(30):
        if page.evaluate(focus) == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} is not reached by Tab")


def choose(page: Page, words: str) -> None:
    expect(page.locator("input:focus")).to_be_visible()
    page.keyboard.type(words)
    expect(page.get_by_role("option").first).to_contain_text(words, ignore_case=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    page.wait_for_timeout(300)  # the server hears of it before the page is said to stand
    harness.settle(page)


def accept(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")


def test_a_document_is_added_by_keys_alone_outlives_a_reload_and_stays_text(begun) -> None:
    page, server, folder = begun
    expect(page.locator(".atlas-document")).to_be_focused()
    page.keyboard.press("Tab")  # leads to the field that lacks something
    choose(page, "cargo")
    accept(page)
    expect(page.locator(CURRENT)).to_have_text("4.9 million tons")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(CURRENT)).to_have_text("2025")
    page.keyboard.press("ArrowRight")
    expect(page.locator(CURRENT)).to_have_text("4.9 million tons")
    page.keyboard.press("Backspace")
    expect(page.get_by_text("Say why it is no figure.")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("Say what kind it is.")).to_be_visible()
    text = page.locator(".atlas-document")
    assert '<img src=x onerror="window.__canary=true">' in text.inner_text()
    assert text.locator("img, b, script").count() == 0
    assert grave(page) == []
    assert wrong_layout(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    text.locator("mark", has_text="9.4 million tons").click()
    expect(page.get_by_role("heading", name="Figure 1 of 2")).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []
    text.locator("mark", has_text="4.9 million tons").click()
    expect(page.get_by_role("heading", name="Figure 2 of 2")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(CURRENT)).to_have_text("4.9 million tons")  # the tab keeps what it has drawn
    expect(page.get_by_text("1 of 2 figures").first).to_be_visible()
    harness.settle(page)

    page.reload(wait_until="load")
    expect(page.locator(CURRENT)).to_have_text("4.9 million tons")
    expect(page.get_by_text("1 of 2 figures").first).to_be_visible()
    harness.settle(page)
    page.keyboard.press("Tab")
    until(page, "What kind")
    choose(page, "observed")
    accept(page)
    expect(page.get_by_text("The document is whole: 2 figures")).to_be_visible()
    with page.expect_download() as taken:
        until(page, "The evidence with it (ZIP)")
        page.keyboard.press("Enter")
    names = ZipFile(taken.value.path()).namelist()
    assert {"claims/2026-02-ktz.csv", "documents/2026-02-ktz.txt", "datapackage.json"} <= set(names)
    until(page, "Add to the evidence")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is in the evidence now")).to_be_visible()
    assert "2026-02-ktz" in set(tables.load(folder).sources["source_id"])

    assert page.evaluate(KEPT) is None
    assert page.atlas.troubles == []
    assert not any("Freight" in url for url in page.atlas.requests)
    assert "Freight" not in server.log
    page.goto("/sources")
    harness.settle(page)
    expect(page.get_by_text("sets a record").first).to_be_visible()
    assert page.evaluate("() => window.__canary ?? null") is None


def test_a_file_is_read_by_the_browser_and_a_draft_goes_on(begun, tmp_path: Path) -> None:
    page, _, _ = begun
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save the draft").click()
    draft = tmp_path / "draft.json"
    taken.value.save_as(draft)
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_label("The text", exact=True)).to_have_value("")
    files = page.locator(".atlas-file input")
    expect(files.first).to_be_visible()
    assert page.evaluate(KEPT) is None

    (tmp_path / "text.txt").write_text("A text\n\nжүк", "utf-8")
    files.first.set_input_files(tmp_path / "text.txt")
    expect(page.get_by_label("The text", exact=True)).to_have_value("A text\n\nжүк")
    for content, words in ((b"\xff\xfe", "no plain text in UTF-8"), (b"x" * 200_001, "larger than 200,000 bytes")):
        (tmp_path / "odd.txt").write_bytes(content)
        files.first.set_input_files(tmp_path / "odd.txt")
        expect(page.get_by_text(words)).to_be_visible()
    (tmp_path / "odd.json").write_text(json.dumps({**json.loads(draft.read_text("utf-8")), "at": -1}), "utf-8")
    files.last.set_input_files(tmp_path / "odd.json")
    expect(page.get_by_text("This draft does not belong together")).to_be_visible()
    files.last.set_input_files(draft)
    expect(page.locator(CURRENT)).to_have_text("9.4 million tons")
    assert page.atlas.troubles == []
