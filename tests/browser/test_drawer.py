"""The drawer of evidence: opened from any mark, tile, row and line; its address, steps and keys; nothing moves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import settle
from tests.browser.inspection import grave

DRAWER = ".atlas-drawer"
BOXES = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].map(element => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join();
}).join(';')"""


def bar(page: Page) -> None:
    box = page.locator(".st-key-plot-xinjiang-years .bars .point path").nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def evidence(page: Page, identifier: str) -> None:
    """Hold that the drawer shows this evidence, and the address says so."""
    expect(page.locator(f"{DRAWER} [data-evidence]")).to_have_attribute("data-evidence", identifier)
    page.wait_for_url(f"**figure={identifier}*")


def test_a_mark_opens_its_evidence_without_moving_or_running_anything(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    page.evaluate(
        "() => { window.runs = 0; const app = document.querySelector('[data-testid=stApp]');"
        "new MutationObserver(() => window.runs++).observe(app, {attributeFilter: ['data-test-script-state']}) }"
    )
    before = page.evaluate(BOXES)
    bar(page)
    evidence(page, "trade-xinjiang-2023")
    drawer = page.locator(DRAWER)
    expect(drawer).to_contain_text("to 20.3 billion US dollars")
    expect(drawer).to_contain_text("paragraph 2")
    expect(drawer).to_contain_text("2 of 2")
    assert page.evaluate(BOXES) == before
    assert page.evaluate("window.runs") == 0
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert "figure" not in page.url
    expect(page.locator(".st-key-plot-xinjiang-years .atlas-chart")).to_be_focused()


def test_the_address_opens_it_back_closes_it_and_another_page_does(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?undated=false&figure=trade-china-2021")
    evidence(page, "trade-china-2021")
    page.get_by_role("button", name="Close the evidence").click()
    expect(page.locator(DRAWER)).to_be_hidden()
    assert page.url.endswith("/trade?undated=false")
    page.locator("a.atlas-tile").first.click()
    expect(page.locator(DRAWER)).to_be_visible()
    page.go_back()
    expect(page.locator(DRAWER)).to_be_hidden()
    page.go_forward()
    expect(page.locator(DRAWER)).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Cargo", exact=True).click()
    page.wait_for_url("**/cargo*")
    expect(page.locator(DRAWER)).to_be_hidden()
    page.go_back()
    settle(page)
    expect(page.locator(DRAWER)).to_be_visible()
    expect(page.get_by_role("heading", level=1).first).to_have_text("Trade")


def test_previous_and_next_lead_through_what_stands_together(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    tiles = page.locator(".atlas-tiles").first.locator("a.atlas-tile")
    ids = [tile.get_attribute("data-figure") for tile in tiles.all()]
    tiles.nth(1).click()
    evidence(page, ids[1])
    expect(page.locator(DRAWER)).to_contain_text(f"2 of {len(ids)}")
    page.get_by_role("button", name="Next").click()
    evidence(page, ids[2])
    page.locator(".atlas-drawer-body").press("ArrowLeft")
    evidence(page, ids[1])
    page.keyboard.press("Escape")
    expect(tiles.nth(1)).to_be_focused()


@pytest.mark.parametrize(
    ("path", "selector", "identifier"),
    [
        ("/", ".atlas-trail a[data-figure]", "trans-caspian-2030"),
        ("/commitments", "a.atlas-promise-line:has-text('Container trains')", "container-trains-2029"),
        ("/corridors", ".atlas-compared a[data-figure]", "trans-caspian-growth-2024-9m"),
        ("/?find=17.67", ".atlas-results a[data-figure]", "trade-xinjiang-2024-9m"),
    ],
)
def test_lines_findings_cells_and_results_open_the_same_drawer(
    open_page: Callable[..., Page], path: str, selector: str, identifier: str
) -> None:
    page = open_page(path)
    page.locator(selector).first.click()
    evidence(page, identifier)
    assert page.atlas.troubles == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_with_the_drawer_open(open_page: Callable[..., Page], dark: bool) -> None:
    page = open_page("/commitments?figure=trade-xinjiang-double", dark=dark)
    expect(page.locator(f"{DRAWER} .atlas-pair").first).to_be_visible()
    papers = {False: "rgb(255, 255, 255)", True: "rgb(18, 24, 29)"}
    expect(page.locator(DRAWER)).to_have_css("background-color", papers[dark])
    assert grave(page) == []
    # It turns with the system at once, and back.
    page.emulate_media(color_scheme="light" if dark else "dark")
    expect(page.locator(DRAWER)).to_have_css("background-color", papers[not dark])


def test_a_phone_has_a_sheet_from_below_and_an_unknown_id_is_told(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?figure=trade-china-2021", width=390, height=844)
    evidence(page, "trade-china-2021")
    box = page.locator(DRAWER).bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    assert box["y"] > 100
    unknown = open_page("/trade?figure=no-such")
    expect(unknown.locator(DRAWER)).to_contain_text("There is no such file of the evidence.")


def test_the_citation_is_copied(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade?figure=trade-xinjiang-2023", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)"


def test_what_is_pointed_at_lights_up_wherever_it_stands(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    page.locator("a.atlas-tile[data-figure='growth-xinjiang-2023']").hover()
    # All of trade with Xinjiang, in the charts as well; not trade with China.
    lit = page.locator(".st-key-plot-xinjiang-years [data-figure='trade-xinjiang-2023'].atlas-lit")
    expect(lit).to_have_count(1)
    expect(page.locator("[data-figure='trade-china-2021'].atlas-lit")).to_have_count(0)
    page.locator("h1").first.hover()
    expect(page.locator(".atlas-lit")).to_have_count(0)
    page.goto("/corridors")
    settle(page)
    page.locator("[data-corridor='khorgos']").first.hover()
    expect(page.locator(".atlas-chart [data-figure='khorgos-capacity'].atlas-lit")).to_have_count(1)
    expect(page.locator(".atlas-chart [data-figure='trans-caspian-aim'].atlas-lit")).to_have_count(0)
