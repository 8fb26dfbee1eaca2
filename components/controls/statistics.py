"""Ask for a file of official statistics, and beside what it is to be laid; it stays in the session alone."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.controls.data import evidence
from components.controls.new_rows import fault_note
from components.exhibits import statistics
from components.series import LARGEST_FILE, LAYOUTS, SeriesError, read_series
from components.style import quoted
from components.tables import Tables

MOST_ROWS, MOST_REPORTERS = 5_000, 12
_READ = "own-series-read"
_OWN = " (your file)"


@dataclass(frozen=True, eq=False)
class OwnSeries:
    """Hold a reader's file as `derive.fits` takes it, with its name and the subject that it is laid beside."""

    name: str
    subject_id: str
    observations: pd.DataFrame


def held_statistics() -> list[statistics.Held]:
    """Return what is held against the official values of the evidence."""
    known = evidence()
    if (read := known.tables) is None:
        return []
    return known.memoize("statistics", lambda: statistics.held(read, known.figures))


def ask_own_series(tables: Tables) -> OwnSeries | None:
    """Ask for a file, whose rows of it, and what they count; say in words why a file cannot be read."""
    given = st.file_uploader(
        f"Read are: {', '.join(LAYOUTS)}", ["csv", "tsv", "txt"], key="own-series",
        max_upload_size=LARGEST_FILE // 1024**2,
    )  # fmt: skip
    if given is None:
        st.session_state.pop(_READ, None)
        return None
    try:
        rows = _read(given)
    except SeriesError as error:
        fault_note(str(error))
        return None
    chosen = _ask_rows(rows)
    counted = _ask_measure(tables)
    if chosen.empty or counted is None:
        return None
    if len(chosen) > MOST_ROWS:
        fault_note(f"These are {len(chosen)} rows; choose fewer, at most {MOST_ROWS} can be held against figures.")
        return None
    subject, measure, unit = counted
    known = set(tables.units["unit"])
    odd = sorted({name for name in chosen["unit"] if name and name not in known})
    if odd:
        fault_note(f"The file counts in {', '.join(map(quoted, odd))}, which is no unit of the evidence.")
        return None
    told = chosen.assign(
        subject_id=subject,
        measure_id=measure,
        unit=chosen["unit"].where(chosen["unit"] != "", unit),
        reporter=[f"{reporter or given.name}{_OWN}" for reporter in chosen["reporter"]],
    )
    return OwnSeries(given.name, subject, told)


def _read(given: Any) -> pd.DataFrame:
    """Read a file once; what was read is kept with the session, as the file is."""
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != given.file_id:
        kept = st.session_state[_READ] = given.file_id, read_series(given.getvalue(), given.name)
    rows: pd.DataFrame = kept[1]
    return rows


def _ask_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Ask whose rows, with whom, and which flow, where a file has several."""
    for column, label in (("reporter", "Reporter"), ("partner", "Partner"), ("measure", "What the file counts")):
        names = sorted(set(rows[column]))
        if len(names) < 2:
            continue
        if column == "reporter" and len(names) <= MOST_REPORTERS:
            chosen = st.multiselect(label, names, default=names, key=f"own-{column}")
        else:
            one = st.selectbox(label, names, key=f"own-{column}", format_func=lambda name: name or "none named")
            chosen = [one]
        rows = rows[rows[column].isin(chosen)]
    return rows


def _ask_measure(tables: Tables) -> tuple[str, str, str] | None:
    """Ask beside which figures a file is laid: a subject and a measure of which there are claims, with its unit."""
    figures = evidence().stated_once
    named = {
        f"{row['subject']}: {row['measure'].lower()}": (row["subject_id"], row["measure_id"], row["unit"])
        for row in figures.to_dict("records")
    }
    chosen = st.selectbox("Beside which figures", sorted(named), index=None, key="own-beside")
    if chosen is None:
        st.caption("Choose what it counts, and it is laid beside what the documents say of it.")
        return None
    return named[chosen]
