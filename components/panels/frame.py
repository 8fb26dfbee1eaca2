"""The frame around a chart or map: heading, drawing, source line, note, and the switch between its views."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import streamlit as st

from components.charts import MOST_NAMED, cited
from components.exhibits import Exhibit
from components.panels.markup import text
from components.style import Caption
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
        links += f'; and {more} more document{"" if more == 1 else "s"}, all in <a href="sources">Sources</a>'
    note = f"<br>Note: {text(caption.note)}" if caption.note else ""
    return f'<p class="atlas-foot">Data source: {links}{note}</p>'
