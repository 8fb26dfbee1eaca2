"""The evidence that a server holds: set apart from the search for garbage, and given up when it is edited."""

import gc
import shutil
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import sleep

import pytest
import streamlit as st

from components import controls
from components.selection import search, year_span
from tests.conftest import DATA


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copied = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setenv("ATLAS_DATA", str(copied))
    controls.forget()
    yield copied
    controls.forget()
    gc.unfreeze()


def test_evidence_is_not_searched_for_garbage_again_and_again(folder: Path) -> None:
    gc.unfreeze()
    assert gc.get_freeze_count() == 0
    held = controls.refresh()
    assert held.tables is not None
    looked_at = {id(found) for found in gc.get_objects()}
    assert id(held.tables.claims) not in looked_at
    assert gc.get_freeze_count() > 10_000


def test_evidence_edited_again_and_again_is_given_up(folder: Path) -> None:
    file = folder / "claims" / "trade.csv"
    text = file.read_text("utf-8")
    versions = []
    for number in range(6):
        file.write_text(text.replace("both directions", f"both directions, edited {number} times"), "utf-8")
        held = controls.refresh()
        held.memoize("rows", partial(len, held.rows))
        assert len(search(held.tables, "rail"))
        assert year_span(held.tables)
        versions.append(weakref.ref(held.tables))
    del held
    gc.collect()
    assert [version() is None for version in versions] == [True] * 5 + [False], "only what is shown is kept"


def test_nobody_takes_the_last_good_evidence_from_all_by_emptying_caches(folder: Path) -> None:
    good = controls.refresh().tables
    (folder / "claims" / "trade.csv").write_bytes(b"not,a,table")
    assert controls.refresh().error is not None
    st.cache_data.clear()
    st.cache_resource.clear()
    assert controls.refresh().tables is good


def test_what_many_ask_for_at_once_is_made_once(folder: Path) -> None:
    held, made = controls.refresh(), []
    with ThreadPoolExecutor(8) as visitors:
        asked = [visitors.submit(held.memoize, "slow", lambda: made.append(sleep(0.2)) or "answer") for _ in range(8)]
    assert [answer.result() for answer in asked] == ["answer"] * 8
    assert len(made) == 1


def test_what_was_worked_out_goes_with_its_evidence_and_never_fills_the_memory(folder: Path) -> None:
    before = controls.refresh()
    for number in range(1000):
        assert before.memoize(number, partial(str, number)) == str(number)
    assert list(before.worked_out) == list(range(744, 1000)), "the latest 256"
    assert before.memoize(999, list) == "999"
    assert before.memoize(0, list) == []
    file = folder / "claims" / "trade.csv"
    file.write_text(file.read_text("utf-8").replace("both directions", "in both directions"), "utf-8")
    assert controls.refresh() is not before
    assert before.worked_out == {}
    assert before.memoize(999, list) == []
