"""An expected figure inside the capacity it is held against."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.marks import PATTERNS, hover
from components.style import CLAIM_TYPES, Caption, Palette, period, quantity


def bullet(figures: pd.DataFrame, caption: Caption, palette: Palette) -> go.Figure:
    """Draw a figure as a bar inside the grey bracket of a capacity; either may be missing.

    `figures` has the columns of `derive.figures`, of one subject, in million tonnes (a year).
    """
    chart = go.Figure()
    for figure in sorted(figures.to_dict("records"), key=lambda row: row["claim_type"] != "capacity"):
        if figure["claim_type"] == "capacity":
            _add_capacity(chart, figure, palette)
        else:
            _add_bar(chart, figure, palette)
    chart.update_layout(barmode="overlay")
    chart.update_yaxes(visible=False, range=[-0.55, 0.55])
    chart.update_xaxes(range=[0, float(figures["value"].max()) * 1.02], nticks=6, showgrid=True)
    return framed(chart, caption, palette, plot_height=120, left=18, right=18)


def _add_capacity(chart: go.Figure, capacity: dict[str, Any], palette: Palette) -> None:
    chart.add_bar(
        x=[capacity["value"]],
        y=[0],
        orientation="h",
        width=0.9,
        customdata=[[capacity["figure_id"]]],
        hovertemplate=hover(capacity),
        marker={"color": palette.band, "line": {"color": palette.muted, "width": 1.4}},
    )
    chart.add_annotation(
        name=capacity["figure_id"],
        x=capacity["value"],
        y=0,
        xanchor="right",
        xshift=-8,
        align="right",
        showarrow=False,
        text=f"capacity<br><b>{quantity(capacity, unit=False)}</b> a year",
        font={"size": 14, "color": palette.muted},
    )


def _add_bar(chart: go.Figure, figure: dict[str, Any], palette: Palette) -> None:
    colour = palette.of_corridor(figure["corridor_id"])
    pattern = PATTERNS.get(figure["claim_type"], "")
    chart.add_bar(
        x=[figure["value"]],
        y=[0],
        orientation="h",
        width=0.46,
        customdata=[[figure["figure_id"]]],
        hovertemplate=hover(figure),
        marker={
            "color": palette.paper if pattern else colour,
            "line": {"color": colour, "width": 1.8},
            "pattern": {"shape": pattern, "fgcolor": colour, "bgcolor": palette.paper, "size": 6},
        },
    )
    chart.add_annotation(
        name=figure["figure_id"],
        x=figure["value"],
        y=0,
        xanchor="left",
        xshift=8,
        align="left",
        showarrow=False,
        text=f"<b>{quantity(figure, unit=False)}</b> {CLAIM_TYPES[figure['claim_type']]}"
        f"<br>{period(figure['period_start'], figure['period_end'])}",
        font={"size": 14},
    )
