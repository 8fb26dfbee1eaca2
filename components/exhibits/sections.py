"""The sections that a briefing can be made of, one for each page that has charts."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from components.exhibits import cargo, commitments, corridors, investment, overview, places, trade
from components.exhibits.exhibit import Section
from components.selection import Selection
from components.tables import Tables

SECTIONS: dict[str, Callable[[Tables, pd.DataFrame, Selection], Section]] = {
    "overview": overview.overview,
    "trade": trade.trade,
    "cargo": cargo.cargo,
    "corridors": corridors.corridors,
    "map": places.places,
    "commitments": commitments.commitments,
    "investment": investment.investment,
}
_OFFERED: dict[str, tuple[str, ...]] = {
    "overview": overview.FILTERS,
    "trade": trade.FILTERS,
    "cargo": cargo.FILTERS,
    "corridors": corridors.FILTERS,
    "map": places.FILTERS,
    "commitments": commitments.FILTERS,
    "investment": investment.FILTERS,
}


def filters_of(name: str) -> tuple[str, ...]:
    """Name the fields of a selection that the section with this name offers as filters; no other applies to it."""
    return _OFFERED[name]


def applying(name: str, selection: Selection) -> Selection:
    """Leave of a selection what applies to the section with this name."""
    chosen: dict[str, Any] = {field: getattr(selection, field) for field in filters_of(name)}
    return Selection(**chosen)
