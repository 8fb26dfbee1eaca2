"""Draw ready tables on a map of crossings, lines and sites that asks no tile service."""

from components.maps.deck import ground, map_deck
from components.maps.features import ATTRIBUTION, alt_text, dashed, lines, sites
from components.maps.labels import Box, along, latitude_of, mercator, name_box, place_names, site_boxes
from components.maps.legend import LINE_HEADING, LINE_LEGEND, SYMBOL_LEGEND, LineEntry
from components.maps.picture import WINDOW, inset_corner, is_inside, map_picture, terrain, world_bounds
from components.maps.symbols import data_address, svg
