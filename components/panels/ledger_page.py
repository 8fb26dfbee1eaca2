"""The part of the ledger that stands on the screen: all of it, or one page of many rows in the order asked for."""

import pandas as pd
import streamlit as st

from components.panels.rest import MOST_ROWS
from components.style import number

ORDERS = {"Subject": "", "Newest document": "event_date", "Latest period": "period_end"}


def ledger_page(kept: pd.DataFrame, linked: str) -> pd.DataFrame:
    """Give the rows of one page of `kept`, rows of `derive.ledger_rows`, the one with the linked row to begin with.

    Where they are no more than `MOST_ROWS`, nothing is asked and all of them are given.
    """
    if len(kept) <= MOST_ROWS:
        return kept
    left, right = st.columns(2, gap="medium")
    by = ORDERS[left.selectbox("Order of all rows", list(ORDERS), key="ledger-order")]
    if by:
        kept = kept.sort_values(by, ascending=False, kind="stable", na_position="last")
    starts = range(0, len(kept), MOST_ROWS)
    start = right.selectbox(
        "Rows in the table",
        starts,
        index=_row_number(kept, linked) // MOST_ROWS,
        format_func=lambda first: _span(first, len(kept)),
        key=f"ledger-rows-{len(kept)}-{by}",
    )
    st.html(
        f'<p class="atlas-ledger-hint">The table holds {MOST_ROWS} rows at a time and sorts these alone; search, '
        "filters and order read all, and the file below has all.</p>"
    )
    return kept.iloc[start : start + MOST_ROWS]


def _row_number(kept: pd.DataFrame, identifier: str) -> int:
    at = (kept["figure_id"] == identifier).to_numpy().nonzero()[0]
    return int(at[0]) if len(at) else 0


def _span(first: int, known: int) -> str:
    return f"{number(str(first + 1))}–{number(str(min(first + MOST_ROWS, known)))} of {number(str(known))}"
