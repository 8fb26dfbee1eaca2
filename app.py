"""Serve the dashboard: its pages, its evidence as files, and Streamlit's scripts in compressed form."""

import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.middleware import Middleware

from components.server import (
    NEEDED,
    NEEDED_ELSEWHERE,
    Assets,
    CompressedAssets,
    EntryPage,
    ServedEntryPage,
    browser_scripts,
    data_routes,
    guards,
    script_addresses,
    script_routes,
    send_at_once,
    small_fonts,
)

ROOT = Path(__file__).resolve().parent

static = Path(streamlit.__file__).parent / "static"
assets = Assets(static, small_fonts(static))
scripts = browser_scripts()
address = streamlit.get_option("server.address") or ""
base = f"/{streamlit.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
entry_page = EntryPage(
    assets,
    title="Kazakhstan Trade & Transit Atlas",
    scripts=NEEDED,
    default_scripts=NEEDED_ELSEWHERE,
    own_scripts=script_addresses(scripts),
)


def find_data_directory() -> Path:
    """Name the directory that the evidence is read from."""
    return Path(os.environ.get("ATLAS_DATA") or ROOT / "data")


@asynccontextmanager
async def make_ready(_: streamlit.App) -> AsyncIterator[None]:
    """Let sockets send at once and compress, in the background, what the first visitor will ask for."""
    send_at_once()
    paths = [
        *entry_page.named_assets,
        *(path for page in ("/trade", "/", "/map", "/ledger") for path in entry_page.preloaded(page)),
    ]
    threading.Thread(target=assets.warm, args=(paths,), daemon=True).start()
    yield


def explain(error: Exception) -> bool:
    """Tell the reader in plain words that a page failed, and the log why."""
    logging.getLogger("atlas").error("A page could not be drawn", exc_info=error)
    streamlit.error("This page could not be drawn. The server's log says why; the other pages still work.")
    return True


app = streamlit.App(
    ROOT / "pages" / "shell.py",
    lifespan=make_ready,
    on_script_error=explain,
    routes=[*data_routes(find_data_directory, base), *script_routes(scripts, base)],
    middleware=[
        *guards(os.environ, address, assets.directory, entry_page.script_hashes, base),
        Middleware(ServedEntryPage, page=entry_page, base=base),
        Middleware(CompressedAssets, assets=assets, base=base),
    ],
)
