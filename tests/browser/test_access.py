"""Reachable by everybody: axe-core on every page, in light and in dark; text alternatives; keyboard."""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import PAGES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# What Streamlit itself causes and a page cannot mend, by rule, with the reason.
STREAMLITS_OWN: dict[str, str] = {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(path: str, dark: bool, open_page: Callable[..., Page]) -> None:
    page = open_page(path, dark=dark)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical") and violation["id"] not in STREAMLITS_OWN
        for node in violation["nodes"]
    ]
    assert grave == []


@pytest.mark.parametrize("path", ["/trade", "/map"])
def test_charts_and_maps_say_what_they_show(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path)
    told = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stPlotlyChart],[data-testid=stDeckGlJsonChart]')]
            .map(chart => [...chart.querySelectorAll('[aria-label]'), chart, chart.closest('[aria-label]')]
            .filter(Boolean).map(one => one.getAttribute('aria-label') || '').join(' ')
            + [...(chart.parentElement?.querySelectorAll('[class*=isually],[id*=alt]') ?? [])].map(e => e.textContent))"""
    )
    expected = "Trade with Xinjiang" if path == "/trade" else "Dostyk–Moyynty line, under way"
    assert told
    assert any(expected in words for words in told), told


def test_a_figure_opens_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    tile = page.locator("details.atlas-tile").first
    tile.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tile.locator("[data-evidence]")).to_be_visible()


def test_the_page_can_be_left_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cargo")
