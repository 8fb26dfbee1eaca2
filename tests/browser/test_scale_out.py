"""Several servers behind nginx: one dies, and its readers go on at another with what they saw."""

import os
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed

from tests.benchmarks.session import Session
from tests.browser.harness import Server, finish, free_port, running_server, settle
from tests.soak.proxy import running_proxy
from tests.soak.screen import NAMED, selection_words, texts

pytestmark = pytest.mark.skipif(
    os.environ.get("ATLAS_WITHOUT_NGINX") == "1", reason="ATLAS_WITHOUT_NGINX=1: no nginx here"
)
VIEW = "/cargo?corridor=Khorgos&years=2012&years=2020&undated=false"


@pytest.fixture
def started() -> Iterator[Callable[[int], Server]]:
    """Give a function that starts a server on a port."""
    with ExitStack() as stack:
        yield lambda port: stack.enter_context(running_server(port=port))


def kill(server: Server) -> None:
    server.process.kill()
    server.process.wait()


def statuses(url: str, times: int) -> set[int]:
    found = set()
    for _ in range(times):
        with urllib.request.urlopen(url) as answer:
            found.add(answer.status)
    return found


def test_readers_go_on_at_another_server_with_the_same_view(
    tmp_path: Path, started: Callable[[int], Server], open_page: Callable[..., Page]
) -> None:
    assert shutil.which("nginx"), "needs nginx: apt-get install nginx-light, or ATLAS_WITHOUT_NGINX=1"
    ports = free_port(), free_port()
    first = started(ports[0])
    with running_proxy(tmp_path, ports) as url:
        page = open_page(VIEW, server=Server(url, first.process, first.log_path))
        assert page.atlas.troubles == []
        told = page.locator(".atlas-selection").inner_text()
        assert "2012–2020" in told
        page.evaluate("() => { window.sameDocument = true; }")

        async def use() -> None:
            async with Session(url) as session:
                assert (await session.open("/ledger", find="Khorgos")).errors == ()
                words, version = selection_words(session), NAMED.findall(texts(session))
                files = [
                    one.download_button.url for one, _ in session.elements.values() if one.HasField("download_button")
                ]
                assert files
                started(ports[1])
                assert statuses(url + files[0], 8) == {200}, "a file is found at whichever server keeps it"
                assert statuses(f"{url}/data/claims.csv", 4) == {200}
                kill(first)
                with pytest.raises(ConnectionClosed):
                    await session.rerun()
            async with Session(url) as session:
                assert (await session.open("/ledger", find="Khorgos")).errors == ()
                assert selection_words(session) == words
                assert NAMED.findall(texts(session)) == version

        finish(use())
        settle(page)
        assert page.evaluate("() => window.sameDocument"), "the page came back by itself"
        assert page.url == url + VIEW
        expect(page.locator(".atlas-selection")).to_have_text(told)
        page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
        expect(page.locator(".atlas-selection")).to_contain_text("kept")
        assert page.atlas.page_errors == []
