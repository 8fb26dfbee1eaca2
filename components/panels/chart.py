"""The chart frame: heading, chart, source line, note, and Chart · Table · Evidence · Download."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from components import controls
from components.charts import PICTURE_WIDTH, cited, enlarged
from components.exhibits import Exhibit
from components.exports import csv_bytes
from components.panels.card import evidence_card
from components.panels.markup import text
from components.style import Caption
from components.tables import Tables

VIEWS = ("Chart", "Table", "Evidence", "Download")
EMPTY = "Nothing here fits the filters. Widen the years, corridors or kinds, or keep undated figures."


@st.fragment
def chart(tables: Tables, exhibit: Exhibit) -> None:
    """Show an exhibit in its frame; selecting a mark, or a row of its table, opens the evidence card.

    Where no row is left, the frame says so.
    """
    caption = exhibit.caption
    with st.container(key=f"frame-{exhibit.key}"):
        st.html(_heading(caption))
        if exhibit.shown.empty:
            st.html(f'<p class="atlas-empty">{text(EMPTY)}</p>')
            return
        body = st.container()
        st.html(_foot(tables, exhibit.shown, caption))
        view = st.segmented_control(
            f"View of {caption.title}",
            VIEWS,
            default="Chart",
            required=True,
            key=f"{exhibit.key}-view",
            label_visibility="collapsed",
        )
        with body:
            selected = _VIEWS[view or "Chart"](tables, exhibit)
        for identifier in selected:
            evidence_card(tables, controls.evidence().figures, identifier)


def _heading(caption: Caption) -> str:
    return f'<div class="atlas-chart-head"><h3>{text(caption.title)}</h3><p>{text(caption.subtitle)}</p></div>'


def _foot(tables: Tables, shown: pd.DataFrame, caption: Caption) -> str:
    links = "; ".join(
        f'<a href="sources#{text(row.source_id)}" target="_self">{text(row.label)}</a> '
        f"par. {', '.join(map(str, row.paragraphs))}"
        for row in cited(tables, list(shown["figure_id"])).itertuples(index=False)
    )
    note = f"<br>Note: {text(caption.note)}" if caption.note else ""
    return f'<p class="atlas-foot">Data source: {links}{note}</p>'


def _chart_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    key, figure = exhibit.key, exhibit.figure(controls.palette())
    if controls.presenting():
        figure = enlarged(figure, 1.35)
    meta = figure.layout.meta
    st.html(
        f"<style>.st-key-plot-{key}{{overflow:hidden;flex:none!important;"
        f"height:{figure.layout.height - meta['frame_top'] - meta['frame_bottom']}px!important}}"
        f".st-key-plot-{key} [data-testid='stPlotlyChart']{{margin-top:-{meta['frame_top']}px}}"
        f".st-key-plot-{key} .modebar-container{{top:{meta['frame_top']}px!important}}</style>"
    )
    with st.container(key=f"plot-{key}"):
        event: Any = st.plotly_chart(
            figure,
            theme=None,
            key=f"{key}-plot",
            on_select="rerun",
            selection_mode="points",
            alt=meta["alternative"],
            config={
                "displaylogo": False,
                "displayModeBar": True,
                "modeBarButtons": [["toImage"]],
                "toImageButtonOptions": {
                    "format": "png",
                    "filename": f"atlas-{key}",
                    "width": PICTURE_WIDTH,
                    "height": figure.layout.height,
                    "scale": 2,
                },
            },
        )
    points = event["selection"]["points"] if event else []
    return dict.fromkeys(identifier for point in points for identifier in _identifiers(point.get("customdata", [])))


def _identifiers(data: Any) -> list[str]:
    return [str(one) for one in (data.values() if isinstance(data, dict) else data)]


def _table_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    event: Any = st.dataframe(
        exhibit.table(tables, exhibit.shown),
        hide_index=True,
        key=f"{exhibit.key}-table",
        on_select="rerun",
        selection_mode="single-row",
        alt=f"The figures of the chart {exhibit.caption.title} as a table",
    )
    identifiers = list(exhibit.shown["figure_id"])
    return [identifiers[row] for row in event["selection"]["rows"] if row < len(identifiers)]


def _evidence_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    return list(exhibit.shown["figure_id"])


def _download_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    st.download_button(
        "Table with evidence (CSV)",
        csv_bytes(exhibit.table(tables, exhibit.shown)),
        f"atlas-{exhibit.key}.csv",
        "text/csv",
        key=f"{exhibit.key}-csv",
        on_click="ignore",
    )
    st.caption(
        "A picture (PNG) with title, sources and filters in it comes from the camera at the chart’s upper right."
    )
    return []


_VIEWS = {
    "Chart": _chart_view,
    "Table": _table_view,
    "Evidence": _evidence_view,
    "Download": _download_view,
}
