"""Show charts, maps, tables, tiles and evidence cards in one frame."""

from components.panels.card import card_html, evidence_card
from components.panels.chart import chart
from components.panels.head import faults, page_head, section, stale_notice, stylesheet
from components.panels.map import map_layers, map_panel, map_table
from components.panels.subject import subject_file, subject_html
from components.panels.tiles import tiles

__all__ = [
    "card_html",
    "chart",
    "evidence_card",
    "faults",
    "map_layers",
    "map_panel",
    "map_table",
    "page_head",
    "section",
    "stale_notice",
    "stylesheet",
    "subject_file",
    "subject_html",
    "tiles",
]  # fmt: skip
