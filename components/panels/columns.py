"""Columns that stand one under another as soon as a chart in them would be too narrow to read."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_STYLE = (Path(__file__).parent / "columns.css").read_text(encoding="utf-8")


def columns(key: str, widths: Sequence[int]) -> list[DeltaGenerator]:
    """Lay out columns of these relative widths side by side on a wide window; `key` is unique on its page."""
    with st.container(key=f"columns-{key}"):
        st.html(f"<style>{_STYLE}</style>")
        return st.columns(widths, gap="large")
