"""Reachable by everybody: text alternatives and the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("path", ["/trade", "/map"])
def test_charts_and_maps_say_what_they_show(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path)
    told = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stPlotlyChart],[data-testid=stDeckGlJsonChart]')]
            .map(chart => [...chart.querySelectorAll('[aria-label]'), chart, chart.closest('[aria-label]')]
            .filter(Boolean).map(one => one.getAttribute('aria-label') || '').join(' ')
            + [...(chart.parentElement?.querySelectorAll('[class*=isually]') ?? [])].map(e => e.textContent))"""
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
