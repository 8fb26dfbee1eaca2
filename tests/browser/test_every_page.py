"""Every page by its own URL: whole, without trouble, accessible, and nothing cut at any width."""

import time

from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.browser.inspection import grave, wrong_layout

ALTERNATIVES = """() => [...document.querySelectorAll('.atlas-chart')]
    .map(chart => [...chart.querySelectorAll('[aria-label]'), chart, chart.closest('[aria-label]')]
    .filter(Boolean).map(one => one.getAttribute('aria-label') || '').join(' ')
    + [...(chart.parentElement?.querySelectorAll('[class*=isually]') ?? [])].map(e => e.textContent))"""
STAYS_AS_IT_IS = """async () => {
    let changes = 0;
    const watch = new MutationObserver(records => { changes += records.length; });
    watch.observe(document.querySelector('[data-testid="stMain"]'), {childList: true, subtree: true});
    await new Promise(resolve => setTimeout(resolve, 500));
    watch.disconnect();
    return changes;
}"""
SHOWN = {
    "/": "Dostyk–Moyynty line",
    "/trade": "Trade with Xinjiang",
    "/cargo": "Altynkol",
    "/corridors": "Trans-Caspian",
    "/statistics": "Trade with China",
    "/map": "Dostyk–Moyynty line, under way",
    "/investment": "Worth of projects",
}
# What a reader takes away from each page at first sight.
MESSAGES = {
    "/trade": "Trade with Xinjiang rose 62\u202f% to $20.3\u202fbn in 2023",
    "/cargo": "Trans-Caspian route: the aim is 10\u202fMt of cargo",
    "/map": "Of 18 things with a place, 5 are operating",
    "/commitments": "41 of 47 promises, plans, expectations and offers have no date",
    "/investment": "do not compare.",
    "/ledger": "144 of 144 rows",
    "/sources": "5 documents, 2013–2025",
}
PHONE = {"width": 390, "height": 844}


def test_the_url_opens_whole(opened: tuple[str, Page]) -> None:
    path, page = opened
    expect(page.get_by_role("heading", level=1)).to_have_text(harness.PAGES[path])
    expect(page.get_by_test_id("stSidebarNav")).to_be_attached()
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate(STAYS_AS_IT_IS) == 0
    assert page.atlas.troubles == []


def test_every_chart_says_what_it_shows(opened: tuple[str, Page]) -> None:
    path, page = opened
    told = page.evaluate(ALTERNATIVES)
    assert bool(told) == (path in SHOWN)
    assert all(words.strip() for words in told)
    assert path not in SHOWN or any(SHOWN[path] in words for words in told), told


def test_axe_finds_nothing_serious_in_light(opened: tuple[str, Page]) -> None:
    assert grave(opened[1]) == []


def test_axe_finds_nothing_serious_after_the_system_turns_dark(opened: tuple[str, Page]) -> None:
    _, page = opened
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    assert grave(page) == []
    page.emulate_media(color_scheme="light")


def test_nothing_is_cut_or_collides_at_any_width(opened: tuple[str, Page]) -> None:
    _, page = opened
    trouble = {}
    for width in (1920, 900, 390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(700)
        harness.settle(page)
        if wrong := lasting(page):
            trouble[width] = wrong
    assert trouble == {}


def test_the_first_screen_of_a_phone_has_the_message(opened: tuple[str, Page]) -> None:
    path, page = opened
    page.set_viewport_size(PHONE)
    harness.settle(page)
    told = page.get_by_test_id("stMain").get_by_text(MESSAGES.get(path, harness.PAGES[path])).first.bounding_box()
    assert 0 < told["y"] < told["y"] + told["height"] < PHONE["height"]
    page.set_viewport_size({"width": 1400, "height": 900})


def lasting(page: Page) -> list[str]:
    """List what is wrong with the layout and stays so, once the charts have had the time to draw themselves anew."""
    deadline = time.monotonic() + 10
    while (wrong := wrong_layout(page)) and time.monotonic() < deadline:
        page.wait_for_timeout(300)
    return wrong
