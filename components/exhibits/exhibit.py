"""An exhibit: as many rows as its form can show legibly, and the words for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import charts, maps
from components.exhibits.tables import figures_table
from components.style import Caption, Palette, number
from components.tables import Tables

MOST_MARKS = 40
MOST_SUBJECTS = 60
MOST_DOCUMENTS = 8


@dataclass(frozen=True, eq=False)
class Form:
    """Hold what differs by the form of a chart: how it is drawn, what it shows at most, how it is put in words.

    `draw` is a function of `charts` or `maps`, None for what is text. Where rows are too many, those with the highest
    values in column `ranked_by` stay, or, where that is blank, the subjects that most rows speak of. `by_document`
    tells that its columns are documents, which `draw` gets as an option. `axes` names what it can share of
    `charts.shared_axis`.
    `alt_text` states in words what it shows.
    """

    draw: Callable[..., go.Figure] | None
    ranked_by: str = ""
    by_document: bool = False
    axes: tuple[str, ...] = ()
    alt_text: Callable[[pd.DataFrame], str] = charts.alt_text


FORMS = {
    "bars": Form(charts.bars, ranked_by="event_date", axes=("top",)),
    "timeline": Form(charts.timeline, ranked_by="event_date", axes=("top", "years")),
    "dot_plot": Form(charts.dot_plot, ranked_by="value", axes=("top",)),
    "bullet": Form(charts.bullet, ranked_by="value", axes=("top",)),
    "tiles": Form(None),
    "board": Form(None),
    "fan": Form(charts.fan, ranked_by="event_date"),
    "ladder": Form(charts.ladder, alt_text=charts.stages_alt_text),
    "coverage_matrix": Form(charts.coverage_matrix, by_document=True, alt_text=charts.coverage_alt_text),
    "status_matrix": Form(charts.status_matrix, by_document=True, alt_text=charts.stages_alt_text),
    "map": Form(maps.map_figure),
}


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A chart before it is drawn, or what is text: its rows, words, form (a key of `FORMS`), and table for reading.

    `key` is unique; `section` is the heading that it stands under on its page, if any. `shown` has the id of a claim,
    derivation or milestone in `figure_id`; `table` gives the same rows for reading, each indexed by its place in
    `shown`; rows that it adds come after them in the index.
    """

    key: str
    shown: pd.DataFrame
    caption: Caption
    form: str
    options: Mapping[str, Any] = field(default_factory=dict)
    table: Callable[[Tables, pd.DataFrame], pd.DataFrame] = figures_table
    section: str = ""

    @property
    def is_drawn(self) -> bool:
        """Return whether it is a chart or map; tiles and the board are text."""
        return FORMS[self.form].draw is not None

    def draw(self, palette: Palette) -> go.Figure:
        """Draw it in the colours of a palette. Raises ValueError for text, or where it has no row."""
        draw = FORMS[self.form].draw
        if draw is None or self.shown.empty:
            raise ValueError(f"{self.key} has nothing to draw")
        return draw(self.shown, self.caption, palette, **self.options)


@dataclass(frozen=True, eq=False)
class Section:
    """What one page shows under one selection, which `selection_text` puts in words: its exhibits by key, in order.

    `silences` are sentences on what no document states of its subjects, `lead` one that it begins with, if its first
    exhibit has no finding as its title, and `beside` one that holds a figure of it against official statistics.
    """

    title: str
    question: str
    selection_text: str
    exhibits: Mapping[str, Exhibit]
    silences: tuple[str, ...] = ()
    lead: str = ""
    beside: str = ""


def slug(words: str) -> str:
    """Write words as a part of a key: “Trade and cargo” is `trade-and-cargo`."""
    return words.lower().replace(" ", "-")


def top_rows(rows: pd.DataFrame, *, by: str, most: int = MOST_MARKS) -> tuple[pd.DataFrame, str]:
    """Keep the rows with the highest values in column `by`, in their order, and say in a note if any are left out."""
    if len(rows) <= most:
        return rows, ""
    chosen = rows[by].sort_values(ascending=False, kind="stable", na_position="last").index[:most]
    how = "latest" if by == "event_date" else "largest"
    return rows[rows.index.isin(chosen)], _limit_note(most, len(rows), how, "figures")


def top_subjects(rows: pd.DataFrame, *, most: int = MOST_SUBJECTS) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the subjects that most rows speak of, and say in a note if any subjects are left out."""
    counts = rows["subject_id"].value_counts(sort=True)
    if len(counts) <= most:
        return rows, ""
    chosen = counts.index[:most]
    return rows[rows["subject_id"].isin(chosen)], _limit_note(most, len(counts), "most named", "subjects")


def latest_documents(sources: pd.DataFrame, *, most: int = MOST_DOCUMENTS) -> tuple[pd.DataFrame, str]:
    """Put documents in order of date, keep the latest, and say in a note if any are left out."""
    ordered = sources.sort_values("event_date", kind="stable")
    if len(ordered) <= most:
        return ordered, ""
    return ordered.tail(most), _limit_note(most, len(ordered), "latest", "documents")


def _limit_note(shown: int, known: int, how: str, noun: str) -> str:
    return f"Drawn are the {shown} {how} of {number(str(known))} {noun}; the ledger has all."


def make_exhibit(
    tables: Tables,
    key: str,
    rows: pd.DataFrame,
    form: str,
    *,
    title: str,
    subtitle: str,
    selection: str,
    note: str = "",
    alt_text: Callable[[pd.DataFrame], str] | None = None,
    options: Mapping[str, Any] | None = None,
    table: Callable[[Tables, pd.DataFrame], pd.DataFrame] = figures_table,
    section: str = "",
) -> Exhibit:
    """Return an exhibit of rows, after leaving out what would make a chart unreadable; its note then says so.

    `alt_text` puts the rows in words for those who do not see the chart, if not as its form does.
    """
    kind, drawn, notes = FORMS[form], dict(options or {}), [note]
    if kind.by_document:
        drawn["documents"], more = latest_documents(tables.sources)
        rows = rows[rows["source_id"].isin(drawn["documents"]["source_id"])] if more else rows
        notes.append(more)
    if kind.draw is None:
        shown, more = rows, ""
    else:
        shown, more = top_rows(rows, by=kind.ranked_by) if kind.ranked_by else top_subjects(rows)
    caption = charts.caption(
        tables,
        shown,
        title=title,
        subtitle=subtitle,
        selection=selection,
        note=" ".join(filter(None, [*notes, more])),
        alt_text=(alt_text or kind.alt_text)(shown),
    )
    return Exhibit(key, shown, caption, form, drawn, table, section)
