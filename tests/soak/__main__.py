"""Many hours of mixed use in minutes: `python -m tests.soak --minutes 10`.

Visitors change pages and filters, and say what no page says, on two servers of one data directory while somebody edits
it, well and badly; then on one whose evidence is small and odd, another every few seconds; then on one that is killed
and started again and again. It ends with 1 if anybody met an error, saw a number
that the named data version does not state, or if memory kept growing. Streamlit keeps what a visitor who left has seen
for two minutes, so that memory is judged from then on, and only where enough time is left.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from random import Random

import psutil

from components.tables import read_folder
from tests.benchmarks.report import mebibytes, table
from tests.browser.harness import Server, free_port, running_server
from tests.odd import KINDS
from tests.soak.use import Met, use
from tests.soak.versions import Version, copy_data, known_versions

SESSIONS = 8
# What part of the time the data are edited on servers that live on, and are odd; in the rest the server is killed.
EDITED, ODD = 0.6, 0.2
ODD_OF_EACH_KIND = 3
# What memory may grow by from half of the time to the end, if by half of it the first visitors have been forgotten.
GROWTH = 1.1
FORGOTTEN_AFTER_SECONDS = 150
NAMES = ["use", "runs", "numbers checked", "versions seen", "notices seen", "lost", "errors"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    seconds = parser.parse_args().minutes * 60
    with tempfile.TemporaryDirectory(prefix="atlas-soak-") as temporary:
        folder = copy_data(Path(temporary) / "data")
        known = known_versions(folder)
        steady, memory = asyncio.run(edited(folder, known, seconds * EDITED))
        odd = asyncio.run(small_and_odd(copy_data(Path(temporary) / "odd"), seconds * ODD))
        restarted, restarts = asyncio.run(killed(folder, known, seconds * (1 - EDITED - ODD)))
    rows = {"two servers, one data directory": steady, "odd evidence": odd, f"{restarts} × kill -9": restarted}
    print(table(NAMES, [told(name, met) for name, met in rows.items()]))
    print("\nMemory of the first server, from the start to the end: " + ", ".join(map(mebibytes, memory)))
    faults = [fault for met in rows.values() for fault in met.faults]
    if seconds * EDITED / 2 < FORGOTTEN_AFTER_SECONDS:
        print("Too short to say whether it stays level.")
    elif memory[-1] > memory[len(memory) // 2] * GROWTH:
        faults.append(f"Memory grew by more than {GROWTH - 1:.0%} in the second half of the time.")
    if not (steady.numbers and restarted.numbers and restarted.lost):
        faults.append("Nothing was checked, or nobody was there when a server was killed.")
    print(*dict.fromkeys(faults), sep="\n")
    sys.exit(1 if faults else 0)


async def edited(folder: Path, known: Mapping[str, Version], seconds: float) -> tuple[Met, list[int]]:
    """Use two servers for so many seconds; give what was met, and the memory of the first at ten points in time."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running_server({"ATLAS_DATA": str(folder)})) for _ in range(2)]
        memory: list[int] = []
        watch = asyncio.create_task(_watch(servers[0], seconds / 10, memory))
        met = await use([server.url for server in servers], folder, known, seconds, SESSIONS)
        watch.cancel()
        return met, [*memory, _resident(servers[0])]


async def small_and_odd(folder: Path, seconds: float) -> Met:
    """Use a server whose evidence is another every few seconds; give what was met."""
    whole = read_folder(folder)[1]
    others = [
        make(whole, Random(f"{kind} {number}")) for kind, make in KINDS.items() for number in range(ODD_OF_EACH_KIND)
    ]
    with running_server({"ATLAS_DATA": str(folder)}) as server:
        met = await use([server.url], folder, {}, seconds, SESSIONS // 2, others=others)
        if "Traceback" in server.log:
            met.faults.append(server.log[server.log.index("Traceback") :][:2000])
        return met


async def killed(folder: Path, known: Mapping[str, Version], seconds: float) -> tuple[Met, int]:
    """Use a server that is killed in between; give what was met, and how often it was killed."""
    port, restarts, met = free_port(), 0, Met()
    with ExitStack() as stack:

        def start() -> Server:
            return stack.enter_context(running_server({"ATLAS_DATA": str(folder)}, port=port))

        async def kill(server: Server) -> None:
            nonlocal restarts
            while True:
                runs = met.runs
                await asyncio.sleep(seconds / 10)
                while met.runs < runs + SESSIONS:
                    await asyncio.sleep(0.1)
                server.process.kill()
                await asyncio.to_thread(server.process.wait)
                restarts += 1
                server = await asyncio.to_thread(start)

        server = start()
        killer = asyncio.create_task(kill(server))
        await use([server.url], folder, known, seconds, SESSIONS // 2, met=met, may_be_lost=lambda: True)
        killer.cancel()
        return met, restarts


def told(name: str, met: Met) -> list[str]:
    """Write what was met as one row of a table with the columns of `NAMES`."""
    counts = (met.runs, met.numbers, len(met.versions), met.notices, met.lost, len(met.faults))
    return [name, *map(str, counts)]


async def _watch(server: Server, every: float, memory: list[int]) -> None:
    while True:
        memory.append(_resident(server))
        await asyncio.sleep(every)


def _resident(server: Server) -> int:
    return int(psutil.Process(server.process.pid).memory_info().rss)


if __name__ == "__main__":
    main()
