"""The server's connections: silent ones are closed, those in use are not, and one that says much is cut short."""

import asyncio
import http.client
import resource
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from components.server import Connections

LARGE = bytes(2**23)
PATIENCE = 1.2
HEAD = "Host: localhost\r\n\r\n"
PART = "GET / HTTP/1.1\r\nHost: loc"


@contextmanager
def serving(patience: float = PATIENCE) -> Iterator[int]:
    """Run a server with limits to its connections; give its port."""

    async def page(_: Request) -> PlainTextResponse:
        return PlainTextResponse("a page")

    async def long(_: Request) -> PlainTextResponse:
        await asyncio.sleep(2 * PATIENCE)
        return PlainTextResponse("at last")

    async def large(_: Request) -> PlainTextResponse:
        return PlainTextResponse(LARGE)

    async def echo(stream: WebSocket) -> None:
        await stream.accept()
        async for said in stream.iter_bytes():
            await stream.send_bytes(said)

    @asynccontextmanager
    async def limited(_: Starlette) -> AsyncIterator[None]:
        async with Connections(2**20, patience).limited():
            yield

    routes = [Route("/", page), Route("/long", long), Route("/large", large), WebSocketRoute("/echo", echo)]
    config = uvicorn.Config(Starlette(routes=routes, lifespan=limited), ws="websockets-sansio", log_config=None)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def saying() -> Iterator[Callable[..., socket.socket]]:
    """Give a function that connects and says a text."""
    with ExitStack() as stack:

        def say(port: int, text: str = "") -> socket.socket:
            connected = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            connected.sendall(text.encode())
            return connected

        yield say


def rest(connected: socket.socket) -> bytes:
    """Return what the server still says, until it closes; raises TimeoutError where it does not."""
    said = b""
    with suppress(ConnectionError):
        while part := connected.recv(2**16):
            said += part
    return said


def test_silence_ends_a_connection_but_not_one_in_use(saying: Callable[..., socket.socket]) -> None:
    with serving() as port, connect(f"ws://127.0.0.1:{port}/echo") as stream:
        long, slow = saying(port, f"GET /long HTTP/1.1\r\n{HEAD}"), saying(port, f"GET /large HTTP/1.1\r\n{HEAD}")
        silent = {
            "nothing": saying(port),
            "a part": saying(port, PART),
            "a second part": saying(port, f"GET / HTTP/1.1\r\n{HEAD}{PART}"),
            "no body": saying(port, f"GET / HTTP/1.1\r\nContent-Length: 9\r\n{HEAD}"),
        }
        dripping = saying(port, PART)
        got, started = len(slow.recv(2**12)), time.monotonic()
        with suppress(ConnectionError):
            while time.monotonic() - started < 2 * PATIENCE:
                got += len(slow.recv(2**16))
                time.sleep(PATIENCE / 8)
                dripping.sendall(b"a")
        answers = {kind: rest(connected).count(b"a page") for kind, connected in silent.items()}
        assert answers == {"nothing": 0, "a part": 0, "a second part": 1, "no body": 1}
        assert rest(dripping) == b""
        assert b"at last" in rest(long)
        while got < len(LARGE):
            got += len(slow.recv(2**20))
        stream.send(b"still there")
        assert stream.recv() == b"still there"


def test_where_there_are_too_many_the_silent_go(
    saying: Callable[..., socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 64))
    with serving(patience=600) as port, ExitStack() as stack:
        streams = [stack.enter_context(connect(f"ws://127.0.0.1:{port}/echo"))]
        silent = []
        for _ in range(40):
            silent.append(saying(port, PART))
            time.sleep(0.005)
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        page.request("GET", "/")
        assert page.getresponse().read() == b"a page"
        for connected in silent[:10]:
            assert rest(connected) == b"", "forty and two more do not fit into half of 64 files"
        streams += [stack.enter_context(connect(f"ws://127.0.0.1:{port}/echo")) for _ in range(31)]
        assert rest(saying(port, PART)) == b"", "where all are in use, it is the new one that goes"
        for one in streams:
            one.send(b"still there")
            assert one.recv() == b"still there"


def packed(size: int) -> bytes:
    """Return a masked, compressed, binary frame of as many zeros."""
    packing = zlib.compressobj(wbits=-12)
    pieces = [packing.compress(bytes(min(2**20, size - start))) for start in range(0, size, 2**20)]
    message = b"".join([*pieces, packing.flush(zlib.Z_SYNC_FLUSH)[:-4]])
    return b"\xc2\xff" + len(message).to_bytes(8, "big") + bytes(4) + message


@pytest.mark.parametrize(
    ("size", "times", "most", "code"), [(160 * 2**20, 1, 8, 1009), (2**20, 1000, 64, None)], ids=["one", "many"]
)
def test_messages_that_unpack_to_much_take_little_memory(
    size: int, times: int, most: int, code: int | None, saying: Callable[..., socket.socket]
) -> None:
    said = packed(size) * times
    with serving() as port:
        stream = saying(
            port,
            "GET /echo HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{HEAD}",
        )
        assert b"permessage-deflate" in stream.recv(2**12)
        tracemalloc.start()
        try:
            stream.settimeout(2)
            with suppress(ConnectionError, TimeoutError):
                stream.sendall(said)
            answer = stream.recv(4)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < most * 2**20
    assert code is None or answer[2:] == code.to_bytes(2, "big")
