"""The register: who said what is to come, at which level, from which base, until when."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from components.panels import markup
from components.panels.card import card_html
from components.style import NO_DATE, UNATTRIBUTED, period, quantity, stage_words
from components.tables import Tables

EMPTY = "No promise, plan or expectation fits the filters. Widen the corridors or documents, or keep undated figures."
_COLUMNS = ("Subject", "Level", "Base", "Due")
# The roles are those that a phone, on which the rows are blocks, would take from the elements.
_TABLE = Markup(
    '<table class="atlas-register" role="table"><caption>{}</caption><thead role="rowgroup"><tr role="row">{}</tr>'
    "</thead>{}</table>{}"
)
_HEAD = Markup('<th scope="col" role="columnheader">{}</th>')
_DOCUMENT = Markup(
    '<tbody role="rowgroup"><tr role="row" class="atlas-document"><th scope="rowgroup" role="rowheader" '
    'colspan="4">{}<small>{}</small></th></tr></tbody>'
)
_BODY = Markup(
    '<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">{subject}<small>{what}</small></th>{cells}'
    '</tr><tr role="row" class="atlas-wording"><td role="cell" colspan="4"><details><summary>Evidence: '
    "<q>{wording}</q></summary>{card}</details></td></tr></tbody>"
)
_CELL = Markup('<td role="cell" data-name="{}">{}</td>')
_NO_CELL = Markup('<td role="cell" class="atlas-none">–</td>')
_LEVEL = Markup('<div><span class="atlas-level">{}</span><small>{}</small></div>')
_NOTED = Markup("<div>{}<small>{}</small></div>")


def register(tables: Tables, figures: pd.DataFrame, listed: pd.DataFrame, caption: str) -> None:
    """Show rows of `derive.register` as a table; each row opens the evidence of its statement.

    `figures` has all columns and rows of `derive.figures`; `caption` says what the table lists.
    """
    if listed.empty:
        markup.empty_note(EMPTY)
        return
    shown, note = markup.latest(listed, "statements")
    named = {*shown["base_id"], *(key for keys in shown["beside"] for key in keys.split(";"))}
    known = {row["figure_id"]: row for row in figures[figures["figure_id"].isin(named)].to_dict("records")}
    bodies = [
        body
        for _, rows in shown.groupby(["source_id", "speaker"], sort=False)
        for body in (
            _document(rows.iloc[0].to_dict()),
            *(_body(tables, figures, known, row) for row in rows.to_dict("records")),
        )
    ]
    markup.show(
        _TABLE.format(caption, markup.NOTHING.join(map(_HEAD.format, _COLUMNS)), markup.NOTHING.join(bodies), note)
    )


def _document(row: dict[str, Any]) -> Markup:
    return _DOCUMENT.format(row["speaker"] or UNATTRIBUTED, markup.document_link(row, markup.document_words(row)))


def _body(tables: Tables, figures: pd.DataFrame, known: dict[str, dict[str, Any]], row: dict[str, Any]) -> Markup:
    cells = {"Level": _level(known, row), "Base": _base(known, row), "Due": _due(row)}
    return _BODY.format(
        subject=row["subject"],
        what=row["perimeter"] or row["statement"],
        cells=markup.NOTHING.join(_CELL.format(name, cell) if cell else _NO_CELL for name, cell in cells.items()),
        wording=row["as_stated"],
        card=card_html(tables, figures, row["figure_id"]),
    )


def _level(known: dict[str, dict[str, Any]], row: dict[str, Any]) -> Markup:
    if row["row_kind"] == "figure":
        return _LEVEL.format(markup.statement_words(row), f"{markup.kind_words(row)}, {markup.measure_words(row)}")
    beside = "; ".join(quantity(known[key]) for key in row["beside"].split(";") if key)
    return _NOTED.format(stage_words(row["stage"]), f"beside it: {beside}" if beside else markup.chip("no figure"))


def _base(known: dict[str, dict[str, Any]], row: dict[str, Any]) -> Markup:
    if row["no_base"]:
        return markup.chip(markup.NO_BASE)
    if not row["base_id"]:
        return markup.NOTHING
    base = known[row["base_id"]]
    return _NOTED.format(quantity(base), period(base["period_start"], base["period_end"]))


def _due(row: dict[str, Any]) -> str:
    due = period(row["due_start"], row["due_end"])
    return markup.chip(markup.NO_DEADLINE) if due == NO_DATE else due
