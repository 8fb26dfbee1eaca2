"""Shapes of a Plotly figure as native shapes: freeforms, circles and rectangles."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.exports.deck.drawing.map_plane import Plane, Ring
from components.exports.deck.drawing.shape import bare, box_of, describe, paint, stroke
from components.exports.deck.plan.frame import Box

POINTS = 72
_DASHES = {"solid": "", "dot": "ROUND_DOT", "1.2px,2px": "ROUND_DOT", "3px,2px": "SQUARE_DOT"}


def rectangle(shapes: Any, box: Box, fill: str, ink: str, points: float, dash: str = "") -> None:
    """Draw a rectangle."""
    shape = bare(shapes.add_shape(MSO_SHAPE.RECTANGLE, *box_of(box)))
    paint(shape.fill, fill)
    stroke(shape.line, ink, points, dash=dash)
    describe(shape, "Ground", "")


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
        circle = bare(shapes.add_shape(MSO_SHAPE.OVAL, *box_of(box)))
        paint(circle.fill, "")
        stroke(circle.line, ink, points, dash=dash)
        describe(circle, "Ring", "")
    else:
        rectangle(shapes, box, "", ink, points, dash)


def polygon(shapes: Any, rings: list[Ring], fill: str, ink: str, points: float, *, dash: str = "") -> Any:
    """Draw an area: its outer ring and the rings of its holes."""
    shape = freeform(shapes, rings, close=True)
    paint(shape.fill, fill)
    stroke(shape.line, ink, points, dash=dash)
    return shape


def dashes(shown: str | None) -> str:
    """Give the name of MSO_LINE for the dashes of a Plotly line; blank for a solid one."""
    return _DASHES.get(shown or "solid", "DASH")


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


def _shifted(plane: Plane, shape: Any, right: float, up: float) -> tuple[float, float]:
    x, y = plane.place(shape.xanchor, shape.yanchor)
    return x + right * plane.pixel, y - up * plane.pixel
