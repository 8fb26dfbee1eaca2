"""The search box of the ledger, what kind of rows it lists, and the row that a link asks for."""

from collections.abc import Collection

import streamlit as st

from components.controls.notices import notice_unknown

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
