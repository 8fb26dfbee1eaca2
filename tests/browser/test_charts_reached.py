"""Charts without a pointer, by touch, in the dark, in motion: each mark is reached, told, and leads to its evidence."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.harness import Server, close, new_page, settle

# What charts ask the page for, and how many of their marks are moved.
LISTEN = """() => {
    window.asked = [];
    window.moved = 0;
    document.addEventListener('atlas:open', event => {
        asked.push({id: event.detail.id, among: event.detail.among});
        event.stopImmediatePropagation(); // the drawer is another test's
    }, {capture: true});
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...given) {
        window.moved += this.matches('.atlas-chart path') ? 1 : 0;
        return animate.apply(this, given);
    };
}"""
CHOSEN = """() => {
    const chosen = document.getElementById(document.activeElement.getAttribute('aria-activedescendant'));
    return chosen && {role: chosen.role, selected: chosen.ariaSelected, words: chosen.textContent};
}"""
# Each mark's figures, and its middle, read off the drawing and not off what the keyboard goes by.
MARKS = """chart => [...chart.querySelectorAll('[data-figure]')].map(mark => {
    const box = mark.getBoundingClientRect();
    return {id: mark.dataset.figure, x: box.x + box.width / 2, y: box.y + box.height / 2};
})"""
FOCUSED = "() => document.activeElement === document.body ? 'body' : document.activeElement.className"
INK = "chart => getComputedStyle(chart.querySelector('.annotation-text')).fill"
INKS = {"light": "rgb(27, 42, 51)", "dark": "rgb(232, 238, 241)"}
XINJIANG = (
    "Trade with Xinjiang, Trade turnover: $20.3\u202fbn, observed, 2023, "
    "Kazakhstan’s trade with the Xinjiang Uyghur Autonomous Region, both directions, "
    "“to 20.3 billion US dollars”, Kazinform (December 2024)"
)


def chart(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-plot-{key} .atlas-chart")


def walked(page: Page, drawn: Locator, key: str = "ArrowRight") -> list[str]:
    """Walk through a chart from its first mark to its last, and give the id that Enter asks for at each."""
    drawn.focus()
    page.evaluate("() => asked.splice(0)")
    for _ in range(drawn.get_by_role("option", include_hidden=True).count()):
        page.keyboard.press(key)
        page.keyboard.press("Enter")
    return page.evaluate("() => asked.map(({id}) => id)")


def test_tab_reaches_each_chart_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo")
    page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    stops = []
    while "body" not in stops and len(stops) < 150:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert stops.count("atlas-chart") == page.locator(".atlas-chart").count() == 6


def test_arrows_tell_each_mark_enter_asks_for_its_evidence_and_escape_hides_the_tooltip(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/trade")
    page.evaluate(LISTEN)
    years, tooltip = chart(page, "xinjiang-years"), page.locator(".atlas-tooltip")
    expect(years).to_have_role("listbox")
    assert years.get_attribute("aria-label").startswith("Trade with Xinjiang rose 62\u202f% to $20.3\u202fbn in 2023")
    years.focus()
    expect(tooltip).to_be_hidden()
    page.keyboard.press("Enter")
    assert page.evaluate("asked") == []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate(CHOSEN) == {"role": "option", "selected": "true", "words": XINJIANG}
    assert years.locator("[role=option][aria-selected=true]").count() == 1
    expect(tooltip).to_be_visible()
    assert ", ".join(tooltip.locator("b,p").all_inner_texts()) == XINJIANG
    page.keyboard.press("Enter")
    both = ["derived-trade-xinjiang-2022", "trade-xinjiang-2023"]
    assert page.evaluate("asked") == [{"id": "trade-xinjiang-2023", "among": both}]
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    assert "derived, 2022, " in page.evaluate(CHOSEN)["words"]
    assert "interval 12.46–12.60" in page.evaluate(CHOSEN)["words"]
    page.keyboard.press("Tab")
    expect(tooltip).to_be_hidden()
    assert page.atlas.troubles == []


@pytest.mark.parametrize(
    ("path", "key", "downwards"),
    [
        ("/trade", "xinjiang-years", False),
        ("/cargo", "trans-caspian", False),
        ("/cargo", "khorgos", True),
        ("/cargo", "tonnages", True),
        ("/corridors", "corridor-ladder", True),
        ("/corridors?base-year=2024&due-year=2030", "pace", False),
        ("/investment", "named-projects", True),
        ("/?subjects=Routes+and+crossings", "coverage-routes-and-crossings", True),
    ],
)  # fmt: skip
def test_marks_of_each_form_are_walked_in_the_order_in_which_they_are_read(
    path: str, key: str, downwards: bool, open_page: Callable[..., Page]
) -> None:
    page = open_page(path)
    page.evaluate(LISTEN)
    drawn = chart(page, key)
    expect(drawn).to_have_attribute("data-drawn", "")
    marks = {mark["id"]: mark for mark in drawn.evaluate(MARKS)}
    ids = walked(page, drawn)
    assert sorted(ids) == sorted(marks)
    along, across = ("y", "x") if downwards else ("x", "y")
    for one, other in pairwise(ids):
        ahead = marks[other][along] - marks[one][along]
        assert ahead > -10, (one, other)
        assert ahead > 0 or marks[other][across] > marks[one][across], (one, other)
    assert page.evaluate("window.asked[0].among.length") >= len(ids)
    assert walked(page, drawn, "ArrowLeft")[-1] == ids[0]
    for jump, end in (("End", -1), ("Home", 0)):
        page.keyboard.press(jump)
        page.keyboard.press("Enter")
        assert page.evaluate("asked.at(-1).id") == ids[end]
        box = page.locator(".atlas-tooltip").bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 900


def test_a_cell_of_the_matrix_leads_to_all_of_its_figures(open_page: Callable[..., Page]) -> None:
    page = open_page("/?subjects=Routes+and+crossings")
    page.evaluate(LISTEN)
    drawn = chart(page, "coverage-routes-and-crossings")
    walked(page, drawn)
    among = page.evaluate("asked[0].among")
    # The Trans-Caspian route in December 2024: 3 figures and 1 stage stand in one cell.
    start = among.index("trans-caspian-2024-9m")
    assert len(set(among)) == len(among) > drawn.locator("[data-figure]").count()
    assert "trans-caspian-2030" in among[start : start + 4]


def test_a_tap_asks_for_the_evidence_and_a_swipe_scrolls(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade", width=390, height=844, has_touch=True, is_mobile=True)
    page.evaluate(LISTEN)
    bar = chart(page, "xinjiang-years").locator("[data-figure=trade-xinjiang-2023]")
    bar.scroll_into_view_if_needed()
    bar.tap(force=True)
    page.wait_for_timeout(500)
    assert page.evaluate("asked.map(({id}) => id)") == ["trade-xinjiang-2023"]
    box, touch = bar.bounding_box(), page.context.new_cdp_session(page)
    finger = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": finger})
    for _ in range(12):
        finger[0]["y"] -= 20
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": finger})
        page.wait_for_timeout(20)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    assert box["y"] - bar.bounding_box()["y"] > 100
    assert page.evaluate("asked.length") == 1


def test_charts_turn_dark_at_once_with_the_system_and_back_and_ask_the_server_for_nothing(
    browser: Browser, server: Server
) -> None:
    page = new_page(browser, server.url)
    said: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: said.append(frame)))
    page.goto("/trade")
    settle(page)
    before = len(said)
    assert before > 0
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        for one in page.locator(".atlas-chart").all():
            expect(one.locator(".annotation-text").first).to_have_css("fill", INKS[scheme])
    assert len(said) == before
    page.emulate_media(color_scheme="dark")
    page.goto("/trade?white=true")
    settle(page)
    assert {one.evaluate(INK) for one in page.locator(".atlas-chart").all()} == {INKS["light"]}
    close(page)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_marks_move_where_a_filter_moves_them_unless_the_reader_asks_for_no_motion(
    motion: str, open_page: Callable[..., Page]
) -> None:
    page = open_page("/trade?years=2021&years=2030", reduced_motion=motion)
    page.evaluate(LISTEN)
    page.get_by_test_id("stSidebar").get_by_role("slider").first.press("ArrowRight")
    expect(chart(page, "china").get_by_role("option", include_hidden=True)).to_have_count(2)
    assert (page.evaluate("moved") > 0) == (motion == "no-preference")
    page.wait_for_function(
        "() => !document.getAnimations().some(one => one.effect.target?.matches('.atlas-chart path'))"
    )
    assert page.atlas.troubles == []


def test_the_mark_that_was_reached_stays_chosen_while_the_page_changes(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    china = chart(page, "china")
    china.focus()
    page.keyboard.press("ArrowRight")
    words = page.evaluate(CHOSEN)["words"]
    assert "2021" in words
    # The last mark has no date. The first stays, and the keyboard goes on from it.
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(china.get_by_role("option", include_hidden=True)).to_have_count(2)
    china.focus()
    assert page.evaluate(CHOSEN)["words"] == words
    page.keyboard.press("ArrowRight")
    assert "2023" in page.evaluate(CHOSEN)["words"]
