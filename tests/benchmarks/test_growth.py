"""How reading, checking and deriving grow with the evidence: ratios of one run, in seconds of the processor."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas
import pytest

from components import derive, selection
from components.tables import Tables, fingerprint, load
from tests.benchmarks import synthetic

pytestmark = pytest.mark.benchmark
SMALL, TWICE, LARGE = 10_000, 20_000, 100_000


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("growth")
    return {count: synthetic.write(folder / str(count), count) for count in (SMALL, TWICE, LARGE)}


@pytest.fixture(scope="module")
def loaded(folders: dict[int, Path]) -> dict[int, Tables]:
    return {count: load(folder) for count, folder in folders.items()}


def seconds(action: Callable[[], object], times: int = 3) -> float:
    """Measure the least time that an action takes."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        action()
        spent.append(time.process_time() - start)
    return min(spent)


def reading(folder: Path) -> float:
    return seconds(lambda: [pandas.read_csv(file) for file in folder.rglob("*.csv")])


def test_loading_takes_at_most_thirty_times_as_long_as_reading(folders: dict[int, Path]) -> None:
    plain, checked = reading(folders[LARGE]), seconds(lambda: load(folders[LARGE]))
    print(f"\n{LARGE:,} claims: read_csv {plain:.3f} s, load {checked:.2f} s, {checked / plain:.1f} times")
    assert checked / plain <= 30


@pytest.mark.parametrize(("few", "many", "most"), [(SMALL, TWICE, 3), (SMALL, LARGE, 15)])
def test_loading_grows_with_the_claims(folders: dict[int, Path], few: int, many: int, most: float) -> None:
    small, large = seconds(lambda: load(folders[few])), seconds(lambda: load(folders[many]))
    print(f"\nload {few:,}: {small:.2f} s, {many:,}: {large:.2f} s, {large / small:.1f} times")
    assert large / small <= most


STEPS: dict[str, Callable[[Tables], object]] = {
    "claims_in_context": selection.claims_in_context,
    "figures": derive.figures,
    "ledger_rows": lambda tables: derive.ledger_rows(tables),
    "register": lambda tables: derive.register(tables, derive.ledger_rows(tables)),
    "coverage": lambda tables: derive.coverage(derive.ledger_rows(tables)),
    "search": lambda tables: selection.search(tables, "khorgos"),
}


@pytest.mark.parametrize("step", STEPS)
def test_deriving_grows_with_the_claims(loaded: dict[int, Tables], step: str) -> None:
    small, large = (seconds(partial(STEPS[step], loaded[count])) for count in (SMALL, LARGE))
    print(f"\n{step} {SMALL:,}: {small * 1000:.0f} ms, {LARGE:,}: {large * 1000:.0f} ms, {large / small:.1f} times")
    assert large / small <= 15


def test_to_see_that_nothing_changed_costs_nothing_that_grows(folders: dict[int, Path]) -> None:
    small, large = (seconds(partial(fingerprint, folders[count]), 20) for count in (SMALL, LARGE))
    print(f"\nfingerprint {SMALL:,}: {small * 1000:.2f} ms, {LARGE:,}: {large * 1000:.2f} ms")
    assert large / small <= 3
