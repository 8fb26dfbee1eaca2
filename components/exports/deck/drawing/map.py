"""The picture of the map as native shapes: ground, lines, symbols and names that can be moved and recoloured."""

import re
from html import unescape
from typing import Any

from components.exhibits import Exhibit
from components.exports.deck.drawing.map_legend import LEGEND_ROOM, draw_legend
from components.exports.deck.drawing.map_plane import Plane, Ring, areas, courses, parts, planes
from components.exports.deck.drawing.map_shapes import POINTS, dashes, draw_shape, freeform, polygon, rectangle
from components.exports.deck.drawing.shape import describe, paint, see_through, stroke, words
from components.exports.deck.plan.fit import height, shortened, width
from components.exports.deck.plan.frame import Box
from components.style import Palette

_SMALLEST = 8.0
_LONGEST = 2.6
_COLOUR = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")


def draw_map(slide: Any, exhibit: Exhibit, body: Box, palette: Palette, name: str, told: str) -> None:
    """Draw the map of an exhibit into a body, with its legend on the right."""
    picture = exhibit.figure(palette)
    layout = picture.layout
    known = planes(layout, Box(body.left, body.top, body.width - LEGEND_ROOM, body.height))
    ground, courses_drawn, symbols, names = (slide.shapes.add_group_shape() for _ in range(4))
    rectangle(ground.shapes, known["paper"].box, layout.plot_bgcolor, "", 0)
    for trace in picture.data:
        plane = known[trace.xaxis or "x"]
        if trace.fill == "toself":
            _draw_areas(ground.shapes, areas(parts(trace, plane), plane.box), trace)
        elif "lines" in trace.mode:
            shapes = ground.shapes if trace.name == "border" or trace.xaxis == "x2" else courses_drawn.shapes
            for course in courses(parts(trace, plane), plane.box):
                _draw_course(shapes, course, trace, plane)
    for shape in layout.shapes:
        if not _of_legend(shape):
            draw_shape(symbols.shapes, shape, known)
    for annotation in layout.annotations:
        if annotation.name not in ("legend", "footer"):
            _draw_name(names.shapes, annotation, known[annotation.xref])
    described = ((ground, "ground"), (courses_drawn, "lines"), (symbols, "symbols"), (names, "names"))
    for group, what in described:
        describe(group, f"{name}: {what}", told if group is courses_drawn else f"The {what} of the map")
    left = known["paper"].box.left + known["paper"].box.width + 0.25
    legend = draw_legend(slide, Box(left, body.top, LEGEND_ROOM - 0.25, body.height), palette)
    describe(legend, f"{name}: legend", "Legend of the map")


def _draw_areas(shapes: Any, drawn: list[list[Ring]], trace: Any) -> None:
    outlined = trace.mode == "lines"
    for rings in drawn:
        polygon(shapes, rings, trace.fillcolor, trace.line.color if outlined else "", 0.75).name = trace.name


def _draw_course(shapes: Any, course: Ring, trace: Any, plane: Plane) -> None:
    shape = freeform(shapes, [course], close=False)
    paint(shape.fill, "")
    ink, share = _ink(trace.line.color)
    stroke(shape.line, ink, trace.line.width * plane.pixel * POINTS, dash=dashes(trace.line.dash))
    if share < 1:
        see_through(shape.line.fill, share)
    if trace.name:
        shape.name = trace.name


def _draw_name(shapes: Any, annotation: Any, plane: Plane) -> None:
    size = max(annotation.font.size * plane.pixel * POINTS, _SMALLEST)
    text = shortened(unescape(annotation.text), size, _LONGEST, 1)
    wide, tall = width(text, size) + 0.02, height(1, size)
    x, y = plane.place(annotation.x, annotation.y)
    x += (annotation.xshift or 0) * plane.pixel
    y -= (annotation.yshift or 0) * plane.pixel
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[annotation.xanchor or "center"]
    left = min(max(left, plane.box.left), plane.box.left + plane.box.width - wide)
    top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[annotation.yanchor or "middle"]
    align = annotation.xanchor or "center"
    shape = words(
        shapes, Box(left, top, wide, tall), text, name=text, size=size, ink=annotation.font.color, align=align,
        anchor="middle", wrap=False,
    )  # fmt: skip
    if annotation.bgcolor:
        ground, share = _ink(annotation.bgcolor)
        paint(shape.fill, ground)
        see_through(shape.fill, share)


def _ink(shown: str) -> tuple[str, float]:
    known = _COLOUR.fullmatch(shown)
    if known is None:
        return shown, 1.0
    red, green, blue = (int(part) for part in known.groups()[:3])
    return f"#{red:02x}{green:02x}{blue:02x}", float(known[4])


def _of_legend(shape: Any) -> bool:
    return bool(shape.xref == "paper" and shape.xsizemode == "pixel")
