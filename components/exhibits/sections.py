"""The sections that a briefing can be made of, one for each page that has charts."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from components import derive
from components.exhibits import catalogue, commitments, corridors, overview, places
from components.exhibits.exhibit import Section
from components.selection import Selection, as_known
from components.tables import Tables

Make = Callable[[Tables, pd.DataFrame, Selection], Section]


def _of_page(name: str, make: Make, tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    chosen = selection.on(name)
    known = as_known(tables, chosen.as_of)
    return make(known, figures if known is tables else derive.figures(known), chosen)


_MADE: dict[str, Make] = {
    "overview": overview.section,
    "trade": partial(catalogue.section, "trade"),
    "cargo": partial(catalogue.section, "cargo"),
    "corridors": corridors.section,
    "map": places.section,
    "commitments": commitments.section,
    "investment": partial(catalogue.section, "investment"),
}
# Each leaves out of a selection what its page has no filter for, and knows no document that is later than `as_of`.
SECTIONS: dict[str, Make] = {name: partial(_of_page, name, make) for name, make in _MADE.items()}
