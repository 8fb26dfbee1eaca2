"""Where everything stands on a slide of 13.333 by 7.5 inches, and how large its words may be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from components.style import Caption, em_width, printable

_POINTS = 72.0
_LEADING = 1.2
# Widths against those of the font measured here, for the widest font that a reader's machine may put in place.
_SANS, _BOLD, _SERIF = 1.15, 1.13, 1.24
_CUT = " …"
_NARROWING = 0.94
Part = TypeVar("Part")
LEFT, ROOM = 0.6, 12.133
TITLE_TOP = 0.6
SMALL = 10.0
_TITLE_SIZES = (26.0, 21.0, 18.0, 16.0, 14.0)
_SUBTITLE_SIZE = 14.0
_CREDIT_SIZE = 10.0
_CREDIT_LINES = 3
FOOT_TOP = 7.06
_SECTION_SIZE = 11.0
_GAP = 0.16


def one_line(words: str) -> str:
    """Return a plain text without line breaks and doubled spaces; thin spaces stay."""
    return " ".join(re.split(r"[ \t\n]+", printable(words))).strip()


def width(text: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """Return the width of one line of text in inches; `size` is in points."""
    factor = (_SERIF if serif else _SANS) * (_BOLD if bold else 1.0)
    return em_width(text) * factor * size / _POINTS


def wrapped(text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> list[str]:
    """Break a text into the lines it takes in a room of so many inches; a word wider than the room is broken too."""
    return [line for part in text.split("\n") for line in _lines(part, size, room, bold, serif)]


def height(lines: int, size: float) -> float:
    """Return the height of so many lines in inches."""
    return lines * size * _LEADING / _POINTS


def shortened(text: str, size: float, room: float, lines: int, *, bold: bool = False, serif: bool = False) -> str:
    """Cut a text that takes more than so many lines, and mark the cut by “…”."""
    known = wrapped(text, size, room, bold=bold, serif=serif)
    if len(known) <= lines:
        return text
    last = known[lines - 1]
    while last and width(last + _CUT, size, bold=bold, serif=serif) > room:
        last = last[:-1]
    return "\n".join([*known[: lines - 1], last.rstrip() + _CUT])


def balance_pages(broken: Callable[[float], list[Part]], room: float) -> list[Part]:
    """Break something into as few parts as a room allows, and these of about one size."""
    parts, narrower = broken(room), room * _NARROWING
    while len(parts) > 1 and narrower > room / 2 and len(tried := broken(narrower)) == len(parts):
        parts, narrower = tried, narrower * _NARROWING
    return parts


def _lines(text: str, size: float, room: float, bold: bool, serif: bool) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold, serif=serif) <= room:
            line = longer
            continue
        if line:
            yield line
        *broken, line = _broken(word, size, room, bold, serif)
        yield from broken
    yield line


def _broken(word: str, size: float, room: float, bold: bool, serif: bool) -> list[str]:
    pieces, start, taken = [], 0, 0.0
    for place, sign in enumerate(word):
        wide = width(sign, size, bold=bold, serif=serif)
        if taken + wide > room and place > start:
            pieces.append(word[start:place])
            start, taken = place, 0.0
        taken += wide
    return [*pieces, word[start:]]


@dataclass(frozen=True)
class Box:
    """A rectangle of a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """Words in one size of type (points), in a box of the slide."""

    text: str
    size: float
    box: Box


@dataclass(frozen=True)
class Frame:
    """What stands around the body of every slide: words already cut to their boxes."""

    eyebrow: Line
    title: Line
    subtitle: Line
    body: Box
    credits: Line
    foot: Line


@dataclass(frozen=True)
class Grid:
    """Hold where a layout leaves room, in inches: left side, width, and the tops of section, title and foot.

    A template of others has its title in a place of its own, with so much `title_room` and `title_height`; what stands
    over the title in ours stands under theirs.
    """

    left: float = LEFT
    room: float = ROOM
    section: float = 0.36
    title: float = TITLE_TOP
    title_room: float = ROOM
    title_height: float = 0.0
    foot: float = FOOT_TOP
    foot_room: float = ROOM - 0.8


OWN = Grid()


class TemplateError(ValueError):
    """Refuse a file as a template; the text says why."""


def make_frame(section: str, caption: Caption, stamp: str, part: str = "", grid: Grid = OWN) -> Frame:
    """Lay the words of a slide around its body; a text that is too long is cut with “…” (the notes have it whole).

    `part` stands behind the title whole, as in “(1 of 3)”, and `stamp` behind the filters.
    """

    def row(text: str, size: float, top: float, room: float = grid.room) -> Line:
        return Line(shortened(text, size, room, 1), size, Box(grid.left, top, room, height(1, size)))

    title = _title(one_line(caption.title), f" {part}" if part else "", grid)
    subtitle = shortened(one_line(caption.subtitle), _SUBTITLE_SIZE, grid.room, 2)
    subtitle_height = height(len(wrapped(subtitle, _SUBTITLE_SIZE, grid.room)), _SUBTITLE_SIZE)
    credits = [
        shortened(one_line(f"{label}: {words}"), _CREDIT_SIZE, grid.room, _CREDIT_LINES)
        for label, words in (("Data source", caption.source), ("Note", caption.note))
        if words
    ]
    credit_lines = sum(len(wrapped(words, _CREDIT_SIZE, grid.room)) for words in credits)
    credit_height = height(credit_lines, _CREDIT_SIZE)
    credit_top = grid.foot - 0.06 - credit_height
    subtitle_top = max(title.box.top + title.box.height, grid.section + height(1, _SECTION_SIZE)) + 0.02
    top = subtitle_top + subtitle_height + _GAP
    filters = shortened(one_line(caption.selection), SMALL, grid.foot_room - width(f" · {stamp}", SMALL), 1)
    foot = f"{filters} · {stamp}" if caption.selection else stamp
    return Frame(
        eyebrow=row(one_line(section), _SECTION_SIZE, grid.section),
        title=title,
        subtitle=Line(subtitle, _SUBTITLE_SIZE, Box(grid.left, subtitle_top, grid.room, subtitle_height)),
        body=Box(grid.left, top, grid.room, max(credit_top - _GAP - top, 1.0)),
        credits=Line("\n".join(credits), _CREDIT_SIZE, Box(grid.left, credit_top, grid.room, credit_height)),
        foot=row(foot, SMALL, grid.foot, grid.foot_room),
    )


def _title(title: str, part: str, grid: Grid) -> Line:
    whole, room = title + part, grid.title_room
    lines = {size: len(wrapped(whole, size, room, serif=True)) for size in _TITLE_SIZES}
    of_two = next((size for size in _TITLE_SIZES[1:] if lines[size] <= 2), _TITLE_SIZES[-1])
    size = next((size for size in _TITLE_SIZES[:3] if lines[size] == 1), of_two)
    words = shortened(title, size, room - width(part, size, serif=True), 2, serif=True) + part
    tall = grid.title_height or height(len(wrapped(words, size, room, serif=True)), size) + 0.06
    return Line(words, size, Box(grid.left, grid.title, room, tall))
