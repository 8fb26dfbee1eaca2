"""Mixed use by many at once: visitors who change pages and filters, and an editor who changes the data meanwhile."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

from tests.benchmarks.session import Run, Session
from tests.soak.screen import FAULTS, NOTICE, VALUED, Look, look, texts
from tests.soak.versions import Version, broken, write

# What no page says: the server hears none of it.
NEEDLESS = (
    *(BackMsg(**{kind: True}).SerializeToString() for kind in ("clear_cache", "load_git_info", "set_run_on_save")),
    b"",
    b"\xff\xfe no message",
    "text",
    "x" * 100_000,
)
PAGES = ("", "trade", "cargo", "corridors", "map", "commitments", "investment", "ledger", "sources")
YEARS, UNDATED = "Years referred to", "Keep undated figures"


@dataclass
class Met:
    """What the visitors met: runs, numbers compared, versions and notices seen, connections lost, and faults."""

    runs: int = 0
    numbers: int = 0
    lost: int = 0
    notices: int = 0
    versions: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


async def use(
    urls: list[str],
    folder: Path,
    known: Mapping[str, Version],
    seconds: float,
    sessions: int = 4,
    *,
    met: Met | None = None,
    may_be_lost: Callable[[], bool] = lambda: False,
    valued_only: bool = False,
    others: Sequence[Mapping[str, bytes]] = (),
    seed: int = 0,
) -> Met:
    """Let so many sessions use the dashboards for so many seconds while their data are edited.

    Each server has read good data before the edits begin. What is met is noted in `met`, and given at the end. A lost
    connection is a fault unless `may_be_lost` says that the server is being restarted; a visitor who loses it opens
    the page again. `others` are files of odd evidence: with them, no number is compared, and nothing but they is shown.
    """
    for url in urls:
        async with Session(url) as session:
            await session.open(VALUED[0])
    met, until = met or Met(), time.monotonic() + seconds
    figures = {} if others else {name: version.stated for name, version in known.items()}
    edits = _put(folder, others, random.Random(seed), until) if others else None
    pages = VALUED if valued_only else PAGES
    visitors = [
        _visit(urls[number % len(urls)], pages, random.Random(f"{seed} {number}"), until, met, figures, may_be_lost)
        for number in range(sessions)
    ]
    await asyncio.gather(edits or _edit(folder, known, random.Random(seed), until), *visitors)
    return met


async def _edit(folder: Path, known: Mapping[str, Version], chance: random.Random, until: float) -> None:
    versions = list(known.values())
    while time.monotonic() < until:
        version = chance.choice(versions)
        if chance.random() < 0.3:
            write(folder, chance.choice(broken(version)))
            await asyncio.sleep(chance.uniform(0.05, 0.6))
        write(folder, version.files)
        await asyncio.sleep(chance.uniform(0.02, 0.8))
    write(folder, versions[0].files)


async def _put(folder: Path, others: Sequence[Mapping[str, bytes]], chance: random.Random, until: float) -> None:
    while time.monotonic() < until:
        write(folder, chance.choice(others))
        await asyncio.sleep(chance.uniform(0.5, 3))


async def _visit(
    url: str,
    pages: tuple[str, ...],
    chance: random.Random,
    until: float,
    met: Met,
    known: Mapping[str, Mapping[str, float]],
    may_be_lost: Callable[[], bool],
) -> None:
    page = chance.choice(pages)
    while time.monotonic() < until:
        try:
            async with Session(url) as session:
                run = await session.open(page)
                if FAULTS in texts(session) and may_be_lost():
                    # The server was started again on data that were bad at that moment.
                    met.notices += 1
                    continue
                _note(run, session, page, met, known)
                for _ in range(chance.randint(3, 9)):
                    if time.monotonic() >= until:
                        break
                    page = await _act(session, page, pages, chance, met, known)
        except (OSError, WebSocketException) as error:
            if not may_be_lost():
                met.faults.append(f"/{page}: the connection was lost: {type(error).__name__} {error}")
            met.lost += 1
            await asyncio.sleep(0.5)


async def _act(
    session: Session,
    page: str,
    pages: tuple[str, ...],
    chance: random.Random,
    met: Met,
    known: Mapping[str, Mapping[str, float]],
) -> str:
    wish = chance.random()
    if chance.random() < 0.2:
        await session.say(chance.choice(NEEDLESS))
    if wish < 0.35:
        page = chance.choice(pages)
        run = await session.go(page)
    elif wish < 0.75 and _has(session, YEARS):
        _, slider, _ = session.widget(YEARS)
        span = sorted(chance.sample(range(int(slider.min), int(slider.max) + 1), 2))
        run = await session.change(YEARS, span)
    elif wish < 0.9 and _has(session, UNDATED):
        run = await session.change(UNDATED, chance.random() < 0.7)
    else:
        run = await session.rerun()
    _note(run, session, page, met, known)
    return page


def _has(session: Session, label: str) -> bool:
    try:
        session.widget(label)
    except LookupError:
        return False
    return True


def _note(run: Run, session: Session, page: str, met: Met, known: Mapping[str, Mapping[str, float]]) -> None:
    seen = look(session, page, known) if known else Look()
    met.runs += 1
    met.numbers += seen.numbers
    met.notices += NOTICE in texts(session)
    met.versions[seen.version] += 1
    met.faults.extend([*run.errors, *seen.faults])
