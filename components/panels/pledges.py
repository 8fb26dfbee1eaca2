"""Promised figures as tiles, with badges for what they lack."""

import pandas as pd
import streamlit as st

from components.panels.chips import STYLE, chips
from components.panels.tiles import tiles
from components.tables import Tables


def pledges(tables: Tables, figures: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Show rows of `derive.register` that are figures as tiles: level, subject, kind, badges, and the evidence inside.

    `figures` has all columns and rows of `derive.figures`.
    """
    st.html(f"<style>{STYLE}</style>")
    tiles(tables, figures, listed, badges=chips)
