"""Reachable by everybody: what stays legible under the pointer, and what the keyboard does."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.inspection import AXE

INKS = {"light": "rgb(27, 42, 51)", "dark": "rgb(232, 238, 241)"}


def test_the_pointer_hides_no_words_and_the_keyboard_leads_everywhere(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    page.evaluate(AXE)
    chosen = page.locator('[data-testid="stButtonGroup"] button[aria-checked="true"]').first
    chosen.hover()
    for scheme, ink in INKS.items():
        page.emulate_media(color_scheme=scheme)
        expect(chosen).to_have_css("color", ink)
        found = chosen.evaluate("button => axe.run(button, {runOnly: ['color-contrast']})")
        assert (found["violations"], len(found["passes"])) == ([], 1)
    tile = page.locator("details.atlas-tile").first
    tile.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tile.locator("[data-evidence]")).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cargo")
