"""What a visitor waits for: the first chart, another page, and charts redrawn by a filter, in headless Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.benchmarks.contestants import ATLAS, EMPTY, Contestant
from tests.benchmarks.peers import drawn
from tests.benchmarks.wire import counted

FIRST, SECOND = "trade", "cargo"
FILTERED = "&".join(f"years={year}" for year in drawn.STARTING)
LINKS: dict[str, dict[str, float] | None] = {
    "localhost": None,
    "10 Mbit/s": {"latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8},
}
# Looks at every frame: when the first mark of a chart stands, when a page asked for stands, when a filter has arrived.
STOPWATCH = """(() => {
    const seen = window.seen = {};
    const note = (name, met) => { if (!(name in seen) && met()) seen[name] = performance.now(); };
    const charts = () => [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = chart => chart.querySelector('.main-svg .trace path');
    const svg = chart => chart.querySelector('.main-svg')?.parentElement.textContent ?? '';
    // Our own component draws what it is given before the next frame, and leaves title and sources to the page.
    const given = chart => globalThis.atlasCharts?.charts.get(chart.parentElement)?.data.figure.layout;
    const aside = ({meta, annotations}) => [meta.alternative, ...annotations.map(one => one.text)].join(' ');
    window.text = chart => given(chart) ? aside(given(chart)) : svg(chart);
    const look = () => {
        note('chart', () => charts().some(drawn));
        note('evidence', () => document.querySelector('.atlas-drawer:not([hidden]) .atlas-drawer-body > *'));
        note('text', () => document.querySelector('[data-testid="stMarkdown"] p'));
        if (window.title) note('page', () => charts().some(chart => drawn(chart) && text(chart).includes(title)));
        if (window.words) note('redrawn', () => charts().length === count && !charts().some(
            chart => text(chart).includes(words)));
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const started = () => { seen.asked = performance.now(); };
    addEventListener('click', started, true);
    addEventListener('keydown', started, true);
})()"""
STILL = """() => {
    const count = document.querySelectorAll('*').length, now = performance.now();
    if (window.lastCount !== count) { window.lastCount = count; window.lastChange = now; }
    return now - window.lastChange > 1000;
}"""


def waits(browser: Browser, contestant: Contestant, link: str) -> Iterator[tuple[str, float]]:
    """Visit with nothing kept, and again with what that visit left; give each wait by name, in seconds."""
    with _context(browser, contestant.url) as context:
        for warmth in ("cold", "warm"):
            page = _visit(context, contestant, link)
            yield f"{warmth} first chart, {link}", _seen(page, _mark(contestant)) / 1000
            if warmth == "warm" and contestant.name != EMPTY:
                yield f"page → page, {link}", _turn(page) / 1000
                yield f"filter → redraw, {link}", _filter(page) / 1000
            if warmth == "warm" and contestant.name == ATLAS:
                yield f"click → evidence, {link}", _evidence(page) / 1000
            page.close()


def received(browser: Browser, contestant: Contestant) -> int:
    """Count the bytes that a first visit brings until the page is still."""
    with counted(contestant.url) as wire, _context(browser, wire.url) as context:
        page = _visit(context, contestant, "localhost")
        _seen(page, _mark(contestant))
        _rest(page)
        return wire.received


@contextmanager
def _context(browser: Browser, url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=url, viewport={"width": 1400, "height": 900})
    context.add_init_script(STOPWATCH)
    yield context
    context.close()


def _visit(context: BrowserContext, contestant: Contestant, link: str) -> Page:
    page = context.new_page()
    if LINKS[link]:
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", {"offline": False, **LINKS[link]})
    page.goto("/" if contestant.name == EMPTY else f"/{FIRST}?{FILTERED}", wait_until="commit")
    return page


def _mark(contestant: Contestant) -> str:
    return "text" if contestant.name == EMPTY else "chart"


def _turn(page: Page) -> float:
    """Change to the second page and back; give the milliseconds until the first chart of the second stood."""
    for other in (SECOND, FIRST):
        _rest(page)
        first = next(iter(drawn.figures(other, drawn.STARTING).values()))
        title = first.layout.title.text.split("<br>")[0]
        page.evaluate("title => { window.title = title; delete seen.page; }", title)
        page.get_by_role("link", name=other.capitalize(), exact=True).first.click()
        waited = _seen(page, "page") - page.evaluate("() => seen.asked")
        if other == SECOND:
            turned = waited
    return turned


def _filter(page: Page) -> float:
    """Leave the first year out, of which a chart has a mark; give the milliseconds until every chart is without it."""
    _rest(page)
    charts = page.evaluate("() => [...document.querySelectorAll('.js-plotly-plot')].map(text)")
    words = "{}–{}".format(*drawn.STARTING)
    assert charts, "no chart stands"
    assert all(words in chart for chart in charts), charts
    handle = page.get_by_role("slider").first
    handle.focus()
    page.evaluate("given => Object.assign(window, given)", {"words": words, "count": len(charts)})
    handle.press("ArrowRight")
    return _seen(page, "redrawn") - page.evaluate("() => seen.asked")


def _evidence(page: Page) -> float:
    """Open the evidence of a tile that nobody pointed at before; give the milliseconds until the drawer has it."""
    _rest(page)
    page.evaluate("document.querySelector('.atlas-tiles a[data-figure]').click()")
    return _seen(page, "evidence") - page.evaluate("() => seen.asked")


def _seen(page: Page, name: str) -> float:
    page.wait_for_function("name => name in seen", arg=name, timeout=120_000)
    return float(page.evaluate("name => seen[name]", name))


def _rest(page: Page) -> None:
    page.wait_for_function(STILL, timeout=120_000, polling=100)
