"""Measure text before it stands on a slide, so that nothing has to run over or be shrunk there."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from PIL import ImageFont

from components.style import THIN

_POINTS = 72.0
_LEADING = 1.2
# Widths against those of the font measured here, for the widest font that a reader's machine may put in place.
_SANS, _BOLD, _SERIF = 1.07, 1.12, 1.24
_SAMPLE = 100
_CUT = " …"
_NARROWING = 0.94
Part = TypeVar("Part")


def width(text: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """Give the width of one line of text in inches; `size` is in points."""
    factor = (_SERIF if serif else _SANS) * (_BOLD if bold else 1.0)
    return sum(map(_letter, text)) * factor * size / _POINTS


def wrapped(text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> list[str]:
    """Break a text into the lines it takes in a room of so many inches; a word wider than the room is broken too."""
    return [line for part in text.split("\n") for line in _lines(part, size, room, bold, serif)]


def height(lines: int, size: float) -> float:
    """Give the height of so many lines in inches."""
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


def balanced(broken: Callable[[float], list[Part]], room: float) -> list[Part]:
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


@lru_cache(maxsize=4096)
def _letter(sign: str) -> float:
    if sign == THIN:
        return 0.2
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if ord(sign) > 0x24F and not unicodedata.category(sign).startswith("P"):
        return 0.8
    return ImageFont.load_default(_SAMPLE).getlength(sign) / _SAMPLE
