"""What a reader meets when the server dies, and when the data are bad from the start or for a while."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks.session import Session
from tests.browser.harness import ROOT, Server, finish, free_port, running_server, settle
from tests.soak.screen import texts

VIEW = "/cargo?corridor=Khorgos&years=2012&years=2020&undated=false"


def test_a_killed_server_comes_back_to_the_same_view(open_page: Callable[..., Page]) -> None:
    port = free_port()
    with running_server(port=port) as first:
        page = open_page(VIEW, server=first)
        page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
        expect(page.locator(".atlas-selection")).to_contain_text("2 undated figures kept")
        settle(page)
        told = page.locator(".atlas-selection").inner_text()
        address, drawn = page.url, page.locator(".atlas-chart[data-drawn]").count()
        page.evaluate("() => { window.sameDocument = true; }")
        first.process.kill()
        first.process.wait()
        page.wait_for_function("() => document.querySelector('.stApp').dataset.testConnectionState !== 'CONNECTED'")
        assert page.locator(".atlas-chart[data-drawn]").count() == drawn, "what was there stays to be read"
        with running_server(port=port):
            settle(page)
            assert page.evaluate("() => window.sameDocument"), "the page came back by itself"
            expect(page.locator(".atlas-selection")).to_have_text(told)
            assert page.url == address
            page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
            expect(page.locator(".atlas-selection")).to_contain_text("2 undated figures hidden")
            settle(page)
            assert page.locator(".atlas-chart[data-drawn]").count() > 0
            assert page.atlas.page_errors == []


@pytest.mark.parametrize(
    ("path", "button", "answer"),
    [
        ("/trade", "Table", '[data-testid="stDataFrame"]'),
        ("/briefing?sections=Map", "Make the files", "text=The files are ready"),
    ],
)
def test_the_first_act_after_the_server_was_away_is_followed(
    path: str, button: str, answer: str, open_page: Callable[..., Page]
) -> None:
    """A part of the page that runs by itself is unknown to a server that has just started."""
    port = free_port()
    with running_server(port=port) as first:
        page = open_page(path, server=first)
        first.process.kill()
        first.process.wait()
        page.wait_for_function("() => document.querySelector('.stApp').dataset.testConnectionState !== 'CONNECTED'")
    with running_server(port=port):
        page.wait_for_function("() => document.querySelector('.stApp').dataset.testConnectionState === 'CONNECTED'")
        page.get_by_text(button, exact=True).first.click()
        page.locator(answer).first.wait_for(timeout=20_000)
        assert page.atlas.page_errors == []


async def seen(server: Server, path: str = "/trade") -> str:
    """Open a page as a new visitor and give its HTML; whatever fails is in it too."""
    async with Session(server.url) as session:
        run = await session.open(path)
        return "\n".join([texts(session), *run.errors])


@pytest.mark.parametrize("start", ["missing", "good"])
def test_bad_data_are_told_and_mended_data_shown_without_a_restart(
    start: str, tmp_path: Path, fresh_server: Callable[..., Server]
) -> None:
    folder = tmp_path / "evidence"
    if start == "good":
        shutil.copytree(ROOT / "data", folder)
    server = fresh_server({"ATLAS_DATA": str(folder)})
    good = finish(seen(server)) if start == "good" else ""

    def missing() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    def empty() -> None:
        missing()
        folder.mkdir()

    def half_copied() -> None:
        shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
        shutil.rmtree(folder / "claims")
        (folder / "places.csv").unlink()

    def unreadable() -> None:
        half_copied()
        (folder / "sources.csv").unlink()
        (folder / "sources.csv").mkdir()

    faults = {missing: ["no such folder"], empty: ["datapackage.json", "sources.csv", "claims/*.csv"],
              half_copied: ["claims/", "places.csv"], unreadable: ["sources.csv", "places.csv"]}  # fmt: skip
    for spoil, words in faults.items():
        spoil()
        page = finish(seen(server))
        for word in words if start == "missing" else []:
            assert word in page, spoil.__name__
        if start == "missing":
            assert "<h1>The data cannot be read</h1>" in page
        else:
            assert "the last good data are shown" in page, spoil.__name__
            assert re.search(r"Data version \w{7}", page)[0] in good
        assert "could not be drawn" not in page
        assert "Traceback" not in page
    missing()
    shutil.copytree(ROOT / "data", folder)
    mended = finish(seen(server))
    assert "<h1>Trade</h1>" in mended
    assert "the last good data are shown" not in mended
    assert "Traceback" not in server.log
