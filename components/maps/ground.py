"""The ground of the map: land, water and borders, drawn from the base map alone."""

from typing import Any

import pydeck

from components.style import Palette, rgb


def ground(basemap: dict[str, Any], palette: Palette) -> list[pydeck.Layer]:
    """Draw land, water, neighbours' borders and Kazakhstan from the base map, as layers under everything else."""
    dark = palette.name == "dark"
    water = "#1d3340" if dark else "#dbe8ef"
    land = "#1a2229" if dark else "#f3f2ee"
    home = "#232e37" if dark else "#fffdf8"
    looks: dict[str, dict[str, Any]] = {
        "land": {"filled": True, "stroked": False, "get_fill_color": rgb(land)},
        "border": {"filled": False, "stroked": True, "get_line_color": rgb(palette.axis, 150)},
        "kazakhstan": {
            "filled": True,
            "stroked": True,
            "get_fill_color": rgb(home),
            "get_line_color": rgb(palette.muted),
        },
        "water": {"filled": True, "stroked": False, "get_fill_color": rgb(water)},
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
        get_fill_color=rgb(colour),
        pickable=False,
    )
