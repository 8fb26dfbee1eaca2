"""The words around the body of a slide: section, title, subtitle, source line, note, filters and slide number."""

from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from components.exports.deck.drawing.shape import box_of, decorate, straight, words, write
from components.exports.deck.plan.frame import LEFT, ROOM, SMALL, Box, Frame, Line
from components.style import Palette


def draw_head(slide: Any, frame: Frame, palette: Palette) -> None:
    """Write what stands over the body of a slide; drawn first, so that it is read first."""
    title(slide, frame.title, palette)
    line(slide, frame.eyebrow, "Section", palette.accent)
    line(slide, frame.subtitle, "Subtitle", palette.muted)


def draw_foot(slide: Any, frame: Frame, palette: Palette) -> None:
    """Write what stands under the body of a slide; drawn last, so that it is read last."""
    if frame.credits.text:
        line(slide, frame.credits, "Source and note", palette.muted)
    foot(slide, frame.foot, palette)


def title(slide: Any, named: Line, palette: Palette) -> None:
    """Write the title of a slide."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box_of(named.box)
    write(shape.text_frame, named.text, size=named.size, ink=palette.ink, serif=True)


def line(slide: Any, said: Line, name: str, ink: str) -> Any:
    """Write words in their box."""
    return words(slide.shapes, said.box, said.text, name=name, size=said.size, ink=ink)


def foot(slide: Any, said: Line, palette: Palette) -> None:
    """Write the last line of a slide, over a thin rule, with the number of the slide at its right end."""
    top = said.box.top - 0.03
    decorate(straight(slide.shapes, (LEFT, top), (LEFT + ROOM, top), palette.grid, 0.75))
    line(slide, said, "Filters, data version, date", palette.muted)
    right = Box(LEFT + ROOM - 0.7, said.box.top, 0.7, said.box.height)
    number = words(slide.shapes, right, "", name="Slide number", size=SMALL, ink=palette.muted, align="right")
    paragraph = number.text_frame.paragraphs[0]._p
    run = paragraph.find(qn("a:r"))
    field = etree.Element(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.append(run.find(qn("a:rPr")))
    etree.SubElement(field, qn("a:t")).text = "‹#›"
    paragraph.replace(run, field)
