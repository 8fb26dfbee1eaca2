"""The stage of each subject in each document: an empty cell is silence."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.grid import Drawn, by_kind, label, rule
from components.derive import STAGES
from components.style import Caption, Palette, chart_text, month, rgb, short_month, source_label, stage_words

FILLINGS = {"pledged": 0.3, "planned": 0.3, "under_way": 0.65, "operating": 1.0}
_KIND = 46
_NAME = 21
_LANE = 22
_GAP = 7
_WORD = 0.95


def status_matrix(
    milestones: pd.DataFrame, caption: Caption, palette: Palette, *, documents: pd.DataFrame
) -> go.Figure:
    """Draw a circle for each milestone in the column of its document, the darker the further on; nothing is joined.

    `milestones` has the columns of `selection.milestones_in_context` with the id as `figure_id`; `documents` are
    the columns, rows of the sources in order of date. One row a subject under the heading of its kind, in the order
    of first mention; several stages in one document stand one under another.
    """
    columns = {source: place for place, source in enumerate(documents["source_id"])}
    kinds = by_kind(milestones)
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
                    traces.append(_circle(milestone, palette, column, middle))
                    words.append(_stage_words(milestone, palette, column, middle))
            rules += [rule(y - _LANE * (lane + 0.5), palette) for lane in range(_lanes(rows))]
            y -= _LANE * _lanes(rows) + _GAP
    chart = go.Figure(traces, {"annotations": words, "shapes": rules})
    chart.update_yaxes(range=[0, height], visible=False)
    chart.update_xaxes(range=[-0.12, len(documents) - 1 + _WORD], visible=False)
    return framed(chart, caption, palette, plot_height=height, axis_height=0, left=16, right=2)


def told_stages(milestones: pd.DataFrame) -> str:
    """State in words what a status matrix of these milestones shows: each subject with its stages and dates."""
    told = [
        f"{name}: "
        + ", ".join(
            f"{stage_words(row.stage)} {month(row.event_date)}" for row in rows[["stage", "event_date"]].itertuples()
        )
        for _, subjects in by_kind(milestones)
        for name, rows in subjects
    ]
    return "; ".join(told) + "."


def mixed(colour: str, ground: str, share: float) -> str:
    """Mix a share of a hex colour into a ground."""
    parts = zip(rgb(colour)[:3], rgb(ground)[:3], strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in parts)


def _by_stage(cell: pd.DataFrame) -> list[dict[str, Any]]:
    return sorted(cell.to_dict("records"), key=lambda row: -STAGES.index(row["stage"]))


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


def _circle(milestone: dict[str, Any], palette: Palette, x: int, y: float) -> Drawn:
    colour = palette.of_corridor(milestone["corridor_id"])
    filling = mixed(colour, palette.paper, FILLINGS.get(milestone["stage"], 0.0))
    return {
        "type": "scatter",
        "x": [x],
        "y": [y],
        "mode": "markers",
        "marker": {"symbol": "circle", "size": 12, "color": filling, "line": {"color": colour, "width": 2}},
        "customdata": [[milestone["figure_id"]]],
        "hovertemplate": _hover(milestone),
        "cliponaxis": False,
    }


def _stage_words(milestone: dict[str, Any], palette: Palette, x: int, y: float) -> Drawn:
    beside: Drawn = {"xref": "x", "x": x, "xshift": 8, "yanchor": "middle", "bgcolor": palette.paper, "borderpad": 1}
    return label(stage_words(milestone["stage"]), y=y, size=12, name=milestone["figure_id"], **beside)


def _hover(milestone: dict[str, Any]) -> str:
    lines = [
        f"<b>{chart_text(milestone['subject'])}</b>: {stage_words(milestone['stage'])}",
        *(chart_text(line) for line in textwrap.wrap(milestone["statement"], 52)),
        *(chart_text(line) for line in textwrap.wrap(f"“{milestone['as_stated']}”", 52)),
        chart_text(source_label(milestone["publisher"], milestone["event_date"])),
    ]
    return "<br>".join(lines) + "<extra></extra>"
