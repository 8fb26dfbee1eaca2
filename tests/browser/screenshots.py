"""Take pictures of pages: `python -m tests.browser.screenshots OUTDIR [PATH ...]`."""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import harness

PAGES = [
    "/",
    "/trade",
    "/cargo",
    "/corridors",
    "/map",
    "/commitments",
    "/investment",
    "/statistics",
    "/ledger",
    "/sources",
    "/briefing",
    "/intake",
]
SIZES = [(1400, 900), (390, 844)]


def main() -> None:
    """Picture each path in light and dark, wide and narrow, at its top and at its bottom."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=main.__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("paths", nargs="*", default=PAGES, help="URL paths, such as /trade?present=1")
    parser.add_argument("--url", help="a server that runs already; otherwise one is started")
    options = parser.parse_args()
    options.outdir.mkdir(parents=True, exist_ok=True)
    if options.url:
        picture(options.url, options.paths, options.outdir)
    else:
        with harness.running_server() as server:
            picture(server.url, options.paths, options.outdir)


def picture(url: str, paths: list[str], outdir: Path) -> None:
    """Write the pictures of all paths of one server into a folder."""
    with sync_playwright() as playwright:
        browser = harness.launch(playwright)
        for path in paths:
            name = "".join(sign if sign.isalnum() else "-" for sign in path).strip("-") or "overview"
            for width, height in SIZES:
                for dark in (False, True):
                    page = harness.new_page(browser, url, width=width, height=height, dark=dark)
                    page.goto("/" + path.lstrip("/"), wait_until="load")
                    harness.settle(page)
                    for where in ("top", "bottom"):
                        harness.scroll(page, where)
                        target = outdir / f"{name}-{width}-{'dark' if dark else 'light'}-{where}.png"
                        page.screenshot(path=target)
                        print(target)
                    for trouble in page.atlas.troubles:  # type: ignore[attr-defined]
                        print(f"  {path}: {trouble}")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
