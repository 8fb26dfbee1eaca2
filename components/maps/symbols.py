"""The symbols of the map and its legend: outline by mode of transport, filling by stage, ring by accuracy."""

import math
from base64 import b64encode
from typing import NamedTuple

from components.derive import BEGUN, PROMISED, STAGES
from components.maps.features import BEGUN_WIDTH, OUTSIDE_SHARE, PLANNED_WIDTH
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
_RING_DASHES = {"approximate": (), "schematic": (1.2, 2.0)}
_DASHES = (4.0, 2.5)
SIZE = 24
_SHARE = SIZE / BOX


def outline(mode: str) -> list[Point]:
    """Return the outline of a mode's shape as the corners of a polygon in a box of 48 by 48, y downwards."""
    if mode == "rail":
        return [(_MIDDLE + x, _MIDDLE + y) for x, y in _circle(CIRCLE_RADIUS)]
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


class Part(NamedTuple):
    """Hold one polygon of a symbol, drawn over those before it.

    `corners` are pixels from its place, y downwards; `fill` and `ink` name a colour: `paper`, `own` (that of the
    symbol's corridor) or none (""); `width` and `dashes` are pixels of its outline.
    """

    corners: list[Point]
    fill: str
    ink: str
    width: float
    dashes: tuple[float, ...] = ()


def symbol(mode: str, stage: str, accuracy: str) -> list[Part]:
    """Return the parts of the symbol of a site, 24 pixels wide: halo, ring, outline, filling.

    Operating is filled, under way half filled, planned and pledged hollow, earlier stages hollow and dashed. A thin
    ring stands around a site that is placed approximately, a dotted one around a schematic one.
    """
    whole, filled = _centred(outline(mode)), _centred(filled_part(mode, stage))
    dashes = _DASHES if stage not in (*PROMISED, *BEGUN) else ()
    parts = [Part(whole, "paper", "paper", 5.5)]
    if accuracy in _RING_DASHES:
        parts.append(Part(_circle(RING_RADIUS * _SHARE), "", "own", 1.0, _RING_DASHES[accuracy]))
    full = STAGES[stage].map_filling == 1.0
    parts.append(Part(whole, "own" if full else "paper", "own", 2.5, dashes))
    if filled and not full:
        parts.append(Part(filled, "own", "", 0.0))
    return parts


def _circle(radius: float) -> list[Point]:
    turns = [2 * math.pi * part / 36 for part in range(36)]
    return [(radius * math.cos(at), radius * math.sin(at)) for at in turns]


def _centred(corners: list[Point]) -> list[Point]:
    return [((x - _MIDDLE) * _SHARE, (y - _MIDDLE) * _SHARE) for x, y in corners]


def path(corners: list[Point]) -> str:
    """Return a polygon as the path data of SVG."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"


def svg(mode: str, stage: str, colour: str, palette: Palette, accuracy: str = "exact") -> str:
    """Draw the symbol of a site as an SVG text of 24 by 24 pixels."""
    colours = {"own": colour, "paper": palette.paper, "": "none"}
    drawn = "".join(
        f'<path d="{path(part.corners)}" fill="{colours[part.fill]}" stroke="{colours[part.ink]}" '
        f'stroke-width="{part.width:g}" stroke-dasharray="{" ".join(map(str, part.dashes)) or "none"}"/>'
        for part in symbol(mode, stage, accuracy)
    )
    box = f"{-SIZE / 2:g} {-SIZE / 2:g} {SIZE} {SIZE}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="{box}">{drawn}</svg>'


def data_address(picture: str) -> str:
    """Return an SVG text as a data address that a browser draws without a request."""
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()


_MODES = {
    "rail": "rail",
    "road": "road",
    "river": "water",
    "multimodal": "several modes",
    "unstated": "mode not stated",
    "": "plant",
}
_PHASES = {stage.phase: name for name, stage in reversed(STAGES.items())}
LINE_HEADING = "Lines"


class SymbolEntry(NamedTuple):
    """Hold one entry of the legend: its words, and the mode, stage and accuracy of the symbol that it explains."""

    words: str
    mode: str
    stage: str
    accuracy: str


class LineEntry(NamedTuple):
    """Hold one entry of the legend: its words, and the width (in pixels) and dash of the line that it explains."""

    words: str
    width: float
    dashed: bool


SYMBOL_LEGEND = {
    "Shape: mode": [SymbolEntry(words, mode, "planned", "exact") for mode, words in _MODES.items()],
    "Filling: stage at last mention": [SymbolEntry(words, "rail", stage, "exact") for words, stage in _PHASES.items()],
    "Ring: how surely it is placed": [
        SymbolEntry(accuracy, "rail", "planned", accuracy) for accuracy in ("exact", "approximate", "schematic")
    ],
}


LINE_LEGEND = (
    LineEntry("operating or under way", BEGUN_WIDTH, False),
    LineEntry("not begun", PLANNED_WIDTH, True),
    LineEntry("thin: course added from outside the documents", PLANNED_WIDTH * OUTSIDE_SHARE, False),
)
