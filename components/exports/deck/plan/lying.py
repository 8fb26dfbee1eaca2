"""Lying bars: figures one under another, each named by its subject."""

from collections.abc import Sequence

import pandas as pd

from components.exports.deck.plan.fit import balanced, height, shortened, width, wrapped
from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.plots import CATEGORY, LABEL, TICK_ROOM, Bar, Figure, Plot, bar_of, end_of, said_words
from components.style import period

_TALLEST_ROW = 1.6
_NAMES_SHARE = 0.36
_ROW_GAP = 0.17


def lying(
    shown: pd.DataFrame, body: Box, *, top: float | None = None, wording: str = "period", behind: Figure | None = None
) -> list[tuple[Plot, ...]]:
    """Lay the figures one under another in the order given, each named by its subject and by `wording`."""
    names = body.width * _NAMES_SHARE
    bars = [bar_of(figure, _name(figure, wording, names - 0.2)) for figure in shown.to_dict("records")]
    reach = _wide_enough(bars, body.width - names, top, behind)
    parts = balanced(lambda room: _filled(bars, room), body.height - TICK_ROOM)
    return [(Plot(tuple(part), True, reach, _lowered(body, part), behind=behind, names=names),) for part in parts]


def against_capacity(shown: pd.DataFrame, body: Box) -> list[tuple[Plot, ...]]:
    """Lay figures inside the one capacity they are held against; without one, or without others, each by itself."""
    capacities = shown[shown["claim_type"] == "capacity"]
    others = shown[shown["claim_type"] != "capacity"]
    if len(capacities) != 1 or others.empty:
        return lying(shown, body)
    return lying(others, body, behind=capacities.to_dict("records")[0])


def _row_height(bar: Bar) -> float:
    return max(height(bar.category.count("\n") + 1, CATEGORY), 0.36) + _ROW_GAP


def _name(figure: Figure, wording: str, room: float) -> str:
    told = period(figure["period_start"], figure["period_end"]) if wording == "period" else figure["perimeter"]
    second = one_line(f"{told} · {said_words(figure)}")
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
