"""The filters of a page, in the sidebar and in the URL."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.controls.appearance import WHITE, is_true_or_false, on_white
from components.controls.notices import named, notice, notice_unknown
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


def select(tables: Tables, filters: Sequence[str] = FILTERS, *, unchosen: str = "all") -> Selection:
    """Ask for a selection with the filters that a page uses; each lives in the URL under its own short name.

    A value in the URL that does not exist is named in a notice and ignored; `unchosen` says what the page shows where
    no corridor is chosen.
    """
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        _notice_corridors(tables, unchosen)
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
    labels: dict[Any, str] = _labels(tables)
    untouched = defaults(tables)
    said: list[tuple[str, str]] = []
    for key in KEYS.values():
        value = st.session_state.get(key, untouched[key])
        if value != untouched[key]:
            words = {**labels, **CLAIM_TYPES, False: "false"}
            said += [(key, str(words.get(one, one))) for one in (value if isinstance(value, list | tuple) else [value])]
    return said


def _labels(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.corridors["corridor_id"], tables.corridors["label"], strict=True))


def _notice_corridors(tables: Tables, unchosen: str) -> None:
    known = [label for label in _labels(tables).values() if label in st.query_params.get_all(KEYS["corridors"])]
    told = f"asked for corridor {{}}, which is not in this data; showing {', '.join(known) or unchosen}"
    notice_unknown(KEYS["corridors"], known.__contains__, told)


def _corridors(tables: Tables) -> tuple[str, ...]:
    labels = _labels(tables)
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
    told = f"asked for the year {{}}, which is not in this data; the data refer to {first}–{last}"
    notice_unknown(KEYS["years"], known.__contains__, told)
    asked = [value for value in st.query_params.get_all(KEYS["years"]) if value]
    if len(asked) not in (0, 2):
        notice(f"This link asked for the years {named(asked)}, where a first and a last are possible; showing all.")
    chosen = st.slider("Years referred to", first, last, (first, last), key=KEYS["years"], bind="query-params")
    start, end = sorted(map(int, chosen))
    if chosen[0] > chosen[1]:
        notice(f"This link asked for the years {end}–{start}, which run backwards; showing {start}–{end}.")
    return None if (start, end) == (first, last) else (start, end)


def _claim_types(tables: Tables) -> tuple[str, ...]:
    present = {*tables.claims["claim_type"].unique(), "derived"}
    kinds = [kind for kind in CLAIM_TYPES if kind in present]
    names = [CLAIM_TYPES[kind] for kind in kinds]
    known = [name for name in names if name in st.query_params.get_all(KEYS["claim_types"])]
    told = f"asked for the kind {{}}, which is not in this data; showing {', '.join(known) or 'all'}"
    notice_unknown(KEYS["claim_types"], known.__contains__, told)
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
    last_days = {short_month(day): day for day in sorted(tables.sources["event_date"].unique())}
    labels = list(last_days)
    told = "asked for the document {}, which is not in this data; showing all documents"
    notice_unknown(KEYS["as_of"], labels.__contains__, told, single=True)
    chosen = st.select_slider(
        "As known in",
        labels,
        value=labels[-1],
        key=KEYS["as_of"],
        bind="query-params",
        help="Leaves out what later documents say.",
    )
    return None if chosen == labels[-1] else last_days[chosen]


def _undated(tables: Tables) -> bool:
    told = "asked for undated {}, which can be true or false; keeping them"
    notice_unknown(KEYS["undated"], is_true_or_false, told, single=True)
    return st.toggle("Keep undated figures", value=True, key=KEYS["undated"], bind="query-params")


_ASKED = {
    "corridors": _corridors,
    "years": _years,
    "claim_types": _claim_types,
    "as_of": _as_of,
    "undated": _undated,
}
