"""The names on the map."""

from typing import Any

import pandas as pd
import pydeck

from components.maps.labels import name_box, place_names, site_boxes
from components.style import Palette, map_text, rgb

LIFT = 21
PIXELS_A_DEGREE = 25
ORIENTATION = (
    ("KAZAKHSTAN", 66.6, 48.9), ("CHINA", 92.5, 41.0), ("RUSSIA", 66.0, 55.6), ("UZBEKISTAN", 63.2, 41.9),
    ("TURKMENISTAN", 58.6, 39.6), ("MONGOLIA", 97.0, 47.0), ("Caspian Sea", 50.7, 41.7), ("Lake Balkhash", 74.6, 45.5),
)  # fmt: skip


def neighbour_offset(neighbour: int) -> list[int]:
    """Give how far, in pixels, a site is lifted so that it stands clear of its neighbours."""
    return [0, -LIFT * neighbour]


def site_names(sites: pd.DataFrame, palette: Palette) -> pydeck.Layer:
    """Write the names of sites beside their symbols."""
    points = [
        {
            "position": [row["longitude"], row["latitude"]],
            "offset": [14 * (1 if row["label_side"] == "start" else -1), neighbour_offset(row["neighbour"])[1]],
            "anchor": row["label_side"],
            "text": map_text(row["label"]),
            "colour": rgb(palette.ink),
        }
        for _, row in sites.iterrows()
    ]
    return _text_layer("site-names", points, palette, size=13)


def line_names(sites: pd.DataFrame, lines: pd.DataFrame, palette: Palette) -> pydeck.Layer:
    """Write the names of lines, in the colours of their corridors, where the ground is free."""
    taken = [name_box(x, y, name, "middle") for name, x, y in ORIENTATION]
    placed = place_names(lines, taken + site_boxes(sites, LIFT / PIXELS_A_DEGREE))
    points = [
        {
            "position": [row.longitude, row.latitude],
            "offset": [0, 0],
            "anchor": "middle",
            "text": map_text(row.label),
            "colour": rgb(palette.of_corridor(row.corridor_id)),
        }
        for row in placed.itertuples(index=False)
    ]
    return _text_layer("line-names", points, palette, size=12)


def orientation(palette: Palette) -> pydeck.Layer:
    """Write the names of countries and waters, for orientation."""
    points = [
        {"position": [x, y], "offset": [0, 0], "anchor": "middle", "text": name, "colour": rgb(palette.muted)}
        for name, x, y in ORIENTATION
    ]
    return _text_layer("orientation", points, palette, size=11, ground=False)


def _text_layer(
    layer_id: str, points: list[dict[str, Any]], palette: Palette, *, size: int, ground: bool = True
) -> pydeck.Layer:
    layer = pydeck.Layer(
        "TextLayer",
        id=layer_id,
        data=points,
        get_position="position",
        get_text="text",
        get_size=size,
        get_color="colour",
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        get_alignment_baseline="'center'",
        font_family="'Source Sans, Arial, sans-serif'",
        background=ground,
        get_background_color=rgb(palette.paper, 190),
        background_padding=[2, 0],
        pickable=False,
    )
    # Given to the constructor, a list of characters would be taken for an expression.
    layer.character_set = sorted({sign for point in points for sign in point["text"]})
    return layer
