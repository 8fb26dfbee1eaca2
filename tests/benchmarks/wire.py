"""How many bytes a server sends: a proxy that counts what passes through it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Wire:
    """A proxy before the server at `target`: the address to open instead, and the bytes that have come back."""

    target: str
    url: str = ""
    received: int = 0
    _ready: threading.Event = field(default_factory=threading.Event)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None

    async def serve(self) -> None:
        """Pass connections on until `end` is called."""
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://localhost:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._over.wait()
        server.close()

    def wait(self) -> None:
        """Wait until the proxy listens."""
        assert self._ready.wait(10), "the proxy does not listen"

    def end(self) -> None:
        """Stop `serve`, from any thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._over.set)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("localhost", urlsplit(self.target).port)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(self._pass(reader, to_server), self._pass(from_server, writer, counting=True))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counting: bool = False) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
                self.received += len(data) * counting
        writer.close()


@contextmanager
def counted(url: str) -> Iterator[Wire]:
    """Count what a server on this machine sends to who opens the wire's address, until the block ends."""
    wire = Wire(url)
    thread = threading.Thread(target=asyncio.run, args=(wire.serve(),))
    thread.start()
    wire.wait()
    try:
        yield wire
    finally:
        wire.end()
        thread.join()
