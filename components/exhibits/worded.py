"""Make an exhibit: as many rows as its chart can show legibly, and the words for them."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import charts
from components.exhibits.exhibit import Exhibit
from components.exhibits.figures_table import figures_table
from components.exhibits.legible import foremost_marks, foremost_subjects, latest_documents
from components.tables import Tables

_BY = {
    charts.bars: "event_date",
    charts.timeline: "event_date",
    charts.agenda: "event_date",
    charts.rows: "value",
    charts.bullet: "value",
}
_BY_DOCUMENT = (charts.coverage_matrix, charts.status_matrix)


def worded(
    tables: Tables,
    key: str,
    rows: pd.DataFrame,
    draw: Callable[..., go.Figure],
    *,
    title: str,
    subtitle: str,
    selection: str,
    note: str = "",
    told: Callable[[pd.DataFrame], str] | None = None,
    options: Mapping[str, Any] | None = None,
    table: Callable[[Tables, pd.DataFrame], pd.DataFrame] = figures_table,
) -> Exhibit:
    """Word the rows of a chart, after leaving out what would make it unreadable; the note then says so.

    `told` puts the rows in words for those who do not see the chart. A matrix gets its `documents` as an option.
    """
    drawn = dict(options or {})
    notes = [note]
    if draw in _BY_DOCUMENT:
        drawn["documents"], more = latest_documents(tables.sources)
        rows = rows[rows["source_id"].isin(drawn["documents"]["source_id"])] if more else rows
        notes.append(more)
    shown, more = _foremost(rows, draw)
    notes.append(more)
    caption = charts.caption(
        tables,
        shown,
        title=title,
        subtitle=subtitle,
        selection=selection,
        note=" ".join(filter(None, notes)),
        told=told(shown) if told else "",
    )
    return Exhibit(key, shown, caption, draw, drawn, table)


def _foremost(rows: pd.DataFrame, draw: Callable[..., go.Figure]) -> tuple[pd.DataFrame, str]:
    if draw not in _BY:
        return foremost_subjects(rows)
    return foremost_marks(rows, by=_BY[draw], what="statements" if draw == charts.agenda else "figures")
