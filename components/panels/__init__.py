"""Show charts, maps, tables, tiles and evidence cards in one frame."""

from components.panels.adding import adding
from components.panels.briefing import briefing_sections, briefing_slides
from components.panels.briefing_files import briefing_files
from components.panels.briefing_words import briefing_words
from components.panels.card import card_html, evidence_card
from components.panels.chart import chart
from components.panels.columns import columns
from components.panels.comparison import comparison_table
from components.panels.corridors import corridor_profile, corridor_strip
from components.panels.dictionary import data_dictionary, licences, omissions
from components.panels.head import faults, page_head, presentation, section, stale_notice, stylesheet
from components.panels.headlines import headlines
from components.panels.ledger import ledger, nothing_found
from components.panels.map import map_layers, map_object, map_panel
from components.panels.mark_key import mark_key
from components.panels.method import method
from components.panels.pace import pace_panel
from components.panels.pairs import pairs
from components.panels.pledges import pledges
from components.panels.register import register
from components.panels.results import results
from components.panels.sources import source_articles, source_overview
from components.panels.statements import statement_words
from components.panels.subject import subject_html
from components.panels.tiles import tiles
from components.panels.trail import trail

__all__ = [
    "adding",
    "briefing_files",
    "briefing_sections",
    "briefing_slides",
    "briefing_words",
    "card_html",
    "chart",
    "columns",
    "comparison_table",
    "corridor_profile",
    "corridor_strip",
    "data_dictionary",
    "evidence_card",
    "faults",
    "headlines",
    "ledger",
    "licences",
    "map_layers",
    "map_object",
    "map_panel",
    "mark_key",
    "method",
    "nothing_found",
    "omissions",
    "pace_panel",
    "page_head",
    "pairs",
    "pledges",
    "presentation",
    "register",
    "results",
    "section",
    "source_articles",
    "source_overview",
    "stale_notice",
    "statement_words",
    "stylesheet",
    "subject_html",
    "tiles",
    "trail",
]
