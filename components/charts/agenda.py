"""Statements on the axis of time: when each was said, and when what it says is due."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.grid import Drawn, label, rule
from components.charts.statement_marks import LANE, Statement, due, marks, spans, words_beside
from components.style import Caption, Palette, chart_text

_NARROW = 318
_LETTER = 6.7
_CLEAR = 15
_HEADING = 27
_GAP = 9
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
    height = sum(_HEADING + LANE * len(lanes) + _GAP for _, lanes in groups)
    traces: list[Drawn] = []
    shapes: list[Drawn] = []
    words: list[Drawn] = []
    y = float(height)
    for subject, lanes in groups:
        y -= _HEADING
        words.append(label(f"<b>{chart_text(subject)}</b>", y=y, size=13, name=f"{subject} heading"))
        for lane in lanes:
            y -= LANE / 2
            shapes.append(rule(y, palette))
            for statement, side in lane:
                traces += marks(statement, palette, y)
                shapes += spans(statement, palette, y)
                words.append(words_beside(statement, palette, y, side))
            y -= LANE / 2
        y -= _GAP
    chart = go.Figure(traces, {"annotations": words, "shapes": shapes})
    chart.update_yaxes(range=[0, height], visible=False)
    step = max(1, -(-(end.year - start.year) // 6))
    chart.update_xaxes(
        type="date",
        range=[start, end],
        tick0=pd.Timestamp(start.year + 1, 1, 1),
        dtick=f"M{12 * step}",
        tickformat="%Y",
        ticklabelmode="period",
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


def _lanes(statements: list[Statement], start: pd.Timestamp, end: pd.Timestamp) -> list[Lane]:
    """Lay statements into as few lanes as keep their marks and labels apart on a narrow screen."""
    lanes: list[Lane] = []
    taken: list[list[tuple[float, float]]] = []
    for statement in statements:
        days = [statement["event_date"], due(statement) or statement["event_date"]]
        left, right = (_NARROW * float((day - start) / (end - start)) for day in (min(days), max(days)))
        width = _CLEAR + _LETTER * len(statement["label"])
        if right + width <= _NARROW:
            side, reach = "right", (left - _CLEAR, right + width)
        elif left - width >= 0:
            side, reach = "left", (left - width, right + _CLEAR)
        else:
            side = "above from" if left + width <= _NARROW else "above to" if right >= width else "above"
            reach = (0.0, float(_NARROW))
        free = [
            index
            for index, spans in enumerate(taken)
            if not side.startswith("above") and all(reach[1] < low or reach[0] > high for low, high in spans)
        ]
        if side.startswith("above"):
            lanes.append([])
            taken.append([(0.0, float(_NARROW))])
        if free:
            lanes[free[0]].append((statement, side))
            taken[free[0]].append(reach)
        else:
            lanes.append([(statement, side)])
            taken.append([reach])
    return lanes
