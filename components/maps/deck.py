"""Draw the map: base map, lines by stage, sites by mode and stage, names. No tile service is asked."""

from functools import cached_property
from typing import Any

import pandas as pd
import pydeck

from components.maps.features import dashed
from components.maps.ground import ground
from components.maps.names import line_names, neighbour_offset, orientation, site_names
from components.maps.strokes import stroke
from components.maps.symbols import data_address, svg
from components.maps.wording import told
from components.style import Palette, map_text, rgb

VIEW = {"longitude": 74.0, "latitude": 46.4, "zoom": 3.6, "min_zoom": 2.6, "max_zoom": 11}


class StillDeck(pydeck.Deck):  # type: ignore[misc]
    """A deck that nobody changes once it is drawn: it is written as JSON once, however often it is shown."""

    def to_json(self) -> str:
        """Give the deck as deck.gl reads it."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return str(super().to_json())


def map_deck(
    sites: pd.DataFrame,
    lines: pd.DataFrame,
    basemap: dict[str, Any],
    palette: Palette,
    *,
    labels: bool = True,
    zoom: float | None = None,
) -> pydeck.Deck:
    """Draw sites and lines on the base map; each layer has an `id`, and sites and lines can be picked.

    `sites` and `lines` are what `maps.sites` and `maps.lines` give, `basemap` is the GeoJSON of the tables.
    """
    layers = [*ground(basemap, palette), *_line_layers(lines, palette), _site_layer(sites, palette)]
    layers.append(orientation(palette))
    if labels:
        layers += [line_names(sites, lines, palette), site_names(sites, palette)]
    view = pydeck.ViewState(**VIEW)
    if zoom is not None:
        view.zoom = zoom
    return StillDeck(
        layers=layers,
        initial_view_state=view,
        views=[pydeck.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
        map_provider=None,
        tooltip={
            "text": "{told}",
            "style": {
                "backgroundColor": palette.paper,
                "color": palette.ink,
                "border": f"1px solid {palette.axis}",
                "fontSize": "14px",
            },
        },
        parameters={"depthCompare": "always"},
    )


def _line_layers(lines: pd.DataFrame, palette: Palette) -> list[pydeck.Layer]:
    layers = []
    for layer_id, kinds in (
        ("corridor-lines", lines["kind"].isin(["corridor", "highway", "waterway"])),
        ("rail-lines", ~lines["kind"].isin(["corridor", "highway", "waterway"])),
    ):
        pieces = [
            {
                "subject_id": row["subject_id"],
                "told": map_text(told(row)),
                "path": piece,
                "colour": rgb(look.colour, look.opacity),
                "width": look.width,
            }
            for _, row in lines[kinds].iterrows()
            for look in [stroke(row, palette)]
            for piece in (dashed(row["path"], 0.35, 0.22) if look.dashed else [row["path"]])
        ]
        layers.append(
            pydeck.Layer(
                "PathLayer", id=layer_id, data=pieces, get_path="path", get_color="colour", get_width="width",
                width_units="'pixels'", width_min_pixels=1, cap_rounded=False, joint_rounded=True, pickable=True,
                auto_highlight=True,
            )
        )  # fmt: skip
    return layers


def _site_layer(sites: pd.DataFrame, palette: Palette) -> pydeck.Layer:
    points = [
        {
            "subject_id": row["subject_id"],
            "told": map_text(told(row)),
            "position": [row["longitude"], row["latitude"]],
            "offset": neighbour_offset(row["neighbour"]),
            "icon": {
                "id": "-".join([row["mode"], row["stage"], row["accuracy"], row["corridor_id"], palette.name]),
                "url": data_address(
                    svg(row["mode"], row["stage"], palette.of_corridor(row["corridor_id"]), palette, row["accuracy"])
                ),
                "width": 48,
                "height": 48,
            },
        }
        for _, row in sites.iterrows()
    ]
    return pydeck.Layer(
        "IconLayer", id="sites", data=points, get_position="position", get_icon="icon", get_size=24,
        size_units="'pixels'", get_pixel_offset="offset", pickable=True,
    )  # fmt: skip
