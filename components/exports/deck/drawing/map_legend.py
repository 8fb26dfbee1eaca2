"""The legend of the map, in a column beside it."""

from typing import Any

import plotly.graph_objects as go

from components.exports.deck.drawing.map_plane import Plane
from components.exports.deck.drawing.map_shapes import draw_shape
from components.exports.deck.drawing.shape import straight, words
from components.exports.deck.plan.fit import wrapped
from components.exports.deck.plan.frame import Box
from components.maps import wording
from components.maps.picture.symbols import Spot, symbol
from components.style import Palette

LEGEND_ROOM = 2.75
_SIZE = 9.5
_STROKES = (
    (wording.BEGUN_WORDS, 2.25, ""), (wording.NOT_BEGUN_WORDS, 1.75, "DASH"), (wording.OUTSIDE_WORDS, 1.0, ""),
)  # fmt: skip


def draw_legend(slide: Any, box: Box, palette: Palette) -> Any:
    """Draw the legend from the top of a box downwards and give its group."""
    group = slide.shapes.add_group_shape()
    entries: list[tuple[str, Any]] = [(wording.MODE_HEADING, None)]
    entries += [(told, (mode, "planned", "exact")) for mode, told in wording.MODES.items()]
    entries += [(wording.STAGE_HEADING, None)]
    entries += [(told, ("rail", stage, "exact")) for stage, told in wording.STAGES.items()]
    entries += [(wording.ACCURACY_HEADING, None)]
    entries += [(told, ("rail", "planned", told)) for told in wording.ACCURACIES]
    entries += [(wording.LINE_HEADING, None), *((told, (points, dash)) for told, points, dash in _STROKES)]
    row = min(0.215, box.height / (len(entries) + 2.2))
    top = box.top
    for told, shown in entries:
        heading = shown is None
        top += row * 0.3 if heading and top > box.top else 0.0
        indent = 0.0 if heading else 0.42
        middle = top + row / 2
        lines = len(wrapped(told, _SIZE, box.width - indent, bold=heading))
        words(
            group.shapes, Box(box.left + indent, top, box.width - indent, row * lines), told, name=told, size=_SIZE,
            ink=palette.ink, bold=heading, anchor="middle",
        )  # fmt: skip
        if shown is not None and len(shown) == 3:
            _draw_symbol(group.shapes, shown, (box.left + 0.17, middle), row * 0.8 / 24, palette)
        elif shown is not None:
            ends = (box.left, middle), (box.left + 0.34, middle)
            straight(group.shapes, *ends, palette.no_corridor, shown[0], dash=shown[1])
        top += row * lines
    return group


def _draw_symbol(
    shapes: Any, shown: tuple[str, str, str], centre: tuple[float, float], pixel: float, palette: Palette
) -> None:
    unit = Plane(Box(centre[0], centre[1] - 1, 1.0, 1.0), (0.0, 1.0), (0.0, 1.0), pixel)
    for part in symbol(*shown, palette.no_corridor, palette, Spot(0, 0, ("paper", "paper"))):
        draw_shape(shapes, go.layout.Shape(part), {"paper": unit})
