"""How much less the dashboard sends, and how much faster it answers again: ratios of one run."""

import statistics
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app

pytestmark = pytest.mark.benchmark
SHELL = Path(app.__file__).parent / "pages" / "shell.py"


def seconds(action: object) -> float:
    start = time.perf_counter()
    action()  # type: ignore[operator]
    return time.perf_counter() - start


@pytest.mark.parametrize("path", ["/trade", "/map", "/ledger"])
def test_a_first_visit_sends_a_third(path: str) -> None:
    names = {*app.entry_page.named_assets, *app.entry_page.preloaded(path)}
    plain, packed = (sum(len(app.assets.encoded(name, kind).body) for name in names) for kind in ("identity", "br"))
    print(f"\n{path}: {packed:,} of {plain:,} bytes, {packed / plain:.0%}")
    assert packed < plain / 3


def test_a_compressed_script_is_not_compressed_again() -> None:
    assets = app.Assets(app.assets.directory)
    path = assets.script("BidiComponent")
    assert path
    first = seconds(lambda: assets.encoded(path, "br"))
    again = statistics.median(seconds(lambda: assets.encoded(path, "br")) for _ in range(20))
    print(f"\nfirst {first * 1000:.1f} ms, again {again * 1000:.4f} ms")
    assert again < first / 100


def test_a_rerun_is_no_slower_than_the_first_run() -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=60)
    first = seconds(page.run)
    again = statistics.median(seconds(page.run) for _ in range(5))
    print(f"\nfirst run {first * 1000:.0f} ms, rerun {again * 1000:.0f} ms, {again / first:.0%}")
    assert not page.exception
    assert again < first
