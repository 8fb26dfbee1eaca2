"""The views that every frame offers beside its drawing: Table, Evidence and Download."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components import controls
from components.exhibits import Exhibit
from components.exports import csv_bytes, displayed_file, full_file, statements_about
from components.panels.card import card_html
from components.panels.markup import text
from components.panels.rest import MOST_ROWS, left_out
from components.tables import Tables

MOST_CARDS = 100


def cards(tables: Tables, identifiers: Iterable[str]) -> list[str]:
    """Write the evidence card of each claim, derivation or milestone, once."""
    return [card_html(tables, controls.evidence().figures, identifier) for identifier in dict.fromkeys(identifiers)]


def table_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    """Show what the exhibit shows as a table, its first rows if it has many; a row opens its evidence card."""
    shown = exhibit.shown.head(MOST_ROWS)
    table = exhibit.table(tables, shown)
    event: Any = st.dataframe(
        table,
        hide_index=True,
        key=f"{exhibit.key}-table",
        on_select="rerun",
        selection_mode="single-row",
        alt=f"What {exhibit.caption.title} shows, as a table",
    )
    if rest := left_out(len(shown), len(exhibit.shown), "rows"):
        st.html(rest)
    identifiers = list(shown["figure_id"])
    chosen = [int(table.index[row]) for row in event["selection"]["rows"] if row < len(table)]
    return cards(tables, [identifiers[position] for position in chosen if position < len(identifiers)])


def evidence_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    """Give the evidence card of everything that the exhibit shows, or the first of many, and say so."""
    shown = exhibit.shown["figure_id"].drop_duplicates()
    first = shown.head(MOST_CARDS)
    return [*cards(tables, first), left_out(len(first), len(shown), "cards")]


def download_view(tables: Tables, exhibit: Exhibit, picture: str = "the chart’s upper right") -> Iterable[str]:
    """Offer what is displayed, and everything said of its subjects, as CSV that is only written when asked for.

    `picture` says where the buttons of the picture are.
    """
    evidence, key = controls.evidence(), exhibit.key
    count = statements_about(tables, evidence.figures, exhibit.shown["subject_id"].unique())
    given = tables, exhibit, evidence, date.today()
    with st.container(horizontal=True, key=f"{key}-files"):
        _button(f"Displayed data (CSV, {_rows(len(exhibit.shown))})", partial(_displayed, *given), key, "displayed")
        _button(f"Full data (CSV, {_rows(count)})", partial(_full, *given), key, "full")
    st.html(
        '<p class="atlas-foot">Displayed: what stands here, under the filters. Full: every statement about the same '
        "subjects, whatever the filters. Both name document, paragraph, data version and day. The whole evidence base "
        'is in the <a href="ledger" target="_self">ledger</a> and at <a href="data/claims.csv">/data/claims.csv</a>.'
        f"<br>A picture (PNG or SVG) that carries title, sources and filters is taken at {text(picture)}.</p>"
    )
    return []


def _button(label: str, make: Callable[[], bytes], key: str, kind: str) -> None:
    st.download_button(
        label, make, f"atlas-{key}-{kind}.csv", "text/csv", key=f"{key}-{kind}-csv", on_click="ignore"
    )  # fmt: skip


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _displayed(tables: Tables, exhibit: Exhibit, evidence: controls.Evidence, day: date) -> bytes:
    return csv_bytes(displayed_file(tables, exhibit, evidence.rows, day))


def _full(tables: Tables, exhibit: Exhibit, evidence: controls.Evidence, day: date) -> bytes:
    return csv_bytes(full_file(tables, exhibit, evidence.rows, day))
