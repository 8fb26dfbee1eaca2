"""Carry the filters from page to page, in the widgets and in the URL."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.controls.links import WHITE, is_true_or_false, named, note_appearance, notice, notice_unknown, on_white
from components.selection import Selection, year_span
from components.style import CLAIM_TYPES, short_month
from components.tables import Tables


def choice(label: str, options: Sequence[str], key: str) -> str:
    """Ask for one of the options, the first by default; it lives in the URL under `key`.

    A value in the URL that is no option is named in a notice, which `panels.page_head` shows if it comes after.
    """
    told = f"asked for {{}} in {label.lower()}, which is not in this data; showing {options[0]}"
    notice_unknown(key, options.__contains__, told, single=True)
    chosen = st.segmented_control(
        label,
        options,
        default=options[0],
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen or options[0]


SHOWN = {"All": ("figure", "milestone"), "Figures": ("figure",), "Milestones": ("milestone",)}


def find_words() -> tuple[str, str]:
    """Ask for words to find and for what to list (a key of `SHOWN`); both live in the URL as `find` and `show`."""
    notice_unknown("show", SHOWN.__contains__, "asked to show {}, which is not a kind of row; showing all", single=True)
    note_find()
    left, right = st.columns([3, 2], gap="medium")
    words = left.text_input(
        "Find in every row",
        key="find",
        bind="query-params",
        placeholder="subject or other name, wording, doubt, document …",
        live=True,
    )
    shown = right.segmented_control("List", list(SHOWN), default="All", required=True, key="show", bind="query-params")
    return (words or "").strip(), shown or "All"


def note_find() -> None:
    """Name in a notice the words to find, where a link gives them more than once."""
    notice_unknown("find", bool, "", single=True)


def linked_row(known: Collection[str]) -> str:
    """Give the id that the link asks for in `id`, blank if none; an unknown one is named in a notice and dropped."""
    asked = st.query_params.get("id", "")
    told = "asked for the row {}, which is not in this data; no row is opened for it"
    notice_unknown("id", known.__contains__, told, single=True)
    if asked and asked not in known:
        del st.query_params["id"]
        return ""
    return asked


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
        KEYS["as_of"]: short_month(tables.sources["event_date"].max()) if len(tables.sources) else None,
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
    first, last = year_span(tables) or (0, 0)
    if first == last:
        only = f"the data refer to {first} alone" if first else "no date is stated in the data"
        notice_unknown(KEYS["years"], str(first).__eq__, f"asked for the year {{}}; {only}")
        return None
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
    if not labels:
        return None
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

_OTHERS = {"find": "", "show": "All", WHITE: False}
_KEPT = "kept-filters"
_PAGE = "kept-page"
_MOVED = "kept-moved"
_SEND = "kept-send"


def recall(page: str) -> None:
    """Set each filter to what it was, where the page has changed and the link itself says nothing of it.

    Call it before the page, named by `page`, is run.
    """
    note_appearance()
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    st.session_state[_MOVED] = before is not None and before != page
    if st.session_state[_MOVED]:
        kept = st.session_state.get(_KEPT, {})
        st.session_state.update({key: value for key, value in kept.items() if key not in st.query_params})


def remember(tables: Tables) -> None:
    """Note what each filter is set to; call it after the page has run.

    Streamlit 1.67 ends the first run of a page by taking out of the URL what the page before had bound under the same
    names. Where that loses a filter, the page is run once more, and the URL is sent to the browser anew.
    """
    untouched = {**defaults(tables), **_OTHERS}
    now = {key: st.session_state[key] for key in untouched if key in st.session_state}
    st.session_state[_KEPT] = {**st.session_state.get(_KEPT, {}), **now}
    if st.session_state.pop(_SEND, False):
        st.query_params[_SEND] = "1"
        del st.query_params[_SEND]
    if st.session_state.pop(_MOVED) and any(value != untouched[key] for key, value in now.items()):
        st.session_state[_SEND] = True
        st.rerun()
