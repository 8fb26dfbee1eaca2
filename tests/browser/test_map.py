"""The map in a browser: true places at every scale, names that keep clear, lines that are met, and what answers."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.inspection import grave, wrong_layout
from tests.conftest import DATA

pytestmark = pytest.mark.xdist_group("map")
CORRIDORS = ["", "Khorgos", "Trans-Caspian", "Irtysh", "Dostyk-Moyynty", "WE-WC highway", "Bakhty", "Ili"]
WIDTHS = (390, 820, 1400, 1920)
# The map of the page, with where its middle is and how many pixels a degree has.
STATE = """() => {
    const {map, data} = [...globalThis.atlasCharts.charts.values()].find(one => one.map);
    const middle = map.main.getBoundingClientRect();
    return {...map.view, width: map.width, height: map.height, left: middle.left, top: middle.top,
        sites: map.drawn.sites.map(({of, group}) => ({figure: of.figure, transform: group.getAttribute("transform")})),
    };
}"""
# The stage of each site on the map, by its subject.
STAGES = """() => {
    const {map} = [...globalThis.atlasCharts.charts.values()].find(one => one.map);
    return Object.fromEntries(map.drawn.sites.map(({of}) => [of.subject, of.symbol.split("/")[1]]));
}"""
# Keeps for each step what the map showed last while the page was at it.
WATCH = """window.seen = {};
    window.watching = setInterval(() => {
        const step = document.querySelector('.atlas-step b')?.textContent;
        if (step) seen[step] = (STAGES)();
    }, 50);
"""
# Names that are cut by their frame, that lie one upon another, or upon a symbol, in each frame of the map.
UNTIDY = """() => {
    const found = [];
    for (const frame of document.querySelectorAll(".atlas-map > div")) {
        const edge = frame.getBoundingClientRect();
        const boxes = [...frame.querySelectorAll("svg text")].filter(text => !text.closest('[display=none]'))
            .map(text => ({words: text.textContent, ...text.getBoundingClientRect().toJSON()}));
        boxes.forEach((one, place) => {
            const [across, down] = [Math.min(one.left - edge.left, edge.right - one.right), edge.bottom - one.bottom];
            if (across < -1 || Math.min(one.top - edge.top, down) < -3)
                found.push(`${one.words} is cut`);
            for (const other of boxes.slice(place + 1))
                if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
                    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4)
                    found.push(`${one.words} on ${other.words}`);
        });
    }
    return found;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, server: harness.Server) -> Iterator[Page]:
    opened = harness.new_page(browser, server.url)
    opened.goto("/map")
    harness.settle(opened)
    yield opened
    harness.close(opened)


@pytest.fixture(autouse=True)
def whole(page: Page) -> None:
    """Begin each test with the whole map on a desk, and nothing opened."""
    page.set_viewport_size({"width": 1400, "height": 1100})
    page.keyboard.press("Escape")
    page.get_by_role("button", name="The whole map").click()
    page.mouse.move(1, 1)
    page.wait_for_timeout(200)


def mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def mark(page: Page, name: str):
    return page.locator(".atlas-map-main g[data-figure]", has=page.get_by_text(name, exact=True))


def colours(picture: bytes) -> dict[tuple[int, int, int], int]:
    return {colour: count for count, colour in Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 24)}


@pytest.mark.parametrize("dark", [False, True])
def test_the_ground_lines_and_crossings_are_drawn_in_both_themes(dark: bool, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    harness.settle(page)
    page.wait_for_timeout(300)
    seen = colours(page.locator(".atlas-map").screenshot())
    home, water, line, crossing = (
        ((35, 46, 55), (29, 51, 64), (240, 146, 90), (189, 155, 230))
        if dark
        else ((255, 253, 248), (219, 232, 239), (181, 72, 15), (106, 61, 154))
    )
    page.emulate_media(color_scheme="light")
    assert seen.get(home, 0) > 20_000, "Kazakhstan is not filled"
    assert seen.get(water, 0) > 2_000, "the Caspian is not drawn"
    assert seen.get(line, 0) > 100, "the Dostyk–Moyynty line is not drawn"
    assert seen.get(crossing, 0) > 100, "the crossings at Khorgos are not drawn"
    assert page.atlas.troubles == []


def test_everything_stands_at_its_true_place_at_every_scale(page: Page) -> None:
    places = {row["place_id"]: row for row in rows("places")}
    subjects = {row["subject_id"]: row["place_id"] for row in rows("subjects")}
    milestones = {row["milestone_id"]: row["subject_id"] for row in rows("milestones")}
    scales = set()
    for _ in range(3):
        seen = page.evaluate(STATE)
        scales.add(seen["scale"])
        assert len(seen["sites"]) == 11
        for site in seen["sites"]:
            place = places[subjects[milestones[site["figure"]]]]
            across, down = map(float, re.findall(r"-?[\d.]+", site["transform"]))
            x = (float(place["longitude"]) - seen["x"]) * seen["scale"] + seen["width"] / 2
            y = (seen["y"] - mercator(float(place["latitude"]))) * seen["scale"] + seen["height"] / 2
            assert (across, down) == (pytest.approx(x, abs=0.2), pytest.approx(y, abs=0.2)), site
        page.get_by_role("button", name="Nearer").click()
        page.wait_for_timeout(100)
    assert len(scales) == 3


@pytest.mark.parametrize("corridor", CORRIDORS)
def test_no_name_is_cut_or_covers_another(corridor: str, page: Page, open_page: Callable[..., Page]) -> None:
    shown = open_page(f"/map?corridor={corridor}") if corridor else page
    assert shown.locator(".atlas-notice").count() == 0
    # Of one corridor there are fewer names: a phone and a desk are enough.
    for width in (390, 1400) if corridor else WIDTHS:
        shown.set_viewport_size({"width": width, "height": 1000})
        shown.wait_for_timeout(250)
        shown.get_by_role("button", name="The whole map").click()
        for _ in range(3):
            shown.wait_for_timeout(60)
            assert shown.evaluate(UNTIDY) == [], (corridor, width, shown.evaluate(STATE)["scale"])
            shown.get_by_role("button", name="Nearer").click()
    shown.get_by_role("button", name="The whole map").click()
    assert wrong_layout(shown) == []


def test_all_crossings_are_in_view_on_a_phone_as_on_a_desk(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(250)
        page.get_by_role("button", name="The whole map").click()
        page.wait_for_timeout(60)
        seen = page.evaluate(STATE)
        inside = [
            site
            for site in seen["sites"]
            for across, down in [map(float, re.findall(r"-?[\d.]+", site["transform"]))]
            if 0 < across < seen["width"] and 0 < down < seen["height"]
        ]
        # Lianyungang lies beyond, and is named at the edge.
        assert len(inside) == 10, width
        assert "Lianyungang terminal" in page.locator(".atlas-map-beyond").inner_text()


def test_a_line_is_met_within_six_pixels_and_opens_its_evidence(page: Page) -> None:
    hit = page.evaluate(
        """() => {
            const path = document.querySelector('.atlas-map-main [data-figure^="dostyk-moyynty"] .atlas-map-hit');
            const met = [];
            for (const share of [0.2, 0.4, 0.6]) {
                const length = path.getTotalLength();
                const [one, next] = [0, 1].map(more => path.getPointAtLength(share * length + more));
                const [across, down] = [-(next.y - one.y), next.x - one.x];
                const frame = path.ownerSVGElement.getBoundingClientRect();
                for (const aside of [-5, 0, 5]) {
                    const at = [frame.left + one.x + across * aside, frame.top + one.y + down * aside];
                    const elements = document.elementsFromPoint(...at).map(one => one.closest("[data-figure]"));
                    met.push(elements.some(one => one?.dataset.figure.startsWith("dostyk-moyynty")));
                }
            }
            return met;
        }"""
    )
    assert hit == [True] * 9
    mark(page, "Dostyk–Moyynty line").first.click()
    expect(page.locator(".atlas-drawer [data-evidence]")).to_have_attribute(
        "data-evidence", "dostyk-moyynty-under-way-2025"
    )
    expect(page).to_have_url(re.compile("figure=dostyk-moyynty-under-way-2025"))
    page.keyboard.press("Escape")


def test_pointing_tells_and_choosing_moves_lights_and_opens(page: Page) -> None:
    before = page.evaluate(STATE)
    mark(page, "Bakhty").first.hover()
    expect(page.locator(".atlas-tooltip")).to_contain_text("pledged, as said in October 2022")
    page.get_by_role("combobox", name="Object").click()
    page.get_by_role("option", name="Bakhty rail crossing").click()
    expect(page.locator(".atlas-drawer h1")).to_have_text("Bakhty rail crossing")
    harness.settle(page)
    seen = page.evaluate(STATE)
    assert seen["scale"] > 2 * before["scale"]
    assert (seen["x"], seen["y"]) == (pytest.approx(82.7768), pytest.approx(mercator(46.6794)))
    assert page.locator(".atlas-map-main .atlas-map-chosen").count() > 0
    assert "object=Bakhty" in page.url
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Object").press("Backspace")
    harness.settle(page)
    # A figure leads to the place of what it is of, as the stage there does.
    page.goto("/map?figure=khorgos-capacity")
    harness.settle(page)
    expect(page.locator(".atlas-map-main .atlas-map-chosen").first).to_be_attached()
    seen = page.evaluate(STATE)
    assert (seen["x"], seen["y"]) == (pytest.approx(80.2954), pytest.approx(mercator(44.1649)))
    page.keyboard.press("Escape")


def test_the_wheel_scrolls_the_page_until_it_is_asked_to_zoom(page: Page) -> None:
    frame = page.locator(".atlas-map-main").bounding_box()
    before = page.evaluate(STATE)["scale"]
    page.mouse.move(frame["x"] + 200, frame["y"] + 200)
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(200)
    assert page.evaluate(STATE)["scale"] == before
    expect(page.locator(".atlas-map-hint")).to_be_visible()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    assert page.evaluate(STATE)["scale"] > before
    page.mouse.down()
    page.mouse.move(frame["x"] + 300, frame["y"] + 260, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert page.evaluate(UNTIDY) == []


def test_every_thing_is_reached_by_keyboard_once(page: Page) -> None:
    chart = page.locator(".st-key-plot-map .atlas-chart")
    options = chart.get_by_role("option")
    assert options.count() == 18
    chart.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".atlas-drawer [data-evidence]")).to_be_visible()
    page.keyboard.press("Escape")
    assert grave(page) == []


def test_what_is_seen_is_what_is_taken(page: Page) -> None:
    page.get_by_role("button", name="Take a picture of ").click()
    with page.expect_download() as download:
        page.locator(".atlas-picture-menu:popover-open button").first.click()
    picture = Image.open(download.value.path())
    assert picture.size == (2560, 1440)
    assert picture.info["Source"].startswith("Data source: President’s site (April 2013) par. 2, 4")
    seen = {colour: count for count, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert seen[255, 253, 248] > 100_000, "Kazakhstan is not filled"
    assert seen[219, 232, 239] > 10_000, "the Caspian is not drawn"
    assert seen[181, 72, 15] > 400, "the Dostyk–Moyynty line is not drawn"
    assert seen[106, 61, 154] > 400, "the crossings at Khorgos are not drawn"
    page.get_by_role("button", name="Take a picture of ").click()
    expect(page.get_by_role("menuitem", name="Half slide")).not_to_contain_text("too")
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="SVG").click()
    drawn = Path(download.value.path()).read_text("utf-8")
    crossings = {"Altynkol–Khorgos", "Nur Zholy–Khorgos", "Bakhty", "Terekty–Aktobek", "Narynkol–Muzart"}
    assert {name for name in crossings if f">{name}<" not in drawn} == set()
    assert "Lianyungang terminal ▸" in drawn
    assert page.atlas.troubles == []


def test_play_goes_through_the_documents_and_shows_each_steps_stages(page: Page) -> None:
    """As the tables say them: of each subject on the map the furthest stage of its last document until then."""
    days = {row["source_id"]: row["event_date"] for row in rows("sources")}
    order = ["interest", "talks", "suggested", "pledged", "planned", "under_way", "operating"]
    told = sorted(rows("milestones"), key=lambda row: (days[row["source_id"]], order.index(row["stage"])))
    page.get_by_role("button", name="From the first").click()
    page.wait_for_url("**/map?*as-of=Apr+2013*")
    page.go_back()
    expect(page.get_by_role("button", name="From the first")).to_be_visible()
    assert "as-of" not in page.url
    page.evaluate(f"() => {{ {WATCH.replace('STAGES', STAGES)} }}")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".atlas-step b")).to_have_text("As known in Apr 2013")
    expect(page.locator(".atlas-playing")).to_have_count(0, timeout=90_000)
    harness.settle(page)
    assert "as-of" not in page.url
    seen = page.evaluate("() => { clearInterval(watching); return seen; }")
    for day in sorted(set(days.values())):
        shown = seen[f"As known in {date.fromisoformat(day):%b %Y}"]
        last = {row["subject_id"]: row["stage"] for row in told if days[row["source_id"]] <= day}
        assert shown == {subject: last[subject] for subject in shown}
        assert {"lianyungang-terminal", "altynkol-khorgos"} <= set(shown)
