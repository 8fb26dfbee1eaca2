"""Direct labels: their lines and size in pixels, and places for them in which none covers another at any width.

A place along the width is a share of the plot's width and a shift in pixels, for a page draws a chart as wide as it
can; a place along the height is in pixels, for heights are ours.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from components.charts.frame import PICTURE_WIDTH
from components.style import CLAIM_TYPES, Palette, chart_text, quantity, text_width, wrap_text

# The narrowest figure, on a telephone, and one wider than any page shows, in pixels.
NARROW, WIDE = 330, round(PICTURE_WIDTH * 1.3)
SIZE, SMALL = 14, 12
_LINE = 1.3
# Plotly sets a border of one pixel, and one of padding, around an annotation.
_BORDER = 4
# What it costs a label to cover a mark, in pixels of distance from its own.
_COVERING = 90
Line = tuple[str, float]


class Label(NamedTuple):
    """Hold the text of a label as Plotly reads it, and its size in pixels."""

    text: str
    width: float
    height: float


class Box(NamedTuple):
    """Hold a room in the plot: left and right end as share of the width and pixels, low and high end in pixels."""

    left: tuple[float, float]
    right: tuple[float, float]
    low: float
    high: float


def mark_lines(figure: Any, room: float, *, unit: bool = False, size: int = SIZE) -> list[Line]:
    """Return the first lines of a mark's label, as in “**> 16** observed”: one, or more in a narrow room."""
    kind = CLAIM_TYPES[figure["claim_type"]]
    kind = f"initial {kind}" if figure["hedge"] == "initial" else kind
    amount = quantity(figure, unit=unit)
    wide = text_width(amount, size, bold=True) + text_width(f" {kind}", size)
    if wide + _BORDER <= room:
        return [(f"<b>{chart_text(amount)}</b> {chart_text(kind)}", wide)]
    return bold_lines(amount, room, size=size) + [
        (chart_text(line), text_width(line, size)) for line in wrap_text(kind, size, room - _BORDER)
    ]


def bold_lines(words: str, room: float, *, size: int = SIZE, most: int | None = None) -> list[Line]:
    """Return the lines of bold words in a room of so many pixels."""
    lines = wrap_text(words, size, room - _BORDER, bold=True, most=most)
    return [(f"<b>{chart_text(line)}</b>", text_width(line, size, bold=True)) for line in lines]


def small_lines(words: str, room: float, palette: Palette, *, most: int | None = None) -> list[Line]:
    """Return the lines of small grey words in a room of so many pixels; more than `most` are cut by “…”."""
    style = f"font-size:{SMALL}px;color:{palette.muted}"
    lines = wrap_text(words, SMALL, room - _BORDER, most=most) if words else []
    return [(f"<span style='{style}'>{chart_text(line)}</span>", text_width(line, SMALL)) for line in lines]


def label_of(lines: Sequence[Line], size: int = SIZE) -> Label:
    """Return the label of lines, one under another in the line height of a size of type."""
    wide = max((width for _, width in lines), default=0.0)
    return Label("<br>".join(text for text, _ in lines), wide + _BORDER, _LINE * size * len(lines) + _BORDER)


def annotation(
    name: str, label: Label, side: str, *, size: int = SIZE, colour: str | None = None, **place: Any
) -> dict[str, Any]:
    """Return the Plotly annotation of a label that is anchored at one side, from the plot's left edge unless placed."""
    standard = {"xref": "paper", "x": 0, "xanchor": side, "align": side, "showarrow": False, "borderpad": 1}
    return standard | {"name": name, "text": label.text, "font": {"size": size, "color": colour}} | place


def within(share: float, room: float, width: float) -> float:
    """Return the shift of a label's left end from a share of a room that holds it, however wide the room grows."""
    return max(min(-width / 2, (1 - share) * room - width), -share * room)


def across(share: float, anchor: str, shift: float, width: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the left and right end of a label that is anchored so."""
    left = shift - width if anchor == "right" else shift
    return (share, left), (share, left + width)


def place_labels(
    labels: Sequence[tuple[Box, float]], marks: Sequence[Box], height: float, margin: float
) -> tuple[int, list[float]] | None:
    """Return how many marks are covered, and a height for the middle of each label near the one wished for.

    `labels` are the box of each, wherever it stands, and the height wished for; none covers another, and they cover
    `marks` only where all else is far. `margin` is what the plot has beside its width. None if the height is too low.
    """
    widths = NARROW - margin, WIDE - margin
    placed: dict[int, Box] = {}
    covered = 0
    for index in sorted(range(len(labels)), key=lambda place: -labels[place][1]):
        box, wished = labels[index]
        half = (box.high - box.low) / 2
        taken, near = (
            [(other.low - half, other.high + half) for other in others if not apart(box, other, widths)]
            for others in (placed.values(), marks)
        )
        tried = [wished, half, height - half, *(end for ends in (*taken, *near) for end in ends)]
        free = [
            (sum(low < middle < high for low, high in near), middle)
            for middle in tried
            if half <= middle <= height - half and not any(low < middle < high for low, high in taken)
        ]
        if not free:
            return None
        over, middle = min(free, key=lambda found: (abs(found[1] - wished) + _COVERING * found[0], found[1]))
        covered += over
        placed[index] = box._replace(low=middle - half, high=middle + half)
    return covered, [(placed[index].low + placed[index].high) / 2 for index in range(len(labels))]


def apart(one: Box, other: Box, widths: Iterable[float]) -> bool:
    """Return whether one box ends before the other begins, however wide the plot is between two widths."""

    def before(first: Box, second: Box) -> bool:
        (share, shift), (next_share, next_shift) = first.right, second.left
        return all(share * width + shift <= next_share * width + next_shift for width in widths)

    return before(one, other) or before(other, one)
