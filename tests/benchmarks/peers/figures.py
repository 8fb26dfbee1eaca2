"""The floor under charts: the dashboard's figures, ready-made, on stock Streamlit with the same filter of years.

`?figures=` names by their keys those of the page's figures that are drawn, of all years; without it all are drawn.
"""

from functools import partial

import streamlit as st

from tests.benchmarks.peers import drawn


def bare(page: str) -> None:
    first, last = drawn.span()
    start = (first, last) if "figures" in st.query_params else drawn.STARTING
    years = st.sidebar.slider(drawn.FILTER, first, last, start)
    figures = drawn.figures(page, None if years == (first, last) else years)
    for number, key in enumerate(st.query_params.get("figures", ",".join(figures)).split(",")):
        st.plotly_chart(figures[key], key=f"figure-{number}")


st.navigation(
    [
        st.Page(partial(bare, page), title=page.capitalize(), url_path=page, default=number == 0)
        for number, page in enumerate(drawn.PAGES)
    ]
).run()
