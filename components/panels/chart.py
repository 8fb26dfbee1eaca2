"""The chart frame: heading, chart, source line, note, and Chart · Table · Evidence · Download."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import controls
from components.charts import MOST_NAMED, PICTURE_WIDTH, cited, scale_figure
from components.exhibits import Exhibit
from components.exports import csv_bytes, displayed_file, full_file, statements_about
from components.panels.card import card_html
from components.panels.markup import MOST_ROWS, left_out, text
from components.style import Caption, Palette, counted
from components.tables import Tables

View = Callable[[Tables, Exhibit], Iterable[str]]
EMPTY = "Nothing here fits the filters. Widen the years, corridors or kinds, or keep undated figures."


def frame(tables: Tables, exhibit: Exhibit, views: Mapping[str, View], *, empty: str = EMPTY) -> None:
    """Show an exhibit in its frame with a switch between its views, the first of them to begin with.

    Only the chosen view is computed; it gives the HTML that stands below the frame, of what is selected in it. Where
    no row is left, the frame says `empty`.
    """
    caption = exhibit.caption
    with st.container(key=f"frame-{exhibit.key}"):
        st.html(_heading(caption))
        if exhibit.shown.empty:
            st.html(f'<p class="atlas-empty">{text(empty)}</p>')
            return
        body = st.container()
        st.html(_foot(tables, exhibit.shown, caption))
        first = next(iter(views))
        view = st.segmented_control(
            f"View of {caption.title}",
            list(views),
            default=first,
            required=True,
            key=f"{exhibit.key}-view",
            label_visibility="collapsed",
        )
        with body:
            selected = views[view or first](tables, exhibit)
        for told in filter(None, selected):
            st.html(told)


def _heading(caption: Caption) -> str:
    return f'<div class="atlas-chart-head"><h3>{text(caption.title)}</h3><p>{text(caption.subtitle)}</p></div>'


def _foot(tables: Tables, shown: pd.DataFrame, caption: Caption) -> str:
    documents = cited(tables, shown["figure_id"])
    links = "; ".join(
        f'<a href="sources#{text(document.source_id)}" target="_self">{text(document.label)}</a> '
        f"par. {', '.join(map(str, document.paragraphs))}"
        for document in documents[-MOST_NAMED:]
    )
    if more := len(documents) - MOST_NAMED if len(documents) > MOST_NAMED else 0:
        links += f'; and {counted(more, "more document")}, all in <a href="sources">Sources</a>'
    note = f"<br>Note: {text(caption.note)}" if caption.note else ""
    return f'<p class="atlas-foot">Data source: {links}{note}</p>'


MOST_CARDS = 100


def cards(tables: Tables, identifiers: Iterable[str]) -> list[str]:
    """Write the evidence card of each claim, derivation or milestone, once."""
    return [card_html(tables, controls.evidence().figures, identifier) for identifier in dict.fromkeys(identifiers)]


def table_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    """Show what the exhibit shows as a table, its first rows if it has many; a row opens its evidence card."""
    shown = exhibit.shown.head(MOST_ROWS)
    table = exhibit.table(tables, shown)
    event: Any = st.dataframe(
        table,
        hide_index=True,
        key=f"{exhibit.key}-table",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        alt=f"What {exhibit.caption.title} shows, as a table",
    )
    if rest := left_out(len(shown), len(exhibit.shown), "rows"):
        st.html(rest)
    identifiers = list(shown["figure_id"])
    chosen = [int(table.index[row]) for row in event["selection"]["rows"] if row < len(table)]
    return cards(tables, [identifiers[position] for position in chosen if position < len(identifiers)])


def evidence_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    """Give the evidence card of everything that the exhibit shows, or the first of many, and say so."""
    shown = exhibit.shown["figure_id"].drop_duplicates()
    first = shown.head(MOST_CARDS)
    return [*cards(tables, first), left_out(len(first), len(shown), "cards")]


def download_view(tables: Tables, exhibit: Exhibit, picture: str = "the chart’s upper right") -> Iterable[str]:
    """Offer what is displayed, and everything said of its subjects, as CSV that is only written when asked for.

    `picture` says where the buttons of the picture are.
    """
    evidence, key = controls.evidence(), exhibit.key
    count = statements_about(tables, evidence.figures, exhibit.shown["subject_id"].unique())
    given = tables, exhibit, evidence, date.today()
    with st.container(horizontal=True, key=f"{key}-files"):
        rows = counted(len(exhibit.shown), "row")
        _button(f"Displayed data (CSV, {rows})", partial(_displayed, *given), key, "displayed")
        _button(f"Full data (CSV, {counted(count, 'row')})", partial(_full, *given), key, "full")
    st.html(
        '<p class="atlas-foot">Displayed: what stands here, under the filters. Full: every statement about the same '
        "subjects, whatever the filters. Both name document, paragraph, data version and day. The whole evidence base "
        'is in the <a href="ledger" target="_self">ledger</a> and at <a href="data/claims.csv">/data/claims.csv</a>.'
        f"<br>A picture (PNG or SVG) that carries title, sources and filters is taken at {text(picture)}.</p>"
    )
    return []


def _button(label: str, make: Callable[[], bytes], key: str, kind: str) -> None:
    st.download_button(
        label, make, f"atlas-{key}-{kind}.csv", "text/csv", key=f"{key}-{kind}-csv", on_click="ignore"
    )  # fmt: skip


def _displayed(tables: Tables, exhibit: Exhibit, evidence: controls.Evidence, day: date) -> bytes:
    return csv_bytes(displayed_file(tables, exhibit, evidence.rows, day))


def _full(tables: Tables, exhibit: Exhibit, evidence: controls.Evidence, day: date) -> bytes:
    return csv_bytes(full_file(tables, exhibit, evidence.rows, day))


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
        figure = exhibit.draw(palette)
        drawn[palette.name, factor] = figure if factor == 1 else scale_figure(figure, factor)
    return drawn[palette.name, factor]


def _identifiers(data: Any) -> list[str]:
    return [str(one) for one in (data.values() if isinstance(data, dict) else data)]


_VIEWS = {
    "Chart": chart_view,
    "Table": table_view,
    "Evidence": evidence_view,
    "Download": download_view,
}
