"""Fixtures that open the dashboard in a browser."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser import harness

HERE = Path(__file__).parent
# Two cores draw pages in software: an answer may take a while, a wrong one stays wrong.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[harness.Server]:
    """Give one server that all tests of a session share."""
    with harness.running_server() as running:
        yield running


@pytest.fixture
def fresh_server() -> Iterator[Callable[..., harness.Server]]:
    """Give a function that starts a server nobody has visited, with environment variables if need be."""
    with ExitStack() as stack:

        def start(environment: Mapping[str, str] | None = None) -> harness.Server:
            return stack.enter_context(harness.running_server(environment))

        yield start


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give one Chromium; a session without one fails, it does not skip."""
    with sync_playwright() as playwright:
        try:
            chromium = harness.launch(playwright, tmp_path_factory.mktemp("profile"))
        except Error as error:
            pytest.fail(f"{harness.HOW_TO_GET_CHROMIUM}\n\n{error}", pytrace=False)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a path and waits until the page stands.

    `server=` names another server than the shared one; what the page did is in `page.atlas`.
    """
    pages: list[Page] = []

    def open_path(path: str = "/", *, server: harness.Server | None = None, **options: object) -> Page:
        target = server or request.getfixturevalue("server")
        page = harness.new_page(browser, target.url, **options)  # type: ignore[arg-type]
        pages.append(page)
        page.goto(path, wait_until="load")
        harness.settle(page)
        return page

    yield open_path
    for page in pages:
        harness.close(page)


@pytest.fixture(
    scope="session", params=[pytest.param(path, marks=pytest.mark.xdist_group(path), id=path) for path in harness.PAGES]
)
def opened(request: pytest.FixtureRequest, browser: Browser, server: harness.Server) -> Iterator[tuple[str, Page]]:
    """Give each page, opened by its own URL; all tests of a page share it.

    Whoever changes its size, media or state puts it back.
    """
    page = harness.new_page(browser, server.url)
    page.goto(request.param, wait_until="load")
    harness.settle(page)
    yield request.param, page
    harness.close(page)
