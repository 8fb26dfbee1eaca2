"""Tables on slides before they are drawn: how they break into pages, and those of figures, documents and stages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components import style
from components.charts import source_line
from components.charts.ladders import Step, months, rungs, steps
from components.charts.matrix import by_kind
from components.derive import STAGES, coverage, stage_rank
from components.exhibits.commitments import in_order, level_words, pair_words
from components.exports.deck.layout import Box, balance_pages, height, one_line, shortened, wrapped
from components.selection import document_name
from components.tables import Tables

SIZE = 11.0
MARGIN_X, MARGIN_Y = 0.07, 0.035
_LINES = 4
_WIDTHS = (2.0, 4.6, 2.0, 3.533)
_TALLEST = 0.6
_FEW = 3
_PROMISE_WIDTHS = (3.1, 2.2, 1.1, 2.6, 1.2, 1.933)
_PROMISE_HEAD = ("Promise", "Level", "Due", "Said by, or in", "Stage at last mention", "Beside other statements")
_HEAD = ("Figure", "What it is of", "Type, period", "Said in")
_NAMES = 3.3
_TALLEST_MATRICES = 0.34
_DOCUMENTS_A_SLIDE = 8
_SECOND = {"figures": "figure", "milestones": "stage"}


@dataclass(frozen=True)
class Cell:
    """The words of one cell, ink and ground as hex colours; `outline` frames it, `second` is smaller and muted."""

    text: str
    second: str = ""
    size: float = SIZE
    bold: bool = False
    serif: bool = False
    colour: str = ""
    fill: str = ""
    outline: str = ""
    centred: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its cells, and the ids of what it shows. A heading is one cell over the whole width."""

    cells: tuple[Cell, ...]
    ids: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True)
class Table:
    """A table that fits one slide: column widths in inches, the head that every part repeats, and its rows."""

    widths: tuple[float, ...]
    head: Row
    rows: tuple[Row, ...]
    least: float = 0.0

    def heights(self) -> list[float]:
        """Return the height of the head and of each row in inches; no row is lower than `least`."""
        rows = [row_height(row, self.widths) for row in self.rows]
        grown = [tall if row.heading else max(tall, self.least) for row, tall in zip(self.rows, rows, strict=True)]
        return [row_height(self.head, self.widths), *grown]


def truncate_cells(row: Row, widths: Sequence[float], lines: int = _LINES) -> Row:
    """Cut the words of each cell to so many lines, and as many of its second words."""
    return replace(row, cells=tuple(_cut(cell, room, lines) for cell, room in _rooms(row, widths)))


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Return the height that a row needs in inches."""
    tallest = max(cell_height(cell, room) for cell, room in _rooms(row, widths))
    return tallest + 2 * MARGIN_Y + (0.1 if row.heading else 0.03)


def cell_height(cell: Cell, room: float) -> float:
    """Return the height of a cell's words in a room of so many inches."""
    first = wrapped(cell.text, cell.size, room, bold=cell.bold, serif=cell.serif) if cell.text else []
    second = wrapped(cell.second, second_size(cell), room) if cell.second else []
    return height(len(first), cell.size) + height(len(second), second_size(cell))


def second_size(cell: Cell) -> float:
    """Return the size of a cell's second line in points."""
    return min(cell.size - 1.5, 10.0)


def scaled(widths: Sequence[float], room: float) -> tuple[float, ...]:
    """Return column widths that fill a room of so many inches, in the proportion that they have."""
    return tuple(wide * room / sum(widths) for wide in widths)


def paginate(widths: Sequence[float], head: Row, rows: Sequence[Row], room: float) -> list[Table]:
    """Break rows into as few tables as are no taller than `room` inches, and these of about one height.

    A heading stays with its rows and is repeated.
    """
    return balance_pages(lambda narrower: _filled(widths, head, rows, narrower), room)


def stretch_rows(table: Table, room: float, tallest: float) -> Table:
    """Stretch the lowest rows of a table where there is room, up to so many inches each."""
    heights = table.heights()
    rows = sorted(tall for row, tall in zip(table.rows, heights[1:], strict=True) if not row.heading)
    free = room - sum(heights)
    levels = [(free + sum(rows[:count])) / count for count in range(1, len(rows) + 1)]
    return replace(table, least=min(tallest, *levels) if levels else 0.0)


def _filled(widths: Sequence[float], head: Row, rows: Sequence[Row], room: float) -> list[Table]:
    left = room - row_height(head, widths)
    parts: list[list[Row]] = [[]]
    used, heading = 0.0, None
    for number, row in enumerate(rows):
        needed = row_height(row, widths)
        if row.heading:
            heading = row
        follower = row_height(rows[number + 1], widths) if row.heading and number + 1 < len(rows) else 0.0
        if parts[-1] and used + needed + follower > left:
            parts.append([])
            used = 0.0
            if heading is not None and not row.heading:
                again = _continued(heading)
                parts[-1].append(again)
                used = row_height(again, widths)
        parts[-1].append(row)
        used += needed
    return [Table(tuple(widths), head, tuple(part)) for part in parts]


def _continued(heading: Row) -> Row:
    first = heading.cells[0]
    return replace(heading, cells=(replace(first, text=f"{first.text} (continued)"),))


def _rooms(row: Row, widths: Sequence[float]) -> list[tuple[Cell, float]]:
    rooms = [sum(widths)] if row.heading else list(widths)
    return [(cell, room - 2 * MARGIN_X) for cell, room in zip(row.cells, rooms, strict=True)]


def _cut(cell: Cell, room: float, lines: int) -> Cell:
    return replace(
        cell,
        text=shortened(cell.text, cell.size, room, lines, bold=cell.bold, serif=cell.serif),
        second=shortened(cell.second, second_size(cell), room, lines),
    )


def figure_tables(tables: Tables, groups: Mapping[str, pd.DataFrame], body: Box) -> list[Table]:
    """Set groups of figures under their names, one row a figure; groups that are hardly more than a row need none."""
    known = {name: figures for name, figures in groups.items() if len(figures)}
    named = 1 < len(known) <= sum(map(len, known.values())) / _FEW
    rows: list[Row] = []
    for name, figures in known.items():
        if named:
            rows.append(Row((Cell(one_line(name), colour=style.LIGHT.accent, bold=True),), heading=True))
        rows += [_row(tables, figure) for figure in figures.to_dict("records")]
    head = Row(tuple(Cell(word, size=10.0, colour=style.LIGHT.muted) for word in _HEAD))
    widths = scaled(_WIDTHS, body.width)
    parts = paginate(widths, head, [truncate_cells(row, widths) for row in rows], body.height)
    return [stretch_rows(part, body.height, _TALLEST) for part in parts]


def _row(tables: Tables, figure: dict[str, Any]) -> Row:
    subject, measure = one_line(figure["subject"]), _within(one_line(figure["measure"]))
    counted = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    derived = figure["claim_type"] == "derived"
    if derived:
        second = f"interval {style.interval(figure['value'], figure['low'], figure['high'])}"
    else:
        second = f"“{one_line(figure['as_stated'])}”"
    return Row(
        (
            Cell(style.quantity(figure), size=16.0, serif=True, colour=style.LIGHT.ink),
            Cell(counted, one_line(figure["reading"]) if derived else one_line(figure["perimeter"]), size=12.0),
            Cell(style.CLAIM_TYPES[figure["claim_type"]], style.period(figure["period_start"], figure["period_end"])),
            Cell(one_line(_place(tables, figure, derived)), second, size=10.5),
        ),
        ids=(figure["figure_id"],),
    )


def _place(tables: Tables, figure: dict[str, Any], derived: bool) -> str:
    if derived:
        return f"derived from {source_line(tables, [figure['figure_id']])}"
    return f"{style.source_label(figure['document'], figure['event_date'])} par. {figure['paragraph']}"


def _within(name: str) -> str:
    return name[:1].lower() + name[1:]


def promise_tables(promises: pd.DataFrame, body: Box) -> list[Table]:
    """Set promises of `exhibits.commitments.board` one a row under what they are in order of: the day due."""
    rows: list[Row] = []
    for heading, group in in_order(promises, "Deadline"):
        rows.append(Row((Cell(heading, colour=style.LIGHT.accent, bold=True),), heading=True))
        rows += [_promise(promise) for promise in group.to_dict("records")]
    head = Row(tuple(Cell(word, size=10.0, colour=style.LIGHT.muted) for word in _PROMISE_HEAD))
    widths = scaled(_PROMISE_WIDTHS, body.width)
    parts = paginate(widths, head, [truncate_cells(row, widths, 2) for row in rows], body.height)
    return [stretch_rows(part, body.height, _TALLEST_MATRICES) for part in parts]


def _promise(promise: dict[str, Any]) -> Row:
    level, kind = level_words(promise)
    due = style.period(promise["due_start"], promise["due_end"])
    said = one_line(promise["speaker"] or promise["document"])
    cells = (
        Cell(one_line(promise["subject"]), bold=True, size=12.0),
        Cell(f"{level} {kind}" if promise["row_kind"] == "figure" else level, size=12.0),
        Cell("no date" if due == style.NO_DATE else due, size=12.0),
        Cell(f"{said}, {style.short_month(promise['event_date'])}", size=12.0),
        Cell(style.stage_words(promise["latest_stage"]), size=12.0),
        Cell(pair_words(promise["pairs"]), size=12.0),
    )
    return Row(cells, ids=(promise["figure_id"],))


Cells = Callable[[str, str, pd.DataFrame], Cell]


def coverage_tables(statements: pd.DataFrame, documents: pd.DataFrame, body: Box) -> list[Table]:
    """Count the figures and stages in each cell: solid where figures are among them, outlined for stages alone."""
    counted = {(row["subject_id"], row["source_id"]): row for row in coverage(statements).to_dict("records")}

    def cell(subject_id: str, source_id: str, rows: pd.DataFrame) -> Cell:
        known = counted[subject_id, source_id]
        colour = style.LIGHT.of_corridor(known["corridor_colour"])
        words = ", ".join(style.counted(known[what], noun) for what, noun in _SECOND.items() if known[what])
        if known["figures"]:
            return Cell(words, size=10.5, colour=style.LIGHT.paper, fill=colour, centred=True)
        return Cell(words, size=10.5, colour=style.LIGHT.ink, outline=colour, centred=True)

    return _tables(statements, documents, body, cell)


def stage_tables(milestones: pd.DataFrame, documents: pd.DataFrame, body: Box) -> list[Table]:
    """Return the stages in each cell, the furthest first, on a ground that is the darker, the further on."""

    def cell(subject_id: str, source_id: str, rows: pd.DataFrame) -> Cell:
        stages = sorted(rows["stage"], key=stage_rank, reverse=True)
        colour = style.LIGHT.of_corridor(rows["corridor_colour"].iloc[0])
        ground = style.mix(colour, style.LIGHT.paper, STAGES[stages[0]].filling)
        words = "\n".join(map(style.stage_words, stages))
        return Cell(words, size=10.5, colour=readable(ground), fill=ground, outline=colour, centred=True)

    return _tables(milestones, documents, body, cell)


def ladder_tables(milestones: pd.DataFrame, body: Box) -> list[Table]:
    """Set the months in which each stage was worded under it, subjects by corridor; filled is the latest of each.

    `milestones` has the columns that `charts.ladder` reads.
    """
    known = rungs(milestones)
    widths = (_NAMES, *[(body.width - _NAMES) / len(known)] * len(known))
    head = Row((Cell(""), *(Cell(style.stage_words(stage), size=12.0, bold=True, centred=True) for stage in known)))
    rows: list[Row] = []
    for block, subjects in milestones.groupby("block", sort=False):
        colour = style.LIGHT.of_corridor(subjects["corridor_colour"].iloc[0])
        rows.append(Row((Cell(one_line(str(block)), size=12.0, colour=colour, bold=True),), heading=True))
        for _, said in subjects.groupby("subject_id", sort=False):
            taken = {step.stage: step for step in steps(said)}
            cells = [_rung(taken[stage], colour) if stage in taken else Cell("") for stage in known]
            name = Cell(one_line(str(said["subject"].iloc[0])), size=12.0)
            rows.append(Row((name, *cells), ids=tuple(said["figure_id"])))
    parts = paginate(widths, head, [truncate_cells(row, widths) for row in rows], body.height)
    return [stretch_rows(part, body.height, _TALLEST_MATRICES) for part in parts]


def _rung(step: Step, colour: str) -> Cell:
    ground = colour if step.latest else style.LIGHT.paper
    return Cell(months(step.rows), size=12.0, colour=readable(ground), fill=ground, outline=colour, centred=True)


def readable(ground: str) -> str:
    """Choose ink or paper for words on a ground, whichever has the stronger contrast."""
    levels = {colour: _luminance(colour) for colour in (style.LIGHT.ink, style.LIGHT.paper)}
    under = _luminance(ground)
    return max(levels, key=lambda colour: (max(levels[colour], under) + 0.05) / (min(levels[colour], under) + 0.05))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in style.rgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _tables(statements: pd.DataFrame, documents: pd.DataFrame, body: Box, cell: Cells) -> list[Table]:
    sources = documents.to_dict("records")
    groups = [sources[start : start + _DOCUMENTS_A_SLIDE] for start in range(0, len(sources), _DOCUMENTS_A_SLIDE)]
    tables = []
    for group in groups:
        within = statements[statements["source_id"].isin([source["source_id"] for source in group])]
        if len(within):
            tables += _part(within, group, body, cell)
    return tables


def _part(statements: pd.DataFrame, sources: Sequence[dict[str, Any]], body: Box, cell: Cells) -> list[Table]:
    widths = (_NAMES, *[(body.width - _NAMES) / len(sources)] * len(sources))
    head = Row(
        (
            Cell(""),
            *(
                Cell(style.short_month(source["event_date"]), one_line(document_name(source)), bold=True, centred=True)
                for source in sources
            ),
        )
    )
    rows: list[Row] = []
    for kind, subjects in by_kind(statements):
        rows.append(Row((Cell(kind, colour=style.LIGHT.accent, bold=True),), heading=True))
        for name, known in subjects:
            subject_id = str(known["subject_id"].iloc[0])
            stated = dict(iter(known.groupby("source_id")))
            cells = [
                cell(subject_id, source["source_id"], stated[source["source_id"]])
                if source["source_id"] in stated
                else Cell("")
                for source in sources
            ]
            rows.append(Row((Cell(one_line(name)), *cells), ids=tuple(known["figure_id"])))
    cut = [truncate_cells(row, widths) for row in rows]
    parts = paginate(widths, truncate_cells(head, widths, 2), cut, body.height)
    return [stretch_rows(part, body.height, _TALLEST_MATRICES) for part in parts]
