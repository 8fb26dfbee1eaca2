"""A browser on evidence and links whose texts try to be more than text: nothing comes alive, nothing is torn apart."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import harness
from tests.browser.inspection import TOO_WIDE
from tests.hostile import FOREIGN, LONG, read_rows, write_hostile_data

ASKED = (
    "<img src=x onerror=\"window.__canary='link'\">",
    f"![x]({FOREIGN}/x.png) [x](javascript:window.__canary='link') $\\href{{javascript:1}}{{x}}$",
    "</p><script>window.__canary='link'</script>\u202e\x00:material/delete: :red[x] {{7*7}} @@=1 %{x}",
    LONG,
)
KEYS = {
    "/": ("find", "subjects"),
    "/trade": ("corridor", "years", "as-of", "undated", "type"),
    "/corridors": ("corridor", "pace-target", "pace-base", "pace-value", "base-year", "due-year"),
    "/map": ("layers", "object"),
    "/commitments": ("promises", "order"),
    "/ledger": ("show", "type"),  # words to find would leave no row
    "/briefing": ("sections", "archive", "white", "present"),
}
# Elements that no page has of itself; the addresses of images are the product's own drawings.
ALIVE = f"""() => [
    ...document.querySelectorAll(
        'img[src="x"], img[onerror], svg[onload], .katex, a[href^="javascript:"], [href^="{FOREIGN}"], '
        + '[src^="{FOREIGN}"], [href*="//www.canary.invalid"], [href^="mailto:"], '
        + '[data-testid=stMain] script, [data-testid=stMain] iframe'),
    ...[...document.querySelectorAll('[data-testid=stMain] [data-testid=stIconMaterial]')]
        .filter(icon => icon.textContent === 'delete'),
    ...[...document.querySelectorAll('[data-testid=stMain] a')].filter(link => link.protocol === 'javascript:'),
].map(element => element.outerHTML.slice(0, 200))"""
STATE = "() => [window.__canary ?? null, document.title, getComputedStyle(document.body).display]"


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[harness.Server, Path]]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    write_hostile_data(folder)
    with harness.running_server({"ATLAS_DATA": str(folder)}) as server:
        yield server, folder


@pytest.fixture
def page(browser: Browser, hostile_server: tuple[harness.Server, Path]) -> Iterator[Page]:
    opened = harness.new_page(browser, hostile_server[0].url)
    opened.dialogs = []  # type: ignore[attr-defined]
    opened.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))  # type: ignore[attr-defined]
    yield opened
    harness.close(opened)


def troubles(page: Page) -> list[object]:
    canary, title, display = page.evaluate(STATE)
    return [
        *page.atlas.troubles,
        *page.dialogs,  # type: ignore[attr-defined]
        *page.evaluate(ALIVE),
        *page.evaluate(TOO_WIDE),
        *([canary] if canary else []),
        *([title] if "kanarya" in title else []),
        *(["the page is hidden"] if display == "none" else []),
    ]


@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("path", harness.PAGES)
def test_nothing_that_tables_and_link_say_comes_alive(path: str, page: Page) -> None:
    words = urlencode([(key, words) for key in KEYS.get(path, ()) for words in ASKED])
    page.goto(f"{path}?{words}", wait_until="load")
    harness.settle(page)
    assert page.locator("h1").first.is_visible()
    assert (page.locator(".atlas-notice").count() > 0) == (path in KEYS)
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.wait_for_timeout(300)
    assert troubles(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_timeout(500)
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.xdist_group("hostile")
def test_no_label_of_a_filter_comes_alive(page: Page, hostile_server: tuple[harness.Server, Path]) -> None:
    labels = [row["label"] for row in read_rows(hostile_server[1] / "corridors.csv")]
    query = urlencode([("present", "1"), *(("corridor", label) for label in labels)], quote_via=quote)
    page.goto(f"/corridors?{query}", wait_until="load")
    harness.settle(page)
    assert page.locator(".atlas-notice").count() == 0
    assert troubles(page) == []
    page.goto(f"/cargo?{urlencode([('corridor', label) for label in labels[:3]], quote_via=quote)}", wait_until="load")
    harness.settle(page)
    page.get_by_role("combobox", name="Corridor").click()
    page.wait_for_timeout(300)
    offered = page.get_by_role("option").all_text_contents()
    assert [
        label for label in labels[3:] if not any(" ".join(label.split()) in " ".join(o.split()) for o in offered)
    ] == []
    assert troubles(page) == []


@pytest.mark.xdist_group("hostile")
def test_what_the_pointer_brings_up_comes_not_alive(page: Page) -> None:
    page.goto("/map?layers=Crossings", wait_until="load")
    harness.settle(page)
    page.locator(".atlas-map-main g[data-figure]:not([display=none])").last.hover()
    assert "kanarya" in page.locator(".atlas-tooltip").inner_text()
    assert troubles(page) == []

    page.goto("/cargo", wait_until="load")
    harness.settle(page)
    shown = page.locator(".atlas-tooltip:not([hidden])")
    hovered = 0
    for point in page.locator(".atlas-chart .points path").all()[:8]:
        point.scroll_into_view_if_needed()
        box = point.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(100)
        hovered += shown.count() > 0 and "kanarya" in shown.first.text_content()
        assert troubles(page) == []
    assert hovered > 0
