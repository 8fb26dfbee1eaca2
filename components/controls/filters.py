"""Ask for the filters, alike on every page, and for what to find; the answers live in the URL."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.controls import links
from components.exports.command import choices, format_value
from components.selection import FILTERS, Filter, Selection, year_span
from components.style import short_month
from components.tables import Tables

_CHOSEN = "selection"
_AS_OF = next(one.key for one in FILTERS if one.field == "as_of")
SHOWN = {"All": ("figure", "milestone"), "Figures": ("figure",), "Milestones": ("milestone",)}
_KNOWN_YEARS = "known-years"
_FIND, _LINKED = "find", "linked-words"
MOST_LETTERS = 300


def ask_filters(tables: Tables, page: str) -> None:
    """Ask for the selection in the sidebar; call it before the page with this name runs.

    Every page has every filter, greyed where it does not use it, with the reason in its label: that is read out, which
    a tooltip is not. So each keeps its value from page to page, and its
    place in the URL, where it stands under its own key. A value in the URL that does not exist is named in a notice
    and ignored.
    """
    links.note_appearance()
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        chosen: dict[str, Any] = {one.field: _ASK[one.kind](tables, one, page) for one in FILTERS}
        st.session_state[_CHOSEN] = Selection(**chosen)
        links.ask_white()


def selection(page: str) -> Selection:
    """Return what is chosen with the filters that the page with this name uses."""
    return _chosen().on(page)


def _chosen() -> Selection:
    chosen: Selection = st.session_state.get(_CHOSEN, Selection())
    return chosen


def link(tables: Tables, *, present: bool) -> str:
    """Write the query of a link that shows the same: each filter that is set, what else the URL holds, present mode."""
    keys = {*(one.key for one in FILTERS), links.WHITE, links.PRESENT}
    others = [(key, value) for key in st.query_params if key not in keys for value in st.query_params.get_all(key)]
    return "?" + _query(tables, _chosen(), others, present=present)


def present_link(tables: Tables, page: str) -> str:
    """Write a link to a page in present mode, with those of the set filters that it uses."""
    return f"{'./' if page == 'overview' else page}?{_query(tables, selection(page), [], present=True)}"


def _query(tables: Tables, chosen: Selection, others: Sequence[tuple[str, str]], *, present: bool) -> str:
    filters = [(one.key, word) for one in chosen.touched() for word in _in_link(tables, one, chosen)]
    return urlencode(
        [*filters, *others, *[(links.WHITE, "true")] * links.on_white(), *[(links.PRESENT, "1")] * present]
    )


def _in_link(tables: Tables, one: Filter, chosen: Selection) -> list[str]:
    value = getattr(chosen, one.field)
    match one.kind:
        case "date":
            return [short_month(value)]
        case "switch":
            return ["false"]
        case _:
            return format_value(tables, one, value)


def _widget(one: Filter, page: str) -> dict[str, Any]:
    """Return what the widgets of all filters have in common."""
    reason, hint = one.unused.get(page), None if one.kind == "several" else one.hint or None
    label = f"{one.label}: {reason}" if reason else one.label
    return {"label": label, "key": one.key, "bind": "query-params", "disabled": reason is not None, "help": hint}


def _ask_several(tables: Tables, one: Filter, page: str) -> tuple[str, ...]:
    words = choices(tables, one)
    known = [word for word in words.values() if word in st.query_params.get_all(one.key)]
    problem = f"asked for {one.noun} {{}}, which is not in this data; showing {', '.join(known) or 'all'}"
    links.notice_unknown(one.key, known.__contains__, problem)
    shown = _widget(one, page)
    return tuple(st.multiselect(options=list(words), format_func=words.__getitem__, placeholder=one.hint, **shown))


def _ask_span(tables: Tables, one: Filter, page: str) -> tuple[int, int] | None:
    first, last = year_span(tables) or (0, 0)
    if first == last:
        alone = f"the data refer to {first} alone" if first else "the data state no date"
        links.notice_unknown(
            one.key, str(first).__eq__, f"asked for {one.noun} {{}}, which is not in this data; {alone}"
        )
        return None
    known = [str(year) for year in range(first, last + 1)]
    problem = f"asked for {one.noun} {{}}, which is not in this data; the data refer to {first}–{last}"
    links.notice_unknown(one.key, known.__contains__, problem)
    given = [value for value in st.query_params.get_all(one.key) if value]
    if len(given) not in (0, 2):
        links.notice(
            f"This link asked for the years {links.named(given)}, where a first and a last are possible; showing all."
        )
    _fit_span(one.key, (first, last))
    chosen = st.slider(min_value=first, max_value=last, value=(first, last), **_widget(one, page))
    start, end = sorted(map(int, chosen))
    if chosen[0] > chosen[1]:
        links.notice(f"This link asked for the years {end}–{start}, which run backwards; showing {start}–{end}.")
    return None if (start, end) == (first, last) else (start, end)


def _fit_span(key: str, known: tuple[int, int]) -> None:
    """Keep what was chosen of the years within those that the data know since they were edited."""
    before, chosen = st.session_state.get(_KNOWN_YEARS, known), st.session_state.get(key)
    st.session_state[_KNOWN_YEARS] = known
    if chosen is None or before == known:
        return
    within = max(min(chosen), known[0]), min(max(chosen), known[1])
    fitting = known if tuple(chosen) == before or within[0] > within[1] else within
    st.session_state[key] = fitting
    if tuple(chosen) not in (before, fitting):
        words = "–".join(map(str, fitting))
        links.notice(f"The data were edited and no longer refer to all of {chosen[0]}–{chosen[1]}; showing {words}.")


def _last_days(tables: Tables) -> dict[str, pd.Timestamp]:
    """Return the last day of each month that has a document, by the month in short."""
    return {short_month(day): day for day in sorted(tables.sources["event_date"].unique())}


def _ask_date(tables: Tables, one: Filter, page: str) -> pd.Timestamp | None:
    last_days = _last_days(tables)
    labels = list(last_days)
    problem = f"asked for {one.noun} {{}}, which is not in this data; showing all documents"
    links.notice_unknown(one.key, labels.__contains__, problem, single=True)
    if not labels:
        return None
    chosen = st.select_slider(options=labels, value=labels[-1], **_widget(one, page))
    return None if chosen == labels[-1] else last_days[chosen]


def _ask_switch(tables: Tables, one: Filter, page: str) -> bool:
    problem = f"asked for {one.noun} {{}}, which can be true or false; keeping them"
    links.notice_unknown(one.key, links.is_true_or_false, problem, single=True)
    return st.toggle(value=True, **_widget(one, page))


_ASK = {"several": _ask_several, "span": _ask_span, "date": _ask_date, "switch": _ask_switch}


class Step(NamedTuple):
    """Hold how far a reader has come through the documents: the step, of how many, its day, and the one before."""

    number: int
    steps: int
    day: pd.Timestamp
    before: pd.Timestamp | None


def ask_step(tables: Tables, before: Markup, describe: Callable[[Step], Markup]) -> Step | None:
    """Offer to go through the documents one after another, which sets the filter “As of”; None where there is one.

    The buttons stand after `before` and before the description of the step.
    """
    last_days = _last_days(tables)
    labels, days = list(last_days), list(last_days.values())
    if len(labels) < 2:
        return None
    chosen, last = st.session_state.get(_AS_OF), len(labels) - 1
    at = labels.index(chosen) if chosen in labels else last
    step = Step(at + 1, len(labels), days[at], days[at - 1] if at else None)
    with st.container(key="steps", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(str(before), width="content")
        words, following = ("From the first", 0) if at == last else ("Later ›", at + 1)
        _step_button("‹ Earlier", "step-back", labels[at - 1] if at else "")
        _step_button(words, "step-on", labels[following])
        st.html(str(describe(step)), width="content")
    return step


def _step_button(words: str, key: str, label: str) -> None:
    go = st.session_state.__setitem__
    st.button(words, key=key, type="tertiary", disabled=not label, on_click=go, args=(_AS_OF, label))


def choice(label: str, options: Sequence[str], key: str, *, required: bool = True) -> str:
    """Ask for one of the options, the first by default, or none ("") where it is not required; it lives in the URL.

    A value in the URL under `key` that is no option is named in a notice, which `panels.page_head` shows if it comes
    after.
    """
    first = options[0] if required else None
    problem = f"asked for {{}} in {label.lower()}, which is not in this data; showing {first or 'none'}"
    links.notice_unknown(key, options.__contains__, problem, single=True)
    chosen = st.segmented_control(
        label,
        options,
        default=first,
        required=required,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen or first or ""


def find_words() -> tuple[str, str]:
    """Ask for words to find and for what to list (a key of `SHOWN`); both live in the URL as `find` and `show`."""
    links.notice_unknown(
        "show", SHOWN.__contains__, "asked to show {}, which is not a kind of row; showing all", single=True
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        words = ask_find("Find in every row", "subject or other name, wording, doubt, document …", live=True)
    shown = right.segmented_control("List", list(SHOWN), default="All", required=True, key="show", bind="query-params")
    return words, shown or "All"


def ask_find(label: str, placeholder: str, *, live: bool = False) -> str:
    """Ask for words to find, which live in the URL as `find`.

    Two pages ask for them, and on the way from one to the other Streamlit takes out of the URL what the page before
    had bound. So they are not bound: words that the link has anew go into the widget, and what is typed into the link.
    """
    links.notice_unknown(_FIND, bool, "", single=True)
    linked = st.query_params.get(_FIND, "")
    if len(linked) > MOST_LETTERS:
        links.notice(f"This link asked for words of {len(linked):,} letters, of at most {MOST_LETTERS}; showing all.")
        linked = ""
    if linked != st.session_state.get(_LINKED, "") or (linked and _FIND not in st.session_state):
        st.session_state[_FIND] = linked
    words = (st.text_input(label, key=_FIND, placeholder=placeholder, live=live, max_chars=MOST_LETTERS) or "").strip()
    words = st.session_state[_LINKED] = words[:MOST_LETTERS]
    if not words:
        st.query_params.pop(_FIND, None)
    elif words != linked:
        st.query_params[_FIND] = words
    return words
