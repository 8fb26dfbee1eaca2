"""Figures one under another on one value axis, each with its words above its mark."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import framed
from components.charts.marks import DOWNWARDS, UPWARDS, add_open_end, hover, marker, whisker, words
from components.style import Caption, Palette, chart_text, period, short_month

_ROW = {"period": 66, "perimeter": 90}


def rows(
    figures: pd.DataFrame,
    caption: Caption,
    palette: Palette,
    *,
    top: float | None = None,
    wording: str = "period",
) -> go.Figure:
    """Draw one row for each figure, in the order given, on one axis from 0 to `top`; nothing is joined.

    `figures` has the columns of `derive.figures` and figures of one unit (a year or not). `wording` says what the
    second line tells beside the date said: the `period` or the `perimeter`.
    """
    reach = top or float(figures[["value", "value_high"]].max(axis=None)) * 1.3
    count = len(figures)
    chart = go.Figure()
    for index, figure in enumerate(figures.to_dict("records")):
        y = count - index - 1
        _add_row(chart, figure, palette, y, reach)
        _add_words(chart, figure, palette, y, wording, reach)
    foot = 26 / _ROW[wording]
    chart.update_yaxes(range=[-foot, count - foot], visible=False)
    chart.update_xaxes(
        range=[0, reach],
        showgrid=True,
        gridcolor=palette.grid,
        showline=False,
        ticks="",
        nticks=7,
        rangemode="tozero",
    )
    return framed(chart, caption, palette, plot_height=_ROW[wording] * count + 12, left=18, right=18)


def _add_row(chart: go.Figure, figure: dict[str, Any], palette: Palette, y: float, reach: float) -> None:
    colour = palette.muted if figure["claim_type"] == "capacity" else palette.of_corridor(figure["corridor_id"])
    chart.add_shape(type="line", x0=0, x1=reach, y0=y, y1=y, line={"color": palette.axis, "width": 1}, layer="below")
    if not pd.isna(figure["value_high"]):
        chart.add_shape(
            name="range", type="rect", x0=figure["value"], x1=figure["value_high"], y0=y - 0.09, y1=y + 0.09,
            line={"color": colour, "width": 2, "dash": "dot"}, fillcolor=palette.paper,
        )  # fmt: skip
    if figure["claim_type"] == "capacity":
        chart.add_shape(
            name="bracket",
            type="line",
            x0=0,
            x1=figure["value"],
            y0=y,
            y1=y,
            line={"color": colour, "width": 3},
        )
    chart.add_scatter(
        x=[figure["value"] if pd.isna(figure["value_high"]) else (figure["value"] + figure["value_high"]) / 2],
        y=[y],
        mode="markers",
        marker=marker(figure, palette) | ({} if pd.isna(figure["value_high"]) else {"opacity": 0}),
        customdata=[[figure["figure_id"]]],
        hovertemplate=hover(figure),
        cliponaxis=False,
        error_x=whisker(figure, palette, cap=6),
    )
    add_open_end(chart, figure, palette, x=figure["value"], y=y, along="x", reach=reach * 0.07)


def _add_words(
    chart: go.Figure, figure: dict[str, Any], palette: Palette, y: float, wording: str, reach: float
) -> None:
    second = period(figure["period_start"], figure["period_end"]) if wording == "period" else figure["perimeter"]
    verb = "said" if figure["source_id"] else "from"
    said = f" · {verb} {short_month(figure['event_date'])}"
    lines = textwrap.wrap(second + said, 58)
    chart.add_annotation(
        name=f"{figure['figure_id']} words",
        x=0,
        y=y,
        xref="paper",
        xanchor="left",
        yanchor="bottom",
        yshift=12,
        align="left",
        showarrow=False,
        text=f"<b>{chart_text(figure['subject'])}</b><br>"
        f"<span style='font-size:12px;color:{palette.muted}'>{'<br>'.join(map(chart_text, lines[:2]))}</span>",
        font={"size": 13},
    )
    end = figure["value"] if pd.isna(figure["value_high"]) else figure["value_high"]
    far = end > reach * 0.62
    opened, closed = figure["hedge"] in UPWARDS, figure["hedge"] in DOWNWARDS
    chart.add_annotation(
        name=figure["figure_id"],
        x=end + reach * 0.07 * (opened and not far) - reach * 0.07 * (closed and far),
        y=y,
        xanchor="right" if far else "left",
        xshift=-14 if far else 14,
        align="right" if far else "left",
        text=words(figure),
        showarrow=False,
        bgcolor=palette.paper,
        font={"size": 14},
        borderpad=1,
    )
