"""Where everything stands on a slide of 13.333 by 7.5 inches, and how large its words may be."""

from dataclasses import dataclass

from components.exports.deck.plan.fit import height, shortened, width, wrapped
from components.exports.deck.plan.plain import one_line

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.6, 12.133
TITLE_TOP = 0.6
SMALL = 9.0
_TITLE_SIZES = (26.0, 21.0)
_SUBTITLE_SIZE = 14.0
_CREDIT_SIZE = 10.0
_CREDIT_LINES = {"source": 3, "note": 3}
FOOT_TOP = 7.06
_FOOT_ROOM = ROOM - 0.8
_GAP = 0.16


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


def framed(
    *, section: str, title: str, part: str = "", subtitle: str, source: str, note: str, said: str = "", stamp: str
) -> Frame:
    """Lay the words of a slide around its body; a text that is too long is cut with “…” (the notes have it whole).

    `part` stands behind the title whole, as in “(1 of 3)”, and `stamp` behind what is `said` of the filters.
    """
    named = _title(one_line(title), f" {part}" if part else "")
    second = shortened(one_line(subtitle), _SUBTITLE_SIZE, ROOM, 2)
    second_height = height(len(wrapped(second, _SUBTITLE_SIZE, ROOM)), _SUBTITLE_SIZE)
    told = [
        shortened(one_line(f"{label}: {words}"), _CREDIT_SIZE, ROOM, _CREDIT_LINES[key])
        for key, label, words in (("source", "Data source", source), ("note", "Note", note))
        if words
    ]
    credit_lines = sum(len(wrapped(part, _CREDIT_SIZE, ROOM)) for part in told)
    credit_height = height(credit_lines, _CREDIT_SIZE)
    credit_top = FOOT_TOP - 0.06 - credit_height
    second_top = TITLE_TOP + named.box.height + 0.02
    top = second_top + second_height + _GAP
    filters = shortened(one_line(said), SMALL, _FOOT_ROOM - width(f" · {stamp}", SMALL), 1)
    return Frame(
        eyebrow=_row(one_line(section), 11.0, 0.36),
        title=named,
        subtitle=Line(second, _SUBTITLE_SIZE, Box(LEFT, second_top, ROOM, second_height)),
        body=Box(LEFT, top, ROOM, credit_top - _GAP - top),
        credits=Line("\n".join(told), _CREDIT_SIZE, Box(LEFT, credit_top, ROOM, credit_height)),
        foot=_row(f"{filters} · {stamp}" if said else stamp, SMALL, FOOT_TOP, _FOOT_ROOM),
    )


def _title(title: str, part: str) -> Line:
    whole = title + part
    size = next((size for size in _TITLE_SIZES if len(wrapped(whole, size, ROOM, serif=True)) == 1), _TITLE_SIZES[-1])
    words = shortened(title, size, ROOM - width(part, size, serif=True), 2, serif=True) + part
    lines = len(wrapped(words, size, ROOM, serif=True))
    return Line(words, size, Box(LEFT, TITLE_TOP, ROOM, height(lines, size) + 0.06))


def _row(text: str, size: float, top: float, room: float = ROOM) -> Line:
    return Line(shortened(text, size, room, 1), size, Box(LEFT, top, room, height(1, size)))
