"""The symbols of the map, as SVG and as Plotly shapes: outline by mode of transport, filling by stage."""

import math
from base64 import b64encode
from collections.abc import Sequence
from typing import Any, NamedTuple

from components.derive import BEGUN, PROMISED, STAGES
from components.style import Palette

Point = tuple[float, float]
BOX = 48
CIRCLE_RADIUS = 15.0
RING_RADIUS = 22.0
_MIDDLE = BOX / 2
_DIAMOND = [(24.0, 6.0), (42.0, 24.0), (24.0, 42.0), (6.0, 24.0)]
CORNERS: dict[str, list[Point]] = {
    "road": [(10.0, 10.0), (38.0, 10.0), (38.0, 38.0), (10.0, 38.0)],
    "river": _DIAMOND,
    "sea": _DIAMOND,
    "multimodal": [(24.0, 5.0), (41.0, 15.0), (41.0, 33.0), (24.0, 43.0), (7.0, 33.0), (7.0, 15.0)],
    "unstated": [(24.0, 7.0), (43.0, 40.0), (5.0, 40.0)],
    "": [(24.0, 8.0), (39.0, 19.0), (33.0, 38.0), (15.0, 38.0), (9.0, 19.0)],
}
RINGS = {"approximate": "", "schematic": 'stroke-dasharray="2.5 4"'}
SIZE = 24
_SHARE = SIZE / BOX


def outline(mode: str) -> list[Point]:
    """Return the outline of a mode's shape as the corners of a polygon in a box of 48 by 48, y downwards."""
    if mode == "rail":
        turns = [2 * math.pi * part / 36 for part in range(36)]
        return [(_MIDDLE + CIRCLE_RADIUS * math.cos(at), _MIDDLE + CIRCLE_RADIUS * math.sin(at)) for at in turns]
    return CORNERS.get(mode, CORNERS[""])


def filled_part(mode: str, stage: str) -> list[Point]:
    """Return the part of a mode's shape that its stage fills: the whole, the lower half, or nothing (no corners)."""
    top = BOX - BOX * STAGES[stage].map_filling
    corners = outline(mode)
    kept: list[Point] = []
    for (x, y), (next_x, next_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if y >= top:
            kept.append((x, y))
        if (y >= top) != (next_y >= top):
            kept.append((x + (next_x - x) * (top - y) / (next_y - y), top))
    return kept


def svg(mode: str, stage: str, colour: str, palette: Palette, accuracy: str = "exact") -> str:
    """Draw the symbol of a site as an SVG text of 48 by 48 pixels.

    Operating is filled, under way half filled, planned and pledged hollow, earlier stages hollow and dashed. A thin
    ring stands around a site that is placed approximately, a dotted one around a schematic one.
    """
    line = f'stroke="{colour}" stroke-width="5" stroke-linejoin="round"'
    if stage not in (*PROMISED, *BEGUN):
        line += ' stroke-dasharray="7 5"'
    halo = _shape(mode, f'fill="{palette.paper}" stroke="{palette.paper}" stroke-width="11"')
    ground = _shape(mode, f'fill="{palette.paper}" {line}')
    filling = STAGES[stage].map_filling
    part = f"c{filling:g}"
    filled = _shape(mode, f'fill="{colour}" {line} clip-path="url(#{part})"') if filling else ""
    clip = f'<clipPath id="{part}"><rect x="0" y="{BOX - BOX * filling:g}" width="{BOX}" height="{BOX}"/></clipPath>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BOX}" height="{BOX}" viewBox="0 0 {BOX} {BOX}">'
        f"{clip}{halo}{_ring(colour, accuracy)}{ground}{filled}</svg>"
    )


def _shape(mode: str, style: str) -> str:
    if mode == "rail":
        return f'<circle cx="24" cy="24" r="{CIRCLE_RADIUS:g}" {style}/>'
    corners = " ".join(f"{x:g} {y:g}" for x, y in outline(mode))
    return f'<path d="M{corners}Z" {style}/>'


def _ring(colour: str, accuracy: str) -> str:
    if accuracy not in RINGS:
        return ""
    look = f'fill="none" stroke="{colour}" stroke-width="2" {RINGS[accuracy]}'
    return f'<circle cx="24" cy="24" r="{RING_RADIUS:g}" {look}/>'


def sheet(symbols: Sequence[str]) -> str:
    """Draw symbols of `svg` side by side in one picture, which a map loads at once; each starts a box further right."""
    placed = "".join(symbol.replace("<svg ", f'<svg x="{BOX * place}" ', 1) for place, symbol in enumerate(symbols))
    size = f'width="{BOX * max(len(symbols), 1)}" height="{BOX}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{placed}</svg>'


def data_address(picture: str) -> str:
    """Return an SVG text as a data address that a browser draws without a request."""
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()


class Spot(NamedTuple):
    """Hold where a symbol stands: a point on a pair of axes (or `paper`), and a shift from it in pixels."""

    x: float
    y: float
    axes: tuple[str, str] = ("x", "y")
    shift: tuple[float, float] = (0.0, 0.0)


def symbol(mode: str, stage: str, accuracy: str, colour: str, palette: Palette, spot: Spot) -> list[dict[str, Any]]:
    """Draw the symbol of a site as Plotly shapes: halo, ring by accuracy, outline by mode, filling by stage."""
    whole, filled = outline(mode), filled_part(mode, stage)
    dash = "4px,2.5px" if stage not in (*PROMISED, *BEGUN) else "solid"
    line = {"color": colour, "width": 2.5, "dash": dash}
    shapes = [_polygon(whole, spot, fillcolor=palette.paper, line={"color": palette.paper, "width": 5.5})]
    if accuracy in ("approximate", "schematic"):
        shapes.append(_plotly_ring(spot, colour, "1.2px,2px" if accuracy == "schematic" else "solid"))
    full = STAGES[stage].map_filling == 1.0
    shapes.append(_polygon(whole, spot, fillcolor=colour if full else palette.paper, line=line))
    if filled and not full:
        shapes.append(_polygon(filled, spot, fillcolor=colour, line={"width": 0}))
    return shapes


def _polygon(corners: list[Point], spot: Spot, **look: Any) -> dict[str, Any]:
    points = " L".join(f"{_across(x, spot):.1f},{_up(y, spot):.1f}" for x, y in corners)
    return {"type": "path", "path": f"M{points} Z", **_anchored(spot), **look}


def _plotly_ring(spot: Spot, colour: str, dash: str) -> dict[str, Any]:
    near, far = BOX / 2 - RING_RADIUS, BOX / 2 + RING_RADIUS
    ends = {"x0": _across(near, spot), "x1": _across(far, spot), "y0": _up(near, spot), "y1": _up(far, spot)}
    return {"type": "circle", **ends, **_anchored(spot), "line": {"color": colour, "width": 1, "dash": dash}}


def _anchored(spot: Spot) -> dict[str, Any]:
    return {
        "xref": spot.axes[0], "yref": spot.axes[1], "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": spot.x,
        "yanchor": spot.y, "layer": "above",
    }  # fmt: skip


def _across(x: float, spot: Spot) -> float:
    return (x - BOX / 2) * _SHARE + spot.shift[0]


def _up(y: float, spot: Spot) -> float:
    return (BOX / 2 - y) * _SHARE + spot.shift[1]
