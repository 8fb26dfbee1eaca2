"""Serve the dashboard: its pages, its evidence as files, and Streamlit's scripts in compressed form."""

import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit
from google.protobuf.message import DecodeError
from starlette.middleware import Middleware
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import server

ROOT = Path(__file__).resolve().parent
# A run, the button that stops it, the rows of a long table, and where to send a file; the others empty caches or stop
# the server.
SAID_BY_PAGES = ("rerun_script", "stop_script", "backend_operation_request", "file_urls_request")

static = Path(streamlit.__file__).parent / "static"
assets = server.Assets(static, server.small_fonts(static))
scripts, plotly = server.browser_scripts(), server.plotly_script()
address = streamlit.get_option("server.address") or ""
base = f"/{streamlit.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
entry_page = server.EntryPage(
    assets,
    title="Kazakhstan Trade & Transit Atlas",
    scripts=server.NEEDED,
    default_scripts=server.NEEDED_ELSEWHERE,
    own_scripts=server.script_addresses(scripts),
    plotly_address=server.script_addresses(plotly)[0],
)


def find_data_directory() -> Path:
    """Name the directory that the evidence is read from."""
    return Path(os.environ.get("ATLAS_DATA") or ROOT / "data")


def exhibit_file(name: str) -> bytes:
    """Return what pages show as a file for programs."""
    from components import controls, panels  # loaded with the first page, not before the server answers

    if name.startswith("figure/"):
        return panels.evidence_page(name.removeprefix("figure/"))
    return controls.exhibit_file(name)


@asynccontextmanager
async def make_ready(_: streamlit.App) -> AsyncIterator[None]:
    """Limit the connections and compress, in the background, what the first visitor will ask for."""
    paths = [
        *entry_page.named_assets,
        *(path for page in ("/trade", "/", "/map", "/ledger") for path in entry_page.preloaded(page)),
    ]
    threading.Thread(target=assets.warm, args=(paths,), daemon=True).start()
    async with server.Connections(streamlit.get_option("server.maxWidgetStateSize") * 10**6).limited():
        yield


class Messages:
    """The messages of Streamlit's stream, as `server.guards` asks for them."""

    def hear(self, message: bytes, *, stands: bool) -> bytes | None:
        """Return what the server hears of a page's message; None if no page needs to send such a one.

        As long as the page does not stand, the server knows none of its fragments: all of it runs then, so that no
        first act after the server was away is lost.
        """
        try:
            said = BackMsg.FromString(message)
        except DecodeError:
            return None
        if not stands and said.rerun_script.fragment_id:
            said.rerun_script.fragment_id = ""
            return bytes(said.SerializeToString())
        return message if said.WhichOneof("type") in SAID_BY_PAGES else None

    def ends_a_run(self, message: bytes) -> bool:
        """Return whether a message to a page says that a run has come to its end."""
        sent = ForwardMsg.FromString(message)
        ended = sent.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return bool(ended and sent.WhichOneof("type") == "script_finished")


def uploads() -> Any:
    """Return the files that readers have sent in and the server holds, by session."""
    held: Any = runtime.get_instance().uploaded_file_mgr
    return held.file_storage


def explain(error: Exception) -> bool:
    """Tell the reader in plain words that a page failed, and the log why."""
    logging.getLogger("atlas").error("A page could not be drawn", exc_info=error)
    streamlit.error("This page could not be drawn. The server's log says why; the other pages still work.")
    return True


app = streamlit.App(
    ROOT / "pages" / "shell.py",
    lifespan=make_ready,
    on_script_error=explain,
    routes=[
        *server.exhibit_routes(exhibit_file, base),
        *server.data_routes(find_data_directory, base),
        *server.script_routes(scripts | plotly, base),
    ],
    middleware=[
        *server.guards(os.environ, address, assets.directory, Messages(), uploads, entry_page.script_hashes, base),
        Middleware(server.ServedEntryPage, page=entry_page, base=base),
        Middleware(server.CompressedAssets, assets=assets, base=base),
    ],
)
