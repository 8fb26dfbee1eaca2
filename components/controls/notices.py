"""What a link asked for that is not there, kept until a page head tells it."""

from collections.abc import Callable

import streamlit as st

from components.style import quoted

MOST_NAMED = 5
_NOTICES = "notices"


def notice(words: str) -> None:
    """Keep a notice for the next page head, once."""
    kept = st.session_state.setdefault(_NOTICES, [])
    if words not in kept:
        kept.append(words)


def notices() -> list[str]:
    """Give the notices kept since the last call, and forget them."""
    return list(st.session_state.pop(_NOTICES, []))


def notice_unknown(key: str, is_known: Callable[[str], bool], told: str, *, single: bool = False) -> None:
    """Name in a notice each value of a query parameter that is not known, and all if only one is possible (`single`).

    `told` has the words of the notice with {} in place of the values, as in “asked for the year {}; showing all”.
    """
    asked = [value for value in dict.fromkeys(st.query_params.get_all(key)) if value]
    unknown = [value for value in asked if not is_known(value)]
    if unknown:
        notice(f"This link {told.replace('{}', named(unknown), 1)}.")
    elif single and len(asked) > 1:
        notice(f"This link asked for {named(asked)} at once under “{key}”, where only one is possible.")


def named(values: list[str]) -> str:
    """Quote values one after another, the first few of many."""
    shown = ", ".join(map(quoted, values[:MOST_NAMED]))
    return f"{shown} and {len(values) - MOST_NAMED} more" if len(values) > MOST_NAMED else shown
