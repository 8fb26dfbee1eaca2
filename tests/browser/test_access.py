"""Reachable by everybody: what stays legible under the pointer, and what the keyboard does."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.inspection import AXE

INKS = {"light": "rgb(27, 42, 51)", "dark": "rgb(232, 238, 241)"}


def test_the_pointer_hides_no_words_and_the_keyboard_leads_everywhere(open_page: Callable[..., Page]) -> None:
    page = open_page("/commitments")
    page.evaluate(AXE)
    chosen = page.locator('[data-testid="stButtonGroup"] button[aria-checked="true"]').first
    chosen.hover()
    for scheme, ink in INKS.items():
        page.emulate_media(color_scheme=scheme)
        expect(chosen).to_have_css("color", ink)
        found = chosen.evaluate("button => axe.run(button, {runOnly: ['color-contrast']})")
        assert (found["violations"], len(found["passes"])) == ([], 1)
    page = open_page("/trade")
    page.locator("a.atlas-tile").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".atlas-drawer [data-evidence]")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cargo")


def test_a_greyed_filter_is_announced_with_its_reason(open_page: Callable[..., Page]) -> None:
    page = open_page("/sources")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    announced = {
        node["name"]["value"]: {state["name"]: state["value"].get("value") for state in node.get("properties", [])}
        for node in tree
        if not node["ignored"] and node["role"]["value"] in ("combobox", "slider", "switch", "checkbox")
    }
    greyed = [name for name, states in announced.items() if states.get("disabled")]
    for label in ("Corridor", "Years referred to", "Type", "As of", "Keep undated figures"):
        assert any(name.startswith(f"{label}: each document is shown whole") for name in greyed), announced
