"""Draw ready tables on a map of crossings, lines and sites that asks no tile service."""

from components.maps.deck import map_deck
from components.maps.features import ATTRIBUTION, alternative, dashed, lines, sites, stroke
from components.maps.labels import mercator
from components.maps.picture import picture
from components.maps.symbols import data_address, filled_part, outline, svg

__all__ = [
    "ATTRIBUTION", "alternative", "dashed", "data_address", "filled_part", "lines", "map_deck", "mercator", "outline",
    "picture", "sites", "stroke", "svg",
]  # fmt: skip
