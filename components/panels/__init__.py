"""Show charts, maps, tables, tiles and evidence cards in one frame."""

from components.panels.about import adding, mark_key, method
from components.panels.briefing import briefing_files, briefing_sections, briefing_slides, briefing_words
from components.panels.card import card_html, evidence_card, subject_html
from components.panels.chart import chart
from components.panels.corridors import comparison_table, corridor_profile, corridor_strip
from components.panels.ledger import ledger, nothing_found, results
from components.panels.map import map_layers, map_object, map_panel
from components.panels.markup import statement_words
from components.panels.pace import pace_panel
from components.panels.page import columns, faults, page_head, presentation, section, stale_notice, stylesheet
from components.panels.pairs import pairs, trail
from components.panels.register import register
from components.panels.sources import data_dictionary, licences, omissions, source_articles, source_overview
from components.panels.tiles import headlines, pledges, tiles
