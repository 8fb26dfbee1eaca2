"""Make an exhibit: as many rows as its chart can show legibly, and the words for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import charts
from components.exhibits.tables import figures_table
from components.style import Caption, Palette, number
from components.tables import Tables


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A chart before it is drawn: its rows, its words, its function of `charts` or `maps`, its table for reading.

    `key` is unique on its page. `shown` has the id of a claim, derivation or milestone in `figure_id`; `table` gives
    the same rows for reading, each indexed by its place in `shown`; rows that it adds come after them in the index.
    """

    key: str
    shown: pd.DataFrame
    caption: Caption
    draw: Callable[..., go.Figure]
    options: Mapping[str, Any] = field(default_factory=dict)
    table: Callable[[Tables, pd.DataFrame], pd.DataFrame] = figures_table

    def figure(self, palette: Palette) -> go.Figure:
        """Draw it in the colours of a palette."""
        return self.draw(self.shown, self.caption, palette, **self.options)


@dataclass(frozen=True, eq=False)
class Section:
    """What one page shows under one selection: its exhibits by key, and the figures that stand there as tiles.

    `said` is the selection in words; `tiles` has rows of `derive.figures` under the name of each group.
    """

    title: str
    question: str
    said: str
    exhibits: Mapping[str, Exhibit]
    tiles: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def slug(words: str) -> str:
    """Write words as a part of a key: “Trade and cargo” is `trade-and-cargo`."""
    return words.lower().replace(" ", "-")


MOST_MARKS = 40
MOST_SUBJECTS = 60
MOST_DOCUMENTS = 8


def foremost_marks(
    rows: pd.DataFrame, *, by: str, most: int = MOST_MARKS, what: str = "figures"
) -> tuple[pd.DataFrame, str]:
    """Keep the rows with the highest values in column `by`, in their order, and say in a note if any are left out."""
    if len(rows) <= most:
        return rows, ""
    chosen = rows[by].sort_values(ascending=False, kind="stable", na_position="last").index[:most]
    how = "latest" if by == "event_date" else "largest"
    return rows[rows.index.isin(chosen)], _told(most, len(rows), how, what)


def foremost_subjects(rows: pd.DataFrame, *, most: int = MOST_SUBJECTS) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the subjects that most rows speak of, and say in a note if any subjects are left out."""
    counts = rows["subject_id"].value_counts(sort=True)
    if len(counts) <= most:
        return rows, ""
    chosen = counts.index[:most]
    return rows[rows["subject_id"].isin(chosen)], _told(most, len(counts), "most named", "subjects")


def latest_documents(sources: pd.DataFrame, *, most: int = MOST_DOCUMENTS) -> tuple[pd.DataFrame, str]:
    """Put documents in order of date, keep the latest, and say in a note if any are left out."""
    ordered = sources.sort_values("event_date", kind="stable")
    if len(ordered) <= most:
        return ordered, ""
    return ordered.tail(most), _told(most, len(ordered), "latest", "documents")


def _told(shown: int, known: int, how: str, what: str) -> str:
    return f"Drawn are the {shown} {how} of {number(str(known))} {what}; the ledger has all."


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
