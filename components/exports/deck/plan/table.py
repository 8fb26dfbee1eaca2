"""A table before it is drawn: cells with their words and colours, and where it breaks from slide to slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.exports.deck.plan.fit import balanced, height, shortened, wrapped

SIZE = 11.0
MARGIN_X, MARGIN_Y = 0.07, 0.035
_LINES = 4


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
        """Give the height of the head and of each row in inches; no row is lower than `least`."""
        rows = [row_height(row, self.widths) for row in self.rows]
        grown = [tall if row.heading else max(tall, self.least) for row, tall in zip(self.rows, rows, strict=True)]
        return [row_height(self.head, self.widths), *grown]


def fitted(row: Row, widths: Sequence[float], lines: int = _LINES) -> Row:
    """Cut the words of each cell to so many lines, and as many of its second words."""
    return replace(row, cells=tuple(_cut(cell, room, lines) for cell, room in _rooms(row, widths)))


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Give the height that a row needs in inches."""
    tallest = max(cell_height(cell, room) for cell, room in _rooms(row, widths))
    return tallest + 2 * MARGIN_Y + (0.1 if row.heading else 0.03)


def cell_height(cell: Cell, room: float) -> float:
    """Give the height of a cell's words in a room of so many inches."""
    first = wrapped(cell.text, cell.size, room, bold=cell.bold, serif=cell.serif) if cell.text else []
    second = wrapped(cell.second, second_size(cell), room) if cell.second else []
    return height(len(first), cell.size) + height(len(second), second_size(cell))


def second_size(cell: Cell) -> float:
    """Give the size of a cell's second line in points."""
    return min(cell.size - 1.5, 10.0)


def parted(widths: Sequence[float], head: Row, rows: Sequence[Row], room: float) -> list[Table]:
    """Break rows into as few tables as are no taller than `room` inches, and these of about one height.

    A heading stays with its rows and is repeated.
    """
    return balanced(lambda narrower: _filled(widths, head, rows, narrower), room)


def spread(table: Table, room: float, tallest: float) -> Table:
    """Give the rows of a table more height where there is room, up to so many inches each."""
    heights = table.heights()
    rows = [tall for row, tall in zip(table.rows, heights[1:], strict=True) if not row.heading]
    free = room - sum(heights)
    return replace(table, least=min(tallest, max(rows, default=0.0) + free / max(len(table.rows), 1)))


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
