"""The names in the picture: sites beside their symbols, lines where the ground is free, countries and waters."""

from typing import Any

import pandas as pd

from components.maps.labels import Box, name_box, place_names, site_boxes
from components.maps.names import LIFT, ORIENTATION, PIXELS_A_DEGREE
from components.maps.picture.objects import css, height_of
from components.maps.picture.window import WINDOW
from components.maps.projection import mercator
from components.style import Palette, chart_text

Annotation = dict[str, Any]
_BESIDE = 13
_CLEAR = 0.8
_FAR = 180.0
_OUTSIDE = (
    Box(-_FAR, WINDOW.west, -_FAR, _FAR),
    Box(WINDOW.east, _FAR, -_FAR, _FAR),
    Box(-_FAR, _FAR, -_FAR, WINDOW.south),
    Box(-_FAR, _FAR, WINDOW.north, _FAR),
)


def names(sites: pd.DataFrame, lines: pd.DataFrame, palette: Palette, covered: list[Box]) -> list[Annotation]:
    """Write the names of sites, lines, countries and waters; `covered` is ground that no name may take."""
    kept = [
        (name, x, y)
        for name, x, y in ORIENTATION
        if not any(name_box(x, y, name, "middle").overlaps(box) for box in [*covered, *_OUTSIDE])
    ]
    taken = [name_box(x, y, name, "middle") for name, x, y in kept]
    taken += [*map(_padded, site_boxes(sites, LIFT / PIXELS_A_DEGREE)), *covered, *_OUTSIDE]
    written = [_name(name, x, mercator(y), 11, palette.muted) for name, x, y in kept]
    for line in place_names(lines, taken).itertuples(index=False):
        colour = palette.of_corridor(line.corridor_id)
        written.append(_name(line.label, line.longitude, mercator(line.latitude), 12, colour, palette))
    return [*written, *_site_names(sites, palette)]


def _padded(box: Box) -> Box:
    return Box(box.west - _CLEAR, box.east + _CLEAR, box.south, box.north)


def _site_names(sites: pd.DataFrame, palette: Palette) -> list[Annotation]:
    return [
        {
            **_name(site.label, site.longitude, height_of(site), 13, palette.ink, palette),
            "name": site.subject_id,
            "xanchor": "left" if site.label_side == "start" else "right",
            "xshift": _BESIDE if site.label_side == "start" else -_BESIDE,
        }
        for site in sites.itertuples(index=False)
    ]


def names_above(sites: pd.DataFrame, palette: Palette, axes: tuple[str, str], middle: float) -> list[Annotation]:
    """Write the names of sites above their symbols, towards the longitude `middle`."""
    return [
        {
            **_name(site.label, site.longitude, height_of(site), 12, palette.ink, palette),
            "name": site.subject_id,
            "xref": axes[0],
            "yref": axes[1],
            "xanchor": "right" if site.longitude > middle else "left",
            "xshift": _BESIDE if site.longitude > middle else -_BESIDE,
            "yanchor": "bottom",
            "yshift": _BESIDE,
        }
        for site in sites.itertuples(index=False)
    ]


def _name(words: str, x: float, y: float, size: int, colour: str, palette: Palette | None = None) -> Annotation:
    ground = {"bgcolor": css(palette.paper, 190)} if palette else {}
    return {
        "name": words, "text": chart_text(words), "x": round(x, 2), "y": round(y, 2), "xref": "x", "yref": "y",
        "showarrow": False, "font": {"size": size, "color": colour}, "borderpad": 0, "yanchor": "middle", **ground,
    }  # fmt: skip
