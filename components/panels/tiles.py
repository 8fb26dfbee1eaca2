"""Promised figures as tiles, with badges for what they lack."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.panels.card import card_html
from components.panels.markup import STYLE, chips, latest, measure_words, said_words, text
from components.style import CLAIM_TYPES, interval, period, quantity
from components.tables import Tables


def tiles(
    tables: Tables,
    figures: pd.DataFrame,
    shown: pd.DataFrame,
    badges: Callable[[dict[str, Any]], str] = lambda figure: "",
) -> None:
    """Show figures as tiles: value with hedge, subject, period, kind, who said it and when, and the evidence inside.

    `shown` has rows of `figures`, the frame of `derive.figures` in which a derivation finds its inputs; `badges`
    gives HTML that stands under a tile's words. Of many figures the latest are shown, and the rest told in words.
    """
    if shown.empty:
        st.html('<p class="atlas-empty">Nothing here fits the filters.</p>')
        return
    kept, rest = latest(shown, "figures")
    written = "".join(_tile(tables, figures, figure, badges(figure)) for figure in kept.to_dict("records"))
    st.html(f'<div class="atlas-tiles">{written}</div>{rest}')


def _tile(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any], badges: str) -> str:
    kind = CLAIM_TYPES[figure["claim_type"]]
    if figure["claim_type"] == "derived":
        said = f"interval {interval(figure['value'], figure['low'], figure['high'])}"
    else:
        said = said_words(figure)
    subject, measure = figure["subject"], measure_words(figure)
    told = figure["reading"] or (subject if measure.lower() in subject.lower() else f"{subject}: {measure}")
    return (
        f'<details class="atlas-tile atlas-{text(figure["claim_type"])}"><summary><div class="atlas-tile-figure">'
        f'{text(quantity(figure))}</div><div class="atlas-tile-subject">{text(told)}</div>'
        f'<div class="atlas-tile-said">{text(kind)}, '
        f"{text(period(figure['period_start'], figure['period_end']))}<br>{text(said)}</div>{badges}</summary>"
        f"{card_html(tables, figures, figure['figure_id'])}</details>"
    )


_STYLE = (Path(__file__).parent / "headlines.css").read_text(encoding="utf-8")


def headlines(tables: Tables, figures: pd.DataFrame, chosen: pd.DataFrame) -> None:
    """Show the chosen figures, rows of `figures`, as tiles; `figures` has all of `derive.figures`."""
    with st.container(key="headlines"):
        st.html(f"<style>{_STYLE}</style>")
        tiles(tables, figures, chosen)


def pledges(tables: Tables, figures: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Show rows of `derive.register` that are figures as tiles: level, subject, kind, badges, and the evidence inside.

    `figures` has all columns and rows of `derive.figures`.
    """
    st.html(f"<style>{STYLE}</style>")
    tiles(tables, figures, listed, badges=chips)
