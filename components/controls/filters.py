"""The filters of a page, in the sidebar and in the URL."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.controls.appearance import WHITE, on_white
from components.controls.notices import notice
from components.selection import Selection, year_span
from components.style import CLAIM_TYPES, short_month
from components.tables import Tables

FILTERS = ("corridors", "years", "claim_types", "as_of", "undated")
KEYS = {
    "corridors": "corridor",
    "years": "years",
    "claim_types": "type",
    "as_of": "as-of",
    "undated": "undated",
}


def select(tables: Tables, filters: Sequence[str] = FILTERS) -> Selection:
    """Ask for a selection with the filters that a page uses; each lives in the URL under its own short name.

    A value in the URL that does not exist is named in a notice and ignored.
    """
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        chosen: dict[str, Any] = {name: _ASKED[name](tables) for name in filters}
    return Selection(**chosen)


def defaults(tables: Tables) -> dict[str, Any]:
    """Give what each filter is set to, by its name in the URL, while nobody has touched it."""
    return {
        KEYS["corridors"]: [],
        KEYS["years"]: year_span(tables),
        KEYS["claim_types"]: [],
        KEYS["as_of"]: short_month(tables.sources["event_date"].max()),
        KEYS["undated"]: True,
    }


def link(tables: Tables, *, present: bool) -> str:
    """Write the query of a link that shows the same: each filter that is set, what else the URL holds, present mode."""
    others = [key for key in st.query_params if key not in {*KEYS.values(), WHITE, "present"}]
    said = [*_touched(tables), *((key, value) for key in others for value in st.query_params.get_all(key))]
    said += [(WHITE, "true")] * on_white() + [("present", "1")] * present
    return "?" + urlencode(said)


def present_link(tables: Tables, page: str, filters: Sequence[str]) -> str:
    """Write a link to a page in present mode, with those of the set filters that it offers."""
    offered = {KEYS[name] for name in filters}
    said = [(key, value) for key, value in _touched(tables) if key in offered]
    return f"{page}?{urlencode([*said, *[(WHITE, 'true')] * on_white(), ('present', '1')])}"


def _touched(tables: Tables) -> list[tuple[str, str]]:
    labels = dict(zip(tables.corridors["corridor_id"], tables.corridors["label"], strict=True))
    untouched = defaults(tables)
    said: list[tuple[str, str]] = []
    for key in KEYS.values():
        value = st.session_state.get(key, untouched[key])
        if value != untouched[key]:
            words = {**labels, **CLAIM_TYPES, False: "false"}
            said += [(key, str(words.get(one, one))) for one in (value if isinstance(value, list | tuple) else [value])]
    return said


def _notice(name: str, asked: Sequence[str], known: Sequence[str], instead: str) -> None:
    for value in asked:
        if value and value not in known:
            notice(f"This link asked for {name} “{value}”, which is not in this data; {instead}.")


def _corridors(tables: Tables) -> tuple[str, ...]:
    labels = dict(zip(tables.corridors["corridor_id"], tables.corridors["label"], strict=True))
    _notice("corridor", st.query_params.get_all("corridor"), list(labels.values()), "showing all")
    return tuple(
        st.multiselect(
            "Corridor",
            list(labels),
            format_func=labels.__getitem__,
            key=KEYS["corridors"],
            bind="query-params",
            placeholder="All corridors",
        )
    )


def _years(tables: Tables) -> tuple[int, int] | None:
    first, last = year_span(tables)
    known = [str(year) for year in range(first, last + 1)]
    _notice("the year", st.query_params.get_all("years"), known, f"the data refer to {first}–{last}")
    chosen = st.slider("Years referred to", first, last, (first, last), key=KEYS["years"], bind="query-params")
    return None if chosen == (first, last) else (int(chosen[0]), int(chosen[1]))


def _claim_types(tables: Tables) -> tuple[str, ...]:
    kinds = [kind for kind in CLAIM_TYPES if kind in {*tables.claims["claim_type"], "derived"}]
    _notice("the kind", st.query_params.get_all("type"), [CLAIM_TYPES[kind] for kind in kinds], "showing all")
    return tuple(
        st.multiselect(
            "Kind of figure",
            kinds,
            format_func=CLAIM_TYPES.__getitem__,
            key=KEYS["claim_types"],
            bind="query-params",
            placeholder="All kinds",
        )
    )


def _as_of(tables: Tables) -> pd.Timestamp | None:
    dates = sorted(tables.sources["event_date"].unique())
    labels = [short_month(day) for day in dates]
    _notice("the document", st.query_params.get_all("as-of"), labels, "showing all documents")
    chosen = st.select_slider(
        "As known in",
        labels,
        value=labels[-1],
        key=KEYS["as_of"],
        bind="query-params",
        help="Leaves out what later documents say.",
    )
    return None if chosen == labels[-1] else dates[labels.index(chosen)]


def _undated(tables: Tables) -> bool:
    _notice("undated", st.query_params.get_all("undated"), ("true", "false"), "keeping them")
    return st.toggle("Keep undated figures", value=True, key=KEYS["undated"], bind="query-params")


_ASKED = {
    "corridors": _corridors,
    "years": _years,
    "claim_types": _claim_types,
    "as_of": _as_of,
    "undated": _undated,
}
