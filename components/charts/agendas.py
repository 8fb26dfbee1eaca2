"""Statements on the axis of time: when each was said, and when what it says is due."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import style
from components.charts.axes import Span, ticks_height, time_range, time_ticks
from components.charts.frame import add_frame
from components.charts.matrix import Drawn, label, rule
from components.derive import STAGES

AIMS = ("target", "forecast", "plan", "pledge")
_COLUMNS = [
    "figure_id", "subject_id", "subject", "corridor_id", "corridor_colour", "event_date", "due_start", "due_end",
    "label", "stage", "claim_type", "statement", "as_stated", "document", "source_id", "doubt",
]  # fmt: skip
LANE = 25
Statement = dict[str, Any]
_NARROW = 318
_LETTER = 6.7
_CLEAR = 15
_HEADING = 27
_GAP = 9
Lane = list[tuple[Statement, str]]


def statements(milestones: pd.DataFrame, figures: pd.DataFrame, corridors: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return milestones, and the aims among the figures, as rows for `charts.agenda`: by corridor, subject and date.

    `milestones` has the columns of `selection.milestones_in_context`, `figures` those of `derive.figures`; targets,
    forecasts, plans and pledges among them count, and what they refer to is when they are due. `corridors` is their
    order; subjects of others, or of none, follow.
    """
    stages = milestones.rename(columns={"milestone_id": "figure_id"}).assign(claim_type="")
    stages["label"] = [
        style.stage_words(row.stage) + _due_words(row.due_start, row.due_end) for row in stages.itertuples(index=False)
    ]
    aims = figures[figures["claim_type"].isin(AIMS)].assign(stage="")
    aims = aims.assign(due_start=aims["period_start"], due_end=aims["period_end"])
    aims["label"] = [_aim_words(row) for row in aims.to_dict("records")]
    aims["statement"] = aims["perimeter"]
    frames = [frame[_COLUMNS] for frame in (stages, aims) if len(frame)]
    joined = pd.concat(frames) if frames else stages[_COLUMNS]
    ranks = {corridor: place for place, corridor in enumerate(corridors)}
    order = {subject: place for place, subject in enumerate(dict.fromkeys(joined["subject_id"]))}
    placed = joined.assign(
        rank=joined["corridor_id"].map(lambda key: ranks.get(key, len(ranks))), place=joined["subject_id"].map(order)
    )
    return placed.sort_values(["rank", "place", "event_date"], kind="stable", ignore_index=True)[_COLUMNS]


def agenda_alt_text(rows: pd.DataFrame) -> str:
    """Return in words what an agenda of these statements shows, for those who do not see it."""
    listed = [
        f"{row.subject}: {row.label}, said {style.short_month(row.event_date)}" for row in rows.itertuples(index=False)
    ]
    return "; ".join(listed) + "."


def _due_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    when = style.period(start, end)
    return "" if when == style.NO_DATE else f", due {when}"


def _aim_words(figure: dict[str, object]) -> str:
    when = style.period(pd.Timestamp(str(figure["period_start"])), pd.Timestamp(str(figure["period_end"])))
    return f"{style.quantity(figure)} {style.CLAIM_TYPES[str(figure['claim_type'])]}" + (
        "" if when == style.NO_DATE else f", {when}"
    )


def due(statement: Statement) -> pd.Timestamp | None:
    """Return the last day on which what a statement says is due; nothing where it names none."""
    day = statement["due_start"] if pd.isna(statement["due_end"]) else statement["due_end"]
    return None if pd.isna(day) else day


def spans(statement: Statement, palette: style.Palette, y: float) -> list[Drawn]:
    """Return the Plotly shapes of the dashed span from the day said to the day due; none where there is no due date."""
    colour = palette.of_corridor(statement["corridor_colour"])
    day_said, day_due = statement["event_date"], due(statement)
    if day_due is None:
        return []
    dashed = {"color": colour, "width": 1.8, "dash": "dash"}
    drawn: list[Drawn] = [{"name": "said to due", "x0": day_said, "line": dashed}]
    if not pd.isna(statement["due_start"]) and statement["due_start"] > day_said:
        drawn.append({"name": "due", "x0": statement["due_start"], "line": {"color": colour, "width": 3}})
    return [{"type": "line", "x1": day_due, "y0": y, "y1": y} | span for span in drawn]


def marks(statement: Statement, palette: style.Palette, y: float) -> list[Drawn]:
    """Return the Plotly traces of a statement: a diamond at the day due, if any, and the mark of the day said."""
    colour = palette.of_corridor(statement["corridor_colour"])
    diamond = {"symbol": "diamond", "size": 14, "color": palette.paper, "line": {"color": colour, "width": 2}}
    placed = (due(statement), diamond), (statement["event_date"], _said_marker(statement, colour, palette))
    return [
        {
            "type": "scatter",
            "x": [day],
            "y": [y],
            "mode": "markers",
            "marker": marker,
            "customdata": [[statement["figure_id"]]],
            "hovertemplate": _hover(statement),
            "cliponaxis": False,
        }
        for day, marker in placed
        if day is not None
    ]


def _said_marker(statement: Statement, colour: str, palette: style.Palette) -> dict[str, Any]:
    stage = statement.get("stage")
    named = isinstance(stage, str) and stage != ""
    return {
        "symbol": "circle",
        "size": 12 if named else 8,
        "color": style.mix(colour, palette.paper, STAGES[str(stage)].filling) if named else colour,
        "line": {"color": colour, "width": 2},
    }


def words_beside(statement: Statement, palette: style.Palette, y: float, side: str) -> Drawn:
    """Return the Plotly annotation of a statement’s words beside its marks, or above them where `side` says so."""
    day_due = due(statement)
    last = max(statement["event_date"], day_due) if day_due is not None else statement["event_date"]
    place: dict[str, Any] = {
        "right": {"x": last, "y": y, "xanchor": "left", "xshift": 10},
        "left": {"x": statement["event_date"], "y": y, "xanchor": "right", "xshift": -9},
        "above from": {"x": statement["event_date"], "y": y + LANE * 0.75, "xanchor": "left", "xshift": -6},
        "above to": {"x": last, "y": y + LANE * 0.75, "xanchor": "right", "xshift": 6},
        "above": {"xref": "paper", "x": 0, "y": y + LANE * 0.75, "xanchor": "left"},
    }[side]
    return {
        "name": statement["figure_id"],
        "yanchor": "middle",
        "align": place["xanchor"],
        "showarrow": False,
        "text": style.chart_text(statement["label"]),
        "bgcolor": palette.paper,
        "borderpad": 1,
        "font": {"size": 13},
    } | place


def _hover(statement: Statement) -> str:
    lines = [f"<b>{style.chart_text(statement['subject'])}</b>", style.chart_text(statement["label"])]
    if isinstance(statement.get("stage"), str) and statement["stage"]:
        lines.append(f"stage: {style.stage_words(statement['stage'])}")
    if due(statement) is not None:
        lines.append(f"due {style.period(statement['due_start'], statement['due_end'])}")
    if statement.get("as_stated"):
        lines += [style.chart_text(part) for part in textwrap.wrap(f"“{statement['as_stated']}”", 60)]
    if statement.get("document"):
        lines.append(f"said in {style.chart_text(style.source_label(statement['document'], statement['event_date']))}")
    return "<br>".join(lines) + "<extra></extra>"


def agenda(
    statements: pd.DataFrame, caption: style.Caption, palette: style.Palette, *, years: tuple[int, int] | None = None
) -> go.Figure:
    """Draw each statement at the day it was said, and a dashed span from there to a diamond at the day it is due.

    `statements` has `figure_id, subject_id, subject, corridor_colour, event_date, due_start, due_end, label` (the
    direct label, in words) and `stage` or `claim_type`; read for the hover where present: `as_stated, document`. One
    row a subject, in the order given, with as many lanes as its labels need on a phone. What has no due date gets no
    span. The axis reaches from and to `years` at least. Different statements are never joined.
    """
    span = _span(statements, years)
    whole = span[1] - span[0]
    start, end = span[0] - whole * 0.03, span[1] + whole * 0.05
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
        words.append(label(f"<b>{style.chart_text(subject)}</b>", y=y, size=13, name=f"{subject} heading"))
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
    ticks = time_ticks(span, _NARROW)
    chart.update_xaxes(type="date", range=[start, end], showgrid=True, **ticks)
    return add_frame(chart, caption, palette, plot_height=height, axis_height=ticks_height(ticks), left=18, right=18)


def _span(statements: pd.DataFrame, years: tuple[int, int] | None) -> Span:
    days = pd.concat([statements["event_date"], statements["due_start"], statements["due_end"]]).dropna()
    return time_range((days.min(), days.max() + pd.Timedelta(days=1)) if len(days) else None, years)


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
