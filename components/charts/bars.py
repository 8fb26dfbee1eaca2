"""Bars of one measure over periods of one length: stated ones solid, derived ones hatched with a whisker."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.marks import PATTERNS, hover, whisker, words
from components.style import Caption, Palette, period


def bars(figures: pd.DataFrame, caption: Caption, palette: Palette, *, top: float | None = None) -> go.Figure:
    """Draw one bar for each figure, in the order of their periods, which must be of one length.

    `figures` has the columns of `derive.figures`; `top` is the upper end of the value axis, so that panels side
    by side share a scale. Raises ValueError for periods of unlike length or for several measures.
    """
    ordered = figures.sort_values("period_start")
    _refuse_unlike(ordered)
    chart = go.Figure()
    for place, figure in enumerate(ordered.to_dict("records")):
        colour = palette.of_corridor(figure["corridor_id"])
        pattern = PATTERNS.get(figure["claim_type"], "")
        chart.add_bar(
            x=[place],
            y=[figure["value"]],
            width=0.56,
            customdata=[[figure["figure_id"]]],
            hovertemplate=hover(figure),
            marker={
                "color": palette.paper if pattern else colour,
                "line": {"color": colour, "width": 1.6},
                "pattern": {"shape": pattern, "fgcolor": colour, "bgcolor": palette.paper, "size": 7},
            },
            error_y=whisker(figure, palette, cap=9),
        )
        chart.add_annotation(
            name=figure["figure_id"],
            x=place,
            y=figure["high"] if pattern == PATTERNS["derived"] else figure["value"],
            text=words(figure),
            showarrow=False,
            yanchor="bottom",
            yshift=6,
            font={"size": 15},
        )
    chart.update_yaxes(range=[0, top or float(ordered["value"].max()) * 1.18], nticks=6)
    labels = [period(row.period_start, row.period_end, short=True) for row in ordered.itertuples(index=False)]
    chart.update_xaxes(
        range=[-0.6, len(ordered) - 0.4],
        tickvals=list(range(len(ordered))),
        ticktext=labels,
        tickfont={"color": palette.ink, "size": 14},
        ticks="",
        tickangle=0,
    )
    return framed(chart, caption, palette, plot_height=290, left=40)


def _refuse_unlike(figures: pd.DataFrame) -> None:
    months = (figures["period_end"] - figures["period_start"]).dt.days // 28
    if figures["measure_id"].nunique() > 1 or months.nunique() > 1:
        raise ValueError("bars stand side by side only for one measure and periods of one length")
