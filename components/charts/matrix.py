"""Subjects by documents: the stages that each document words, and how much it states; a blank cell is silence."""

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import Drawing, add_frame
from components.derive import STAGES, coverage, stage_rank
from components.style import Caption, Palette, chart_text, counted, mix, month, short_month, source_label, stage_words

HEADINGS = {
    "Corridors, highways and waterways": ("corridor", "highway", "waterway"),
    "Rail lines": ("rail_line",),
    "Crossings": ("crossing",),
    "Terminals and ports": ("terminal", "port"),
    "Trade": ("trade_flow",),
    "Cargo": ("cargo_flow",),
    "Projects": ("project",),
    "Programmes": ("programme",),
    "Events": ("event",),
    "Energy": ("energy",),
}
Drawn = dict[str, Any]
_KIND = 46
_NAME = 21
_LANE = 22
_GAP = 7
_WORD = 0.95
_HEAD = 40
_COUNT_KIND = 28
_ROW = {1: 30, 2: 41}
_NAMES = 176
_LETTERS = 27
_INSET = 16 - _NAMES
# What is read of a milestone to draw it; to take all its columns, cell by cell, costs more than the drawing.
STAGED = ["figure_id", "subject_id", "subject", "corridor_colour", "stage", "statement", "as_stated"]
STAGED += ["document", "event_date", "due_start", "due_end"]
_PLACED = [*STAGED, "kind", "source_id"]


def by_kind(statements: pd.DataFrame) -> list[tuple[str, list[tuple[str, pd.DataFrame]]]]:
    """Group statements under the headings of their kinds, and by subject in the order of first mention."""
    ordered = statements.sort_values(["event_date", "subject"], kind="stable")
    headings = {kind: heading for heading, kinds in HEADINGS.items() for kind in kinds}
    under = ordered["kind"].map(lambda kind: headings.get(kind, kind.replace("_", " ").capitalize()))
    present = [heading for heading in dict.fromkeys([*HEADINGS, *under]) if heading in set(under)]
    return [
        (
            heading,
            [
                (str(rows["subject"].iloc[0]), rows)
                for _, rows in ordered[under == heading].groupby("subject_id", sort=False)
            ],
        )
        for heading in present
    ]


def label(text: str, *, y: float, size: int, name: str, colour: str | None = None, **place: Any) -> Drawn:
    """Return the Plotly annotation of words that stand on the height `y`, at the left end unless a place is given."""
    standard = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "align": "left", "showarrow": False}
    font = {"size": size} | ({"color": colour} if colour else {})
    return standard | {"name": name, "text": text, "y": y, "font": font} | place


def rule(y: float, palette: Palette, **line: Any) -> Drawn:
    """Return the Plotly shape of a row's light line over the whole width."""
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}
    return {"type": "line", "layer": "below", "line": {"color": palette.grid, "width": 1} | line} | ends


def status_matrix(
    milestones: pd.DataFrame, caption: Caption, palette: Palette, *, documents: pd.DataFrame
) -> go.Figure:
    """Draw a circle for each milestone in the column of its document, the darker the further on; nothing is joined.

    `milestones` has the columns of `selection.milestones_in_context` with the id as `figure_id`; `documents` are
    the columns, rows of the sources in order of date. One row a subject under the heading of its kind, in the order
    of first mention; several stages in one document stand one under another.
    """
    columns = {source: place for place, source in enumerate(documents["source_id"])}
    kinds = by_kind(milestones[_PLACED])
    height = sum(_KIND + sum(_NAME + _LANE * _lanes(rows) + _GAP for _, rows in subjects) for _, subjects in kinds)
    traces: list[Drawn] = []
    words: list[Drawn] = []
    rules: list[Drawn] = []
    y = float(height)
    for kind, subjects in kinds:
        words += _kind_words(kind, documents, palette, y)
        rules.append(rule(y - _KIND + 2, palette, color=palette.axis))
        y -= _KIND
        for name, rows in subjects:
            words.append(label(f"<b>{chart_text(name)}</b>", y=y - _NAME, size=14, name="subject"))
            y -= _NAME
            for _, cell in rows.groupby("source_id", sort=False):
                for lane, milestone in enumerate(_by_stage(cell)):
                    column, middle = columns[milestone["source_id"]], y - _LANE * (lane + 0.5)
                    traces.append(stage_mark([milestone], palette, column, middle, STAGES[milestone["stage"]].filling))
                    words.append(_stage_words(milestone, palette, column, middle))
            rules += [rule(y - _LANE * (lane + 0.5), palette) for lane in range(_lanes(rows))]
            y -= _LANE * _lanes(rows) + _GAP
    axes = {
        "xaxis": {"range": [-0.12, len(documents) - 1 + _WORD], "visible": False},
        "yaxis": {"range": [0, height], "visible": False},
    }
    chart = Drawing(traces, words, rules, axes)
    return add_frame(chart, caption, palette, plot_height=height, axis_height=0, left=16, right=2)


def stages_alt_text(milestones: pd.DataFrame) -> str:
    """Return in words what a status matrix of these milestones shows: each subject with its stages and dates."""
    listed = [
        f"{name}: "
        + ", ".join(
            f"{stage_words(row.stage)} {month(row.event_date)}" for row in rows[["stage", "event_date"]].itertuples()
        )
        for _, subjects in by_kind(milestones[_PLACED])
        for name, rows in subjects
    ]
    return "; ".join(listed) + "."


def _by_stage(cell: pd.DataFrame) -> list[dict[str, Any]]:
    return sorted(cell.to_dict("records"), key=lambda row: -stage_rank(row["stage"]))


def _lanes(rows: pd.DataFrame) -> int:
    return int(rows["source_id"].value_counts().max())


def _kind_words(kind: str, documents: pd.DataFrame, palette: Palette, y: float) -> list[Drawn]:
    heading = label(chart_text(kind), y=y - 24, size=14, name="kind", colour=palette.accent)
    months = [
        label(
            short_month(day),
            y=y - _KIND + 2,
            size=12,
            name="document",
            colour=palette.muted,
            xref="x",
            x=place,
            xshift=-9,
        )
        for place, day in enumerate(documents["event_date"])
    ]
    return [heading, *months]


def stage_mark(milestones: Sequence[Drawn], palette: Palette, x: int, y: float, filling: float) -> Drawn:
    """Return the Plotly trace of a circle for milestones of one subject and stage, filled by a share of its colour."""
    colour = palette.of_corridor(milestones[0]["corridor_colour"])
    return {
        "type": "scatter",
        "x": [x],
        "y": [y],
        "mode": "markers",
        "marker": {
            "symbol": "circle",
            "size": 12,
            "color": mix(colour, palette.paper, filling),
            "line": {"color": colour, "width": 2},
        },
        "customdata": [[milestone["figure_id"] for milestone in milestones]],
        "hovertemplate": "<br>".join(map(_hover, milestones)) + "<extra></extra>",
        "cliponaxis": False,
    }


def _stage_words(milestone: dict[str, Any], palette: Palette, x: int, y: float) -> Drawn:
    beside: Drawn = {"xref": "x", "x": x, "xshift": 8, "yanchor": "middle", "bgcolor": palette.paper, "borderpad": 1}
    return label(stage_words(milestone["stage"]), y=y, size=12, name=milestone["figure_id"], **beside)


def _hover(milestone: dict[str, Any]) -> str:
    lines = [
        f"<b>{chart_text(milestone['subject'])}</b>: {stage_words(milestone['stage'])}",
        chart_text(milestone["statement"]),
        chart_text(f"“{milestone['as_stated']}”"),
        chart_text(source_label(milestone["document"], milestone["event_date"])),
    ]
    return "<br>".join(lines)


def coverage_matrix(
    statements: pd.DataFrame, caption: Caption, palette: Palette, *, documents: pd.DataFrame
) -> go.Figure:
    """Draw, for each subject and document, how many figures and stages the document states of it.

    `statements` has the columns of `derive.ledger_rows`, `documents` are the columns: rows of the sources in
    order of date. A circle is solid where figures are among them, outlined where there are stages in words only.
    """
    columns = {source: place for place, source in enumerate(documents["source_id"])}
    months = [short_month(day) for day in documents["event_date"]]
    cells = {subject: rows.to_dict("records") for subject, rows in coverage(statements).groupby("subject_id")}
    kinds = by_kind(statements)
    height = _HEAD + sum(_COUNT_KIND + sum(_ROW[len(_lines(name))] for name, _ in subjects) for _, subjects in kinds)
    words = [_month(day, place, height - _HEAD + 3, palette) for place, day in enumerate(documents["event_date"])]
    traces, rules = [], []
    y = float(height - _HEAD)
    for kind, subjects in kinds:
        rules.append(rule(y, palette, color=palette.axis))
        words.append(
            label(chart_text(kind), y=y - _COUNT_KIND + 4, size=13, name="kind", colour=palette.accent, xshift=_INSET)
        )
        y -= _COUNT_KIND
        for name, rows in subjects:
            lines = _lines(name)
            row = _ROW[len(lines)]
            named = "<br>".join(map(chart_text, lines))
            words.append(label(named, y=y - row / 2, size=13, name="subject", yanchor="middle", xshift=_INSET))
            traces += [
                _count_circle(cell, months[column], palette, column, y - row / 2)
                for cell in cells.get(rows["subject_id"].iloc[0], [])
                for column in [columns[cell["source_id"]]]
            ]
            y -= row
            rules.append(rule(y, palette))
    axes = {
        "xaxis": {"range": [-0.5, len(documents) - 0.5], "visible": False},
        "yaxis": {"range": [0, height], "visible": False},
    }
    chart = Drawing(traces, words, rules, axes)
    return add_frame(chart, caption, palette, plot_height=height, axis_height=0, left=_NAMES, right=12)


def coverage_alt_text(statements: pd.DataFrame) -> str:
    """Return in words what a coverage matrix of these statements shows: counts by subject and document."""
    days = statements.groupby("source_id")["event_date"].first()
    cells = coverage(statements)
    return (
        "; ".join(
            f"{rows['subject'].iloc[0]}: "
            + ", ".join(f"{_count(cell)} {month(days[cell['source_id']])}" for cell in rows.to_dict("records"))
            for _, rows in cells.groupby("subject_id", sort=False)
        )
        + "."
    )


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, _LETTERS, max_lines=2, placeholder=" …")


def _count(cell: dict[str, Any]) -> str:
    parts = [counted(cell[what], noun) for what, noun in (("figures", "figure"), ("milestones", "stage")) if cell[what]]
    return " and ".join(parts)


def _month(day: pd.Timestamp, place: int, y: float, palette: Palette) -> Drawn:
    centred = {"xref": "x", "x": place, "xanchor": "center", "align": "center"}
    return label(short_month(day).replace(" ", "<br>"), y=y, size=12, name="document", colour=palette.muted, **centred)


def _count_circle(cell: dict[str, Any], said: str, palette: Palette, x: int, y: float) -> Drawn:
    colour = palette.of_corridor(cell["corridor_colour"])
    solid = cell["figures"] > 0
    return {
        "type": "scatter",
        "x": [x],
        "y": [y],
        "mode": "markers+text",
        "text": [str(cell["figures"] + cell["milestones"])],
        "textposition": "middle center",
        "textfont": {"size": 12, "color": palette.paper if solid else palette.ink},
        "marker": {
            "symbol": "circle",
            "size": 23,
            "color": colour if solid else palette.paper,
            "line": {"color": colour, "width": 1.6},
        },
        "customdata": [cell["ids"]],
        "hovertemplate": f"<b>{chart_text(cell['subject'])}</b><br>{_count(cell)}<br>said {said}<extra></extra>",
        "cliponaxis": False,
    }
