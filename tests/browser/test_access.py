"""Reachable by everybody: what the keyboard does."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_figure_opens_and_the_page_is_left_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    tile = page.locator("details.atlas-tile").first
    tile.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tile.locator("[data-evidence]")).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cargo")
