"""How long the script runs, page by page, beside a bare page with as many ready-made figures."""

import asyncio
from contextlib import AsyncExitStack

from tests.benchmarks.contestants import ATLAS, EMPTY, FIGURES, Contestant
from tests.benchmarks.peers import drawn
from tests.benchmarks.report import Measure, kilobytes, milliseconds
from tests.benchmarks.session import Run, Session

PAGES = (
    "overview", "trade", "cargo", "corridors", "map", "commitments", "investment", "ledger", "sources", "briefing",
)  # fmt: skip
DEFAULT = "overview"
OPENED, AGAIN, FILTERED, BARE = "opened", "run again", "years changed", "bare page run again"
KNOWN = "known before, sent again all the same"
FIGURES_SHOWN = "figures:"


def measure_reruns(contestants: dict[str, Contestant], repetitions: int) -> list[tuple[Measure, Measure]]:
    """Measure what the server needs for each page: opened by link, run again with nothing changed, and with new years.

    Gives two measures for each page, of its seconds and of the bytes of its messages; their values stand under the
    constants of this module. The bare page draws the figures that the page shows, ready-made, or one text where it
    shows none. No years are chosen twice.
    """
    return [asyncio.run(_measure(contestants, page, repetitions)) for page in PAGES]


def heaviest(pages: list[Measure]) -> Measure:
    """Give the page with figures that takes longest to run again."""
    return max((page for page in pages if FIGURES_SHOWN in page.name), key=lambda page: page.median(AGAIN) or 0)


async def _measure(contestants: dict[str, Contestant], page: str, repetitions: int) -> tuple[Measure, Measure]:
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(Session(contestants[ATLAS].url))
        sound(await session.open(path(page)))
        keys = _figures(session, page)
        bare = await stack.enter_async_context(Session(contestants[FIGURES if keys else EMPTY].url))
        sound(await (bare.open(path(page), figures=",".join(keys)) if keys else bare.open()))
        measured = Measure(f"{page} ({FIGURES_SHOWN} {len(keys)})" if keys else page, milliseconds)
        sizes = Measure(measured.name, kilobytes)
        for number in range(repetitions):
            runs = {AGAIN: await session.rerun()}
            measured.add(BARE, sound(await bare.rerun()))
            if years := _years(session, number):
                runs[FILTERED] = await session.change(drawn.FILTER, years)
            runs[OPENED] = await session.open(path(page))
            for name, run in runs.items():
                measured.add(name, sound(run))
                sizes.add(name, run.size)
            sizes.add(KNOWN, runs[AGAIN].again)
        sizes.name += f", {runs[AGAIN].messages} messages"
    return measured, sizes


def _figures(session: Session, page: str) -> list[str]:
    """Name the page's figures that stand in a session; the first stands in for one that no section of a page has."""
    keys = [chart["name"].removeprefix("atlas-") for chart in session.charts()]
    known = drawn.figures(page) if keys else {}
    return [key if key in known else next(iter(known)) for key in keys]


def path(page: str) -> str:
    """Give a page's own path."""
    return "/" if page == DEFAULT else f"/{page}"


def _years(session: Session, number: int) -> tuple[float, float] | None:
    try:
        _, slider, _ = session.widget(drawn.FILTER)
    except LookupError:
        return None
    return slider.min + 2, slider.max - number


def sound(run: Run) -> float:
    """Give a run's seconds. Raises RuntimeError if it showed an error."""
    if run.errors:
        raise RuntimeError(f"The page showed an error: {'; '.join(run.errors)}")
    return run.seconds
