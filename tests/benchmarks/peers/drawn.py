"""The figures of the dashboard's pages, drawn without it."""

from functools import cache

import pandas
import plotly.graph_objects as go

from components import derive, tables
from components.exhibits import SECTIONS
from components.selection import Selection, year_span
from components.style import LIGHT

PAGES = tuple(SECTIONS)
FILTER = "Years referred to"


@cache
def evidence() -> tuple[tables.Tables, pandas.DataFrame]:
    """Give the tables, and each figure once, as the dashboard holds them while it runs."""
    loaded = tables.load()
    figures = derive.figures(loaded)
    return loaded, figures[figures["repeats"] == ""]


def span() -> tuple[int, int]:
    """Give the first and the last year that the dashboard's filter offers."""
    loaded, _ = evidence()
    return year_span(loaded)


# The years that a visit starts with: trade is stated of 2021, so that leaving it out moves marks.
STARTING = (2021, span()[1])


@cache
def figures(page: str, years: tuple[int, int] | None = None) -> dict[str, go.Figure]:
    """Draw every figure of a page by its key; one that has no row left is not drawn.

    The peers keep what they have drawn, as the dashboard does.
    """
    loaded, _ = evidence()
    shown = SECTIONS[page](loaded, Selection(years=years)).exhibits.values()
    return {exhibit.key: exhibit.draw(LIGHT) for exhibit in shown if exhibit.is_drawn and len(exhibit.shown)}
