"""The servers that are compared, each in a process of its own, all at the same time."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.harness import ROOT, free_port, running_server

PEERS = Path(__file__).parent / "peers"
ATLAS, DASH, DASH_PACKED, FIGURES, EMPTY = (
    "Atlas",
    "Dash",
    "Dash, compressed",
    "Streamlit, same figures",
    "Streamlit, one text",
)


@dataclass(frozen=True)
class Contestant:
    """A running server: its address, and its process by number."""

    name: str
    url: str
    pid: int


@contextmanager
def contestants(environment: Mapping[str, str] | None = None) -> Iterator[dict[str, Contestant]]:
    """Run the dashboard, its peer and its floors until the block ends, by name."""
    with ExitStack() as stack:
        atlas = stack.enter_context(running_server(environment))
        started = {ATLAS: Contestant(ATLAS, atlas.url, atlas.process.pid)}
        for name, command in _commands().items():
            started[name] = stack.enter_context(_running(name, command))
        yield started


def _commands() -> dict[str, list[str]]:
    def stock(script: str) -> list[str]:
        options = ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.address", "localhost"]
        return ["-m", "streamlit", "run", str(PEERS / script), *options, "--server.port"]

    return {
        DASH: ["-m", "tests.benchmarks.peers.dash_app"],
        DASH_PACKED: ["-m", "tests.benchmarks.peers.dash_app", "compress"],
        FIGURES: stock("figures.py"),
        EMPTY: stock("empty.py"),
    }


@contextmanager
def _running(name: str, command: list[str]) -> Iterator[Contestant]:
    """Run `python COMMAND PORT` in a folder without the dashboard's settings, until the block ends."""
    url = f"http://localhost:{(port := free_port())}"
    with tempfile.TemporaryDirectory(prefix="atlas-peer-") as folder, (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command, str(port)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(url, process, Path(log.name))
            yield Contestant(name, url, process.pid)
        finally:
            process.terminate()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path, timeout: float = 120) -> None:
    deadline = time.monotonic() + timeout
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer. Its log:\n{log.read_text('utf-8', errors='replace')}")
