"""Draw the map: base map, lines by stage, sites by mode and stage, names. No tile service is asked."""

from typing import Any

import pandas as pd
import pydeck

from components.maps.features import dashed
from components.maps.symbols import data_address, svg
from components.style import Palette, month, stage_words

VIEW = {"longitude": 74.0, "latitude": 46.4, "zoom": 3.6, "min_zoom": 2.6, "max_zoom": 11}
LINE_LAYERS = ("rail-lines", "corridor-lines")
SITE_LAYERS = ("sites",)
_WIDTHS = {"operating": 3.4, "under_way": 3.4}
_DASHED = ("planned", "pledged", "suggested", "talks", "interest")
_ORIENTATION = (
    ("KAZAKHSTAN", 66.6, 48.9), ("CHINA", 92.5, 41.0), ("RUSSIA", 66.0, 55.6), ("UZBEKISTAN", 63.2, 41.9),
    ("TURKMENISTAN", 58.6, 39.6), ("MONGOLIA", 97.0, 47.0), ("Caspian Sea", 50.7, 41.7), ("Lake Balkhash", 74.4, 45.9),
)  # fmt: skip


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
    layers = [*_ground(basemap, palette), *_line_layers(lines, palette), _site_layer(sites, palette)]
    layers.append(_names(palette))
    if labels:
        layers += [*_line_names(lines, palette), _site_names(sites, palette)]
    view = pydeck.ViewState(**VIEW)
    if zoom is not None:
        view.zoom = zoom
    return pydeck.Deck(
        layers=layers,
        initial_view_state=view,
        views=[pydeck.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
        map_provider=None,
        tooltip={"text": "{told}"},
        parameters={"depthCompare": "always"},
    )


def _rgb(colour: str, alpha: int = 255) -> list[int]:
    return [*(int(colour[place : place + 2], 16) for place in (1, 3, 5)), alpha]


def _ground(basemap: dict[str, Any], palette: Palette) -> list[pydeck.Layer]:
    dark = palette.name == "dark"
    water = "#1d3340" if dark else "#dbe8ef"
    land = "#1a2229" if dark else "#f3f2ee"
    home = "#232e37" if dark else "#fffdf8"
    looks: dict[str, dict[str, Any]] = {
        "land": {"filled": True, "stroked": False, "get_fill_color": _rgb(land)},
        "border": {"filled": False, "stroked": True, "get_line_color": _rgb(palette.axis, 150)},
        "kazakhstan": {
            "filled": True,
            "stroked": True,
            "get_fill_color": _rgb(home),
            "get_line_color": _rgb(palette.muted),
        },
        "water": {"filled": True, "stroked": False, "get_fill_color": _rgb(water)},
    }
    layers = [
        _rectangle("beyond", (-180, -85, 180, 85), land),
        _rectangle("sea", (44, 32, 123, 57), water),
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
        get_fill_color=_rgb(colour),
        pickable=False,
    )


def told(row: pd.Series) -> str:
    """Say in a tooltip what a site or line is: name, stage and date of its last mention, how surely it is placed."""
    mode = {"unstated": "mode not stated", "": ""}.get(row["mode"], row["mode"])
    said = f"{stage_words(row['stage'])}, as said in {month(row['said'])}"
    placed = {"exact": "", "approximate": "placed approximately", "schematic": "placed schematically"}
    course = "course added from outside the documents" if row.get("basis") == "outside" else ""
    return "\n".join(filter(None, [row["subject"], mode, said, placed[row["accuracy"]], course]))


def _line_layers(lines: pd.DataFrame, palette: Palette) -> list[pydeck.Layer]:
    layers = []
    for layer_id, kinds in (
        ("corridor-lines", lines["kind"].isin(["corridor", "highway", "waterway"])),
        ("rail-lines", ~lines["kind"].isin(["corridor", "highway", "waterway"])),
    ):
        pieces = [
            {
                "subject_id": row["subject_id"],
                "told": told(row),
                "path": piece,
                "colour": _rgb(palette.of_corridor(row["corridor_id"]), 255 if row["basis"] == "named" else 165),
                "width": _WIDTHS.get(row["stage"], 2.6) * (1 if row["basis"] == "named" else 0.62),
            }
            for _, row in lines[kinds].iterrows()
            for piece in (dashed(row["path"], 0.35, 0.22) if row["stage"] in _DASHED else [row["path"]])
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
            "told": told(row),
            "position": [row["longitude"], row["latitude"]],
            "offset": _offset(row["neighbour"]),
            "icon": {
                "id": f"{row['mode']}-{row['stage']}-{row['corridor_id']}-{palette.name}",
                "url": data_address(svg(row["mode"], row["stage"], palette.of_corridor(row["corridor_id"]), palette)),
                "width": 48,
                "height": 48,
            },
        }
        for _, row in sites.iterrows()
    ]
    return pydeck.Layer(
        "IconLayer", id="sites", data=points, get_position="position", get_icon="icon", get_size=21,
        size_units="'pixels'", get_pixel_offset="offset", pickable=True,
    )  # fmt: skip


def _offset(neighbour: int) -> list[int]:
    return [0, -20 * neighbour]


def _site_names(sites: pd.DataFrame, palette: Palette) -> pydeck.Layer:
    points = [
        {
            "position": [row["longitude"], row["latitude"]],
            "offset": [14 * (1 if row["label_side"] == "start" else -1), _offset(row["neighbour"])[1]],
            "anchor": row["label_side"],
            "text": row["label"],
        }
        for _, row in sites.iterrows()
    ]
    return _text_layer("site-names", points, palette.ink, palette, size=13)


def _line_names(lines: pd.DataFrame, palette: Palette) -> list[pydeck.Layer]:
    first = lines.drop_duplicates("subject_id")
    first = first[~first["subject_id"].duplicated() & first["kind"].ne("crossing")]
    layers = []
    for _, row in first.iterrows():
        middle = row["path"][len(row["path"]) // 2]
        point = {"position": middle, "offset": [0, -13], "anchor": "middle", "text": row["label"]}
        colour = palette.of_corridor(row["corridor_id"])
        layers.append(_text_layer(f"name-{row['subject_id']}", [point], colour, palette, size=12))
    return layers


def _names(palette: Palette) -> pydeck.Layer:
    points = [{"position": [x, y], "offset": [0, 0], "anchor": "middle", "text": name} for name, x, y in _ORIENTATION]
    return _text_layer("orientation", points, palette.muted, palette, size=11, ground=False)


def _text_layer(
    layer_id: str, points: list[dict[str, Any]], colour: str, palette: Palette, *, size: int, ground: bool = True
) -> pydeck.Layer:
    layer = pydeck.Layer(
        "TextLayer",
        id=layer_id,
        data=points,
        get_position="position",
        get_text="text",
        get_size=size,
        get_color=_rgb(colour),
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        get_alignment_baseline="'center'",
        font_family="'Source Sans, Arial, sans-serif'",
        background=ground,
        get_background_color=_rgb(palette.paper, 190),
        background_padding=[2, 0],
        pickable=False,
    )
    # Given to the constructor, a list of characters would be taken for an expression.
    layer.character_set = sorted({sign for point in points for sign in point["text"]})
    return layer
