"""Figures on a time axis, with a band of their own for those without a stated date."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.frame import add_frame
from components.charts.marks import add_open_end, hover_text, mark_label, marker, whisker
from components.selection import is_undated
from components.style import NO_DATE, Caption, Palette, period, short_month

AT_MIDDLE = "a point stands at the middle of its period"
_BAND = (0.64, 1.0)
_HEIGHT = 340
_LABEL_HEIGHT = 40
_CLEAR = 24


def timeline(
    figures: pd.DataFrame, caption: Caption, palette: Palette, *, years: tuple[int, int] | None = None
) -> go.Figure:
    """Draw each figure at the middle of its period, undated ones in a band beside the axis; nothing is joined.

    `figures` has the columns of `derive.figures` and one unit; `years` are the ends of the time axis (those of
    the figures by default). Targets get a dashed guide, hedges an open end, derived figures a whisker.
    """
    undated = is_undated(figures)
    top = _axis_top(figures)
    chart = go.Figure()
    has_band = bool(undated.any())
    placed: list[tuple[dict[str, Any], Any, str, float]] = []
    for figure in figures[~undated].to_dict("records"):
        x = _middle(figure)
        _add_period(chart, figure, palette)
        _add_mark(chart, figure, palette, x, "x")
        placed.append((figure, x, "x", _fraction(x, figures[~undated], years)))
    slots = figures[undated].sort_values("value").to_dict("records")
    for figure in slots:
        _add_mark(chart, figure, palette, 0.1, "x2")
        placed.append((figure, 0.1, "x2", 0.0))
    for figure, x, axis, _ in placed:
        add_open_end(chart, figure, palette, x=x, y=figure["value"], along="y", reach=top * 0.11, axes=(axis, "y"))
    _add_labels(chart, placed, top, palette)
    _lay_out(chart, figures, has_band, top, palette, years)
    return add_frame(chart, caption, palette, plot_height=_HEIGHT)


def _axis_top(figures: pd.DataFrame) -> float:
    return float(figures[["value", "value_high"]].max(axis=None)) * 1.22


def _middle(figure: dict[str, Any]) -> pd.Timestamp:
    start, end = figure["period_start"], figure["period_end"]
    if pd.isna(start):
        return end
    if pd.isna(end):
        return start
    return start + (end - start) / 2


def _span(figures: pd.DataFrame, years: tuple[int, int] | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    ends = pd.concat([figures["period_start"], figures["period_end"]]).dropna()
    first, last = years or ((ends.min().year, ends.max().year) if len(ends) else (2012, 2030))
    return pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)


def _fraction(x: pd.Timestamp, figures: pd.DataFrame, years: tuple[int, int] | None) -> float:
    start, end = _span(figures, years)
    return float((x - start) / (end - start))


def _add_mark(chart: go.Figure, figure: dict[str, Any], palette: Palette, x: Any, axis: str) -> None:
    chart.add_scatter(
        x=[x],
        y=[figure["value"]],
        xaxis=axis,
        mode="markers",
        marker=marker(figure, palette),
        customdata=[[figure["figure_id"]]],
        hovertemplate=hover_text(figure),
        error_y=whisker(figure, palette, cap=7),
    )
    if figure["claim_type"] in ("target", "pledge"):
        domain = f"{axis} domain"
        chart.add_shape(
            type="line", xref=domain, x0=0, x1=1, y0=figure["value"], y1=figure["value"], layer="below",
            line={"color": palette.of_corridor(figure["corridor_id"]), "width": 1.2, "dash": "dash"},
        )  # fmt: skip


def _add_period(chart: go.Figure, figure: dict[str, Any], palette: Palette) -> None:
    if pd.isna(figure["period_start"]) or pd.isna(figure["period_end"]):
        return
    chart.add_shape(
        name="period", type="line", x0=figure["period_start"], x1=figure["period_end"], y0=figure["value"],
        y1=figure["value"], line={"color": palette.of_corridor(figure["corridor_id"]), "width": 3},
    )  # fmt: skip


def _add_labels(
    chart: go.Figure, placed: list[tuple[dict[str, Any], Any, str, float]], top: float, palette: Palette
) -> None:
    taken: dict[str, float] = {}
    for figure, x, axis, fraction in sorted(placed, key=lambda entry: entry[0]["value"]):
        left = axis == "x" and fraction > 0.5
        side = f"{axis}{left}"
        spanning = pd.notna(figure["period_start"]) and pd.notna(figure["period_end"])
        at = figure["value"] / top * _HEIGHT
        natural = at + (0 if not spanning else -_CLEAR if at > 2 * _CLEAR else _CLEAR)
        height = max(natural, taken.get(side, -_LABEL_HEIGHT) + _LABEL_HEIGHT)
        taken[side] = height
        when = (
            f"{'said' if figure['source_id'] else 'from'} {short_month(figure['event_date'])}"
            if axis == "x2"
            else period(figure["period_start"], figure["period_end"])
        )
        chart.add_annotation(
            name=figure["figure_id"],
            x=x,
            y=figure["value"],
            xref=axis,
            yref="y",
            yshift=height - at,
            xshift=-13 if left else 13,
            xanchor="right" if left else "left",
            align="right" if left else "left",
            showarrow=False,
            text=f"{mark_label(figure)}<br><span style='font-size:12px;color:{palette.muted}'>{when}</span>",
            font={"size": 14},
        )


def _lay_out(
    chart: go.Figure, figures: pd.DataFrame, has_band: bool, top: float, palette: Palette, years: tuple[int, int] | None
) -> None:
    start, end = _span(figures, years)
    step = max(1, -(-(end.year - start.year) // 4))
    ticks = [pd.Timestamp(year, 7, 1) for year in range(start.year, end.year + 1, step)]
    padding = (end - start) * 0.05
    chart.update_layout(
        xaxis={
            "domain": [0, _BAND[0] - 0.04] if has_band else [0, 1],
            "range": [start - padding, end + padding],
            "type": "date",
            "tickvals": ticks,
            "ticktext": [str(tick.year) for tick in ticks],
            "tickangle": 0,
        },
        yaxis={"range": [0, top], "nticks": 6},
    )
    if not has_band:
        return
    chart.update_layout(
        xaxis2={"domain": list(_BAND), "range": [0, 1], "visible": False, "anchor": "y", "fixedrange": True}
    )
    band = go.layout.Shape(
        name="undated band", type="rect", xref="paper", yref="paper", x0=_BAND[0], x1=_BAND[1], y0=0, y1=1,
        fillcolor=palette.band, line_width=0, layer="below",
    )  # fmt: skip
    chart.layout.shapes = (band, *chart.layout.shapes)
    chart.add_annotation(
        name="undated band", text=NO_DATE, xref="paper", yref="paper", x=sum(_BAND) / 2, y=1,
        xanchor="center", yanchor="top",
        yshift=-6, showarrow=False, font={"size": 13, "color": palette.muted},
    )  # fmt: skip
