"""The register: who said what is to come, at which level, from which base, until when."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.panels.card import card_html
from components.panels.markup import (
    NO_BASE,
    NO_DEADLINE,
    STYLE,
    chip,
    kind_words,
    latest,
    measure_words,
    said_words,
    statement_words,
    text,
)
from components.style import NO_DATE, UNATTRIBUTED, period, quantity, stage_words
from components.tables import Tables

_STYLE = (Path(__file__).parent / "register.css").read_text(encoding="utf-8")
_COLUMNS = ("Subject", "Level", "Base", "Due")
EMPTY = "No promise, plan or expectation fits the filters. Widen the corridors or documents, or keep undated figures."


def register(tables: Tables, figures: pd.DataFrame, listed: pd.DataFrame, caption: str) -> None:
    """Show rows of `derive.register` as a table; each row opens the evidence of its statement.

    `figures` has all columns and rows of `derive.figures`; `caption` says what the table lists.
    """
    if listed.empty:
        st.html(f'<p class="atlas-empty">{text(EMPTY)}</p>')
        return
    shown, rest = latest(listed, "statements")
    named = {*shown["base_id"], *(key for keys in shown["beside"] for key in keys.split(";"))}
    known = {row["figure_id"]: row for row in figures[figures["figure_id"].isin(named)].to_dict("records")}
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in _COLUMNS)
    bodies = "".join(
        _document(rows.iloc[0].to_dict())
        + "".join(_body(tables, figures, known, row) for row in rows.to_dict("records"))
        for _, rows in shown.groupby(["source_id", "speaker"], sort=False)
    )
    st.html(
        f'<style>{STYLE}{_STYLE}</style><table class="atlas-register" role="table"><caption>{text(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>{bodies}</table>{rest}'
    )


def _document(row: dict[str, Any]) -> str:
    link = f'<a href="sources#{text(row["source_id"])}" target="_self">{text(said_words(row))}</a>'
    return (
        f'<tbody role="rowgroup"><tr role="row" class="atlas-document"><th scope="rowgroup" role="rowheader" '
        f'colspan="{len(_COLUMNS)}">{text(row["speaker"] or UNATTRIBUTED)}<small>{link}</small></th></tr></tbody>'
    )


def _body(tables: Tables, figures: pd.DataFrame, known: dict[str, dict[str, Any]], row: dict[str, Any]) -> str:
    cells = {
        "Level": _level(known, row),
        "Base": _base(known, row),
        "Due": _due(row),
    }
    written = "".join(
        f'<td role="cell" data-name="{name}">{cell}</td>' if cell else '<td role="cell" class="atlas-none">–</td>'
        for name, cell in cells.items()
    )
    return (
        f'<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">{text(row["subject"])}'
        f"<small>{text(row['perimeter'] or row['statement'])}</small></th>{written}</tr>"
        f'<tr role="row" class="atlas-wording"><td role="cell" colspan="{len(_COLUMNS)}"><details><summary>'
        f"Evidence: <q>{text(row['as_stated'])}</q></summary>{card_html(tables, figures, row['figure_id'])}"
        "</details></td></tr></tbody>"
    )


def _level(known: dict[str, dict[str, Any]], row: dict[str, Any]) -> str:
    if row["row_kind"] == "figure":
        told = text(f"{kind_words(row)}, {measure_words(row)}")
        return f'<div><span class="atlas-level">{text(statement_words(row))}</span><small>{told}</small></div>'
    beside = "; ".join(quantity(known[key]) for key in row["beside"].split(";") if key)
    told = f"<small>beside it: {text(beside)}</small>" if beside else f"<small>{chip('no figure')}</small>"
    return f"<div>{text(stage_words(row['stage']))}{told}</div>"


def _base(known: dict[str, dict[str, Any]], row: dict[str, Any]) -> str:
    if row["no_base"]:
        return chip(NO_BASE)
    if not row["base_id"]:
        return ""
    base = known[row["base_id"]]
    return f"<div>{text(quantity(base))}<small>{text(period(base['period_start'], base['period_end']))}</small></div>"


def _due(row: dict[str, Any]) -> str:
    due = period(row["due_start"], row["due_end"])
    return chip(NO_DEADLINE) if due == NO_DATE else text(due)
