"""The planes of the map's picture on a slide, and the areas and courses in them, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import shapely

from components.charts import PICTURE_WIDTH
from components.exports.deck.layout import Box

Point = tuple[float, float]
Ring = list[Point]
_FINE = 0.006


@dataclass(frozen=True)
class Plane:
    """A pair of axes: the box it takes on the slide, the values at its ends, and inches a pixel of the picture."""

    box: Box
    x: tuple[float, float]
    y: tuple[float, float]
    pixel: float

    def place(self, x: float, y: float) -> Point:
        """Return where a value stands on the slide, in inches."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.box.left + across * self.box.width, self.box.top + (1 - up) * self.box.height


def planes(layout: Any, body: Box) -> dict[str, Plane]:
    """Lay the picture's plot into the upper left of a body, as large as fits; planes are `x`, `x2` and `paper`."""
    ranges = tuple(layout.xaxis.range), tuple(layout.yaxis.range)
    shape = (ranges[0][1] - ranges[0][0]) / (ranges[1][1] - ranges[1][0])
    width = min(body.width, body.height * shape)
    whole = Box(body.left, body.top, width, width / shape)
    pixel = width / (PICTURE_WIDTH - layout.margin.l - layout.margin.r)
    known = {"x": Plane(whole, *ranges, pixel), "paper": Plane(whole, (0.0, 1.0), (0.0, 1.0), pixel)}
    if "xaxis2" in layout:
        (west, east), (south, north) = layout.xaxis2.domain, layout.yaxis2.domain
        box = Box(
            whole.left + west * whole.width,
            whole.top + (1 - north) * whole.height,
            (east - west) * whole.width,
            (north - south) * whole.height,
        )
        known["x2"] = Plane(box, tuple(layout.xaxis2.range), tuple(layout.yaxis2.range), pixel)
    return known


def parts(trace: Any, plane: Plane) -> list[Ring]:
    """Return the rings or courses of a trace on the slide, in inches; blanks part them."""
    pairs = zip(trace.x, trace.y, strict=True)
    return [
        [plane.place(float(x), float(y)) for x, y in run]
        for blank, run in groupby(pairs, key=lambda pair: pair[0] is None or pair[0] != pair[0])
        if not blank
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
