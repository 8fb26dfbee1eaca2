"""Whom the running server lets in: pages that hold it in a frame, and names and origins that are not its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.harness import Server, finish


@pytest.fixture
def neighbour() -> Iterator[Callable[[], tuple[str, dict[str, str]]]]:
    """Give a function that starts another web server on this machine; it gives its origin and its pages to fill."""
    with ExitStack() as stack:

        def start() -> tuple[str, dict[str, str]]:
            pages: dict[str, str] = {}

            class Answer(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    self.send_response(200)
                    self.send_header("content-type", "text/html; charset=utf-8")
                    self.end_headers()
                    self.wfile.write(pages.get(self.path, "").encode())

                def log_message(self, *_: object) -> None:
                    return None

            served = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Answer))
            stack.callback(served.shutdown)
            threading.Thread(target=served.serve_forever, daemon=True).start()
            return f"http://localhost:{served.server_address[1]}", pages

        yield start


def test_only_a_named_page_holds_it_in_a_frame(
    neighbour: Callable[[], tuple[str, dict[str, str]]], fresh_server: Callable[..., Server], browser: Browser
) -> None:
    (named, its_pages), (other, other_pages) = neighbour(), neighbour()
    server = fresh_server({"ATLAS_FRAME_ANCESTORS": named})
    its_pages["/"] = other_pages["/"] = f'<iframe src="{server.url}/trade" width="1200" height="800"></iframe>'
    page = browser.new_page()
    page.goto(named)
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Trade", timeout=60_000)
    expect(page.frame_locator("iframe").locator(".atlas-chart[data-drawn]").first).to_be_visible(timeout=60_000)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(other)
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").get_by_test_id("stApp").count() == 0
    assert any("frame-ancestors" in text for text in refused), refused
    page.close()


def test_a_page_of_another_origin_gets_no_session(
    neighbour: Callable[[], tuple[str, dict[str, str]]], server: Server, browser: Browser
) -> None:
    origin, pages = neighbour()
    pages["/"] = "<h1>elsewhere</h1>"
    page = browser.new_page()
    page.goto(origin)
    told = page.evaluate(
        """url => new Promise(done => {
            const socket = new WebSocket(url, ['streamlit']);
            socket.onopen = () => done('open');
            socket.onerror = () => done('refused');
        })""",
        server.url.replace("http", "ws") + "/_stcore/stream",
    )
    assert told == "refused"
    read = "url => fetch(url).then(answer => answer.text(), () => 'refused')"
    assert page.evaluate(read, f"{server.url}/_stcore/host-config") == "refused"
    assert page.evaluate(read, f"{server.url}/data/sources.csv").startswith("source_id,")
    page.close()


@pytest.mark.parametrize(
    ("name", "origin", "status"),
    [
        ("evil.example", "http://evil.example", 400),
        ("evil.example", None, 400),
        ("localhost", "http://evil.example", 403),
        ("localhost", "http://[evil", 403),
        ("localhost", None, 101),
    ],
)
def test_a_rebound_name_gets_no_session(server: Server, name: str, origin: str | None, status: int) -> None:
    port = urlsplit(server.url).port

    async def ask() -> int:
        stream = connect(f"ws://{name}:{port}/_stcore/stream", host="127.0.0.1", port=port, origin=origin)  # type: ignore[arg-type]
        try:
            async with stream as socket:
                return int(socket.response.status_code)
        except InvalidStatus as refusal:
            return int(refusal.response.status_code)

    assert finish(ask()) == status


def test_what_is_not_heard_is_not_logged_and_ends_no_session(server: Server) -> None:
    async def talk() -> tuple[str | None, int]:
        stream = f"ws://localhost:{urlsplit(server.url).port}/_stcore/stream"
        async with connect(stream, subprotocols=["streamlit"]) as socket:  # type: ignore[list-item]
            for _ in range(20):
                for kind in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
                    await socket.send(BackMsg(**{kind: True}).SerializeToString())
                await socket.send("text")
                await socket.send(b"\xff\xfe no message")
            run = BackMsg()
            run.rerun_script.page_name = "sources"
            await socket.send(run.SerializeToString())
            answer = ForwardMsg.FromString(await socket.recv(decode=False)).WhichOneof("type")
        async with connect(stream, max_size=None) as socket:
            await socket.send(bytes(8 * 2**20))
            with pytest.raises(ConnectionClosed):
                await socket.recv()
            return answer, socket.close_code or 0

    before = server.log
    assert finish(talk()) == ("new_session", 1009), "eight megabytes are refused before they are read as a message"
    assert server.log == before


def test_nothing_that_is_asked_for_is_logged(server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page("/ledger?find=unusualword")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ledger")
    assert "unusualword" not in server.log
