"""Compare the dashboard with a Dash page of the same figures and with bare Streamlit: `python -m tests.benchmarks`.

The servers run at the same time and are measured by turns, so that what else the machine does meets them alike: read
the ratios, not the seconds. Each is visited once before anything is measured, and each value is a median.
"""

import argparse
import asyncio
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version

from playwright.sync_api import sync_playwright

from tests.benchmarks import growth, reruns, sessions, visits
from tests.benchmarks.contestants import ATLAS, DASH, DASH_PACKED, EMPTY, FIGURES, Contestant, contestants
from tests.benchmarks.report import Measure, Target, comparison, mebibytes, megabytes, seconds, targets, times
from tests.browser import harness

Servers = dict[str, Contestant]
FLOORS = [(ATLAS, DASH), (ATLAS, DASH_PACKED), (ATLAS, FIGURES), (ATLAS, EMPTY)]


@dataclass
class Report:
    """The tables of a run, and what was reached of the targets."""

    repetitions: int
    reached: list[Target] = field(default_factory=list)

    def say(self, title: str, body: str) -> None:
        """Print a section as soon as it is there."""
        print(f"\n## {title}\n\n{body}", flush=True)


def compare_visits(servers: Servers, report: Report) -> None:
    """Time what a visitor waits for, and weigh what a first visit brings."""
    measures: dict[str, Measure] = {}
    size = Measure("bytes of a cold visit, until the page is still", megabytes)
    with sync_playwright() as playwright:
        browser = harness.launch(playwright)
        for contestant in servers.values():
            size.add(contestant.name, visits.received(browser, contestant))
        for _ in range(report.repetitions):
            for link in visits.LINKS:
                for contestant in servers.values():
                    for name, value in visits.waits(browser, contestant, link):
                        measures.setdefault(name, Measure(name, seconds)).add(contestant.name, value)
        browser.close()
    report.say("What a visitor waits for", comparison([*measures.values(), size], list(servers), FLOORS))
    for name, limit, other in (
        ("cold first chart, localhost", 0.9, DASH),
        ("filter → redraw, localhost", 0.9, DASH),
        ("cold first chart, 10 Mbit/s", 0.7, DASH_PACKED),
    ):
        report.reached.append(Target(f"{name}, Atlas / {other}", limit, measures[name].ratio(ATLAS, other), times))
    opening, redrawing = measures["click → evidence, localhost"], measures["filter → redraw, localhost"]
    share = (opening.median(ATLAS) or 0) / (redrawing.median(ATLAS) or 1)
    report.reached.append(Target("click → evidence / filter → redraw, Atlas, localhost", 0.5, share, times))
    report.reached.append(Target("bytes of a cold visit to a chart page", 1.3e6, size.median(ATLAS), megabytes))


def compare_reruns(servers: Servers, report: Report) -> None:
    """Time the script of each page on the server."""
    pages = reruns.measure_reruns(servers, report.repetitions)
    names = [reruns.OPENED, reruns.AGAIN, reruns.FILTERED, reruns.BARE]
    ratios = [(reruns.AGAIN, reruns.BARE), (reruns.FILTERED, reruns.BARE)]
    report.say("What the server needs for a page", comparison((times for times, _ in pages), names, ratios))
    names = [reruns.OPENED, reruns.AGAIN, reruns.KNOWN, reruns.FILTERED]
    report.say("What a run sends, before it is packed", comparison((sizes for _, sizes in pages), names, []))
    heaviest = reruns.heaviest([times for times, _ in pages])
    title = f"rerun of the heaviest page ({heaviest.name}) / a bare page that draws as many ready-made figures"
    report.reached.append(Target(title, 2, heaviest.ratio(reruns.AGAIN, reruns.BARE), times))


def compare_memory(servers: Servers, report: Report, count: int = 20) -> None:
    """Weigh the servers, and what each open session adds; Dash keeps nothing for a session."""
    whole = Measure(f"memory of the server, {count} sessions open", mebibytes)
    each = Measure("memory of a session", mebibytes)
    for name, page in ((ATLAS, "/trade"), (FIGURES, "/trade"), (EMPTY, "/")):
        for sessions_open in (2, count):
            met = asyncio.run(sessions.load(servers[name].url, sessions_open, every=4, seconds=0, page=page))
        whole.add(name, met.memory[1])
        each.add(name, met.memory_per_session)
    whole.add(DASH, sessions.process(servers[DASH].url).memory_info().rss)
    report.say("Memory", comparison([whole, each], [ATLAS, DASH, FIGURES, EMPTY], FLOORS))


def compare_sessions(servers: Servers, report: Report) -> None:
    """Let many visitors change a filter at once."""
    url, counts = servers[ATLAS].url, (10, 50, 100) if report.repetitions > 1 else (10,)
    asyncio.run(sessions.load(url, 2, every=2, seconds=4))
    alone = asyncio.run(sessions.load(url, 1, every=2, seconds=20))
    loads = [asyncio.run(sessions.load(url, count, every=10, seconds=30)) for count in counts]
    report.say("Many sessions, each changing a filter in every 10 s", sessions.told([alone, *loads]))
    most, title = loads[-1], f"{counts[-1]} sessions, one filter change each in every 10 s"
    report.reached.append(Target(f"{title}: errors", 0, len(most.errors), str))
    report.reached.append(Target(f"{title}: p95 / median of one session", 5, most.p95 / alone.median, times))


def compare_growth(_: Servers, report: Report) -> None:
    """Load much evidence, and run pages again that show much."""
    loaded = growth.measure_loading(report.repetitions)
    pages = growth.measure_growth(report.repetitions)
    report.say("Loading", comparison([loaded], [growth.READ, growth.LOADED], [(growth.LOADED, growth.READ)]))
    few, many = growth.named(growth.FEW), growth.named(growth.MANY)
    report.say("A page run again as the evidence grows", comparison(pages, [few, many], [(many, few)]))
    title = f"load and validate {loaded.name} / pandas.read_csv of the same files"
    report.reached.append(Target(title, 30, loaded.ratio(growth.LOADED, growth.READ), times))
    worst = max(pages, key=lambda page: page.ratio(many, few) or 0)
    title = f"rerun at {many} / at {few}, the page that grows most ({worst.name})"
    report.reached.append(Target(title, 2, worst.ratio(many, few), times))


SECTIONS: dict[str, Callable[[Servers, Report], None]] = {
    "reruns": compare_reruns,
    "visits": compare_visits,
    "memory": compare_memory,
    "sessions": compare_sessions,
    "growth": compare_growth,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure once, to see whether it works")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), help="measure only these")
    asked = parser.parse_args()
    report = Report(1 if asked.quick else 5)
    with contestants() as servers:
        versions = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "dash", "plotly", "pandas"))
        print(
            f"Medians of {report.repetitions}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
            f"Python {platform.python_version()}, {versions}."
        )
        for name in asked.only:
            SECTIONS[name](servers, report)
    report.say("Targets", targets(report.reached))


if __name__ == "__main__":
    main()
