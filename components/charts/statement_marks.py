"""The marks of one statement on an agenda: the day said, the span to the day due, and its words."""

import textwrap
from typing import Any

import pandas as pd

from components.charts.grid import Drawn
from components.style import Palette, chart_text, period, source_label, stage_words

LANE = 25
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


def due(statement: Statement) -> pd.Timestamp | None:
    """Give the last day on which what a statement says is due; nothing where it names none."""
    day = statement["due_start"] if pd.isna(statement["due_end"]) else statement["due_end"]
    return None if pd.isna(day) else day


def spans(statement: Statement, palette: Palette, y: float) -> list[Drawn]:
    """Give the Plotly shapes of the dashed span from the day said to the day due; none where there is no due date."""
    colour = palette.of_corridor(statement["corridor_id"])
    said, day_due = statement["event_date"], due(statement)
    if day_due is None:
        return []
    dashed = {"color": colour, "width": 1.8, "dash": "dash"}
    drawn: list[Drawn] = [{"name": "said to due", "x0": said, "line": dashed}]
    if not pd.isna(statement["due_start"]) and statement["due_start"] > said:
        drawn.append({"name": "due", "x0": statement["due_start"], "line": {"color": colour, "width": 3}})
    return [{"type": "line", "x1": day_due, "y0": y, "y1": y} | span for span in drawn]


def marks(statement: Statement, palette: Palette, y: float) -> list[Drawn]:
    """Give the Plotly traces of a statement: a diamond at the day due, if any, and the mark of the day said."""
    colour = palette.of_corridor(statement["corridor_id"])
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


def words_beside(statement: Statement, palette: Palette, y: float, side: str) -> Drawn:
    """Give the Plotly annotation of a statement’s words beside its marks, or above them where `side` says so."""
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
        "text": chart_text(statement["label"]),
        "bgcolor": palette.paper,
        "borderpad": 1,
        "font": {"size": 13},
    } | place


def _hover(statement: Statement) -> str:
    lines = [f"<b>{chart_text(statement['subject'])}</b>", chart_text(statement["label"])]
    if isinstance(statement.get("stage"), str) and statement["stage"]:
        lines.append(f"stage: {stage_words(statement['stage'])}")
    if due(statement) is not None:
        lines.append(f"due {period(statement['due_start'], statement['due_end'])}")
    if statement.get("as_stated"):
        lines += [chart_text(part) for part in textwrap.wrap(f"“{statement['as_stated']}”", 60)]
    if statement.get("publisher"):
        lines.append(f"said in {chart_text(source_label(statement['publisher'], statement['event_date']))}")
    return "<br>".join(lines) + "<extra></extra>"
