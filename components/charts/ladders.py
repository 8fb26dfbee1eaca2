"""Subjects on the rungs of one ladder: which stage documents word of each, from the first mention to the latest."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from components import style
from components.charts import labels
from components.charts.frame import Drawing, add_frame
from components.charts.matrix import STAGED, stage_mark
from components.derive import STAGES, latest_stages

Row = dict[str, Any]
_EDGE = 18
_RUNG, _RUNGS = 12, 42
_HEADING, _NAME = 16, 13
_LANE, _WORDS = 21, 20
_AFTER, _GAP = 4, 5
_BESIDE = 11
_MOST_MONTHS = 2


class Step(NamedTuple):
    """Hold what is said of a subject at one stage: its rows by date, whether the latest is among them, its label."""

    stage: str
    rows: list[Row]
    latest: bool
    label: labels.Label


def rungs(milestones: pd.DataFrame) -> list[str]:
    """Return the stages that occur in milestones, from the least to the furthest."""
    return [stage for stage in STAGES if stage in set(milestones["stage"])]


def steps(rows: pd.DataFrame) -> list[Step]:
    """Return the stages of one subject, from the least to the furthest; `rows` are its milestones."""
    last = latest_stages(rows[STAGED])["figure_id"].iloc[0]
    stages: dict[str, list[Row]] = {}
    for row in rows[STAGED].sort_values("event_date", kind="stable").to_dict("records"):
        stages.setdefault(row["stage"], []).append(row)
    return [
        Step(stage, said, any(row["figure_id"] == last for row in said), _label(said))
        for stage, said in ((stage, stages[stage]) for stage in STAGES if stage in stages)
    ]


def months(rows: list[Row]) -> str:
    """Return in which months a stage was worded, and when it was due: “Oct 2022” or “Sep 2025, due by 2025”."""
    said = list(dict.fromkeys(style.short_month(row["event_date"]) for row in rows))
    named = ", ".join(said) if len(said) <= _MOST_MONTHS else f"{said[0]} to {said[-1]}, {len(said)} times"
    due = [style.period(row["due_start"], row["due_end"]) for row in rows]
    return ", ".join([named, *dict.fromkeys(f"due {when}" for when in due if when != style.NO_DATE)])


def ladder(milestones: pd.DataFrame, caption: style.Caption, palette: style.Palette) -> go.Figure:
    """Draw a circle at each stage that is worded of a subject, the latest filled, and a line from the first to it.

    `milestones` has the columns of `selection.milestones_in_context` with the id as `figure_id`, and the name of its
    corridor as `block`; corridors and subjects come in the order given. Rungs are the stages that occur.
    """
    known = rungs(milestones)
    room = labels.NARROW - 2 * _EDGE
    chart = Drawing()
    chart.annotations += [_rung(stage, place, palette) for place, stage in enumerate(known)]
    depth = float(_RUNGS)
    for block, subjects in milestones.groupby("block", sort=False):
        colour = palette.of_corridor(subjects["corridor_colour"].iloc[0])
        heading = labels.label_of(labels.bold_lines(str(block), room, size=_HEADING, most=2), _HEADING)
        look: Row = {"size": _HEADING, "colour": colour}
        key = subjects["figure_id"].iloc[0]
        chart.annotations.append(labels.annotation(f"{key} block", heading, "left", y=-depth, yanchor="top", **look))
        depth += heading.height
        named = [rows for _, rows in subjects.groupby("subject_id", sort=False)]
        for place, rows in enumerate(sorted(named, key=lambda rows: rows["subject"].iloc[0] != block)):
            name = str(rows["subject"].iloc[0])
            depth = _add_subject(chart, rows, name if place or name != block else "", known, palette, depth)
        depth += _AFTER
    rules = [_line(place, place, -depth, 8.0 - _RUNGS, palette.grid, 1) for place in range(len(known))]
    chart.shapes = [*rules, *chart.shapes]
    height = math.ceil(depth)
    chart.layout = {
        "xaxis": {"range": [-0.5, len(known) - 0.5], "visible": False},
        "yaxis": {"range": [-height, 0], "visible": False},
    }
    return add_frame(chart, caption, palette, plot_height=height, axis_height=0, left=_EDGE, right=_EDGE)


def _add_subject(
    chart: Drawing, rows: pd.DataFrame, named: str, known: list[str], palette: style.Palette, depth: float
) -> float:
    """Draw the name, marks, line and labels of a subject from a depth on; return the depth that they end at."""
    first, room, taken = rows.iloc[0], labels.NARROW - 2 * _EDGE, steps(rows)
    colour = palette.of_corridor(first["corridor_colour"])
    side = _beside(taken[0], known, room) if len(taken) == 1 else ""
    if named:
        name = labels.label_of(labels.bold_lines(named, room, size=_NAME, most=2), _NAME)
        before = _share(taken[0], known) * room - (taken[0].label.width if side == "right" else 0) - 2 * _BESIDE
        fits = name.width <= before and name.height <= _LANE
        place: Row = {"y": -depth - _LANE / 2, "yanchor": "middle"} if fits else {"y": -depth, "yanchor": "top"}
        place |= {"size": _NAME, "bgcolor": palette.paper}
        chart.annotations.append(labels.annotation(f"{first['figure_id']} subject", name, "left", **place))
        depth += 0 if fits else name.height
    y = -depth - _LANE / 2
    for step in taken:
        chart.traces.append(stage_mark(step.rows, palette, known.index(step.stage), y, float(step.latest)))
    earliest = rows.sort_values("event_date", kind="stable").iloc[0]["stage"]
    ends = [known.index(earliest), *(known.index(step.stage) for step in taken if step.latest)]
    if len(set(ends)) > 1:
        chart.shapes.append(_line(min(ends), max(ends), y, y, colour, 2))
    depth += _LANE
    if side:
        chart.annotations.append(_words(taken[0], palette, known, side, y, _BESIDE if side == "left" else -_BESIDE))
        return depth + _GAP
    count = 0
    for step, lane, shift in _lanes(taken, known, room):
        chart.annotations.append(_words(step, palette, known, "left", -depth - _WORDS * (lane + 0.5), shift))
        count = max(count, lane + 1)
    return depth + _WORDS * count + _GAP


def _label(rows: list[Row]) -> labels.Label:
    words = months(rows)
    return labels.label_of([(style.chart_text(words), style.text_width(words, labels.SMALL))], labels.SMALL)


def _share(step: Step, known: list[str]) -> float:
    return (known.index(step.stage) + 0.5) / len(known)


def _beside(step: Step, known: list[str], room: float) -> str:
    """Return the side at which a label stands that has its lane for itself; blank where neither has room."""
    share, wide = _share(step, known), step.label.width + _BESIDE
    return "left" if share * room + wide <= room else "right" if share * room - wide >= 0 else ""


def _lanes(taken: list[Step], known: list[str], room: float) -> Iterable[tuple[Step, int, float]]:
    """Give each step the lane under the marks in which its label covers no other, and its shift from the mark."""
    lanes: list[list[labels.Box]] = []
    for step in taken:
        share, wide = _share(step, known), step.label.width
        shift = labels.within(share, room, wide)
        box = labels.Box(*labels.across(share, "left", shift, wide), 0, 0)
        widths = room, labels.WIDE - 2 * _EDGE
        free = [lane for lane, others in enumerate(lanes) if all(labels.apart(box, other, widths) for other in others)]
        lane = free[0] if free else len(lanes)
        lanes += [[]] if not free else []
        lanes[lane].append(box)
        yield step, lane, shift


def _words(step: Step, palette: style.Palette, known: list[str], side: str, y: float, shift: float) -> Row:
    place: Row = {"xref": "x", "x": known.index(step.stage), "xshift": shift, "y": y, "yanchor": "middle"}
    return labels.annotation(
        step.rows[0]["figure_id"], step.label, side, size=labels.SMALL, bgcolor=palette.paper, **place
    )


def _rung(stage: str, place: int, palette: style.Palette) -> Row:
    words = style.stage_words(stage)
    label = labels.label_of([(words, style.text_width(words, _RUNG))], _RUNG)
    at: Row = {"xref": "x", "x": place, "y": -20.0 * (place % 2), "yanchor": "top"}
    return labels.annotation(f"{stage} rung", label, "center", size=_RUNG, colour=palette.muted, **at)


def _line(first: float, last: float, low: float, high: float, colour: str, width: float) -> Row:
    ends = {"x0": first, "x1": last, "y0": low, "y1": high}
    return {"type": "line", "layer": "below", "line": {"color": colour, "width": width}} | ends
