"""The symbols of the picture, drawn as shapes that keep their size in pixels."""

from typing import Any, NamedTuple

from components.maps.symbols import BOX, FAINT, FILLINGS, RING_RADIUS, Point, filled_part, outline
from components.style import Palette

SIZE = 24
_SHARE = SIZE / BOX


class Spot(NamedTuple):
    """Hold where a symbol stands: a point on a pair of axes (or `paper`), and a shift from it in pixels."""

    x: float
    y: float
    axes: tuple[str, str] = ("x", "y")
    shift: tuple[float, float] = (0.0, 0.0)


def symbol(mode: str, stage: str, accuracy: str, colour: str, palette: Palette, spot: Spot) -> list[dict[str, Any]]:
    """Draw the symbol of a site as Plotly shapes: halo, ring by accuracy, outline by mode, filling by stage."""
    whole, filled = outline(mode), filled_part(mode, stage)
    dash = "4px,2.5px" if stage in FAINT else "solid"
    line = {"color": colour, "width": 2.5, "dash": dash}
    shapes = [_polygon(whole, spot, fillcolor=palette.paper, line={"color": palette.paper, "width": 5.5})]
    if accuracy in ("approximate", "schematic"):
        shapes.append(_ring(spot, colour, "1.2px,2px" if accuracy == "schematic" else "solid"))
    full = FILLINGS.get(stage, 0.0) == 1.0
    shapes.append(_polygon(whole, spot, fillcolor=colour if full else palette.paper, line=line))
    if filled and not full:
        shapes.append(_polygon(filled, spot, fillcolor=colour, line={"width": 0}))
    return shapes


def _polygon(corners: list[Point], spot: Spot, **look: Any) -> dict[str, Any]:
    points = " L".join(f"{_across(x, spot):.1f},{_up(y, spot):.1f}" for x, y in corners)
    return {"type": "path", "path": f"M{points} Z", **_anchored(spot), **look}


def _ring(spot: Spot, colour: str, dash: str) -> dict[str, Any]:
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
