"""The connections that the server holds: how many, how long a silent one, and how much one says at once."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

MOST_FILES = 4096
# Of six looks in the time that a silence may last, five in a row that see the same one end it.
_LOOKS, _LOOKS_UNTIL_CLOSED = 6, 5
# Read at once is so little that a long address comes in parts, which uvicorn bears as far as this.
_READ_AT_ONCE, _LONGEST_HEAD = 2**14, 2**16


class Connections:
    """Limits to the connections that uvicorn accepts.

    By itself it waits without end for the rest of a request, and for as many as there are files to open; asyncio then
    writes a traceback for each that it cannot accept. https://github.com/Kludex/uvicorn/pull/1192
    """

    def __init__(self, most_said: int, patience: float = 30.0) -> None:
        """Set the limits: the bytes of an unpacked message of a websocket, and the seconds that silence may last."""
        self._most_said = most_said
        self._patience = patience
        files = _most_files()
        self._most, self._at_once = files // 2, files // 4
        # What each was last seen to wait for, and how often in a row; the longest held first.
        self._held: dict[Any, tuple[object, int]] = {}

    @asynccontextmanager
    async def limited(self) -> AsyncIterator[None]:
        """Limit, until the block ends, the connections of the servers that this event loop starts meanwhile."""
        loop = asyncio.get_running_loop()
        create_server = loop.create_server

        async def create_limited(make: Callable[[], Any], *places: Any, **options: Any) -> asyncio.Server:
            make().config.h11_max_incomplete_event_size = _LONGEST_HEAD
            options["backlog"] = self._at_once
            if options.get("ssl"):
                options["ssl_handshake_timeout"] = self._patience
            server = await create_server(lambda: self._accept(make), *places, **options)
            for listener in server.sockets:
                self._set_up(listener)
            return server

        loop.create_server = create_limited  # type: ignore[assignment]
        looking = asyncio.create_task(self._close_silent())
        try:
            yield
        finally:
            looking.cancel()
            loop.create_server = create_server  # type: ignore[method-assign]

    def _set_up(self, listener: Any) -> None:
        """Set what a listening socket hands on to those that it accepts.

        Small answers go out at once: Streamlit binds its socket in a way in which asyncio leaves Nagle's algorithm on,
        and the body of every answer on a kept connection would wait some 40 ms until the client has acknowledged its
        head. https://github.com/Kludex/uvicorn/issues/3149

        Little is read at once, as each byte of a compressed message may stand for a thousand; and whoever takes nothing
        of what is sent goes when the ping of a websocket would fail too, where the system can tell.
        """
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _READ_AT_ONCE)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(2000 * self._patience))

    def _accept(self, make: Callable[[], Any]) -> Any:
        """Make a connection's protocol; where there are too many, the first that is silent goes, or else the new."""
        if len(self._held) >= self._most:
            self._held = {protocol: seen for protocol, seen in self._held.items() if not _is_closed(protocol)}
        if len(self._held) >= self._most:
            silent = next((protocol for protocol in self._held if _waits_for(protocol) is not None), None)
            if silent is None:
                return _Refusal()
            self._close(silent)
        protocol = make()
        protocol.config.ws_max_size = self._most_said
        self._held[protocol] = None, 0
        return protocol

    async def _close_silent(self) -> None:
        while True:
            await asyncio.sleep(self._patience / _LOOKS)
            for protocol, (waited_for, looks) in list(self._held.items()):
                waits_for = _waits_for(protocol)
                looks = looks + 1 if waits_for is not None and waits_for == waited_for else 1
                self._held[protocol] = waits_for, looks
                if looks == _LOOKS_UNTIL_CLOSED or _is_closed(protocol):
                    self._close(protocol)

    def _close(self, protocol: Any) -> None:
        del self._held[protocol]
        if protocol.transport is not None:
            protocol.transport.abort()


def _most_files() -> int:
    try:
        from resource import RLIMIT_NOFILE, getrlimit
    except ImportError:  # Windows has no such limit
        return MOST_FILES
    return min(getrlimit(RLIMIT_NOFILE)[0] % 2**63, MOST_FILES)


class _Refusal(asyncio.Protocol):
    def connection_made(self, transport: Any) -> None:
        transport.abort()


def _is_closed(protocol: Any) -> bool:
    return protocol.transport is not None and protocol.transport.get_extra_info("socket").fileno() < 0


def _waits_for(protocol: Any) -> object:
    """Return what a silent connection waits for, another object once anything has come of it; None if it is in use."""
    transport, cycle = protocol.transport, getattr(protocol, "cycle", None)
    if transport is None:
        return "a handshake"
    if transport.get_protocol() is not protocol:
        return "its end" if transport.is_closing() else None
    if transport.get_write_buffer_size() or (cycle is not None and not cycle.response_complete):
        return None
    return cycle or "the first request"
