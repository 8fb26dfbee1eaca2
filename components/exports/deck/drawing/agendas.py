"""An agenda as a native table with a time axis of native shapes beside it."""

from itertools import accumulate
from typing import Any

from pptx.enum.shapes import MSO_SHAPE

from components.exports.deck.drawing.shape import describe, mark, straight, words
from components.exports.deck.drawing.tables import draw_table
from components.exports.deck.plan.agenda import AXIS_GAP, Agenda, Mark
from components.exports.deck.plan.frame import Box
from components.style import Palette

_STAGE, _FIGURE, _DUE = 0.165, 0.115, 0.19
_TICK = 10.5


def draw_agenda(slide: Any, agenda: Agenda, palette: Palette, name: str, told: str) -> None:
    """Draw the table and, level with each of its rows, the day said, the day due, and the span between the two."""
    left = agenda.axis.left - AXIS_GAP - sum(agenda.table.widths)
    draw_table(slide, agenda.table, palette, left, agenda.axis.top, name, told)
    group = slide.shapes.add_group_shape()
    tops = list(accumulate(agenda.table.heights(), initial=agenda.axis.top))
    head, foot = tops[1], tops[-1]
    for year in agenda.ticks:
        across = agenda.across(year)
        straight(group.shapes, (across, head), (across, foot), palette.grid, 0.75)
        box = Box(across - 0.3, head - 0.22, 0.6, 0.18)
        words(group.shapes, box, str(year), name="Year", size=_TICK, ink=palette.muted, align="center")
    straight(group.shapes, (agenda.axis.left, head), (agenda.axis.left + agenda.axis.width, head), palette.axis, 1)
    for row, one in enumerate(agenda.marks, start=1):
        middle = (tops[row] + tops[row + 1]) / 2
        _draw_mark(group.shapes, agenda, one, middle, palette)
    describe(group, f"{name}: time axis", told)


def _draw_mark(shapes: Any, agenda: Agenda, one: Mark, middle: float, palette: Palette) -> None:
    said = agenda.across(one.said), middle
    if one.due is not None:
        due = agenda.across(one.due), middle
        straight(shapes, said, due, one.colour, 1.75, dash="DASH")
        if one.due_from is not None:
            straight(shapes, (agenda.across(one.due_from), middle), due, one.colour, 3)
        describe(mark(shapes, MSO_SHAPE.DIAMOND, due, _DUE, palette.paper, one.colour), "Due", "")
    size = _STAGE if one.stage else _FIGURE
    describe(mark(shapes, MSO_SHAPE.OVAL, said, size, one.filling, one.colour), "Said", "")
