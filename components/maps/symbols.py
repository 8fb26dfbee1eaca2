"""The symbols of the map: shape by mode of transport, filling by stage."""

import math
from base64 import b64encode

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
FILLINGS = {
    "operating": 1.0,
    "under_way": 0.5,
    "planned": 0.0,
    "pledged": 0.0,
    "suggested": 0.0,
    "talks": 0.0,
    "interest": 0.0,
}
RINGS = {"approximate": "", "schematic": 'stroke-dasharray="2.5 4"'}
FAINT = ("suggested", "talks", "interest")


def outline(mode: str) -> list[Point]:
    """Give the outline of a mode's shape as the corners of a polygon in a box of 48 by 48, y downwards."""
    if mode == "rail":
        turns = [2 * math.pi * part / 36 for part in range(36)]
        return [(_MIDDLE + CIRCLE_RADIUS * math.cos(at), _MIDDLE + CIRCLE_RADIUS * math.sin(at)) for at in turns]
    return CORNERS.get(mode, CORNERS[""])


def filled_part(mode: str, stage: str) -> list[Point]:
    """Give the part of a mode's shape that its stage fills: the whole, the lower half, or nothing (no corners)."""
    top = BOX - BOX * FILLINGS.get(stage, 0.0)
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
    if stage in FAINT:
        line += ' stroke-dasharray="7 5"'
    halo = _shape(mode, f'fill="{palette.paper}" stroke="{palette.paper}" stroke-width="11"')
    ground = _shape(mode, f'fill="{palette.paper}" {line}')
    filling = FILLINGS.get(stage, 0.0)
    filled = _shape(mode, f'fill="{colour}" {line} clip-path="url(#c)"') if filling else ""
    clip = f'<clipPath id="c"><rect x="0" y="{BOX - BOX * filling:g}" width="{BOX}" height="{BOX}"/></clipPath>'
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


def data_address(picture: str) -> str:
    """Give an SVG text as a data address that a browser draws without a request."""
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
