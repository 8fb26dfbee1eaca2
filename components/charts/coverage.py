"""How much each document says of each subject: a blank cell is silence."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.grid import Drawn, by_kind, label, rule
from components.derive import coverage
from components.style import Caption, Palette, chart_text, month, short_month

_HEAD = 40
_KIND = 28
_ROW = {1: 30, 2: 41}
_NAMES = 176
_LETTERS = 27
_INSET = 16 - _NAMES


def coverage_matrix(
    statements: pd.DataFrame, caption: Caption, palette: Palette, *, documents: pd.DataFrame
) -> go.Figure:
    """Draw, for each subject and document, how many figures and stages the document states of it.

    `statements` has the columns of `derive.ledger_rows`, `documents` are the columns: rows of the sources in
    order of date. A circle is solid where figures are among them, outlined where there are stages in words only.
    """
    columns = {source: place for place, source in enumerate(documents["source_id"])}
    cells = {subject: rows.to_dict("records") for subject, rows in coverage(statements).groupby("subject_id")}
    kinds = by_kind(statements)
    height = _HEAD + sum(_KIND + sum(_ROW[len(_lines(name))] for name, _ in subjects) for _, subjects in kinds)
    words = [_month(day, place, height - _HEAD + 3, palette) for place, day in enumerate(documents["event_date"])]
    traces, rules = [], []
    y = float(height - _HEAD)
    for kind, subjects in kinds:
        rules.append(rule(y, palette, color=palette.axis))
        words.append(
            label(chart_text(kind), y=y - _KIND + 4, size=13, name="kind", colour=palette.accent, xshift=_INSET)
        )
        y -= _KIND
        for name, rows in subjects:
            lines = _lines(name)
            row = _ROW[len(lines)]
            named = "<br>".join(map(chart_text, lines))
            words.append(label(named, y=y - row / 2, size=13, name="subject", yanchor="middle", xshift=_INSET))
            traces += [
                _circle(cell, palette, columns[cell["source_id"]], y - row / 2)
                for cell in cells.get(rows["subject_id"].iloc[0], [])
            ]
            y -= row
            rules.append(rule(y, palette))
    chart = go.Figure(traces, {"annotations": words, "shapes": rules})
    chart.update_yaxes(range=[0, height], visible=False)
    chart.update_xaxes(range=[-0.5, len(documents) - 0.5], visible=False)
    return framed(chart, caption, palette, plot_height=height, axis_height=0, left=_NAMES, right=12)


def told_coverage(statements: pd.DataFrame) -> str:
    """State in words what a coverage matrix of these statements shows: counts by subject and document."""
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
    parts = [
        f"{cell[what]} {noun}{'' if cell[what] == 1 else 's'}"
        for what, noun in (("figures", "figure"), ("milestones", "stage"))
        if cell[what]
    ]
    return " and ".join(parts)


def _month(day: pd.Timestamp, place: int, y: float, palette: Palette) -> Drawn:
    centred = {"xref": "x", "x": place, "xanchor": "center", "align": "center"}
    return label(short_month(day).replace(" ", "<br>"), y=y, size=12, name="document", colour=palette.muted, **centred)


def _circle(cell: dict[str, Any], palette: Palette, x: int, y: float) -> Drawn:
    colour = palette.of_corridor(cell["corridor_id"])
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
        "hovertemplate": f"<b>{chart_text(cell['subject'])}</b><br>{_count(cell)}<extra></extra>",
        "cliponaxis": False,
    }
