"""What is looked for on pages: barriers that axe knows, words cut or colliding or leaving the page, a symbol drawn."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.harness import settle

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# Rules that Streamlit itself breaks and a page cannot mend, each with the reason.
STREAMLITS_OWN: dict[str, str] = {}

TOO_WIDE = """() => {
    const inside = element => element.closest(
        '[data-testid=stDataFrame],.atlas-chart,[data-testid=stSidebar]');
    return [...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(element => !inside(element) && element.getClientRects().length)
        .filter(element => {
            let scroller = element.parentElement;
            while (scroller && scroller.dataset.testid !== 'stMain') {
                if (['auto', 'scroll'].includes(getComputedStyle(scroller).overflowX)
                    && scroller.scrollWidth > scroller.clientWidth) return false;
                scroller = scroller.parentElement;
            }
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1);
        })
        .map(element => element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 60));
}"""
LABELS = """() => [...document.querySelectorAll('[class*="st-key-plot-"]')].flatMap(frame => {
    const view = frame.getBoundingClientRect();
    const labels = [...frame.querySelectorAll('.annotation-text-g text, .xtick text, .ytick text')]
        .map(text => ({words: text.textContent, box: text.getBoundingClientRect()}))
        .filter(({words, box}) => words.trim() && box.width && box.top < view.bottom && box.bottom > view.top
            && !words.startsWith('Data source'));
    const cut = labels.filter(({box}) => box.left < view.left - 1.5 || box.right > view.right + 1.5
        || box.top < view.top - 1 || box.bottom > view.bottom + 1).map(({words}) => `cut: ${words}`);
    const collide = labels.flatMap((one, place) => labels.slice(place + 1).filter(other =>
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2 &&
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 3)
        .map(other => `collide: ${one.words} / ${other.words}`));
    return [...cut, ...collide].map(words => frame.className.match(/st-key-plot-[^ ]+/)[0] + ' ' + words);
})"""


def grave(page: Page) -> list[str]:
    """List what axe finds serious or critical in the page, once it stands: what fades meanwhile has no contrast."""
    settle(page)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical") and violation["id"] not in STREAMLITS_OWN
        for node in violation["nodes"]
    ]


def wrong_layout(page: Page) -> list[str]:
    """List what leaves the page at its sides, and labels of charts that are cut or collide."""
    return [*page.evaluate(TOO_WIDE), *page.evaluate(LABELS)]
