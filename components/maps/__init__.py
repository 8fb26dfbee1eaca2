"""Draw ready tables on a map of crossings, lines and sites that asks no tile service."""

from components.maps.drawing import home, insets, map_figure, written
from components.maps.features import ATTRIBUTION, alt_text, lines, sites
from components.maps.placing import SCALES, View, fit, placed
from components.maps.scene import Line, Scene, Site, Spot, compose, mercator
from components.maps.symbols import (
    LINE_HEADING,
    LINE_LEGEND,
    SYMBOL_LEGEND,
    LineEntry,
    SymbolEntry,
    data_address,
    path,
    svg,
    symbol,
)
