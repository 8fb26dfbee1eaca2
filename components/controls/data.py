"""The evidence in use, and what is worked out of it once for all who look: sections, slide titles."""

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from threading import Lock, RLock
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components import derive, exports
from components.exhibits import SECTIONS, Section, statistics
from components.selection import Selection, as_known, milestones_in_context
from components.tables import Tables, TablesError, fingerprint, load

_PINNED = "evidence"
_MOST = 256
_NOTHING: Any = object()
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Evidence:
    """The last good tables with their figures, and the faults of a newer edit that could not be read."""

    tables: Tables | None = None
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    error: TablesError | None = None
    worked_out: dict[Hashable, Any] = field(default_factory=dict)
    making: dict[Hashable, RLock] = field(default_factory=dict)

    def memoize(self, question: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of this evidence for the same question before, or make it; the oldest is forgotten.

        Whoever asks while it is being made waits for it.
        """
        made: Made = self.worked_out.get(question, _NOTHING)
        if made is not _NOTHING:
            return made
        with self.making.setdefault(question, RLock()):
            made = self.worked_out.get(question, _NOTHING)
            if made is _NOTHING:
                made = make()
                surplus = max(0, 1 + len(self.worked_out) - _MOST)
                for oldest in list(self.worked_out)[:surplus]:
                    self.worked_out.pop(oldest, None)
                self.worked_out[question] = made
            self.making.pop(question, None)
            return made

    def as_known(self, day: pd.Timestamp | None) -> "Evidence":
        """Return the evidence of documents of a day and before it; the whole for no day."""
        if self.tables is None or day is None:
            return self
        then = as_known(self.tables, day)
        return self.memoize(("as known", day), lambda: Evidence(then, derive.figures(then)))

    @cached_property
    def stated_once(self) -> pd.DataFrame:
        """Every figure once, with the columns of `derive.figures`; headline repeats left out."""
        return self.figures[self.figures["repeats"] == ""] if len(self.figures) else self.figures

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every figure and milestone, with the columns of `derive.ledger_rows`."""
        return pd.DataFrame() if self.tables is None else derive.ledger_rows(self.tables)

    @cached_property
    def rows_by_id(self) -> pd.DataFrame:
        """Every row of `rows`, with its `figure_id` as the index too."""
        return self.rows if self.tables is None else self.rows.set_index("figure_id", drop=False)

    @cached_property
    def register(self) -> pd.DataFrame:
        """Every commitment, with the columns of `derive.register`."""
        return pd.DataFrame() if self.tables is None else derive.register(self.tables, self.rows)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every comparison of two statements, with the columns of `derive.pairs`."""
        return pd.DataFrame() if self.tables is None else derive.pairs(self.tables, self.rows)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Every milestone, with the columns of `selection.milestones_in_context`."""
        return pd.DataFrame() if self.tables is None else milestones_in_context(self.tables)


@dataclass
class _InUse:
    """Hold what everybody gets who looks now; it is no cache of Streamlit's, which a visitor could clear."""

    evidence: Evidence = field(default_factory=Evidence)
    fingerprint: str = ""
    lock: Lock = field(default_factory=Lock)


_IN_USE = _InUse()


def current() -> Evidence:
    """Return the evidence in use, read anew if its files have changed."""
    with _IN_USE.lock:
        seen = fingerprint()
        if seen != _IN_USE.fingerprint:
            try:
                tables = load()
                before, _IN_USE.evidence = _IN_USE.evidence, Evidence(tables, derive.figures(tables))
                before.worked_out.clear()
                _freeze_garbage_collector()
            except TablesError as error:
                _IN_USE.evidence = replace(_IN_USE.evidence, error=error)
            _IN_USE.fingerprint = seen
        return _IN_USE.evidence


def refresh() -> Evidence:
    """Return the evidence that the rest of this run shows, read anew if its files have changed.

    Call it once, at the beginning of a run: whatever is edited meanwhile, a page never shows two versions.
    """
    held = st.session_state[_PINNED] = current()
    return held


@st.fragment(run_every=timedelta(days=1))
def run_again_when_reconnected() -> None:
    """Have the browser ask for a run as soon as it reaches a server again after one was away.

    A server that has just started, or has given up the session, knows none of the page's fragments, and shows the
    newest evidence. Streamlit's page asks by itself only where something runs by the clock, which is why this does.
    """


def forget() -> None:
    """Forget the evidence in use, so that the next run reads it as a server does that has just started."""
    with _IN_USE.lock:
        _IN_USE.evidence, _IN_USE.fingerprint = Evidence(), ""


def _freeze_garbage_collector() -> None:
    """Spare what stays for long from being searched for garbage again and again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def evidence() -> Evidence:
    """Return the evidence of this run; its `tables` is None if they were never good."""
    pinned: Evidence | None = st.session_state.get(_PINNED)
    return refresh() if pinned is None else pinned


def tables(day: pd.Timestamp | None = None) -> Tables:
    """Return the last good tables, as known on a day if one is given. Raises TablesError if there are none."""
    held = evidence()
    if held.tables is None:
        raise held.error or TablesError([])
    return as_known(held.tables, day)


def figures() -> pd.DataFrame:
    """Return every figure once, stated and derived, with the columns of `derive.figures`; headline repeats left out."""
    return evidence().stated_once


def section(name: str, selection: Selection) -> Section:
    """Return the section of `exhibits.SECTIONS` with this name, as the evidence of this run has it today."""
    return _section(evidence(), tables(), name, selection)


def _section(known: Evidence, read: Tables, name: str, selection: Selection) -> Section:
    return known.memoize((name, selection, date.today()), lambda: SECTIONS[name](read, selection))


def exhibit_file(name: str) -> bytes:
    """Return a file of `exports.exhibit_file`, of the evidence in use under no filter.

    Raises FileNotFoundError where there is none of this name, OSError where the evidence was never good.
    """
    known = current()
    if (read := known.tables) is None:
        raise OSError("there is no good evidence")

    def make() -> bytes:
        sections = {key: _section(known, read, key, Selection()) for key in SECTIONS}
        held = known.memoize("statistics", lambda: statistics.held(read, known.figures))
        return exports.exhibit_file(read, known.rows, sections | {"statistics": statistics.section(held)}, name)

    return known.memoize(("exhibit file", name, date.today()), make)
