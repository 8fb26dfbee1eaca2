"""Many visitors at once: `python -m tests.benchmarks.sessions URL --sessions 10 50 100 --every 10 --seconds 30`.

Each keeps a session open and changes the filter of years every so many seconds, no two at the same moment. A rerun
counts from the request until the server has sent its last message; what the driver needs to read it is in it.
"""

import argparse
import asyncio
import itertools
import random
import statistics
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psutil
from websockets.exceptions import WebSocketException

from tests.benchmarks.peers.drawn import FILTER
from tests.benchmarks.report import mebibytes, milliseconds, table
from tests.benchmarks.session import Run, Session

PAGE = "/trade"


@dataclass
class Load:
    """What many sessions met: seconds of each rerun, errors in words, the server's memory before, during and after."""

    sessions: int
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the reruns, in seconds."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 reruns do not exceed, in seconds."""
        return sorted(self.seconds)[-(-len(self.seconds) * 95 // 100) - 1]

    @property
    def memory_per_session(self) -> float:
        """By how many bytes the server grew for each session, while all were open."""
        return (self.memory[1] - self.memory[0]) / self.sessions


async def load(url: str, sessions: int, every: float, seconds: float, page: str = PAGE) -> Load:
    """Keep so many sessions on a page for so many seconds; each changes the filter once in `every` seconds.

    They open the page one after another within the first `every` seconds, which are not measured.
    """
    met, server = Load(sessions), process(url)
    met.memory.append(server.memory_info().rss)
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(Session(url)) for _ in range(sessions)]
        delays = [every * number / sessions for number in range(sessions)]
        visits = list(zip(opened, delays, strict=True))
        await asyncio.gather(*(_open(session, delay, page, met) for session, delay in visits))
        await asyncio.gather(*(_stay(session, delay, every, seconds, met) for session, delay in visits))
        met.memory.append(server.memory_info().rss)
    await asyncio.sleep(1)
    met.memory.append(server.memory_info().rss)
    return met


def process(url: str) -> psutil.Process:
    """Find the process on this machine that listens at an address."""
    port = urlsplit(url).port
    listening = (one for one in psutil.net_connections("tcp") if one.status == psutil.CONN_LISTEN)
    return psutil.Process(next(one.pid for one in listening if one.laddr.port == port))


async def _open(session: Session, delay: float, page: str, met: Load) -> None:
    await asyncio.sleep(delay)
    await _met(session.open(page), met)


async def _stay(session: Session, delay: float, every: float, seconds: float, met: Load) -> None:
    start, chance = time.perf_counter(), random.Random(delay)
    for number in itertools.takewhile(lambda number: delay + number * every < seconds, itertools.count()):
        await asyncio.sleep(max(0, start + delay + number * every - time.perf_counter()))
        run = await _met(_change(session, chance), met)
        if run is None:
            return
        met.seconds.append(run.seconds)


async def _change(session: Session, chance: random.Random) -> Run:
    _, slider, _ = session.widget(FILTER)
    return await session.change(FILTER, sorted(chance.sample(range(int(slider.min), int(slider.max) + 1), 2)))


async def _met(asked: Awaitable[Run], met: Load) -> Run | None:
    try:
        run = await asked
    except (WebSocketException, OSError, LookupError) as error:
        met.errors.append(f"{type(error).__name__}: {error}")
        return None
    met.errors.extend(run.errors)
    return run


def told(loads: list[Load]) -> str:
    """Write what was met as a Markdown table, and under it each error once."""
    names = ["sessions", "reruns", "errors", "median", "p95", "memory before", "open", "closed", "per session"]
    rows = [
        [
            str(met.sessions),
            str(len(met.seconds)),
            str(len(met.errors)),
            *map(milliseconds, (met.median, met.p95) if met.seconds else ()),
            *map(mebibytes, (*met.memory, met.memory_per_session)),
        ]
        for met in loads
    ]
    errors = dict.fromkeys(error for met in loads for error in met.errors)
    return "\n".join([table(names, rows), *(f"- {error}" for error in errors)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--sessions", type=int, nargs="+", default=[10, 50, 100])
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--page", default=PAGE)
    asked = parser.parse_args()
    loads = [asyncio.run(load(asked.url, count, asked.every, asked.seconds, asked.page)) for count in asked.sessions]
    print(told(loads))


if __name__ == "__main__":
    main()
