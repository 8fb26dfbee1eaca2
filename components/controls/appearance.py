"""The appearance that the reader's browser shows."""

import streamlit as st

from components.style import DARK, LIGHT, Palette


def palette() -> Palette:
    """Give the palette of the appearance in use."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def presenting() -> bool:
    """Tell whether the link asks for present mode (`?present=1`)."""
    return st.query_params.get("present") == "1"
