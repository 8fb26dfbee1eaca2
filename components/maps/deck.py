"""The map to move in: base map, lines by stage, sites by mode and stage, names; no tile service is asked."""

import json
from functools import cached_property
from typing import Any

import pandas as pd
import pydeck

from components.maps.features import dashed, stroke, tooltip
from components.maps.labels import name_box, place_names, site_boxes
from components.maps.symbols import BOX, data_address, sheet, svg
from components.style import Palette, map_text, rgb

LIFT = 21
PIXELS_A_DEGREE = 25
ORIENTATION = (
    ("KAZAKHSTAN", 66.6, 48.9), ("CHINA", 92.5, 41.0), ("RUSSIA", 66.0, 55.6), ("UZBEKISTAN", 63.2, 41.9),
    ("TURKMENISTAN", 58.6, 39.6), ("MONGOLIA", 97.0, 47.0), ("Caspian Sea", 50.7, 41.7), ("Lake Balkhash", 74.6, 45.5),
)  # fmt: skip
VIEW = {"longitude": 74.0, "latitude": 46.4, "zoom": 3.6, "min_zoom": 2.6, "max_zoom": 11}


def ground(basemap: dict[str, Any], palette: Palette) -> list[pydeck.Layer]:
    """Draw land, water, neighbours' borders and Kazakhstan from the base map, as layers under everything else."""
    looks: dict[str, dict[str, Any]] = {
        "land": {"filled": True, "stroked": False, "get_fill_color": rgb(palette.land)},
        "border": {"filled": False, "stroked": True, "get_line_color": rgb(palette.axis, 150)},
        "kazakhstan": {
            "filled": True,
            "stroked": True,
            "get_fill_color": rgb(palette.home),
            "get_line_color": rgb(palette.muted),
        },
        "water": {"filled": True, "stroked": False, "get_fill_color": rgb(palette.water)},
    }
    layers = [
        _rectangle("beyond", (-180, -85, 180, 85), palette.land),
        _rectangle("sea", (44, 32, 123, 57), palette.water),
    ]
    for name, look in looks.items():
        features = [feature for feature in basemap["features"] if feature["properties"]["layer"] == name]
        layers.append(
            pydeck.Layer(
                "GeoJsonLayer",
                id=name,
                data={"type": "FeatureCollection", "features": features},
                line_width_units="'pixels'",
                get_line_width=1.2 if name == "kazakhstan" else 0.7,
                pickable=False,
                **look,
            )
        )
    return layers


def _rectangle(layer_id: str, bounds: tuple[int, int, int, int], colour: str) -> pydeck.Layer:
    west, south, east, north = bounds
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return pydeck.Layer(
        "SolidPolygonLayer",
        id=layer_id,
        data=[{"polygon": corners}],
        get_polygon="polygon",
        get_fill_color=rgb(colour),
        pickable=False,
    )


def neighbour_offset(neighbour: int) -> list[int]:
    """Return how far, in pixels, a site is lifted so that it stands clear of its neighbours."""
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
            "colour": rgb(palette.of_corridor(row.corridor_colour)),
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


class StillDeck(pydeck.Deck):  # type: ignore[misc]
    """A deck that nobody changes once it is drawn: it is written once, and without blanks."""

    def to_json(self) -> str:
        """Return the deck as deck.gl reads it."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


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
            "text": "{tooltip}",
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
                "tooltip": map_text(tooltip(row)),
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
    rows = sites.to_dict("records")
    symbols = [
        svg(row["mode"], row["stage"], palette.of_corridor(row["corridor_colour"]), palette, row["accuracy"])
        for row in rows
    ]
    known = list(dict.fromkeys(symbols))
    points = [
        {
            "subject_id": row["subject_id"],
            "tooltip": map_text(tooltip(row)),
            "position": [row["longitude"], row["latitude"]],
            "offset": neighbour_offset(row["neighbour"]),
            "symbol": str(known.index(symbol)),
        }
        for row, symbol in zip(rows, symbols, strict=True)
    ]
    boxes = {str(place): {"x": BOX * place, "y": 0, "width": BOX, "height": BOX} for place in range(len(known))}
    return pydeck.Layer(
        "IconLayer", id="sites", data=points, get_position="position", get_icon="symbol", get_size=24,
        size_units="'pixels'", get_pixel_offset="offset", pickable=True,
        icon_atlas=pydeck.types.String(data_address(sheet(known))), icon_mapping=boxes,
    )  # fmt: skip
