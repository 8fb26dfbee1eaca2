"""The chart frame: heading, chart, source line, note, and Chart · Table · Evidence · Download."""

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go
import streamlit as st

from components import controls
from components.charts import PICTURE_WIDTH, enlarged
from components.exhibits import Exhibit
from components.panels.frame import frame
from components.panels.views import cards, download_view, evidence_view, table_view
from components.style import Palette
from components.tables import Tables

_DRAWN: WeakKeyDictionary[Exhibit, dict[tuple[str, float], go.Figure]] = WeakKeyDictionary()


@st.fragment
def chart(tables: Tables, exhibit: Exhibit) -> None:
    """Show an exhibit in its frame; selecting a mark, or a row of its table, opens the evidence card.

    Where no row is left, the frame says so.
    """
    frame(tables, exhibit, _VIEWS)


def chart_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    """Draw the figure of an exhibit with the buttons of its picture; a selected mark gives its evidence card."""
    key, figure = exhibit.key, _drawn(exhibit, controls.palette(), 1.35 if controls.presenting() else 1)
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
    return cards(tables, [key for point in points for key in _identifiers(point.get("customdata", []))])


def _drawn(exhibit: Exhibit, palette: Palette, factor: float) -> go.Figure:
    drawn = _DRAWN.setdefault(exhibit, {})
    if (palette.name, factor) not in drawn:
        figure = exhibit.figure(palette)
        drawn[palette.name, factor] = figure if factor == 1 else enlarged(figure, factor)
    return drawn[palette.name, factor]


def _identifiers(data: Any) -> list[str]:
    return [str(one) for one in (data.values() if isinstance(data, dict) else data)]


_VIEWS = {
    "Chart": chart_view,
    "Table": table_view,
    "Evidence": evidence_view,
    "Download": download_view,
}
