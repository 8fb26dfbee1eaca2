"""The ground of the map: land, water and borders, drawn from the base map alone."""

from typing import Any, NamedTuple

import pydeck

from components.style import Palette, rgb


class GroundColours(NamedTuple):
    """Hold the colours of the ground: the neighbours' land, Kazakhstan, and water."""

    land: str
    home: str
    water: str


def ground_colours(palette: Palette) -> GroundColours:
    """Give the colours of the ground that suit a palette."""
    if palette.name == "dark":
        return GroundColours("#1a2229", "#232e37", "#1d3340")
    return GroundColours("#f3f2ee", "#fffdf8", "#dbe8ef")


def ground(basemap: dict[str, Any], palette: Palette) -> list[pydeck.Layer]:
    """Draw land, water, neighbours' borders and Kazakhstan from the base map, as layers under everything else."""
    land, home, water = ground_colours(palette)
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
