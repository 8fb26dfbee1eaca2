"""Choose and word what stands on each page: rows, caption, chart and table, for the screen and for every file."""

from components.exhibits import cargo, commitments, corridors, investment, overview, places, trade
from components.exhibits.agenda_table import agenda_table
from components.exhibits.exhibit import Exhibit, Section, slug
from components.exhibits.figures_table import figures_table
from components.exhibits.ledger_table import ledger_table
from components.exhibits.legible import MOST_MARKS, foremost_marks
from components.exhibits.sections import SECTIONS, applying, filters_of

__all__ = [
    "MOST_MARKS", "SECTIONS", "Exhibit", "Section", "agenda_table", "applying", "cargo", "commitments", "corridors",
    "figures_table", "filters_of", "foremost_marks", "investment", "ledger_table", "overview", "places", "slug",
    "trade",
]  # fmt: skip
