"""How loading and running again grow with the evidence."""

import asyncio
import math
import os
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from tests.benchmarks import synthetic
from tests.benchmarks.report import Measure, milliseconds, seconds
from tests.benchmarks.reruns import PAGES, path, sound
from tests.benchmarks.session import Session
from tests.browser.harness import ROOT, running_server

READ, LOADED = "pandas.read_csv", "loaded and validated"
FEW, MANY, LARGE = 100, 10_000, 100_000
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
READING = (
    "import os, pandas, pathlib; files = sorted(pathlib.Path(os.environ['ATLAS_DATA']).rglob('*.csv')); "
    + TIMED.format("[pandas.read_csv(file) for file in files]")
)
LOADING = "from components import tables; " + TIMED.format("tables.load()")


def measure_loading(repetitions: int, claims: int = LARGE) -> Measure:
    """Measure loading so many claims beside `pandas.read_csv` of the same files.

    Each value comes from a process of its own.
    """
    measured = Measure(named(claims), seconds)
    with tempfile.TemporaryDirectory(prefix="atlas-growth-") as folder:
        data = str(synthetic.write(Path(folder) / "data", claims))
        _timed(LOADING, data)
        for _ in range(repetitions):
            measured.add(READ, _timed(READING, data))
            measured.add(LOADED, _timed(LOADING, data))
    return measured


def measure_growth(repetitions: int, claims: tuple[int, ...] = (FEW, MANY)) -> list[Measure]:
    """Measure for each page how long it takes to run again, with so many claims each; values stand under `named`.

    A page that does not answer in time counts as infinite.
    """
    with ExitStack() as stack:
        urls = {}
        for count in claims:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-growth-"))
            data = synthetic.write(Path(folder) / "data", count)
            urls[count] = stack.enter_context(running_server({"ATLAS_DATA": str(data)})).url
        return [asyncio.run(_measure(page, urls, repetitions)) for page in PAGES]


async def _measure(page: str, urls: dict[int, str], repetitions: int) -> Measure:
    measured = Measure(page, milliseconds)
    async with AsyncExitStack() as stack:
        sessions = {count: await stack.enter_async_context(Session(url)) for count, url in urls.items()}
        for number in range(repetitions + 1):
            for count, session in list(sessions.items()):
                try:
                    value = sound(await (session.rerun() if number else session.open(path(page))))
                except TimeoutError:
                    value = math.inf
                    del sessions[count]
                if number or value == math.inf:
                    measured.add(named(count), value)
    return measured


def named(claims: int) -> str:
    """Name a size of evidence."""
    return f"{claims:,} claims"


def _timed(code: str, data: str) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ATLAS_DATA": data}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)
