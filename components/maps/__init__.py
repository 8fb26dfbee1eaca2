"""Draw ready tables on a map of crossings, lines and sites that asks no tile service."""

from components.maps.deck import map_deck
from components.maps.features import dashed, lines, sites
from components.maps.symbols import data_address, svg

__all__ = ["dashed", "data_address", "lines", "map_deck", "sites", "svg"]
