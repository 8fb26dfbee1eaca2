"""The map as native shapes: ground, lines, symbols and names that can be moved and recoloured."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.exhibits import Exhibit
from components.exports.deck.layout import Box, width, wrapped
from components.exports.deck.plane import PIXELS, Plane, Ring, areas, courses, planes
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
from components.maps import (
    LINE_HEADING,
    LINE_LEGEND,
    SYMBOL_LEGEND,
    Line,
    LineEntry,
    Scene,
    Spot,
    SymbolEntry,
    compose,
    insets,
    mercator,
    placed,
    symbol,
)
from components.style import LIGHT

MOST_SHAPES = 300
MOST_NAMED = 3
LEGEND_ROOM = 2.75
_POINTS_A_PIXEL = 72 / PIXELS
_SIZE = 9.5
_GROUND = 0.7
# Where the base map was cut, what is no land is sea: longitudes and latitudes.
_SEA = [(44.0, 32.0), (123.0, 32.0), (123.0, 57.0), (44.0, 57.0)]
_LAYERS = {
    "land": (LIGHT.land, "", 0.0),
    "border": ("", LIGHT.axis, 0.5),
    "kazakhstan": (LIGHT.home, LIGHT.muted, 0.75),
    "water": (LIGHT.water, "", 0.0),
}


def draw_map(slide: Any, exhibit: Exhibit, body: Box, alt_text: str) -> None:
    """Draw the map of an exhibit into a body as the page first shows it, with its legend on the right."""
    known = exhibit.options
    drawn = compose(known["sites"], known["lines"], known["basemap"])
    room = Box(body.left, body.top, body.width - LEGEND_ROOM, body.height)
    ground, courses_drawn, symbols, names = (slide.shapes.add_group_shape() for _ in range(4))
    known_planes = planes(drawn, insets(known["sites"]), room)
    for plane in known_planes:
        _draw_ground(ground.shapes, known["basemap"], plane)
        for line in drawn.lines:
            _draw_line(courses_drawn.shapes, line, plane)
        _draw_sites(symbols.shapes, drawn, plane)
        _draw_names(names.shapes, drawn, plane)
        rectangle(names.shapes, plane.box, "", LIGHT.axis, 0.75)
    _name_beyond(names.shapes, drawn, known_planes)
    described = ((ground, "ground"), (courses_drawn, "lines"), (symbols, "symbols"), (names, "names"))
    for group, what in described:
        group.shapes._recalculate_extents()
        set_alt_text(group, f"Map: {what}", alt_text if group is courses_drawn else f"The {what} of the map")
    legend = draw_legend(slide, Box(room.left + room.width + 0.25, body.top, LEGEND_ROOM - 0.25, body.height))
    set_alt_text(legend, "Map: legend", "Legend of the map")


def _name_beyond(shapes: Any, drawn: Scene, frames: list[Plane]) -> None:
    """Name at the foot of the main frame the sites that no frame shows."""
    unseen = [
        site.words.split("\n")[0]
        for site in drawn.sites
        if not any(frame.holds(Box(*frame.place(Spot(site.x, site.y)), 0, 0)) for frame in frames)
    ]
    if not unseen:
        return
    more = f" and {len(unseen) - MOST_NAMED} more" if len(unseen) > MOST_NAMED else ""
    box, text = frames[0].box, f"Beyond the map: {'; '.join(unseen[:MOST_NAMED])}{more}"
    foot = Box(box.left + 0.1, box.top + box.height - 0.24, box.width - 0.2, 0.2)
    add_text(shapes, foot, text, name="Beyond", size=9, ink=LIGHT.muted, align="right", anchor="middle")


def _draw_ground(shapes: Any, basemap: dict[str, Any], plane: Plane) -> None:
    rectangle(shapes, plane.box, LIGHT.land, "", 0)
    corners = [plane.place(Spot(x, mercator(y))) for x, y in _SEA]
    for sea in areas([corners], plane.box):
        shape = freeform(shapes, sea, close=True)
        set_fill(shape.fill, LIGHT.water)
        stroke(shape.line, "", 0)
    for layer, (fill, ink, points) in _LAYERS.items():
        rings = [
            [plane.place(Spot(x, mercator(y))) for x, y in ring]
            for feature in basemap["features"]
            if feature["properties"]["layer"] == layer
            for ring in _rings(feature["geometry"])
        ]
        found = areas(rings, plane.box) if fill else [[course] for course in courses(rings, plane.box)]
        for part in _joined(found):
            shape = freeform(shapes, part, close=bool(fill))
            set_fill(shape.fill, fill)
            stroke(shape.line, ink, points)
            shape.name = layer


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [parts]
    return list(parts) if kind in ("Polygon", "MultiLineString") else [ring for polygon in parts for ring in polygon]


def _draw_line(shapes: Any, line: Line, plane: Plane) -> None:
    for course in courses([[plane.place(spot) for spot in line.spots]], plane.box):
        shape = freeform(shapes, [course], close=False)
        set_fill(shape.fill, "")
        dash = "DASH" if line.dashed else ""
        stroke(shape.line, LIGHT.of_corridor(line.colour), line.width * _POINTS_A_PIXEL, dash=dash)
        if line.opacity < 1:
            set_alpha(shape.line.fill, line.opacity)
        shape.name = line.words.split("\n")[0]


def _draw_sites(shapes: Any, drawn: Scene, plane: Plane) -> None:
    half = 10 / PIXELS
    for site in drawn.sites:
        x, y = plane.place(Spot(site.x, site.y))
        if plane.holds(Box(x - half, y - half, 2 * half, 2 * half)):
            look = (site.mode, site.stage, site.accuracy)
            draw_symbol(shapes, look, LIGHT.of_corridor(site.colour), (x, y), 1 / PIXELS)


def draw_symbol(shapes: Any, look: tuple[str, ...], own: str, centre: tuple[float, float], pixel: float) -> None:
    """Draw the symbol of a site (mode, stage, accuracy) around a place, `pixel` inches a pixel."""
    colours = {"own": own, "paper": LIGHT.paper, "": ""}
    for part in symbol(*look):
        ring = [(centre[0] + x * pixel, centre[1] + y * pixel) for x, y in part.corners]
        shape = freeform(shapes, [ring], close=True)
        set_fill(shape.fill, colours[part.fill])
        dash = "" if not part.dashes else "ROUND_DOT" if part.dashes[0] < 2 else "DASH"
        stroke(shape.line, colours[part.ink], part.width * pixel * 72, dash=dash)


def _draw_names(shapes: Any, drawn: Scene, plane: Plane) -> None:
    for name, spot, right, down, leader in placed(drawn, plane.view.scale):
        size = name.size * _POINTS_A_PIXEL
        x, y = plane.place(spot)
        wide = width(name.words, size, bold=name.kind == "site") + 0.04
        tall = name.height / PIXELS
        middle = x + right / PIXELS, y + down / PIXELS
        box = Box(middle[0] - wide / 2, middle[1] - tall / 2, wide, tall)
        if not plane.holds(box):
            continue
        if leader is not None:
            add_line(shapes, (x, y), (x + leader[0] / PIXELS, y + leader[1] / PIXELS), LIGHT.muted, 0.75)
        ink = {"ink": LIGHT.ink, "muted": LIGHT.muted}.get(name.colour) or LIGHT.of_corridor(name.colour)
        shape = add_text(
            shapes, box, name.words, name=name.words, size=size, ink=ink, bold=name.kind == "site", align="center",
            anchor="middle", wrap=False,
        )  # fmt: skip
        if name.kind in ("site", "line"):
            set_fill(shape.fill, LIGHT.paper)
            set_alpha(shape.fill, _GROUND)
        if name.kind in ("town", "station"):
            dot = [(x + across / PIXELS, y + up / PIXELS) for across, up in ((-2, 0), (0, -2), (2, 0), (0, 2))]
            mark = freeform(shapes, [dot], close=True)
            set_fill(mark.fill, ink if name.kind == "town" else LIGHT.paper)
            stroke(mark.line, "" if name.kind == "town" else ink, 0.75)


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
            draw_symbol(group.shapes, shown[1:], LIGHT.no_corridor, (box.left + 0.17, middle), row * 0.8 / 24)
        elif shown is not None:
            ends = (box.left, middle), (box.left + 0.34, middle)
            points, dash = shown.width * _POINTS_A_PIXEL, "DASH" if shown.dashed else ""
            add_line(group.shapes, *ends, LIGHT.no_corridor, points, dash=dash)
        top += row * lines
    group.shapes._recalculate_extents()
    return group


def rectangle(shapes: Any, box: Box, fill: str, ink: str, points: float, dash: str = "") -> None:
    """Draw a rectangle."""
    shape = remove_theme_style(shapes.add_shape(MSO_SHAPE.RECTANGLE, *box_of(box)))
    set_fill(shape.fill, fill)
    stroke(shape.line, ink, points, dash=dash)
    set_alt_text(shape, "Ground", "")


def freeform(shapes: Any, rings: list[Ring], *, close: bool) -> Any:
    """Draw a freeform through rings, or courses, of places in inches; its group has its extent as soon as it is set."""
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
    return shapes._shape_factory(element)


def _joined(drawn: list[list[Ring]]) -> list[list[Ring]]:
    """Join what would be too many shapes for a slide into one."""
    return drawn if len(drawn) <= MOST_SHAPES else [[ring for rings in drawn for ring in rings]]
