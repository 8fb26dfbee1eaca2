"""The marks of the drawing rules: a shape for each claim type, an open end for each hedge, words for each mark."""

import math
import textwrap
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from components.style import CLAIM_TYPES, Palette, chart_text, interval, period, quantity, source_label

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

Statement = Mapping[str, Any]


def marker(figure: Statement, palette: Palette) -> dict[str, Any]:
    """Return the Plotly marker of a figure: shape by claim type, colour by corridor (grey for a capacity)."""
    kind = figure["claim_type"]
    colour = palette.muted if kind == "capacity" else palette.of_corridor(figure["corridor_id"])
    symbol = SYMBOLS.get(kind, "circle")
    return {
        "symbol": symbol,
        "size": 16 if kind in ("target", "pledge", "capacity", "derived") else 14,
        "color": colour,
        "line": {"width": 1.4 if kind == "derived" else 2.2 if "open" in symbol else 0, "color": colour},
    }


def bar_marker(figure: Statement, palette: Palette) -> dict[str, Any]:
    """Return the Plotly marker of a figure's bar: solid where observed, else in the pattern of its claim type."""
    colour, pattern = palette.of_corridor(figure["corridor_id"]), PATTERNS.get(figure["claim_type"], "")
    return {
        "color": palette.paper if pattern else colour,
        "line": {"color": colour, "width": 1.6},
        "pattern": {"shape": pattern, "fgcolor": colour, "bgcolor": palette.paper, "size": 7},
    }


def mark_label(figure: Statement) -> str:
    """Return a mark's direct label, as in “**> 16** observed”."""
    kind: str = CLAIM_TYPES[figure["claim_type"]]
    if figure["hedge"] == "initial":
        kind = "initial " + kind
    return f"<b>{quantity(figure, unit=False)}</b> {kind}"


def hover_text(figure: Statement) -> str:
    """Write what hovering a mark tells: subject, figure, period, kind, wording and document."""
    lines = [
        f"<b>{chart_text(figure['subject'])}</b>",
        f"{chart_text(figure['measure'])}: <b>{quantity(figure)}</b>",
        f"{CLAIM_TYPES[figure['claim_type']]}, {period(figure['period_start'], figure['period_end'])}",
    ]
    if figure["claim_type"] == "derived":
        lines.append(f"interval {interval(figure['value'], figure['low'], figure['high'])}")
        lines += [chart_text(line) for line in textwrap.wrap(figure.get("reading", ""), 52)]
    else:
        lines += [chart_text(line) for line in textwrap.wrap(f"“{figure['as_stated']}”", 60)]
        lines.append(chart_text(source_label(figure["document"], figure["event_date"])))
    return "<br>".join(lines) + "<extra></extra>"


def whisker(figure: Statement, palette: Palette, *, cap: int) -> dict[str, Any]:
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


def add_open_end(
    chart: go.Figure,
    figure: Statement,
    palette: Palette,
    *,
    x: Any,
    y: Any,
    along: str,
    reach: float,
    axes: tuple[str, str] = ("x", "y"),
) -> None:
    """Draw the arrow of a hedge from a mark at `x, y`, `reach` far along the value axis (`x` or `y`)."""
    direction = 1 if figure["hedge"] in UPWARDS else -1 if figure["hedge"] in DOWNWARDS else 0
    if not direction:
        return
    end = {"x": x, "y": y}
    end[along] = end[along] + direction * reach
    chart.add_annotation(
        name="open end",
        x=end["x"],
        y=end["y"],
        ax=x,
        ay=y,
        xref=axes[0],
        yref=axes[1],
        axref=axes[0],
        ayref=axes[1],
        text="",
        showarrow=True,
        arrowhead=2,
        arrowsize=1,
        arrowwidth=2,
        startstandoff=8,
        arrowcolor=palette.of_corridor(figure["corridor_id"]),
    )
