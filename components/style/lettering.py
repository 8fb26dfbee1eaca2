"""How wide a line of text is, and the lines that it takes in a room."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from PIL import ImageFont

from components.tables.amounts import THIN

# Widths of Source Sans against those of the font measured here, rounded up.
_SANS, _BOLD = 0.98, 1.05
_SAMPLE = 100
_CUT = " …"
# A line may end at a space, and behind the dash of a range.
_WORD = re.compile("( ?)([^ –]*–|[^ –]+)")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of plain text in the unit of `size`, in Source Sans."""
    return em_width(text) * _SANS * (_BOLD if bold else 1.0) * size


def em_width(text: str) -> float:
    """Return the width of one line of plain text in ems of the font measured here, which no page shows."""
    return sum(map(_letter, text))


def wrap_text(text: str, size: float, room: float, *, bold: bool = False, most: int | None = None) -> list[str]:
    """Break a plain text into lines no wider than `room`, an overlong word too; beyond `most` lines it ends in “…”."""
    lines = list(_lines(text, size, room, bold))
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(last + _CUT, size, bold=bold) > room:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], (last.rstrip(" ,;") + _CUT).strip()]


def _lines(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    line = ""
    for space, word in _WORD.findall(text):
        longer = f"{line}{space}{word}" if line else word
        if text_width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for sign in word:
            if line and text_width(line + sign, size, bold=bold) > room:
                yield line
                line = ""
            line += sign
    yield line


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
