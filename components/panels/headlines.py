"""The few figures that a page opens with, four in a row."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from components.panels.tiles import tiles
from components.tables import Tables

_STYLE = (Path(__file__).parent / "headlines.css").read_text(encoding="utf-8")


def headlines(tables: Tables, figures: pd.DataFrame, identifiers: Sequence[str]) -> None:
    """Show the named figures as tiles, in their order; where the data have none of them, the first observed ones.

    `figures` has all columns and rows of `derive.figures`.
    """
    known = figures.set_index("figure_id", drop=False)
    chosen = known.loc[[key for key in identifiers if key in known.index]]
    observed = figures[(figures["claim_type"] == "observed") & (figures["repeats"] == "")]
    with st.container(key="headlines"):
        st.html(f"<style>{_STYLE}</style>")
        tiles(tables, figures, chosen if len(chosen) else observed.head(len(identifiers)))
