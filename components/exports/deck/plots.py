"""Native charts before they are drawn: vertical and horizontal bars, in as many as a slide has room for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.exports.deck.layout import Box, balance_pages, height, one_line, shortened, width, wrapped
from components.selection import is_undated
from components.style import CLAIM_TYPES, NO_DATE, interval, period, quantity, short_month

Figure = dict[str, Any]
LABEL, CATEGORY, TICK = 14.0, 14.0, 12.0
AXIS_ROOM, HEAD_ROOM, TICK_ROOM = 0.55, 0.36, 0.32
_COLUMNS_A_SLIDE = 10
_WIDEST_SHARE = 5.75
_GUTTER = 0.15
_NAME_LINES = 3
_TALLEST_ROW = 1.6
_NAMES_SHARE = 0.36
_ROW_GAP = 0.17


@dataclass(frozen=True, eq=False)
class Bar:
    """One figure: its category on the axis, and its label as amount, kind and what stands under them."""

    figure: Figure
    category: str
    amount: str
    kind: str
    under: str = ""


@dataclass(frozen=True, eq=False)
class Plot:
    """One native chart: bars that stand or lie, in a part of the slide.

    `top` is the end of the value axis, `heading` the words over a band of its own, `behind` the capacity that each
    bar is held against. `names` is the room of the category names in inches, beside horizontal bars or under vertical.
    """

    bars: tuple[Bar, ...]
    horizontal: bool
    top: float
    box: Box
    heading: str = ""
    behind: Figure | None = None
    names: float = 0.0


def bar_of(figure: Figure, category: str) -> Bar:
    """Make the bar of a figure; a derived one with a closed interval says it."""
    kind = CLAIM_TYPES[figure["claim_type"]]
    kind = f"initial {kind}" if figure["hedge"] == "initial" else kind
    closed = figure["claim_type"] == "derived" and figure["low"] < figure["high"] and not math.isinf(figure["high"])
    under = interval(figure["value"], figure["low"], figure["high"]) if closed else ""
    return Bar(figure, category, quantity(figure, unit=False), kind, under)


def drawn_value(figure: Figure) -> float:
    """Return the number that a figure is drawn by: its own, and that of its low end where it is open upwards."""
    opened = figure["claim_type"] == "derived" and math.isinf(figure["high"])
    return float(figure["low"] if opened else figure["value"])


def end_of(figure: Figure) -> float:
    """Return the highest number that a figure is drawn at, its interval and range counted in."""
    ends = [figure["value"], figure["value_high"]]
    if figure["claim_type"] == "derived":
        ends.append(figure["high"])
    return max(float(end) for end in ends if not pd.isna(end) and not math.isinf(end))


def stated_when(figure: Figure) -> str:
    """Return when a figure was said, or from when its inputs are."""
    return f"{'said' if figure['source_id'] else 'from'} {short_month(figure['event_date'])}"


def vertical_bars(shown: pd.DataFrame, body: Box, *, top: float | None = None) -> list[tuple[Plot, ...]]:
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
            words = stated_when(figure) if when == NO_DATE else when
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


def horizontal_bars(
    shown: pd.DataFrame, body: Box, *, top: float | None = None, behind: Figure | None = None
) -> list[tuple[Plot, ...]]:
    """Lay the figures one under another in the order given, each named by its subject and its period.

    Where what is counted differs, that stands there too.
    """
    names = body.width * _NAMES_SHARE
    differs = shown["perimeter"].nunique() > 1
    bars = [bar_of(figure, _name(figure, names - 0.2, differs=differs)) for figure in shown.to_dict("records")]
    reach = _wide_enough(bars, body.width - names, top, behind)
    parts = balance_pages(lambda room: _filled(bars, room), body.height - TICK_ROOM)
    return [(Plot(tuple(part), True, reach, _lowered(body, part), behind=behind, names=names),) for part in parts]


def against_capacity(shown: pd.DataFrame, body: Box) -> list[tuple[Plot, ...]]:
    """Lay figures inside the one capacity they are held against; without one, or without others, each by itself."""
    capacities = shown[shown["claim_type"] == "capacity"]
    others = shown[shown["claim_type"] != "capacity"]
    if len(capacities) != 1 or others.empty:
        return horizontal_bars(shown, body)
    return horizontal_bars(others, body, behind=capacities.to_dict("records")[0])


def _row_height(bar: Bar) -> float:
    return max(height(bar.category.count("\n") + 1, CATEGORY), 0.36) + _ROW_GAP


def _name(figure: Figure, room: float, *, differs: bool) -> str:
    parts = (period(figure["period_start"], figure["period_end"]), stated_when(figure), figure["perimeter"] * differs)
    second = one_line(" · ".join(filter(None, parts)))
    first = shortened(one_line(figure["subject"]), CATEGORY, room, 1, bold=True)
    lines = wrapped(shortened(second, CATEGORY, room, 2), CATEGORY, room)
    return "\n".join([first, *lines])


def _wide_enough(bars: Sequence[Bar], room: float, top: float | None, behind: Figure | None) -> float:
    needs = [end_of(bar.figure) / (1 - min((_label_width(bar) + 0.25) / room, 0.7)) for bar in bars]
    if behind is not None:
        needs.append(behind["value"] / 0.78)
    return max([*needs, top or 0.0]) or 1.0


def _label_width(bar: Bar) -> float:
    return width(f"→ ◊ {bar.amount} {bar.kind} {bar.under}", LABEL, bold=True)


def _lowered(body: Box, bars: Sequence[Bar]) -> Box:
    needed = max(sum(map(_row_height, bars)), _TALLEST_ROW * len(bars)) + TICK_ROOM
    return Box(body.left, body.top, body.width, min(body.height, needed))


def _filled(bars: Sequence[Bar], room: float) -> list[list[Bar]]:
    parts: list[list[Bar]] = [[]]
    used = 0.0
    for bar in bars:
        needed = _row_height(bar)
        if parts[-1] and used + needed > room:
            parts.append([])
            used = 0.0
        parts[-1].append(bar)
        used += needed
    return parts
