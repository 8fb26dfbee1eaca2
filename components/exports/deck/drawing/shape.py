"""The few ways in which words, lines and fills are put on a slide."""

from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.plain import one_line, plain

SANS, SERIF = "Arial", "Georgia"
_NAME, _TOLD = 120, 6_000
ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def colour(hexadecimal: str) -> Any:
    """Give a hex colour as python-pptx takes it."""
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def box_of(box: Box) -> tuple[Any, Any, Any, Any]:
    """Give a box in the units of the file: left, top, width, height."""
    left, top, width, height = (Inches(side) for side in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def bare(shape: Any) -> Any:
    """Take from a shape the looks of the theme, its shadow above all, and give it back."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)
    return shape


def describe(shape: Any, name: str, words: str) -> None:
    """Give a shape its name in the selection pane and its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", one_line(name)[:_NAME])
    properties.set("descr", one_line(words)[:_TOLD])


def decorate(shape: Any) -> None:
    """Mark a shape as mere decoration, which readers of a screen pass over."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.append(
        parse_xml(
            f"<a:extLst {nsdecls('a')}><a:ext uri='{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}'><adec:decorative "
            "xmlns:adec='http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/></a:ext></a:extLst>"
        )
    )


def write(
    frame: Any,
    text: str,
    *,
    size: float,
    ink: str,
    bold: bool = False,
    serif: bool = False,
    align: str = "left",
    anchor: str = "top",
    wrap: bool = True,
) -> None:
    """Put words into a text frame, one paragraph a line, without insets and without any automatic change of size."""
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = ANCHORED[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(plain(text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED[align]
        add_run(paragraph, line, size=size, ink=ink, bold=bold, serif=serif)


def add_run(paragraph: Any, text: str, *, size: float, ink: str, bold: bool = False, serif: bool = False) -> None:
    """Add words in one type to a paragraph."""
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, SERIF if serif else SANS
    run.font.color.rgb = colour(ink)


def words(shapes: Any, box: Box, text: str, *, name: str, **look: Any) -> Any:
    """Write words in a box of their own; the looks are those of `write`."""
    shape = shapes.add_textbox(*box_of(box))
    shape.name = name
    write(shape.text_frame, text, **look)
    return shape


def straight(
    shapes: Any, start: tuple[float, float], end: tuple[float, float], ink: str, points: float, *, dash: str = ""
) -> Any:
    """Draw a straight line between two places (in inches), so many points thick; `dash` is a name of MSO_LINE."""
    line = bare(shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(side) for side in (*start, *end))))
    stroke(line.line, ink, points, dash=dash)
    describe(line, "Line", "")
    return line


def mark(shapes: Any, kind: MSO_SHAPE, centre: tuple[float, float], size: float, fill: str, ink: str) -> Any:
    """Draw a small symbol around a place (in inches), without a shadow."""
    half = size / 2
    shape = bare(shapes.add_shape(kind, *box_of(Box(centre[0] - half, centre[1] - half, size, size))))
    paint(shape.fill, fill)
    stroke(shape.line, ink, 1.75)
    return shape


def paint(fill: Any, hexadecimal: str) -> None:
    """Fill with one colour, or with nothing for a blank."""
    if hexadecimal:
        fill.solid()
        fill.fore_color.rgb = colour(hexadecimal)
    else:
        fill.background()


def stroke(line: Any, ink: str, points: float, *, dash: str = "") -> None:
    """Give a line its colour, thickness and dashes; a blank colour draws none."""
    if not ink:
        line.fill.background()
        return
    line.color.rgb = colour(ink)
    line.width = Pt(points)
    if dash:
        line.dash_style = getattr(MSO_LINE, dash)


def see_through(fill: Any, share: float) -> None:
    """Let what lies under a one-coloured fill or line be seen; `share` is how much of the colour stays (0 to 1)."""
    for solid in fill._xPr.iter(qn("a:srgbClr")):
        etree.SubElement(solid, qn("a:alpha")).set("val", str(round(share * 100_000)))
