"""The matrices as tables: what each document states of each subject, by count or by stage; a blank cell is silence."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from components.charts.grid import by_kind
from components.charts.matrix import FILLINGS, mixed
from components.derive import STAGES, coverage
from components.exports.deck.plan.frame import ROOM
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.table import Cell, Row, Table, fitted, parted, spread
from components.style import Palette, rgb, short_month, stage_words

_NAMES = 3.3
_TALLEST = 0.34
_DOCUMENTS_A_SLIDE = 8
_SECOND = {"figures": "figure", "milestones": "stage"}
Cells = Callable[[str, str, pd.DataFrame], Cell]


def coverage_tables(statements: pd.DataFrame, documents: pd.DataFrame, palette: Palette, room: float) -> list[Table]:
    """Count the figures and stages in each cell: solid where figures are among them, outlined for stages alone."""
    counted = {(row["subject_id"], row["source_id"]): row for row in coverage(statements).to_dict("records")}

    def cell(subject_id: str, source_id: str, rows: pd.DataFrame) -> Cell:
        known = counted[subject_id, source_id]
        colour = palette.of_corridor(known["corridor_id"])
        words = ", ".join(
            f"{known[what]} {noun}{'' if known[what] == 1 else 's'}" for what, noun in _SECOND.items() if known[what]
        )
        if known["figures"]:
            return Cell(words, size=10.5, colour=palette.paper, fill=colour, centred=True)
        return Cell(words, size=10.5, colour=palette.ink, outline=colour, centred=True)

    return _tables(statements, documents, palette, room, cell)


def stage_tables(milestones: pd.DataFrame, documents: pd.DataFrame, palette: Palette, room: float) -> list[Table]:
    """Name the stages in each cell, the furthest first, on a ground that is the darker, the further on."""

    def cell(subject_id: str, source_id: str, rows: pd.DataFrame) -> Cell:
        stages = sorted(rows["stage"], key=STAGES.index, reverse=True)
        colour = palette.of_corridor(rows["corridor_id"].iloc[0])
        ground = mixed(colour, palette.paper, FILLINGS.get(stages[0], 0.0))
        words = "\n".join(map(stage_words, stages))
        return Cell(words, size=10.5, colour=readable(ground, palette), fill=ground, outline=colour, centred=True)

    return _tables(milestones, documents, palette, room, cell)


def readable(ground: str, palette: Palette) -> str:
    """Choose ink or paper for words on a ground, whichever has the stronger contrast."""
    levels = {colour: _luminance(colour) for colour in (palette.ink, palette.paper)}
    under = _luminance(ground)
    return max(levels, key=lambda colour: (max(levels[colour], under) + 0.05) / (min(levels[colour], under) + 0.05))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _tables(
    statements: pd.DataFrame, documents: pd.DataFrame, palette: Palette, room: float, cell: Cells
) -> list[Table]:
    sources = documents.to_dict("records")
    groups = [sources[start : start + _DOCUMENTS_A_SLIDE] for start in range(0, len(sources), _DOCUMENTS_A_SLIDE)]
    tables = []
    for group in groups:
        within = statements[statements["source_id"].isin([source["source_id"] for source in group])]
        if len(within):
            tables += _part(within, group, palette, room, cell)
    return tables


def _part(
    statements: pd.DataFrame, sources: Sequence[dict[str, Any]], palette: Palette, room: float, cell: Cells
) -> list[Table]:
    widths = (_NAMES, *[(ROOM - _NAMES) / len(sources)] * len(sources))
    head = Row(
        (
            Cell(""),
            *(
                Cell(short_month(source["event_date"]), one_line(source["publisher"]), bold=True, centred=True)
                for source in sources
            ),
        )
    )
    rows: list[Row] = []
    for kind, subjects in by_kind(statements):
        rows.append(Row((Cell(kind, colour=palette.accent, bold=True),), heading=True))
        for name, known in subjects:
            subject_id = str(known["subject_id"].iloc[0])
            said = dict(iter(known.groupby("source_id")))
            cells = [
                cell(subject_id, source["source_id"], said[source["source_id"]])
                if source["source_id"] in said
                else Cell("")
                for source in sources
            ]
            rows.append(Row((Cell(one_line(name)), *cells), ids=tuple(known["figure_id"])))
    parts = parted(widths, fitted(head, widths, 2), [fitted(row, widths) for row in rows], room)
    return [spread(part, room, _TALLEST) for part in parts]
