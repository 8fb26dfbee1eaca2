"""One browser's session without the browser: Streamlit's own messages over its own websocket."""

import asyncio
import json
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.messages import errors, in_query, is_the_end, widget_state

TIMEOUT = 120
RUNS_A_MESSAGE_IS_KEPT = 2


@dataclass(frozen=True)
class Run:
    """One run of the script, from the request until the last message, and every error that it showed.

    `size` is in bytes, before the websocket packs them; `again` of them had been sent to it before.
    """

    seconds: float
    messages: int
    size: int
    again: int
    errors: tuple[str, ...]


class Session:
    """What one visitor's browser tells the server and is told by it: `async with Session(url) as session`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.elements: dict[tuple[int, ...], tuple[Element, str]] = {}
        self._states: dict[str, WidgetState] = {}
        self._query: dict[str, list[str]] = {}
        self._pages: dict[str, str] = {}
        self._page_hash = ""
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._sent: set[str] = set()
        self._runs = 0
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        address = urlsplit(self.url)
        stream = f"ws://{address.netloc}{address.path}/_stcore/stream"
        self._socket = await connect(stream, subprotocols=["streamlit"], max_size=None, open_timeout=TIMEOUT)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def open(self, path: str = "/", **query: str) -> Run:
        """Open a page as a link does; nothing of an earlier page is kept."""
        self._states, self._kept, self._page_hash = {}, {}, ""
        self._query = {key: [value] for key, value in query.items()}
        return await self._run(page_name=path.strip("/"))

    async def go(self, path: str) -> Run:
        """Change to another page as the navigation does."""
        self._states, self._query, self._page_hash = {}, {}, self._pages[path.strip("/")]
        return await self._run()

    async def rerun(self) -> Run:
        """Run the page again with nothing changed."""
        return await self._run()

    async def change(self, label: str, value: Any) -> Run:
        """Set the widget with this label, and keep it set; a widget in a fragment runs its fragment alone.

        A slider takes numbers, or the options' words; a choice of one or several takes a list of words; a text box
        text; a toggle a bool. Raises LookupError where the page has no such widget.
        """
        kind, widget, fragment = self.widget(label)
        values = list(value) if isinstance(value, list | tuple) else [value]
        self._states[widget.id] = widget_state(kind, widget, values)
        if getattr(widget, "query_param_key", ""):
            self._query[widget.query_param_key] = [in_query(one) for one in values]
        return await self._run(fragment_id=fragment)

    async def say(self, message: bytes | str) -> None:
        """Send a message as it is; nothing is waited for."""
        assert self._socket is not None, "Use it as `async with Session(url)`."
        await self._socket.send(message)

    def widget(self, label: str) -> tuple[str, Any, str]:
        """Find the kind, the message and the fragment of the widget with this label."""
        for element, fragment in self.elements.values():
            kind = element.WhichOneof("type") or ""
            widget = getattr(element, kind, None)
            if getattr(widget, "id", "") and getattr(widget, "label", None) == label:
                return kind, widget, fragment
        raise LookupError(f"There is no widget “{label}” on this page of {self.url}.")

    def shown(self, kind: str) -> list[Element]:
        """Give the elements of one kind that stand on the page, in the order in which they came."""
        return [element for element, _ in self.elements.values() if element.WhichOneof("type") == kind]

    def charts(self) -> list[dict[str, Any]]:
        """Give what each chart of the page gets to draw: its Plotly `figure` on light paper, its `name`."""
        return [json.loads(element.bidi_component.json) for element in self.shown("bidi_component")]

    async def _run(self, **asked: str) -> Run:
        assert self._socket is not None, "Use it as `async with Session(url)`."
        request = BackMsg()
        state = request.rerun_script
        state.query_string = urlencode(self._query, doseq=True)
        state.page_script_hash, state.page_name = self._page_hash, asked.get("page_name", "")
        state.fragment_id = asked.get("fragment_id", "")
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url, state.context_info.locale = f"{self.url}/{state.page_name}", "en-GB"
        state.context_info.timezone, state.context_info.color_scheme = "UTC", "light"
        started = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        messages, size, again, shown = 0, 0, 0, []
        async with asyncio.timeout(TIMEOUT):
            while True:
                received = await self._socket.recv(decode=False)
                messages, size = messages + 1, size + len(received)
                sent = ForwardMsg.FromString(received)
                again += len(received) if sent.hash in self._sent else 0
                self._sent |= {sent.hash} - {""}
                message = self._resolved(sent)
                self._take(message)
                shown.extend(errors(message))
                if is_the_end(message):
                    break
        seconds = time.perf_counter() - started
        oldest = self._runs - RUNS_A_MESSAGE_IS_KEPT
        self._kept = {key: kept for key, kept in self._kept.items() if kept[1] >= oldest}
        return Run(seconds, messages, size, again, tuple(shown))

    def _resolved(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self._kept[message.ref_hash][0])
            whole.metadata.CopyFrom(message.metadata)
            self._kept[message.ref_hash] = whole, self._runs
            return whole
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message, self._runs
        return message

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:
                self.elements, self._runs = {}, self._runs + 1
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
            pages = message.navigation.app_pages
            self._pages = {"" if page.is_default else page.url_pathname: page.page_script_hash for page in pages}
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements[tuple(message.metadata.delta_path)] = message.delta.new_element, message.delta.fragment_id
