"""Carry the filters from page to page, in the widgets and in the URL."""

import streamlit as st

from components.controls.appearance import WHITE, note_appearance
from components.controls.filters import defaults
from components.tables import Tables

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
