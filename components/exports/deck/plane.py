"""The frames of the map on a slide, and the areas and courses in them, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from components.exports.deck.layout import Box
from components.maps import Scene, Spot, View, fit, home

Point = tuple[float, float]
Ring = list[Point]
Bounds = tuple[float, float, float, float]
# Letters of the map are 11 pixels at least, which are 9 points then.
PIXELS = 88
_FINE = 0.006


@dataclass(frozen=True)
class Plane:
    """A frame of the map on a slide: its box and its view, with `PIXELS` of the map to an inch."""

    box: Box
    view: View

    def place(self, spot: Spot) -> Point:
        """Return where a spot stands on the slide, in inches."""
        right, down = self.view.place(spot, self.box.width * PIXELS, self.box.height * PIXELS)
        return self.box.left + right / PIXELS, self.box.top + down / PIXELS

    def holds(self, box: Box) -> bool:
        """Return whether a box lies in the frame."""
        across = self.box.left <= box.left and box.left + box.width <= self.box.left + self.box.width
        return across and self.box.top <= box.top and box.top + box.height <= self.box.top + self.box.height


def planes(drawn: Scene, insets: Sequence[Bounds], body: Box) -> list[Plane]:
    """Lay the map into a body: the main frame, and its insets in a column at the right."""
    column = min(3.4, body.width * 0.36) if insets else 0.0
    boxes = [Box(body.left, body.top, body.width - column, body.height)]
    for share in (0.64, 0.36)[: len(insets)] if len(insets) > 1 else (1.0,) * len(insets):
        top = boxes[-1].top + boxes[-1].height if len(boxes) > 1 else body.top
        boxes.append(Box(body.left + body.width - column, top, column, body.height * share))
    return [
        Plane(box, fit(drawn, bounds, box.width * PIXELS, box.height * PIXELS, most=2))
        for box, bounds in zip(boxes, [home(drawn), *insets], strict=True)
    ]


def areas(rings: Sequence[Ring], within: Box) -> list[list[Ring]]:
    """Cut filled rings to a box: each area is an outer ring and the rings of its holes."""
    shapes = shapely.make_valid([shapely.Polygon(), *(shapely.Polygon(ring) for ring in rings if len(ring) > 3)])
    while len(shapes) > 1:  # in pairs, for one after another takes a time that grows with the square of their number
        half = len(shapes) // 2
        shapes = [*shapely.symmetric_difference(shapes[:half], shapes[half : 2 * half]), *shapes[2 * half :]]
    cut = shapes[0].intersection(_frame(within)).simplify(_FINE)
    return [
        [list(area.exterior.coords), *(list(hole.coords) for hole in area.interiors)]
        for area in _single(cut)
        if area.geom_type == "Polygon" and area.area > _FINE**2
    ]


def courses(lines: Sequence[Ring], within: Box) -> list[Ring]:
    """Cut open lines to a box."""
    cut = [shapely.LineString(line).simplify(_FINE).intersection(_frame(within)) for line in lines if len(line) > 1]
    return [list(part.coords) for line in cut for part in _single(line) if part.geom_type == "LineString"]


def _frame(box: Box) -> Any:
    return shapely.box(box.left, box.top, box.left + box.width, box.top + box.height)


def _single(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]
