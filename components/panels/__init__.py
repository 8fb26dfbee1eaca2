"""Show charts, maps, tables, tiles and evidence cards, each with its documents."""

from components.panels.about import mark_key, method
from components.panels.briefing import briefing_files, briefing_sections, briefing_slides, briefing_words
from components.panels.commitments import board
from components.panels.comparisons import ask_step, changes, trail
from components.panels.corridors import comparison_table, corridor_map
from components.panels.evidence import evidence_page
from components.panels.frames import chart, exhibits, tiles
from components.panels.intake import beside, intake_progress, intake_result
from components.panels.ledger_table import ledger, nothing_found, respelled, results
from components.panels.map import map_layers, map_object, map_panel
from components.panels.markup import printed_table
from components.panels.miniature import small_chart, story, units_strip
from components.panels.pace import assumptions, pace_panel
from components.panels.page import columns, faults, lead, page_head, presentation, section, stale_notice, stylesheet
from components.panels.plots import plot
from components.panels.sources import data_dictionary, licences, omissions, silences, source_articles, source_overview
from components.panels.statistics import own_statistics, series_definitions, statistics_of
