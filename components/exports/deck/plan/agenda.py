"""An agenda before it is drawn: a table of statements, and beside each row the day said and the day due."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.charts.matrix import mixed
from components.charts.statement_marks import due
from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.table import Cell, Row, Table, fitted, parted, spread
from components.style import Palette, period, short_month

_WIDTHS = (2.3, 3.35, 0.9, 1.2)
_HEAD = ("Subject", "What is said", "Said", "Due")
_FILLINGS = {"operating": 1.0, "under_way": 0.65, "planned": 0.3, "pledged": 0.3}
AXIS_GAP = 0.3
_LEAST_YEARS = 4
_TALLEST = 0.5


@dataclass(frozen=True)
class Mark:
    """One statement on the axis: its days as years with a fraction, colours, and whether it is a stage."""

    said: float
    due_from: float | None
    due: float | None
    colour: str
    filling: str
    stage: bool
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    """One slide of an agenda: the table, a mark for each of its rows, the axis of years beside it and its ticks."""

    table: Table
    marks: tuple[Mark, ...]
    axis: Box
    years: tuple[int, int]
    ticks: tuple[int, ...]

    def across(self, year: float) -> float:
        """Give where a time stands on the slide, in inches from its left side."""
        first, last = self.years
        return self.axis.left + self.axis.width * (year - first) / (last - first)


def agendas(statements: pd.DataFrame, palette: Palette, body: Box) -> list[Agenda]:
    """Set statements (of `charts.statements` or of `derive.register` with labels) one under another, by subject."""
    records = [
        row
        for _, rows in statements.groupby("subject_id", sort=False)
        for row in rows.sort_values("event_date").to_dict("records")
    ]
    head = Row(tuple(Cell(word, size=10.0, colour=palette.muted) for word in _HEAD))
    rows = [
        fitted(_row(row, before is None or before["subject_id"] != row["subject_id"]), _WIDTHS)
        for before, row in zip([None, *records], records, strict=False)
    ]
    marks = {row["figure_id"]: _mark(row, palette) for row in records}
    years = _years(list(marks.values()))
    step = max(1, -(-(years[1] - years[0]) // 8))
    left = body.left + sum(_WIDTHS) + AXIS_GAP
    axis = Box(left, body.top, body.left + body.width - left - 0.25, body.height)
    return [
        Agenda(
            spread(table, body.height, _TALLEST),
            tuple(marks[row.ids[0]] for row in table.rows),
            axis,
            years,
            tuple(range(years[0], years[1] + 1, step)),
        )
        for table in parted(_WIDTHS, head, rows, body.height)
    ]


def _row(statement: dict[str, Any], first: bool) -> Row:
    when = period(statement["due_start"], statement["due_end"], short=True)
    label, told = one_line(statement["label"]), one_line(statement["statement"] or statement.get("perimeter", ""))
    return Row(
        (
            Cell(one_line(statement["subject"]) if first else "", size=12.0, bold=True),
            Cell(label.partition(", ")[0], told, size=12.0),
            Cell(short_month(statement["event_date"])),
            Cell(when),
        ),
        ids=(statement["figure_id"],),
    )


def _mark(statement: dict[str, Any], palette: Palette) -> Mark:
    colour = palette.of_corridor(statement["corridor_id"])
    stage = statement.get("stage")
    named = isinstance(stage, str) and stage != ""
    filling = mixed(colour, palette.paper, _FILLINGS.get(str(stage), 0.0)) if named else colour
    last, start = due(statement), statement["due_start"]
    opened = pd.notna(start) and last is not None and statement["event_date"] < start < last
    return Mark(
        said=_year(statement["event_date"]),
        due_from=_year(start) if opened else None,
        due=None if last is None else _year(last),
        colour=colour,
        filling=filling,
        stage=named,
        ids=(statement["figure_id"],),
    )


def _year(day: pd.Timestamp) -> float:
    length = 366 if day.is_leap_year else 365
    return float(day.year + (day.day_of_year - 0.5) / length)


def _years(marks: list[Mark]) -> tuple[int, int]:
    times = [time for mark in marks for time in (mark.said, mark.due) if time is not None]
    first, last = int(min(times)), int(max(times)) + 1
    return first, max(last, first + _LEAST_YEARS)
