"""What changed from one document to the next, in one line each: earlier, then later."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.exhibits import MOST_MARKS
from components.panels.markup import (
    kind_words,
    ledger_link,
    measure_words,
    pair_heading,
    pairs_left_out,
    said_words,
    sides,
    statement_words,
    text,
    when_words,
)
from components.style import NO_DATE, short_month

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


_STYLE_TRAIL = (Path(__file__).parent / "trail.css").read_text(encoding="utf-8")
EMPTY_TRAIL = "Nothing of this selection changes from one document to the next. Widen the corridors or documents."


def trail(statements: pd.DataFrame, paired: pd.DataFrame) -> None:
    """Show pairs of `derive.pairs` as “earlier → later”, each statement linked to its evidence.

    `statements` has all rows of `derive.ledger_rows`.
    """
    if paired.empty:
        st.html(f'<p class="atlas-empty">{text(EMPTY_TRAIL)}</p>')
        return
    shown = paired.head(MOST_MARKS)
    known = sides(statements, shown)
    entries = "".join(
        f'<li><div class="atlas-trail-head"><b>{text(pair_heading(known, pair))}</b>'
        f"<span>{text(pair['kind'].replace('_', ' '))}</span></div>"
        f'<div class="atlas-trail-steps"><span>{_step(known[pair["earlier_id"]])}</span>'
        f'<span><i aria-label="later">→</i> {_step(known[pair["later_id"]])}</span></div>'
        f"<p>{text(pair['reading'])}</p></li>"
        for pair in shown.to_dict("records")
    )
    rest = pairs_left_out(len(shown), len(paired))
    st.html(f'<style>{_STYLE_TRAIL}</style><ol class="atlas-trail">{entries}</ol>{rest}')


def _step(statement: dict[str, Any]) -> str:
    told = [when_words(statement), short_month(statement["event_date"])]
    if statement["row_kind"] == "figure":
        told.insert(0, kind_words(statement))
    elif told[0] == NO_DATE:
        told = told[1:]
    return f"{ledger_link(statement, statement_words(statement))} <small>{text(' · '.join(told))}</small>"
