"""A real server and a real browser: how to start them, open a page and wait until it stands."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright, Request

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
# Each page's path and heading.
PAGES = {
    "/": "Kazakhstan Trade & Transit Atlas",
    "/trade": "Trade",
    "/cargo": "Cargo",
    "/corridors": "Corridors",
    "/map": "Map",
    "/commitments": "Commitments",
    "/investment": "Investment",
    "/statistics": "Statistics",
    "/ledger": "Ledger",
    "/sources": "Sources",
    "/briefing": "Briefing",
    "/intake": "Intake",
}
FLAGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Without a graphics card the page is put together faster by the processor itself; the map still has WebGL.
    "--disable-gpu-compositing",
    # Tabs of one host share a process, and so what it has compiled of the scripts of a page.
    "--process-per-site",
]
HOW_TO_GET_CHROMIUM = (
    "Chromium could not be started. `make test` installs it; by hand: "
    "`apt-get install chromium`, or `.venv/bin/python -m playwright install chromium`."
)
REPLACED = "Client Error: Download Button source error - 404"
# True when Streamlit has run the script to its end, nothing is stale or loading, and every chart has drawn.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    if (app.dataset.testConnectionState && app.dataset.testConnectionState !== 'CONNECTED') return false;
    if (document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')) return false;
    if (document.querySelector('[data-stale="true"]')) return false;
    const drawn = chart => "drawn" in chart.dataset;
    return [...document.querySelectorAll('.atlas-chart')].every(drawn);
}"""

# Makes a new tab begin with nothing that another one of its context kept.
AS_NEW = """try {
    if (!sessionStorage.getItem("opened")) localStorage.clear();
    sessionStorage.setItem("opened", "yes");
} catch {}"""


@dataclass
class Server:
    """One running dashboard."""

    url: str
    process: subprocess.Popen[bytes]
    log_path: Path

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return self.log_path.read_text("utf-8", errors="replace")


@dataclass
class Record:
    """What went on in one page, for tests to look at: `page.atlas`."""

    server_url: str
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def foreign_requests(self) -> list[str]:
        """The requests that went to any other host than the server."""
        own = urlsplit(self.server_url).netloc
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).netloc != own
        ]

    @property
    def troubles(self) -> list[str]:
        """Everything that should not have happened, in words."""
        return [
            *(f"console: {text}" for text in self.console_errors),
            *(f"page: {text}" for text in self.page_errors),
            *(f"failed: {text}" for text in self.failed_requests),
            *(f"foreign: {url}" for url in self.foreign_requests),
        ]


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    environment: Mapping[str, str] | None = None, timeout: float = 60, port: int | None = None
) -> Iterator[Server]:
    """Run the dashboard on a port, or a free one, until the block ends; fail with its log if it does not answer."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="atlas-server-") as folder:
        log_path = Path(folder) / "server.log"
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        with log_path.open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=log, stderr=subprocess.STDOUT
            )
        server = Server(f"http://localhost:{port}", process, log_path)
        try:
            _wait_for_health(server, timeout)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_health(server: Server, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(f"The server ended with {server.process.returncode}. Its log:\n{server.log}")
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {timeout:.0f} s. Its log:\n{server.log}")


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, whether or not Playwright's own event loop runs in this thread."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def launch(playwright: Playwright, profile: Path | None = None) -> Browser:
    """Start Chromium: the system's own where there is one, else Playwright's.

    With a folder for its profile it keeps there, for its first context, what it has compiled of the scripts of a page,
    and an empty tab holds the process of all pages while none is open: another visit then costs a third.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    system = next((path for path in map(shutil.which, names) if path), None)
    if profile is None:
        return playwright.chromium.launch(executable_path=system, args=FLAGS)
    context = playwright.chromium.launch_persistent_context(profile, executable_path=system, args=FLAGS)
    context.add_init_script(AS_NEW)
    holder = context.pages[0]
    holder.route("**/*", lambda route: route.fulfill(body=""))
    holder.goto("http://localhost/")
    assert context.browser is not None
    return context.browser


def new_page(
    browser: Browser, server_url: str, *, width: int = 1400, height: int = 900, dark: bool = False, **own: object
) -> Page:
    """Open an empty page, whose paths are those of a server; what happens in it is recorded as `page.atlas`.

    Pages share a context, and so what is cached: loading and compiling Streamlit anew costs more than all else. One
    with options of its `own` has a context of its own. The page's reader asks for no motion, unless `reduced_motion`
    says otherwise: pictures of motion only cost time.
    """
    opened = browser.contexts[0] if browser.contexts and not own else browser.new_context(**own)  # type: ignore[arg-type]
    page = opened.new_page()
    go_to = page.goto
    page.goto = lambda path, **how: go_to(urljoin(server_url, path), **how)  # type: ignore[method-assign]
    page.set_viewport_size({"width": width, "height": height})
    motion = own.get("reduced_motion", "reduce")
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion=motion)  # type: ignore[arg-type]
    record = Record(server_url)
    page.atlas = record  # type: ignore[attr-defined]

    def note_failure(request: Request) -> None:
        # A page that is left cancels what it was still loading; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            record.failed_requests.append(f"{request.url}: {request.failure}")

    def note_console(message: object) -> None:
        # Streamlit asks at once for each file that a page offers: one that the next run replaces is gone by then.
        replaced = "/media/" in message.location["url"] or message.text.endswith(REPLACED)  # type: ignore[attr-defined]
        if message.type == "error" and not replaced:  # type: ignore[attr-defined]
            record.console_errors.append(message.text)  # type: ignore[attr-defined]

    page.on("console", note_console)
    page.on("pageerror", lambda error: record.page_errors.append(str(error)))
    page.on("request", lambda request: record.requests.append(request.url))
    page.on("requestfailed", note_failure)
    page.on("websocket", lambda socket_: record.requests.append(socket_.url))
    return page


def close(page: Page) -> None:
    """Close a page after it was left: one that is closed as it stands costs a fifth of a visit more."""
    if not page.is_closed():
        page.goto("about:blank")
        page.close()


def settle(page: Page, timeout: float = 60_000) -> None:
    """Wait until the script has run, nothing is loading and the charts have drawn, twice in a row."""
    for _ in range(2):
        page.wait_for_function(SETTLED, timeout=timeout, polling=50)
        page.wait_for_timeout(150)
    page.evaluate("() => document.fonts.ready.then(() => true)")


def scroll(page: Page, where: str) -> None:
    """Scroll the page's own scroll container, which is not the window, to its "top" or "bottom"."""
    page.evaluate(
        """where => {
            const main = document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement;
            main.scrollTo({top: where === 'bottom' ? main.scrollHeight : 0, behavior: 'instant'});
        }""",
        where,
    )
    page.wait_for_timeout(200)
