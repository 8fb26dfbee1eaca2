"""Choose and word what stands on each page: rows, caption, chart and table, for the screen and for every file."""

from components.exhibits import cargo, commitments, corridors, investment, overview, places, trade
from components.exhibits.exhibit import MOST_MARKS, Exhibit, Section, foremost_marks, slug
from components.exhibits.sections import SECTIONS, applying, filters_of
from components.exhibits.tables import agenda_table, figures_table, ledger_table

__all__ = [
    "MOST_MARKS", "SECTIONS", "Exhibit", "Section", "agenda_table", "applying", "cargo", "commitments", "corridors",
    "figures_table", "filters_of", "foremost_marks", "investment", "ledger_table", "overview", "places", "slug",
    "trade",
]  # fmt: skip
