"""Draw ready tables on a map of crossings, lines and sites that asks no tile service."""

from components.maps.deck import map_deck
from components.maps.features import ATTRIBUTION, alt_text, dashed, lines, sites, stroke
from components.maps.labels import mercator
from components.maps.legend import LINE_HEADING, LINE_LEGEND, SYMBOL_LEGEND, LineEntry, SymbolEntry
from components.maps.picture import map_picture
from components.maps.symbols import data_address, filled_part, outline, svg
