"""Promised figures as tiles, with badges for what they lack."""

from typing import Any

import pandas as pd
import streamlit as st

from components.panels.card import card_html
from components.panels.chips import STYLE, chips
from components.panels.markup import text
from components.panels.statements import kind_words, measure_words, said_words, statement_words, when_words
from components.tables import Tables


def pledges(tables: Tables, figures: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Show rows of `derive.register` that are figures as tiles: level, subject, kind, badges, and the evidence inside.

    `figures` has all columns and rows of `derive.figures`.
    """
    if listed.empty:
        st.html('<p class="atlas-empty">Nothing here fits the filters.</p>')
        return
    written = "".join(_tile(tables, figures, row) for row in listed.to_dict("records"))
    st.html(f'<style>{STYLE}</style><div class="atlas-tiles">{written}</div>')


def _tile(tables: Tables, figures: pd.DataFrame, row: dict[str, Any]) -> str:
    subject, measure = row["subject"], measure_words(row)
    told = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    return (
        f'<details class="atlas-tile atlas-{text(row["claim_type"])}"><summary>'
        f'<div class="atlas-tile-figure">{text(statement_words(row))}</div>'
        f'<div class="atlas-tile-subject">{text(told)}</div>'
        f'<div class="atlas-tile-said">{text(f"{kind_words(row)}, {when_words(row)}")}<br>{text(said_words(row))}</div>'
        f"{chips(row)}</summary>{card_html(tables, figures, row['figure_id'])}</details>"
    )
