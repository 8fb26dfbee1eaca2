"""Figures in the browser: each in both palettes, drawn by our own component, which changes between them by itself."""

import json
import re
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from components import controls, maps
from components.charts import scale_figure
from components.derive import STAGES
from components.exhibits import Exhibit
from components.style import DARK, LIGHT, mix, rgb

# How much larger everything is drawn in present mode.
PRESENTED = 1.36
_NAMES = [name for name, colour in vars(LIGHT).items() if isinstance(colour, str) and name != "name"]
_PAIRS = [(getattr(LIGHT, name), getattr(DARK, name)) for name in _NAMES]
_PAIRS += [(colour, DARK.corridors[name]) for name, colour in LIGHT.corridors.items()]
# The colour on dark paper of each on light, whole or filled by the share that a stage is.
_DARKENED = {
    mix(light, LIGHT.paper, share): mix(dark, DARK.paper, share)
    for share in sorted({1.0, *(stage.filling for stage in STAGES.values())})
    for light, dark in _PAIRS
}
_COLOURED = ("color", "colorway")
# What has plain text, in which nothing is a colour.
_PLAIN = ("meta", "customdata")
_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_TYPE = re.compile(r"(<span style='[^'<>]*color:)(#[0-9a-f]{6})")
_WRITTEN: WeakKeyDictionary[Exhibit, dict[float, dict[str, Any]]] = WeakKeyDictionary()


def plot(exhibit: Exhibit, **look: Any) -> None:
    """Draw the figure of an exhibit, or its map; a mark opens its evidence by itself.

    `look` is for a map: its `height` in pixels, whether it has `insets`, and the figure that is `chosen` on it.
    """
    written = _written(exhibit, PRESENTED if controls.presenting() else 1)
    data = {**written, "white": controls.on_white(), "name": f"atlas-{exhibit.key}", **look}
    with st.container(key=f"plot-{exhibit.key}"):
        controls.browser_part()(key=f"{exhibit.key}-plot", data=data)


def _written(exhibit: Exhibit, factor: float) -> dict[str, Any]:
    """Return the figure on light paper as Plotly reads it, and where it differs on dark: paths and values."""
    of_exhibit = _WRITTEN.setdefault(exhibit, {})
    if factor not in of_exhibit:
        drawn = exhibit.draw(LIGHT)
        light = json.loads((drawn if factor == 1 else scale_figure(drawn, factor)).to_json())
        of_exhibit[factor] = {"figure": light, "dark": list(changes(light)), **_map(exhibit, factor)}
    return of_exhibit[factor]


def _map(exhibit: Exhibit, factor: float) -> dict[str, Any]:
    if exhibit.form != "map":
        return {}
    known = exhibit.options
    scene = maps.compose(known["sites"], known["lines"], known["basemap"])
    figure_ids = dict(zip(exhibit.shown["subject_id"], exhibit.shown["figure_id"], strict=True))
    return {"map": maps.written(scene, figure_ids, insets=maps.insets(known["sites"])), "enlarged": factor}


def changes(
    part: Any, path: tuple[str | int, ...] = (), *, coloured: bool = False
) -> Iterator[tuple[list[str | int], Any]]:
    """Yield the path and the other value of each part of a figure on light paper that differs on dark.

    `coloured` tells that the part is a colour, or colours; in words the colour of a type is one.
    """
    if isinstance(part, dict):
        for name, inner in part.items():
            if name in _PLAIN:
                continue
            yield from changes(inner, (*path, name), coloured=name.endswith(_COLOURED))
    elif isinstance(part, list):
        for place, inner in enumerate(part):
            yield from changes(inner, (*path, place), coloured=coloured)
    elif isinstance(part, str):
        other = _on_dark(part) if coloured else _TYPE.sub(lambda found: found[1] + _on_dark(found[2]), part)
        if other != part:
            yield list(path), other


def _on_dark(colour: str) -> str:
    """Return the colour on dark paper of one on light, with its opacity; one of no palette stays."""
    if found := _RGBA.fullmatch(colour):
        over = _DARKENED.get(f"#{int(found[1]):02x}{int(found[2]):02x}{int(found[3]):02x}")
        return colour if over is None else f"rgba({','.join(map(str, rgb(over)[:3]))},{found[4]})"
    return _DARKENED.get(colour, colour)
