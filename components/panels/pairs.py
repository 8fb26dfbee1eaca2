"""Two statements about the same thing, side by side, with what the pair does and does not show."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.exhibits import MOST_MARKS
from components.panels.markup import text
from components.panels.rest import pairs_left_out
from components.panels.statements import (
    kind_words,
    ledger_link,
    measure_words,
    pair_heading,
    said_words,
    sides,
    statement_words,
    when_words,
)
from components.style import NO_DATE

_STYLE = (Path(__file__).parent / "pairs.css").read_text(encoding="utf-8")
EMPTY = "No pair of this kind fits the filters. Choose another kind, or widen the corridors or documents."


def pairs(statements: pd.DataFrame, paired: pd.DataFrame) -> None:
    """Show pairs of `derive.pairs` side by side: figure or stage, wording, document and date of each, and the reading.

    `statements` has all rows of `derive.ledger_rows`.
    """
    if paired.empty:
        st.html(f'<p class="atlas-empty">{text(EMPTY)}</p>')
        return
    shown = paired.head(MOST_MARKS)
    known = sides(statements, shown)
    entries = "".join(
        f'<article class="atlas-pair"><header><h3>{text(pair_heading(known, pair))}</h3>'
        f"<span>{text(pair['kind'].replace('_', ' '))}</span></header>"
        f'<div class="atlas-pair-sides">{_side(known[pair["earlier_id"]])}{_side(known[pair["later_id"]])}'
        f"<p>{text(pair['reading'])}</p></div></article>"
        for pair in shown.to_dict("records")
    )
    st.html(f"<style>{_STYLE}</style>{entries}{pairs_left_out(len(shown), len(paired))}")


def _side(statement: dict[str, Any]) -> str:
    told = [kind_words(statement), when_words(statement)]
    if statement["row_kind"] == "figure":
        told.insert(0, measure_words(statement))
    elif told[-1] == NO_DATE:
        told.pop()
    return (
        f'<div class="atlas-pair-side">{ledger_link(statement, statement_words(statement))} '
        f"<small>{text(', '.join(told))}</small>"
        f"<p><q>{text(statement['as_stated'])}</q></p>"
        f'<p><small><a href="sources#{text(statement["source_id"])}" target="_self">{text(said_words(statement))}</a>'
        "</small></p></div>"
    )
