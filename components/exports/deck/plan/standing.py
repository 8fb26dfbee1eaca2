"""Standing bars: figures by their periods, and those without a stated date in a band of their own."""

from collections.abc import Sequence

import pandas as pd

from components.exports.deck.plan.fit import height, shortened, wrapped
from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.plots import (
    AXIS_ROOM,
    CATEGORY,
    HEAD_ROOM,
    LABEL,
    Bar,
    Figure,
    Plot,
    bar_of,
    end_of,
    said_words,
)
from components.selection import is_undated
from components.style import NO_DATE, period

_COLUMNS_A_SLIDE = 10
_WIDEST_SHARE = 5.75
_GUTTER = 0.15
_NAME_LINES = 3


def standing(shown: pd.DataFrame, body: Box, *, top: float | None = None) -> list[tuple[Plot, ...]]:
    """Stand the figures of one measure and length of period side by side, in the order of their periods."""
    figures = shown.sort_values("period_start").to_dict("records")
    reach = _tall_enough(figures, body, top)
    slides: list[tuple[Plot, ...]] = []
    for part in _chunks(figures):
        share = min((body.width - AXIS_ROOM) / len(part), _WIDEST_SHARE)
        box = Box(body.left, body.top, AXIS_ROOM + share * len(part), body.height)
        bars = [
            bar_of(figure, _category(period(figure["period_start"], figure["period_end"], short=True), share))
            for figure in part
        ]
        slides.append((Plot(tuple(bars), False, reach, box, names=_names_room(bars)),))
    return slides


def dated_and_undated(shown: pd.DataFrame, body: Box) -> list[tuple[Plot, ...]]:
    """Stand dated figures by their periods, and beside them, in a band of their own, those without a stated date."""
    undated = is_undated(shown)
    days = shown["period_end"].fillna(shown["period_start"])
    dated = shown.assign(day=days)[~undated].sort_values("day", kind="stable")
    figures = dated.to_dict("records") + shown[undated].sort_values("value", kind="stable").to_dict("records")
    reach = _tall_enough(figures, body, None)
    several = shown["subject_id"].nunique() > 1
    slides = []
    for part in _chunks(figures):
        share = (body.width - AXIS_ROOM) / max(len(part), 2)
        sides: tuple[list[Bar], list[Bar]] = [], []
        for figure in part:
            when = period(figure["period_start"], figure["period_end"])
            words = said_words(figure) if when == NO_DATE else when
            words = f"{figure['subject']}: {words}" if several else words
            sides[when == NO_DATE].append(bar_of(figure, _category(words, share)))
        wide = AXIS_ROOM + share * len(sides[0]) if sides[0] else 0.0
        names, plots = _names_room(sides[0] + sides[1]), []
        if sides[0]:
            plots.append(Plot(tuple(sides[0]), False, reach, Box(body.left, body.top, wide, body.height), names=names))
        if sides[1]:
            band = Box(body.left + wide + _GUTTER, body.top, share * len(sides[1]) - _GUTTER, body.height)
            plots.append(Plot(tuple(sides[1]), False, reach, band, heading=NO_DATE, names=names))
        slides.append(tuple(plots))
    return slides


def _tall_enough(figures: Sequence[Figure], body: Box, top: float | None) -> float:
    room = body.height - _names_room([]) - HEAD_ROOM
    share = (height(3, LABEL) + 0.12) / room
    return max([*(end_of(figure) / (1 - share) for figure in figures), top or 0.0]) or 1.0


def _category(words: str, share: float) -> str:
    return "\n".join(wrapped(shortened(one_line(words), CATEGORY, share - 0.1, _NAME_LINES), CATEGORY, share - 0.1))


def _names_room(bars: Sequence[Bar]) -> float:
    return height(max((bar.category.count("\n") + 1 for bar in bars), default=_NAME_LINES), CATEGORY) + 0.12


def _chunks(figures: Sequence[Figure]) -> list[Sequence[Figure]]:
    return [figures[start : start + _COLUMNS_A_SLIDE] for start in range(0, len(figures), _COLUMNS_A_SLIDE)]
