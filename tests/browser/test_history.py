"""Back goes back: one entry of the browser's history for a page, one for a changed filter, and each restores all."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PAGES, new_page, settle

FILTERED = "/cargo?corridor=Khorgos&years=2012&years=2020&undated=false&as-of=Dec+2024"
# Every address that anybody writes, before ours or Streamlit's scripts run.
LISTEN = """window.written = [];
for (const name of ["pushState", "replaceState"]) {
  const write = History.prototype[name];
  History.prototype[name] = function (state, title, url) {
    window.written.push(String(url));
    return write.call(this, state, title, url);
  };
}"""


class Seen(NamedTuple):
    """What an entry of the history shows: its address, and the heading and the filters in words on its page."""

    address: str
    heading: str
    filters: str


@pytest.fixture
def visit(browser, server) -> Callable[[str], Page]:
    """Give a function that opens a path in a new tab, which keeps in `written` each address that it is given."""
    tabs = []

    def open_path(path: str) -> Page:
        tabs.append(new_page(browser, server.url))
        tabs[-1].add_init_script(LISTEN)
        tabs[-1].goto(path)
        settle(tabs[-1])
        return tabs[-1]

    yield open_path
    for tab in tabs:
        tab.close()


def seen(page: Page) -> Seen:
    settle(page)
    address = page.url.removeprefix(page.atlas.server_url)
    return Seen(address, page.locator("h1").inner_text(), page.locator(".atlas-selection").inner_text())


def entries(page: Page) -> int:
    return page.evaluate("history.length")


def go(page: Page, path: str) -> Seen:
    """Change to the page with this path by the sidebar."""
    name = "Overview" if path == "/" else PAGES[path]
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[path])
    return seen(page)


def step(page: Page, *, forward: bool = False) -> Seen:
    """Go one entry back or forward, and wait until the page has answered."""
    page.evaluate("forward => forward ? history.forward() : history.back()", forward)
    page.wait_for_timeout(500)
    return seen(page)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def undated(page: Page):
    return page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures")


def test_each_page_is_one_entry_and_back_and_forward_restore_page_and_filters(visit) -> None:
    page = visit(FILTERED)
    before = entries(page)
    trail = [seen(page), *(go(page, path) for path in ("/trade", "/sources", "/ledger"))]
    assert entries(page) == before + 3
    assert [entry.filters for entry in trail[:2]] == [
        "Khorgos crossings; 2012–2020; as of December 2024; 2 undated figures hidden",
        "2012–2020; as of December 2024; 6 undated figures hidden",
    ]
    assert "Khorgos crossings; 2012–2020; as of December 2024" in trail[-1].filters
    for _ in range(2):
        assert [step(page) for _ in trail[1:]] == trail[-2::-1]
        assert [step(page, forward=True) for _ in trail[1:]] == trail[1:]
    assert entries(page) == before + 3
    for address in page.evaluate("written"):
        assert parse_qs(urlsplit(address).query) == parse_qs(urlsplit(FILTERED).query)
    assert page.atlas.troubles == []


def test_back_over_a_changed_filter_restores_filter_widget_and_charts(visit) -> None:
    page = visit("/trade?corridor=Khorgos")
    traces, kept = page.locator(".st-key-plot-china .scatterlayer .trace"), undated(page).locator("input")
    before, start = entries(page), seen(page)
    undated(page).click()
    expect(traces).to_have_count(2)
    changed = seen(page)
    assert entries(page) == before + 1
    assert query(page) == {"corridor": ["Khorgos"], "undated": ["false"]}
    for _ in range(2):
        assert step(page) == start
        expect(traces).to_have_count(3)
        expect(kept).to_be_checked()
        assert step(page, forward=True) == changed
        expect(traces).to_have_count(2)
        expect(kept).not_to_be_checked()
    assert entries(page) == before + 1


def test_a_filter_of_each_kind_is_one_entry_however_it_is_moved(visit) -> None:
    page = visit("/cargo")
    sidebar, before = page.get_by_test_id("stSidebar"), entries(page)
    sidebar.get_by_label("Corridor").click()
    page.get_by_role("option", name="Khorgos").click()
    page.keyboard.press("Escape")
    expect(page.locator(".atlas-selection")).to_contain_text("Khorgos crossings")
    one = seen(page)
    end = sidebar.get_by_role("slider").nth(1).bounding_box()
    page.mouse.move(end["x"], end["y"] - 2)
    page.mouse.down()
    for left in range(20, 100, 20):
        page.mouse.move(end["x"] - left, end["y"] - 2)
        page.wait_for_timeout(400)
    page.mouse.up()
    two = seen(page)
    assert entries(page) == before + 2
    assert query(page)["years"][0] == "2010"
    assert 2010 < int(query(page)["years"][1]) < 2030
    sidebar.get_by_role("slider").nth(2).focus()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(400)
    three = seen(page)
    assert entries(page) == before + 3
    assert query(page)["as-of"] == ["Oct 2022"]
    assert [step(page), step(page)] == [two, one]
    expect(sidebar.get_by_role("slider").nth(1)).to_have_value("2030")
    assert [step(page, forward=True), step(page, forward=True)] == [two, three]


def test_a_reload_changes_nothing(visit) -> None:
    page = visit(FILTERED)
    go(page, "/trade")
    before, shown = entries(page), seen(page)
    page.reload()
    assert (entries(page), seen(page)) == (before, shown)
    assert page.evaluate("written") == []


@pytest.mark.parametrize(
    ("link", "shows"),
    [
        ("/?find=Khorgos&subjects=Projects", "Find in every figure, stage and subject"),
        ("/corridors?corridor=Trans-Caspian&base-year=2024&due-year=2030", "Year of the base"),
        ("/map?corridor=Khorgos&layers=Crossings", "Object"),
        ("/ledger?find=17.67&show=Figures&id=trade-china-2021&undated=false&white=true", "Find in every row"),
    ],
)
def test_what_only_its_page_keeps_in_the_address_is_there_again(visit, link: str, shows: str) -> None:
    page = visit(link)
    answer = page.get_by_label(shows).first
    before, start = entries(page), seen(page)
    value = answer.evaluate("input => [input.value, input.checked]")
    assert (start.address, entries(page)) == (link, before)
    go(page, "/cargo")
    assert set(query(page)) == set(parse_qs(urlsplit(link).query)) & {"corridor", "years", "undated", "white"}
    assert entries(page) == before + 1
    assert step(page) == start
    assert answer.evaluate("input => [input.value, input.checked]") == value
    assert page.atlas.troubles == []


def test_words_to_find_belong_to_the_page_that_asks_for_them(visit) -> None:
    page = visit("/ledger?find=rail")
    undated(page).click()
    expect(page.locator(".atlas-selection")).to_contain_text("hidden")
    words = page.get_by_label("Find in every")
    words.fill("train")
    expect(page.locator(".atlas-selection")).to_contain_text("with “train”")
    step(page)
    expect(words).to_have_value("rail")
    expect(page.locator(".atlas-selection")).to_contain_text(re.compile(r"^\d+ of \d+ rows with “rail”"))
    step(page, forward=True)
    expect(words).to_have_value("train")
    go(page, "/")
    words.fill("Khorgos")
    words.press("Enter")
    page.wait_for_url("**/?*find=Khorgos")
    step(page)
    expect(words).to_have_value("train")
    step(page, forward=True)
    expect(words).to_have_value("Khorgos")


def test_a_link_that_cannot_be_followed_adds_no_entry_and_is_no_trap(visit) -> None:
    page = visit("/cargo?corridor=Atlantis&years=2013&years=2016")
    expect(page.locator(".atlas-notice")).to_contain_text("asked for corridor “Atlantis”")
    assert query(page) == {"years": ["2013", "2016"]}
    before = entries(page)
    assert before == visit("/cargo").evaluate("history.length")
    start = seen(page)
    go(page, "/trade")
    assert step(page) == start
    assert entries(page) == before + 1


def test_back_out_of_present_mode_and_into_it(visit) -> None:
    page = visit("/trade?years=2020&years=2024&present=1")
    page.get_by_role("link", name="Leave present mode").click()
    page.wait_for_url("**/trade?years=2020&years=2024")
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    page.go_back()
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
