"""The sections that a briefing can be made of, one for each page that has charts."""

from collections.abc import Callable
from datetime import date
from functools import partial

from components.exhibits import catalogue, commitments, corridors, overview, places
from components.exhibits.exhibit import Section
from components.selection import Selection, as_known
from components.tables import Tables, once

Make = Callable[[Tables, Selection], Section]
# As many sections as two files under filters of their own ask for.
_MOST_KEPT = 24


def _of_page(name: str, tables: Tables, selection: Selection) -> Section:
    chosen = selection.on(name)
    return _made(as_known(tables, chosen.as_of), name, chosen, date.today())


@once(_MOST_KEPT)
def _made(tables: Tables, name: str, selection: Selection, today: date) -> Section:
    """Make a section, which says what day it is."""
    return _MADE[name](tables, selection)


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
SECTIONS: dict[str, Make] = {name: partial(_of_page, name) for name in _MADE}
