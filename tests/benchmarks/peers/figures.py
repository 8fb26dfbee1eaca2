"""The floor under charts: the dashboard's figures, ready-made, on stock Streamlit with the same filter of years.

`?figures=` names by their keys those of the page's figures that are drawn; without it all are.
"""

from functools import partial

import plotly.graph_objects as go
import streamlit as st

from tests.benchmarks.peers import drawn


@st.cache_resource
def ready_made(page: str, years: tuple[int, int] | None) -> dict[str, go.Figure]:
    return drawn.figures(page, years)


def bare(page: str) -> None:
    first, last = drawn.span()
    years = st.sidebar.slider(drawn.FILTER, first, last, (first, last))
    figures = ready_made(page, None if years == (first, last) else years)
    for number, key in enumerate(st.query_params.get("figures", ",".join(figures)).split(",")):
        st.plotly_chart(figures[key], key=f"figure-{number}")


st.navigation(
    [
        st.Page(partial(bare, page), title=page.capitalize(), url_path=page, default=number == 0)
        for number, page in enumerate(drawn.PAGES)
    ]
).run()
