"""The pace that a level would need: from the base to the target, marked as needed and not as forecast."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import Drawing, add_frame
from components.charts.marks import hover_text
from components.derive import Pace
from components.style import Caption, Palette, chart_text, quantity, rgba

_HEIGHT = 230


def fan(shown: pd.DataFrame, caption: Caption, palette: Palette, *, pace: Pace, words: dict[str, str]) -> go.Figure:
    """Draw base, target and the path between them, dashed, with the interval that the figures allow around it.

    `shown` has rows of `derive.figures` with `role`: the target, and the base unless it was typed. `words` are the
    direct labels `base, target` (second lines) and `needed` (one line a step), in plain text.
    """
    roles = {row["role"]: row for row in shown.to_dict("records")}
    colour = palette.of_corridor(roles["target"]["corridor_colour"])
    levels = [pace.base.value, pace.target.value, pace.base.low, pace.target.low]
    top = max(levels + [end for end in (pace.base.high, pace.target.high) if end != float("inf")]) * 1.22
    chart = Drawing()
    _add_path(chart, pace, palette, top)
    _add_mark(chart, pace.base_year, pace.base.value, roles.get("base"), "circle", colour, palette)
    _add_mark(chart, pace.due_year, pace.target.value, roles["target"], "diamond", colour, palette)
    _label_ends(chart, pace, palette, roles, words)
    middle = pace.base_year + 0.56 * pace.years
    rises = pace.target.value >= pace.base.value
    level = pace.base.value ** (1 - 0.56) * pace.target.value**0.56
    first, *others = words["needed"].split("\n")
    chart.annotations.append(
        {
            "name": "needed",
            "x": middle,
            "y": level,
            "xanchor": "right" if rises else "left",
            "yanchor": "bottom",
            "yshift": 10,
            "align": "right" if rises else "left",
            "showarrow": False,
            "text": "<br>".join([f"<b>{chart_text(first)}</b>", *map(chart_text, others)]),
            "bgcolor": palette.paper,
            "borderpad": 1,
            "font": {"size": 14, "color": palette.needed},
        }
    )
    years = list(range(pace.due_year, pace.base_year - 1, -max(1, -(-pace.years // 6))))
    across = {
        "range": [pace.base_year - pace.years * 0.05, pace.due_year + pace.years * 0.06],
        "tickvals": years,
        "ticktext": [str(year) for year in years],
        "tickangle": 0,
    }
    chart.layout = {"xaxis": across, "yaxis": {"range": [0, top], "nticks": 6}}
    return add_frame(chart, caption, palette, plot_height=_HEIGHT)


def _add_path(chart: Drawing, pace: Pace, palette: Palette, top: float) -> None:
    years = list(range(pace.base_year, pace.due_year + 1))
    path = [pace.path(year) for year in years]
    chart.traces.append(
        {
            "type": "scatter",
            "name": "interval",
            "x": [*years, *reversed(years)],
            "y": [*(min(level.high, top) for level in path), *(level.low for level in reversed(path))],
            "mode": "lines",
            "fill": "toself",
            "fillcolor": rgba(palette.needed, 56),
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
    )
    chart.traces.append(
        {
            "type": "scatter",
            "name": "needed",
            "x": years,
            "y": [level.value for level in path],
            "mode": "lines+markers" if len(years) <= 16 else "lines",
            "line": {"color": palette.needed, "width": 2.2, "dash": "dash"},
            "marker": {"size": [0, *[5] * (len(years) - 2), 0], "color": palette.needed, "opacity": 1},
            "hoverinfo": "skip",
        }
    )


def _add_mark(
    chart: Drawing, year: int, value: float, figure: dict[str, Any] | None, symbol: str, colour: str, palette: Palette
) -> None:
    hollow = symbol == "diamond"
    chart.traces.append(
        {
            "type": "scatter",
            "x": [year],
            "y": [value],
            "mode": "markers",
            "marker": {
                "symbol": symbol,
                "size": 17 if hollow else 14,
                "color": palette.paper if hollow else colour,
                "line": {"color": colour, "width": 2.4},
            },
            "customdata": [[figure["figure_id"]]] if figure else None,
            "hovertemplate": hover_text(figure) if figure else "typed by the reader<extra></extra>",
            "cliponaxis": False,
        }
    )


def _label_ends(
    chart: Drawing, pace: Pace, palette: Palette, roles: dict[str, dict[str, Any]], words: dict[str, str]
) -> None:
    base = quantity(roles["base"], unit=False) if "base" in roles else f"{pace.base.value:g}"
    rises = pace.target.value >= pace.base.value
    for name, x, y, figure, anchor, lower in (
        ("base", pace.base_year, pace.base.value, base, "left", rises),
        ("target", pace.due_year, pace.target.value, quantity(roles["target"], unit=False), "right", not rises),
    ):
        first, *others = words[name].split("\n")
        small = "".join(
            f"<br><span style='font-size:12px;color:{palette.muted}'>{chart_text(line)}</span>" for line in others
        )
        beside = name == "target" and rises
        chart.annotations.append(
            {
                "name": name,
                "x": x,
                "y": y,
                "xanchor": anchor,
                "xshift": -15 if beside else 8 if anchor == "right" else -8,
                "yanchor": "bottom" if beside or not lower else "top",
                "yshift": -4 if beside else -12 if lower else 12,
                "align": anchor,
                "showarrow": False,
                "text": f"<b>{chart_text(figure)}</b> {chart_text(first)}{small}",
                "bgcolor": palette.paper,
                "borderpad": 1,
                "font": {"size": 14},
            }
        )
