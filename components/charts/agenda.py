"""Statements on the axis of time: when each was said, and when what it says is due."""

import textwrap
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.style import Caption, Palette, period, source_label, stage_words

_NARROW = 318
_LETTER = 6.7
_CLEAR = 15
_HEADING = 27
_LANE = 25
_GAP = 9
_FILLING = {
    "operating": 1.0,
    "under_way": 0.65,
    "planned": 0.3,
    "pledged": 0.3,
    "suggested": 0.0,
    "talks": 0.0,
    "interest": 0.0,
}

Statement = dict[str, Any]
Lane = list[tuple[Statement, str]]


def agenda(
    statements: pd.DataFrame, caption: Caption, palette: Palette, *, years: tuple[int, int] | None = None
) -> go.Figure:
    """Draw each statement at the day it was said, and a dashed span from there to a diamond at the day it is due.

    `statements` has `figure_id, subject_id, subject, corridor_id, event_date, due_start, due_end, label` (the direct
    label, in words) and `stage` or `claim_type`; read for the hover where present: `as_stated, publisher`. One row
    a subject, in the order given, with as many lanes as its labels need on a phone. What has no due date gets no
    span. `years` are the ends of the axis (those of the statements by default). Different statements are never joined.
    """
    start, end = _span(statements, years)
    groups = [
        (rows["subject"].iloc[0], _lanes(rows.sort_values("event_date").to_dict("records"), start, end))
        for _, rows in statements.groupby("subject_id", sort=False)
    ]
    height = sum(_HEADING + _LANE * len(lanes) + _GAP for _, lanes in groups)
    chart = go.Figure()
    y = float(height)
    for subject, lanes in groups:
        _add_heading(chart, subject, y)
        y -= _HEADING
        for lane in lanes:
            y -= _LANE / 2
            chart.add_shape(
                type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, layer="below",
                line={"color": palette.grid, "width": 1},
            )  # fmt: skip
            for statement, side in lane:
                _add_statement(chart, statement, palette, y)
                _add_label(chart, statement, palette, y, side)
            y -= _LANE / 2
        y -= _GAP
    chart.update_yaxes(range=[0, height], visible=False)
    step = max(1, -(-(end.year - start.year) // 6))
    ticks = [pd.Timestamp(year, 1, 1) for year in range(start.year, end.year + 1, step)]
    chart.update_xaxes(
        type="date",
        range=[start, end],
        tickvals=ticks,
        ticktext=[str(tick.year) for tick in ticks],
        tickangle=0,
        showgrid=True,
        gridcolor=palette.grid,
    )
    return framed(chart, caption, palette, plot_height=height, left=18, right=18)


def _span(statements: pd.DataFrame, years: tuple[int, int] | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = pd.concat([statements["event_date"], statements["due_start"], statements["due_end"]]).dropna()
    first, last = years or ((days.min().year, days.max().year) if len(days) else (2013, 2030))
    whole = pd.Timestamp(last + 1, 1, 1) - pd.Timestamp(first, 1, 1)
    return pd.Timestamp(first, 1, 1) - whole * 0.03, pd.Timestamp(last + 1, 1, 1) + whole * 0.05


def _due(statement: Statement) -> pd.Timestamp | None:
    day = statement["due_start"] if pd.isna(statement["due_end"]) else statement["due_end"]
    return None if pd.isna(day) else day


def _lanes(statements: list[Statement], start: pd.Timestamp, end: pd.Timestamp) -> list[Lane]:
    """Lay statements into as few lanes as keep their marks and labels apart on a narrow screen."""
    lanes: list[Lane] = []
    taken: list[list[tuple[float, float]]] = []
    for statement in statements:
        days = [statement["event_date"], _due(statement) or statement["event_date"]]
        left, right = (_NARROW * float((day - start) / (end - start)) for day in (min(days), max(days)))
        width = _CLEAR + _LETTER * len(statement["label"])
        if right + width <= _NARROW:
            side, reach = "right", (left - _CLEAR, right + width)
        elif left - width >= 0:
            side, reach = "left", (left - width, right + _CLEAR)
        else:
            side, reach = "above", (0.0, float(_NARROW))
        free = [
            index
            for index, spans in enumerate(taken)
            if side != "above" and all(reach[1] < low or reach[0] > high for low, high in spans)
        ]
        if side == "above":
            lanes.append([])
            taken.append([(0.0, float(_NARROW))])
        if free:
            lanes[free[0]].append((statement, side))
            taken[free[0]].append(reach)
        else:
            lanes.append([(statement, side)])
            taken.append([reach])
    return lanes


def _add_heading(chart: go.Figure, subject: str, y: float) -> None:
    chart.add_annotation(
        name=f"{subject} heading",
        xref="paper",
        x=0,
        y=y - _HEADING,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=f"<b>{escape(subject)}</b>",
        font={"size": 13},
    )


def _add_statement(chart: go.Figure, statement: Statement, palette: Palette, y: float) -> None:
    colour = palette.of_corridor(statement["corridor_id"])
    due = _due(statement)
    if due is not None:
        chart.add_shape(
            name="said to due", type="line", x0=statement["event_date"], x1=due, y0=y, y1=y,
            line={"color": colour, "width": 1.8, "dash": "dash"},
        )  # fmt: skip
        if not pd.isna(statement["due_start"]) and statement["due_start"] > statement["event_date"]:
            chart.add_shape(
                name="due", type="line", x0=statement["due_start"], x1=due, y0=y, y1=y,
                line={"color": colour, "width": 3},
            )  # fmt: skip
    for day, marker in (
        (due, {"symbol": "diamond", "size": 14, "color": palette.paper, "line": {"color": colour, "width": 2}}),
        (statement["event_date"], _said_marker(statement, colour, palette)),
    ):
        if day is not None:
            chart.add_scatter(
                x=[day],
                y=[y],
                mode="markers",
                marker=marker,
                customdata=[[statement["figure_id"]]],
                hovertemplate=_hover(statement),
                cliponaxis=False,
            )


def _said_marker(statement: Statement, colour: str, palette: Palette) -> dict[str, Any]:
    stage = statement.get("stage")
    filling = _FILLING.get(stage, 0.0) if isinstance(stage, str) and stage else 1.0
    return {
        "symbol": "circle",
        "size": 12 if isinstance(stage, str) and stage else 8,
        "color": _mixed(colour, palette.paper, filling),
        "line": {"color": colour, "width": 2},
    }


def _mixed(colour: str, ground: str, share: float) -> str:
    parts = [
        round(int(colour[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1 - share)) for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _add_label(chart: go.Figure, statement: Statement, palette: Palette, y: float, side: str) -> None:
    due = _due(statement)
    last = max(statement["event_date"], due) if due is not None else statement["event_date"]
    place: dict[str, Any] = {
        "right": {"x": last, "y": y, "xanchor": "left", "xshift": 10},
        "left": {"x": statement["event_date"], "y": y, "xanchor": "right", "xshift": -9},
        "above": {"xref": "paper", "x": 0, "y": y + _LANE, "xanchor": "left"},
    }[side]
    chart.add_annotation(
        name=statement["figure_id"],
        yanchor="middle",
        showarrow=False,
        text=escape(statement["label"]),
        bgcolor=palette.paper,
        borderpad=1,
        font={"size": 13},
        **place,
    )


def _hover(statement: Statement) -> str:
    lines = [f"<b>{escape(statement['subject'])}</b>", escape(statement["label"])]
    if isinstance(statement.get("stage"), str) and statement["stage"]:
        lines.append(f"stage: {stage_words(statement['stage'])}")
    if _due(statement) is not None:
        lines.append(f"due {period(statement['due_start'], statement['due_end']).removeprefix('due ')}")
    if statement.get("as_stated"):
        lines += [f"“{escape(part)}”" for part in textwrap.wrap(str(statement["as_stated"]), 60)]
    if statement.get("publisher"):
        lines.append(f"said in {escape(source_label(statement['publisher'], statement['event_date']))}")
    return "<br>".join(lines) + "<extra></extra>"
