"""Figures as bars, as a bar against a capacity, and as dots one under another, on one value axis."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import add_frame
from components.charts.marks import (
    DOWNWARDS,
    UPWARDS,
    add_open_end,
    bar_marker,
    hover_text,
    mark_label,
    marker,
    whisker,
)
from components.style import CLAIM_TYPES, Caption, Palette, chart_text, period, quantity, short_month

_ROW = {"period": 66, "perimeter": 90}


def bars(figures: pd.DataFrame, caption: Caption, palette: Palette, *, top: float | None = None) -> go.Figure:
    """Draw one bar for each figure, in the order of their periods, which must be of one length.

    `figures` has the columns of `derive.figures`; `top` is the upper end of the value axis, so that panels side
    by side share a scale. Raises ValueError for periods of unlike length or for several measures.
    """
    ordered = figures.sort_values("period_start")
    _refuse_unlike(ordered)
    chart = go.Figure()
    for place, figure in enumerate(ordered.to_dict("records")):
        chart.add_bar(
            x=[place],
            y=[figure["value"]],
            width=0.56,
            customdata=[[figure["figure_id"]]],
            hovertemplate=hover_text(figure),
            marker=bar_marker(figure, palette),
            error_y=whisker(figure, palette, cap=9),
        )
        chart.add_annotation(
            name=figure["figure_id"],
            x=place,
            y=figure["high"] if figure["claim_type"] == "derived" else figure["value"],
            text=mark_label(figure),
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
    return add_frame(chart, caption, palette, plot_height=290, left=40)


def _refuse_unlike(figures: pd.DataFrame) -> None:
    months = (figures["period_end"] - figures["period_start"]).dt.days // 28
    if figures["measure_id"].nunique() > 1 or months.nunique() > 1:
        raise ValueError("bars stand side by side only for one measure and periods of one length")


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
    return add_frame(chart, caption, palette, plot_height=120, left=18, right=18)


def _add_capacity(chart: go.Figure, capacity: dict[str, Any], palette: Palette) -> None:
    chart.add_bar(
        x=[capacity["value"]],
        y=[0],
        orientation="h",
        width=0.9,
        customdata=[[capacity["figure_id"]]],
        hovertemplate=hover_text(capacity),
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
    chart.add_bar(
        x=[figure["value"]],
        y=[0],
        orientation="h",
        width=0.46,
        customdata=[[figure["figure_id"]]],
        hovertemplate=hover_text(figure),
        marker=bar_marker(figure, palette),
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


def dot_plot(
    figures: pd.DataFrame, caption: Caption, palette: Palette, *, top: float | None = None, wording: str = "period"
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
        range=[0, reach], showgrid=True, gridcolor=palette.grid, showline=False, ticks="", nticks=7, rangemode="tozero"
    )
    return add_frame(chart, caption, palette, plot_height=_ROW[wording] * count + 12, left=18, right=18)


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
            name="bracket", type="line", x0=0, x1=figure["value"], y0=y, y1=y, line={"color": colour, "width": 3}
        )
    chart.add_scatter(
        x=[figure["value"] if pd.isna(figure["value_high"]) else (figure["value"] + figure["value_high"]) / 2],
        y=[y],
        mode="markers",
        marker=marker(figure, palette) | ({} if pd.isna(figure["value_high"]) else {"opacity": 0}),
        customdata=[[figure["figure_id"]]],
        hovertemplate=hover_text(figure),
        cliponaxis=False,
        error_x=whisker(figure, palette, cap=6),
    )
    add_open_end(chart, figure, palette, x=figure["value"], y=y, along="x", reach=reach * 0.07)


def _add_words(
    chart: go.Figure, figure: dict[str, Any], palette: Palette, y: float, wording: str, reach: float
) -> None:
    second = period(figure["period_start"], figure["period_end"]) if wording == "period" else figure["perimeter"]
    verb = "said" if figure["source_id"] else "from"
    when = f" · {verb} {short_month(figure['event_date'])}"
    lines = textwrap.wrap(second + when, 58)
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
        text=mark_label(figure),
        showarrow=False,
        bgcolor=palette.paper,
        font={"size": 14},
        borderpad=1,
    )
