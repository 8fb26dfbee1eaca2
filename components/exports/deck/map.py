"""The picture of the map as native shapes: ground, lines, symbols and names that can be moved and recoloured."""

import re
from html import unescape
from typing import Any

import plotly.graph_objects as go
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.exhibits import Exhibit
from components.exports.deck.layout import Box, height, shortened, width, wrapped
from components.exports.deck.plane import Plane, Ring, areas, courses, parts, planes
from components.exports.deck.shapes import (
    add_line,
    add_text,
    box_of,
    remove_theme_style,
    set_alpha,
    set_alt_text,
    set_fill,
    stroke,
)
from components.maps.legend import LINE_HEADING, LINE_LEGEND, SYMBOL_LEGEND, LineEntry, SymbolEntry
from components.maps.symbols import Spot, symbol
from components.style import LIGHT

POINTS = 72
MOST_SHAPES = 300
_DASHES = {"solid": "", "dot": "ROUND_DOT", "1.2px,2px": "ROUND_DOT", "3px,2px": "SQUARE_DOT"}
LEGEND_ROOM = 2.75
_SIZE = 9.5
_POINTS_A_PIXEL = 0.66
_SMALLEST = 8.0
_LONGEST = 2.6
_COLOUR = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")


def draw_map(slide: Any, exhibit: Exhibit, body: Box, alt_text: str) -> None:
    """Draw the map of an exhibit into a body, with its legend on the right."""
    picture = exhibit.draw(LIGHT)
    layout = picture.layout
    known = planes(layout, Box(body.left, body.top, body.width - LEGEND_ROOM, body.height))
    ground, courses_drawn, symbols, names = (slide.shapes.add_group_shape() for _ in range(4))
    rectangle(ground.shapes, known["paper"].box, layout.plot_bgcolor, "", 0)
    for trace in picture.data:
        plane = known[trace.xaxis or "x"]
        if trace.fill == "toself":
            _draw_areas(ground.shapes, _joined(areas(parts(trace, plane), plane.box)), trace)
        elif "lines" in trace.mode:
            shapes = ground.shapes if trace.name == "border" or trace.xaxis == "x2" else courses_drawn.shapes
            for course in _joined([[course] for course in courses(parts(trace, plane), plane.box)]):
                _draw_course(shapes, course, trace, plane)
    for shape in layout.shapes:
        if not _of_legend(shape):
            draw_shape(symbols.shapes, shape, known)
    for annotation in layout.annotations:
        if annotation.name not in ("legend", "footer"):
            _draw_name(names.shapes, annotation, known[annotation.xref])
    described = ((ground, "ground"), (courses_drawn, "lines"), (symbols, "symbols"), (names, "names"))
    for group, what in described:
        set_alt_text(group, f"Map: {what}", alt_text if group is courses_drawn else f"The {what} of the map")
    left = known["paper"].box.left + known["paper"].box.width + 0.25
    legend = draw_legend(slide, Box(left, body.top, LEGEND_ROOM - 0.25, body.height))
    set_alt_text(legend, "Map: legend", "Legend of the map")


def draw_legend(slide: Any, box: Box) -> Any:
    """Draw the legend from the top of a box downwards and give its group."""
    group = slide.shapes.add_group_shape()
    entries: list[tuple[str, SymbolEntry | LineEntry | None]] = []
    for heading, symbols in SYMBOL_LEGEND.items():
        entries += [(heading, None), *((entry.words, entry) for entry in symbols)]
    entries += [(LINE_HEADING, None), *((line.words, line) for line in LINE_LEGEND)]
    row = min(0.215, box.height / (len(entries) + 2.2))
    top = box.top
    for text, shown in entries:
        is_heading = shown is None
        top += row * 0.3 if is_heading and top > box.top else 0.0
        indent = 0.0 if is_heading else 0.42
        middle = top + row / 2
        lines = len(wrapped(text, _SIZE, box.width - indent, bold=is_heading))
        add_text(
            group.shapes, Box(box.left + indent, top, box.width - indent, row * lines), text, name=text, size=_SIZE,
            ink=LIGHT.ink, bold=is_heading, anchor="middle",
        )  # fmt: skip
        if isinstance(shown, SymbolEntry):
            _draw_symbol(group.shapes, shown, (box.left + 0.17, middle), row * 0.8 / 24)
        elif shown is not None:
            ends = (box.left, middle), (box.left + 0.34, middle)
            points, dash = shown.width * _POINTS_A_PIXEL, "DASH" if shown.dashed else ""
            add_line(group.shapes, *ends, LIGHT.no_corridor, points, dash=dash)
        top += row * lines
    return group


def draw_shape(shapes: Any, shape: Any, known: dict[str, Plane]) -> None:
    """Draw a shape of a Plotly figure: a path, circle or line in pixels around its anchor, or a rectangle."""
    plane = known[shape.xref]
    ink, dash = shape.line.color or "", dashes(shape.line.dash)
    points = (shape.line.width if shape.line.width is not None else 2) * plane.pixel * POINTS
    if shape.type == "path":
        corners = [tuple(map(float, pair.split(","))) for pair in shape.path.strip("M Z").split(" L")]
        ring = [_shifted(plane, shape, x, y) for x, y in corners]
        polygon(shapes, [ring], shape.fillcolor, ink if points else "", points, dash=dash)
        return
    if shape.xsizemode == "pixel":
        start, end = _shifted(plane, shape, shape.x0, shape.y0), _shifted(plane, shape, shape.x1, shape.y1)
    else:
        start, end = plane.place(shape.x0, shape.y0), plane.place(shape.x1, shape.y1)
    across, up = sorted((start[0], end[0])), sorted((start[1], end[1]))
    box = Box(across[0], up[0], across[1] - across[0], up[1] - up[0])
    if shape.type == "circle":
        circle = remove_theme_style(shapes.add_shape(MSO_SHAPE.OVAL, *box_of(box)))
        set_fill(circle.fill, "")
        stroke(circle.line, ink, points, dash=dash)
        set_alt_text(circle, "Ring", "")
    else:
        rectangle(shapes, box, "", ink, points, dash)


def rectangle(shapes: Any, box: Box, fill: str, ink: str, points: float, dash: str = "") -> None:
    """Draw a rectangle."""
    shape = remove_theme_style(shapes.add_shape(MSO_SHAPE.RECTANGLE, *box_of(box)))
    set_fill(shape.fill, fill)
    stroke(shape.line, ink, points, dash=dash)
    set_alt_text(shape, "Ground", "")


def polygon(shapes: Any, rings: list[Ring], fill: str, ink: str, points: float, *, dash: str = "") -> Any:
    """Draw an area: its outer ring and the rings of its holes."""
    shape = freeform(shapes, rings, close=True)
    set_fill(shape.fill, fill)
    stroke(shape.line, ink, points, dash=dash)
    return shape


def freeform(shapes: Any, rings: list[Ring], *, close: bool) -> Any:
    """Draw a freeform through rings, or courses, of places in inches."""
    whole = [[(round(Inches(x)), round(Inches(y))) for x, y in ring] for ring in rings]
    xs, ys = zip(*(point for ring in whole for point in ring), strict=True)
    left, top, wide, tall = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    steps = "".join(
        f"<a:{'lnTo' if number else 'moveTo'}><a:pt x='{x - left}' y='{y - top}'/></a:{'lnTo' if number else 'moveTo'}>"
        + ("<a:close/>" if close and number == len(ring) - 1 else "")
        for ring in whole
        for number, (x, y) in enumerate(ring)
    )
    # Written here, for the builder of python-pptx takes a time that grows with the square of the number of corners.
    element = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{shapes._next_shape_id}' name='Freeform'/><p:cNvSpPr/>"
        f"<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x='{left}' y='{top}'/><a:ext cx='{wide}' cy='{tall}'/></a:xfrm>"
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l='0' t='0' r='r' b='b'/><a:pathLst>"
        f"<a:path w='{wide}' h='{tall}'>{steps}</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>"
    )
    shapes._grpSp.insert_element_before(element, "p:extLst")
    shapes._recalculate_extents()
    return shapes[len(shapes) - 1]


def dashes(shown: str | None) -> str:
    """Return the name of MSO_LINE for the dashes of a Plotly line; blank for a solid one."""
    return _DASHES.get(shown or "solid", "DASH")


def _shifted(plane: Plane, shape: Any, right: float, up: float) -> tuple[float, float]:
    x, y = plane.place(shape.xanchor, shape.yanchor)
    return x + right * plane.pixel, y - up * plane.pixel


def _draw_symbol(shapes: Any, shown: SymbolEntry, centre: tuple[float, float], pixel: float) -> None:
    unit = Plane(Box(centre[0], centre[1] - 1, 1.0, 1.0), (0.0, 1.0), (0.0, 1.0), pixel)
    for part in symbol(*shown[1:], LIGHT.no_corridor, LIGHT, Spot(0, 0, ("paper", "paper"))):
        draw_shape(shapes, go.layout.Shape(part), {"paper": unit})


def _joined(drawn: list[list[Ring]]) -> list[list[Ring]]:
    """Join what would be too many shapes for a slide into one."""
    return drawn if len(drawn) <= MOST_SHAPES else [[ring for rings in drawn for ring in rings]]


def _draw_areas(shapes: Any, drawn: list[list[Ring]], trace: Any) -> None:
    outlined = trace.mode == "lines"
    for rings in drawn:
        polygon(shapes, rings, trace.fillcolor, trace.line.color if outlined else "", 0.75).name = trace.name


def _draw_course(shapes: Any, course: list[Ring], trace: Any, plane: Plane) -> None:
    shape = freeform(shapes, course, close=False)
    set_fill(shape.fill, "")
    ink, share = _ink(trace.line.color)
    stroke(shape.line, ink, trace.line.width * plane.pixel * POINTS, dash=dashes(trace.line.dash))
    if share < 1:
        set_alpha(shape.line.fill, share)
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
    shape = add_text(
        shapes, Box(left, top, wide, tall), text, name=text, size=size, ink=annotation.font.color, align=align,
        anchor="middle", wrap=False,
    )  # fmt: skip
    if annotation.bgcolor:
        ground, share = _ink(annotation.bgcolor)
        set_fill(shape.fill, ground)
        set_alpha(shape.fill, share)


def _ink(shown: str) -> tuple[str, float]:
    known = _COLOUR.fullmatch(shown)
    if known is None:
        return shown, 1.0
    red, green, blue = (int(part) for part in known.groups()[:3])
    return f"#{red:02x}{green:02x}{blue:02x}", float(known[4])


def _of_legend(shape: Any) -> bool:
    return bool(shape.xref == "paper" and shape.xsizemode == "pixel")
