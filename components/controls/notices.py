"""What a link asked for that is not there, kept until a page head tells it."""

import streamlit as st

_NOTICES = "notices"


def notice(words: str) -> None:
    """Keep a notice for the next page head, once."""
    kept = st.session_state.setdefault(_NOTICES, [])
    if words not in kept:
        kept.append(words)


def notices() -> list[str]:
    """Give the notices kept since the last call, and forget them."""
    return list(st.session_state.pop(_NOTICES, []))
