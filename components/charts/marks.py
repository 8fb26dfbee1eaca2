"""The marks of the drawing rules: a shape for each claim type, an open end for each hedge, words for each mark."""

import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import style

SYMBOLS = {
    "observed": "circle",
    "growth": "circle",
    "derived": "circle-x-open",
    "forecast": "circle-open-dot",
    "plan": "square-open-dot",
    "offer": "triangle-up-open-dot",
    "target": "diamond-open",
    "pledge": "diamond-open",
    "capacity": "line-ns-open",
}
PATTERNS = {"derived": "/", "forecast": ".", "plan": ".", "offer": "."}
UPWARDS = ("over", "at_least")
DOWNWARDS = ("up_to", "almost")
ARROW = 26
_SHORTEST_ARROW = 12
_MANY_WORDS = 3

Statement = Mapping[str, Any]


def marker(figure: Statement, palette: style.Palette) -> dict[str, Any]:
    """Return the Plotly marker of a figure: shape by claim type, colour by corridor (grey for a capacity)."""
    kind = figure["claim_type"]
    colour = palette.muted if kind == "capacity" else palette.of_corridor(figure["corridor_colour"])
    symbol = SYMBOLS.get(kind, "circle")
    return {
        "symbol": symbol,
        "size": 16 if kind in ("target", "pledge", "capacity", "derived") else 14,
        "color": colour,
        "line": {"width": 1.4 if kind == "derived" else 2.2 if "open" in symbol else 0, "color": colour},
    }


def bar_marker(figure: Statement, palette: style.Palette) -> dict[str, Any]:
    """Return the Plotly marker of a figure's bar: solid where observed, else in the pattern of its claim type."""
    colour, pattern = palette.of_corridor(figure["corridor_colour"]), PATTERNS.get(figure["claim_type"], "")
    return {
        "color": palette.paper if pattern else colour,
        "line": {"color": colour, "width": 1.6},
        "pattern": {"shape": pattern, "fgcolor": colour, "bgcolor": palette.paper, "size": 7},
    }


def differences(figures: pd.DataFrame) -> frozenset[str]:
    """Return in what the figures of one chart differ that each mark must then tell.

    Of `subject`, `unit`, `perimeter` (where stated) and `length` (of periods with both ends).
    """
    told = {name: figures[name][figures[name] != ""].nunique() for name in ("subject", "unit", "perimeter")}
    lengths = map(style.period_length_words, figures["period_start"], figures["period_end"])
    told["length"] = len({length for length in lengths if length})
    return frozenset(name for name, count in told.items() if count > 1)


def when(figure: Statement, told: frozenset[str], *, short: bool = False) -> str:
    """Return the period of a figure, with its length where that is told: “January–September 2024 (9 months)”."""
    named = style.period(figure["period_start"], figure["period_end"], short=short)
    length = style.period_length_words(figure["period_start"], figure["period_end"]) if "length" in told else ""
    return f"{named} ({length})" if length else named


def stated_when(figure: Statement) -> str:
    """Return when a figure was said, or from when its inputs are."""
    return f"{'said' if figure['source_id'] else 'from'} {style.short_month(figure['event_date'])}"


def perimeters(figures: pd.DataFrame, told: frozenset[str]) -> list[str]:
    """Return what each figure counts, blank where all count the same.

    Its subject, with which the words may begin, is left out; what all begin with gives way to “…”.
    """
    if "perimeter" not in told:
        return [""] * len(figures)
    pairs = zip(figures["perimeter"], figures["subject"], strict=True)
    words = [re.sub(rf"^{re.escape(subject)}(?=[,;:]|$)[ ,;:]*", "", text).split() for text, subject in pairs]
    shortest = min((len(one) for one in words if one), default=0)
    common = 0
    while common < shortest and len({one[common] for one in words if one}) == 1:
        common += 1
    if common < _MANY_WORDS or common == shortest:
        common = 0
    return [" ".join(["…", *one[common:]] if common and one else one) for one in words]


def hover_text(figure: Statement) -> str:
    """Write what hovering a mark tells: subject, figure, period, kind, wording and document."""
    lines = [
        f"<b>{style.chart_text(figure['subject'])}</b>",
        f"{style.chart_text(figure['measure'])}: <b>{style.quantity(figure)}</b>",
        f"{style.CLAIM_TYPES[figure['claim_type']]}, {style.period(figure['period_start'], figure['period_end'])}",
    ]
    if figure["claim_type"] == "derived":
        interval = style.interval(figure["value"], figure["low"], figure["high"])
        told = [figure["perimeter"], f"interval {interval}", figure.get("reading", "")]
    else:
        document = style.source_label(figure["document"], figure["event_date"])
        told = [figure["perimeter"], f"“{figure['as_stated']}”", document]
    return "<br>".join([*lines, *map(style.chart_text, filter(None, told))]) + "<extra></extra>"


def whisker(figure: Statement, palette: style.Palette, *, cap: int) -> dict[str, Any]:
    """Return the Plotly error bar of a derived figure's interval, `cap` pixels wide; none for an open or stated one."""
    shown = figure["claim_type"] == "derived" and not math.isinf(figure["high"])
    return {
        "type": "data",
        "symmetric": False,
        "array": [figure["high"] - figure["value"] if shown else 0.0],
        "arrayminus": [figure["value"] - figure["low"] if shown else 0.0],
        "visible": shown and figure["high"] > figure["low"],
        "color": palette.ink,
        "thickness": 1.6,
        "width": cap,
    }


def open_end(figure: Statement, before: float) -> float:
    """Return how far the arrow of a hedge goes from its mark, in pixels; below 0 towards 0, by `before` at most."""
    if figure["hedge"] in UPWARDS:
        return ARROW
    return -min(ARROW, before) if figure["hedge"] in DOWNWARDS and before >= _SHORTEST_ARROW else 0.0


def arrow(x: Any, y: Any, far: float, colour: str, *, along: str, **axes: str) -> dict[str, Any]:
    """Return the Plotly annotation of an arrow that goes `far` pixels from `x, y` along the axis `x` or `y`."""
    shift, tail = ({"xshift": far}, {"ax": -far, "ay": 0}) if along == "x" else ({"yshift": far}, {"ax": 0, "ay": far})
    return {
        "name": "open end",
        "x": x,
        "y": y,
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowsize": 1,
        "arrowwidth": 2,
        "startstandoff": 8,
        "arrowcolor": colour,
    } | shift | tail | axes  # fmt: skip
