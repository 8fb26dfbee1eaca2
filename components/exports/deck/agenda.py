"""An agenda on slides: a table of statements, and beside each row the day it was said and the day it is due."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from components.charts.agendas import due
from components.derive import STAGES
from components.exports.deck.layout import Box, one_line
from components.exports.deck.tables import Cell, Row, Table, paginate, stretch_rows, truncate_cells
from components.style import LIGHT, mix, period, short_month

_WIDTHS = (2.3, 3.35, 0.9, 1.2)
_HEAD = ("Subject", "What is said", "Said", "Due")
_TALLEST_ROW = 0.5
_AXIS_GAP = 0.3
_FEWEST_YEARS, _MOST_TICKS = 4, 8
_TICK_SIZE = 10.5
_STAGE_SIZE, _FIGURE_SIZE, _DUE_SIZE = 0.165, 0.115, 0.19


@dataclass(frozen=True)
class Mark:
    """One statement on the axis: its days as years with a fraction, its colours, and whether it is a stage."""

    stated_at: float
    due_from: float | None
    due: float | None
    colour: str
    filling: str
    stage: bool


@dataclass(frozen=True)
class Agenda:
    """One slide of an agenda: the table, a mark for each of its rows, the axis of years beside it and its ticks."""

    table: Table
    marks: tuple[Mark, ...]
    axis: Box
    years: tuple[int, int]
    ticks: tuple[int, ...]

    def across(self, year: float) -> float:
        """Return where a time stands on the slide, in inches from its left side."""
        first, last = self.years
        return self.axis.left + self.axis.width * (year - first) / (last - first)


def paginate_agenda(statements: pd.DataFrame, body: Box) -> list[Agenda]:
    """Set statements (of `charts.statements` or of `derive.register` with labels) one under another, by subject."""
    records = [
        row
        for _, rows in statements.groupby("subject_id", sort=False)
        for row in rows.sort_values("event_date").to_dict("records")
    ]
    head = Row(tuple(Cell(word, size=10.0, colour=LIGHT.muted) for word in _HEAD))
    rows = [
        truncate_cells(_row(row, before is None or before["subject_id"] != row["subject_id"]), _WIDTHS)
        for before, row in zip([None, *records], records, strict=False)
    ]
    marks = {row["figure_id"]: _mark(row) for row in records}
    years = _years(list(marks.values()))
    step = max(1, -(-(years[1] - years[0]) // _MOST_TICKS))
    left = body.left + sum(_WIDTHS) + _AXIS_GAP
    axis = Box(left, body.top, body.left + body.width - left - 0.25, body.height)
    return [
        Agenda(
            stretch_rows(table, body.height, _TALLEST_ROW),
            tuple(marks[row.ids[0]] for row in table.rows),
            axis,
            years,
            tuple(range(years[0], years[1] + 1, step)),
        )
        for table in paginate(_WIDTHS, head, rows, body.height)
    ]


def draw_agenda(slide: Any, agenda: Agenda, name: str, alt_text: str) -> None:
    """Draw the table and, level with each of its rows, the day said, the day due, and the span between the two."""
    from components.exports.deck import shapes  # imported where needed: it takes half a second

    left = agenda.axis.left - _AXIS_GAP - sum(agenda.table.widths)
    shapes.draw_table(slide, agenda.table, left, agenda.axis.top, name, alt_text)
    group = slide.shapes.add_group_shape()
    tops = list(accumulate(agenda.table.heights(), initial=agenda.axis.top))
    head, foot = tops[1], tops[-1]
    for year in agenda.ticks:
        across = agenda.across(year)
        shapes.add_line(group.shapes, (across, head), (across, foot), LIGHT.grid, 0.75)
        box = Box(across - 0.3, head - 0.22, 0.6, 0.18)
        shapes.add_text(group.shapes, box, str(year), name="Year", size=_TICK_SIZE, ink=LIGHT.muted, align="center")
    right = agenda.axis.left + agenda.axis.width
    shapes.add_line(group.shapes, (agenda.axis.left, head), (right, head), LIGHT.axis, 1)
    for row, mark in enumerate(agenda.marks, start=1):
        middle = (tops[row] + tops[row + 1]) / 2
        stated = agenda.across(mark.stated_at), middle
        if mark.due is not None:
            due_at = agenda.across(mark.due), middle
            shapes.add_line(group.shapes, stated, due_at, mark.colour, 1.75, dash="DASH")
            if mark.due_from is not None:
                shapes.add_line(group.shapes, (agenda.across(mark.due_from), middle), due_at, mark.colour, 3)
            shapes.add_mark(group.shapes, "DIAMOND", due_at, _DUE_SIZE, LIGHT.paper, mark.colour, "Due")
        size = _STAGE_SIZE if mark.stage else _FIGURE_SIZE
        shapes.add_mark(group.shapes, "OVAL", stated, size, mark.filling, mark.colour, "Said")
    shapes.set_alt_text(group, f"{name}: time axis", alt_text)


def _row(statement: dict[str, Any], first: bool) -> Row:
    when = period(statement["due_start"], statement["due_end"], short=True)
    statement_words = one_line(statement["statement"] or statement.get("perimeter", ""))
    return Row(
        (
            Cell(one_line(statement["subject"]) if first else "", size=12.0, bold=True),
            Cell(one_line(statement["label"]).partition(", ")[0], statement_words, size=12.0),
            Cell(short_month(statement["event_date"])),
            Cell(when),
        ),
        ids=(statement["figure_id"],),
    )


def _mark(statement: dict[str, Any]) -> Mark:
    colour = LIGHT.of_corridor(statement["corridor_colour"])
    stage = statement.get("stage")
    named = isinstance(stage, str) and stage != ""
    filling = mix(colour, LIGHT.paper, STAGES[str(stage)].filling) if named else colour
    last, start = due(statement), statement["due_start"]
    opened = pd.notna(start) and last is not None and statement["event_date"] < start < last
    return Mark(
        stated_at=_year(statement["event_date"]),
        due_from=_year(start) if opened else None,
        due=None if last is None else _year(last),
        colour=colour,
        filling=filling,
        stage=named,
    )


def _year(day: pd.Timestamp) -> float:
    length = 366 if day.is_leap_year else 365
    return float(day.year + (day.day_of_year - 0.5) / length)


def _years(marks: list[Mark]) -> tuple[int, int]:
    times = [time for mark in marks for time in (mark.stated_at, mark.due) if time is not None]
    first, last = int(min(times)), int(max(times)) + 1
    return first, max(last, first + _FEWEST_YEARS)
