"""Choose and word what stands on each page: rows, caption, chart and table, for the screen and for every file."""

from components.exhibits import cargo, commitments, corridors, investment, overview, trade
from components.exhibits.agenda_table import agenda_table
from components.exhibits.exhibit import Exhibit, Section
from components.exhibits.figures_table import figures_table
from components.exhibits.ledger_table import ledger_table
from components.exhibits.sections import SECTIONS

__all__ = [
    "SECTIONS", "Exhibit", "Section", "agenda_table", "cargo", "commitments", "corridors", "figures_table",
    "investment", "ledger_table", "overview", "trade",
]  # fmt: skip
