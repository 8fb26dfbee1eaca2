"""The sections that a briefing can be made of, one for each page that has charts."""

from collections.abc import Callable

import pandas as pd

from components.exhibits.cargo import cargo
from components.exhibits.commitments import commitments
from components.exhibits.corridors import corridors
from components.exhibits.exhibit import Section
from components.exhibits.investment import investment
from components.exhibits.overview import overview
from components.exhibits.trade import trade
from components.selection import Selection
from components.tables import Tables

SECTIONS: dict[str, Callable[[Tables, pd.DataFrame, Selection], Section]] = {
    "overview": overview,
    "trade": trade,
    "cargo": cargo,
    "corridors": corridors,
    "commitments": commitments,
    "investment": investment,
}
