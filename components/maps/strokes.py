"""How a line of the map is drawn: thick where named, thin where added from outside, dashed until it is begun."""

from typing import NamedTuple

import pandas as pd

from components.style import Palette

BEGUN = ("operating", "under_way")
_FAINT = 165


class Stroke(NamedTuple):
    """Hold the look of a line: hex colour, opacity (0 to 255), width in pixels, and whether it is dashed."""

    colour: str
    opacity: int
    width: float
    dashed: bool


def stroke(line: pd.Series, palette: Palette) -> Stroke:
    """Give the look of a row of `maps.lines`: colour by corridor, dashed until begun, thin and faint from outside."""
    begun, named = line["stage"] in BEGUN, line["basis"] == "named"
    width = (3.4 if begun else 2.6) * (1 if named else 0.62)
    return Stroke(palette.of_corridor(line["corridor_id"]), 255 if named else _FAINT, width, not begun)
