"""The few figures that a page opens with, four in a row."""

from pathlib import Path

import pandas as pd
import streamlit as st

from components.panels.tiles import tiles
from components.tables import Tables

_STYLE = (Path(__file__).parent / "headlines.css").read_text(encoding="utf-8")


def headlines(tables: Tables, figures: pd.DataFrame, chosen: pd.DataFrame) -> None:
    """Show the chosen figures, rows of `figures`, as tiles; `figures` has all of `derive.figures`."""
    with st.container(key="headlines"):
        st.html(f"<style>{_STYLE}</style>")
        tiles(tables, figures, chosen)
