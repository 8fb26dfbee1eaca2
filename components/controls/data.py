"""The one cached load of the evidence, fresh after an edit and steady through a faulty one."""

from dataclasses import dataclass, field
from threading import Lock

import pandas as pd
import streamlit as st

from components import derive
from components.tables import Tables, TablesError, fingerprint, load


@dataclass
class Evidence:
    """The last good tables, their figures, and the faults of a newer edit that could not be read."""

    fingerprint: str = ""
    tables: Tables | None = None
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    error: TablesError | None = None
    lock: Lock = field(default_factory=Lock)


@st.cache_resource(show_spinner=False)
def _evidence() -> Evidence:
    return Evidence()


def evidence() -> Evidence:
    """Give the evidence, read anew where the files have changed; `tables` is None if they were never good."""
    held = _evidence()
    with held.lock:
        seen = fingerprint()
        if seen != held.fingerprint:
            try:
                tables = load()
                held.figures, held.tables, held.error = derive.figures(tables), tables, None
            except TablesError as error:
                held.error = error
            held.fingerprint = seen
    return held


def tables() -> Tables:
    """Give the last good tables. Raises TablesError if there are none."""
    held = evidence()
    if held.tables is None:
        raise held.error or TablesError([])
    return held.tables


def figures() -> pd.DataFrame:
    """Give every figure once, stated and derived, with the columns of `derive.figures`; headline repeats left out."""
    held = evidence()
    return held.figures[held.figures["repeats"] == ""]
