"""Figures as bars before they are drawn: category, label, and the chart that several of them share."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.exports.deck.plan.frame import Box
from components.style import CLAIM_TYPES, interval, quantity, short_month

Figure = dict[str, Any]
LABEL, CATEGORY, TICK = 12.0, 11.0, 10.5
AXIS_ROOM, HEAD_ROOM, TICK_ROOM = 0.55, 0.36, 0.32


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
    bar is held against. `names` is the room of the category names in inches: beside lying bars, or under standing ones.
    """

    bars: tuple[Bar, ...]
    lying: bool
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
    """Give the number that a figure is drawn by: its own, and that of its low end where it is open upwards."""
    opened = figure["claim_type"] == "derived" and math.isinf(figure["high"])
    return float(figure["low"] if opened else figure["value"])


def end_of(figure: Figure) -> float:
    """Give the highest number that a figure is drawn at, its interval and range counted in."""
    ends = [figure["value"], figure["value_high"]]
    if figure["claim_type"] == "derived":
        ends.append(figure["high"])
    return max(float(end) for end in ends if not pd.isna(end) and not math.isinf(end))


def said_words(figure: Figure) -> str:
    """Say when a figure was said, or from when its inputs are."""
    return f"{'said' if figure['source_id'] else 'from'} {short_month(figure['event_date'])}"
