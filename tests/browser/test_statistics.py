"""A reader's own file is laid beside the claims, and is gone with the session."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness

OWN = "reporter,period,value,unit\n<b>Bureau</b>,2020,21.4e9,USD\n<b>Bureau</b>,2021,24.9e9,USD\n"
BESIDE = "Trade with China: trade turnover"


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(file)
    harness.settle(page)


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    file = tmp_path / "bureau.csv"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_a_file_is_laid_beside_the_claims_and_is_gone_with_the_session(open_page, own_file: Path) -> None:
    page = open_page("/statistics")
    upload(page, own_file)
    page.get_by_label("Beside which figures").click()
    page.keyboard.type(BESIDE)
    expect(page.get_by_role("option").first).to_contain_text(BESIDE)
    page.keyboard.press("Enter")
    harness.settle(page)
    expect(page.get_by_text("fits <b>Bureau</b> (your file) ($24.9").first).to_be_visible()
    chart = page.locator("#exhibit-own-statistics")
    expect(chart).to_be_visible()
    page.reload()
    harness.settle(page)
    expect(page.get_by_text("Own file", exact=False).or_(page.get_by_text("Your own file")).first).to_be_visible()
    assert page.get_by_text("(your file)").count() == 0
    assert page.get_by_text("bureau.csv").count() == 0


def test_a_file_that_is_none_is_refused_in_words(open_page, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("[seen](http://canary.invalid) <img src=x onerror=window.__canary=1>,x\n1,2\n", encoding="utf-8")
    page = open_page("/statistics")
    upload(page, odd)
    told = page.locator(".atlas-fault")
    expect(told).to_contain_text("canary.invalid")
    assert told.locator("a, img").count() == 0
    assert page.evaluate("window.__canary") is None


def test_a_template_is_taken_in_and_what_is_none_is_refused(open_page, tmp_path: Path) -> None:
    odd = tmp_path / "odd.pptx"
    odd.write_bytes(b"no presentation")
    page = open_page("/briefing")
    page.get_by_text("A template of your own").click()
    for _ in range(6):  # each takes the place of the one before, however few a session may hold
        upload(page, odd)
        expect(page.get_by_text("The template is no PowerPoint file", exact=False)).to_be_visible()
    assert page.atlas.troubles == []
