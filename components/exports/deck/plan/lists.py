"""Figures that stand by themselves, as a table: value, what it is of, kind and period, and who says so."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.charts import source_line
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.table import Cell, Row, Table, fitted, parted, spread
from components.style import CLAIM_TYPES, Palette, interval, period, quantity, source_label
from components.tables import Tables

_WIDTHS = (2.0, 4.6, 2.0, 3.533)
_TALLEST = 0.6
_HEAD = ("Figure", "What it is of", "Kind, period", "Said in")


def figure_tables(tables: Tables, groups: Mapping[str, pd.DataFrame], palette: Palette, room: float) -> list[Table]:
    """Set groups of figures under their names, one row a figure; a single group needs no name."""
    known = {name: figures for name, figures in groups.items() if len(figures)}
    rows: list[Row] = []
    for name, figures in known.items():
        if len(known) > 1:
            rows.append(Row((Cell(one_line(name), colour=palette.accent, bold=True),), heading=True))
        rows += [_row(tables, figure, palette) for figure in figures.to_dict("records")]
    head = Row(tuple(Cell(word, size=10.0, colour=palette.muted) for word in _HEAD))
    parts = parted(_WIDTHS, head, [fitted(row, _WIDTHS) for row in rows], room)
    return [spread(part, room, _TALLEST) for part in parts]


def _row(tables: Tables, figure: dict[str, Any], palette: Palette) -> Row:
    subject, measure = one_line(figure["subject"]), _within(one_line(figure["measure"]))
    told = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    derived = figure["claim_type"] == "derived"
    if derived:
        second = f"interval {interval(figure['value'], figure['low'], figure['high'])}"
    else:
        second = f"“{one_line(figure['as_stated'])}”"
    return Row(
        (
            Cell(quantity(figure), size=16.0, serif=True, colour=palette.ink),
            Cell(told, one_line(figure["reading"]) if derived else one_line(figure["perimeter"]), size=12.0),
            Cell(CLAIM_TYPES[figure["claim_type"]], period(figure["period_start"], figure["period_end"])),
            Cell(one_line(_place(tables, figure, derived)), second, size=10.5),
        ),
        ids=(figure["figure_id"],),
    )


def _place(tables: Tables, figure: dict[str, Any], derived: bool) -> str:
    if derived:
        return f"derived from {source_line(tables, [figure['figure_id']])}"
    return f"{source_label(figure['publisher'], figure['event_date'])} par. {figure['paragraph']}"


def _within(name: str) -> str:
    return name[:1].lower() + name[1:]
