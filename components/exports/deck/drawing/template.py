"""The empty deck: 16 to 9, the product's colours and typefaces as its theme, and the two layouts it uses."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from components.exports.deck.drawing.shape import SANS, SERIF, box_of, colour
from components.exports.deck.plan.frame import HEIGHT, LEFT, ROOM, TITLE_TOP, WIDTH, Box
from components.style import Palette

_TITLE_ONLY = "Title Only"
_LAYOUTS = (_TITLE_ONLY, "Title and Content", "Blank")
_FOOT_TYPES = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def empty_deck(palette: Palette) -> Any:
    """Make a deck without slides in the colours of a palette."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    _leave_behind(deck)
    _theme(deck.slide_master, palette)
    for page in (deck.slide_master, *deck.slide_layouts):
        _places(page, palette)
    return deck


def _leave_behind(deck: Any) -> None:
    for owner, kind in (
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        known = owner._rels
        for key in [key for key, relation in known.items() if relation.reltype == kind]:
            known.pop(key)


def add_slide(deck: Any) -> Any:
    """Add a slide that has a title and nothing else."""
    return deck.slides.add_slide(next(layout for layout in deck.slide_layouts if layout.name == _TITLE_ONLY))


def _theme(master: Any, palette: Palette) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Atlas")
    ordinary = [*palette.corridors.values(), *palette.spare]
    colours = [palette.ink, palette.paper, palette.muted, palette.band, *ordinary[:6], palette.accent, palette.muted]
    for slot, shown in zip(theme.find(f".//{qn('a:clrScheme')}"), colours, strict=True):
        slot.clear()
        etree.SubElement(slot, qn("a:srgbClr")).set("val", shown.removeprefix("#").upper())
    for kind, name in (("majorFont", SERIF), ("minorFont", SANS)):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", name)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _places(page: Any, palette: Palette) -> None:
    for place in list(page.placeholders):
        if place.placeholder_format.type in _FOOT_TYPES:
            place._element.getparent().remove(place._element)
        elif place.placeholder_format.idx == 0:
            place.left, place.top, place.width, place.height = box_of(Box(LEFT, TITLE_TOP, ROOM, 0.5))
            frame = place.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor, frame.auto_size = MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
        else:
            place.left, place.top, place.width, place.height = box_of(Box(LEFT, 1.6, ROOM, 4.7))
    for style in page._element.iter(qn("p:titleStyle")):
        level = style.find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        run.set("sz", str(Pt(26).centipoints))
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = colour(palette.paper)
