"""Figures in the browser: each in both palettes, drawn by our own component, which changes between them by itself."""

import json
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go
import streamlit as st

from components import controls, maps
from components.charts import scale_figure
from components.exhibits import Exhibit
from components.style import DARK, LIGHT

# How much larger everything is drawn in present mode.
PRESENTED = 1.36
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
        light, dark = (_plain(exhibit.draw(palette), factor) for palette in (LIGHT, DARK))
        of_exhibit[factor] = {"figure": light, "dark": list(changes(light, dark)), **_map(exhibit, factor)}
    return of_exhibit[factor]


def _map(exhibit: Exhibit, factor: float) -> dict[str, Any]:
    if exhibit.form != "map":
        return {}
    known = exhibit.options
    scene = maps.compose(known["sites"], known["lines"], known["basemap"])
    figure_ids = dict(zip(exhibit.shown["subject_id"], exhibit.shown["figure_id"], strict=True))
    return {"map": maps.written(scene, figure_ids, insets=maps.insets(known["sites"])), "enlarged": factor}


def _plain(figure: go.Figure, factor: float) -> Any:
    return json.loads((figure if factor == 1 else scale_figure(figure, factor)).to_json())


def changes(one: Any, other: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[list[str | int], Any]]:
    """Yield the path and the other value of each part in which two figures of one shape differ.

    Raises ValueError where they differ in more than values.
    """
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from changes(one[name], other[name], (*path, name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (part, its_other) in enumerate(zip(one, other, strict=True)):
            yield from changes(part, its_other, (*path, place))
    elif isinstance(one, dict | list) or isinstance(other, dict | list):
        raise ValueError(f"two figures differ at {path}")
    elif one != other:
        yield list(path), other
