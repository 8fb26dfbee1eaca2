"""The template of a deck: its layouts by name or type, what stands in their placeholders, and the room they leave."""

import re
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components.exports.deck.layout import LEFT, OWN, ROOM, SMALL, Box, Grid, Line, TemplateError, height
from components.exports.deck.shapes import LANGUAGE, add_text, box_of
from components.style import LIGHT

LARGEST = 20 * 1024 * 1024
_LARGEST_OPEN = 10 * LARGEST
_OWN = Path(__file__).parent / "template.pptx"
_KINDS = (b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
# What stands for each of our layouts in another template: names, then types, the nearest first.
LAYOUTS = {
    "Title": (("title slide",), ("title",)),
    "Summary": (("title and content",), ("obj",)),
    "Chart": (("title and content",), ("chart", "obj")),
    "Two charts": (("two content",), ("twoObj",)),
    "Table": (("title and content",), ("tbl", "obj")),
    "Map": (("title only",), ("titleOnly", "obj")),
    "Sources": (("title and content",), ("tbl", "obj")),
}
# The placeholders of another template that our words can stand in, by the name of ours.
_TYPES = {
    "Title": ("title", "ctrTitle"),
    "Subtitle": ("subTitle",),
    "Filters, data version, date": ("ftr",),
    "Slide number": ("sldNum",),
}
_INKS = {"Section": LIGHT.accent, "Title": LIGHT.ink}
_BODIES = ("Body", "Second body")
_SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_LEAST_FOOT = 0.45


@dataclass(frozen=True, eq=False)
class Template:
    """Hold an empty deck, the layouts that stand for ours, those that were not found, and the room that they leave."""

    deck: Any
    layouts: dict[str, Any]
    missing: tuple[str, ...]
    grid: Grid
    own: bool

    def add_slide(self, name: str) -> Any:
        """Add a slide of a layout without any placeholder yet, so that words are put in in the order of reading."""
        slide = self.deck.slides.add_slide(self.layouts[name])
        for place in list(slide.placeholders):
            place._element.getparent().remove(place._element)
        return slide

    def fill(self, slide: Any, name: str, words: Line) -> None:
        """Put words into the placeholder of this name, else into a box; place and size are the layout's if equal."""
        layout = self._placeholder(slide.slide_layout, name)
        if layout is None:
            look = {"size": words.size, "ink": _INKS.get(name, LIGHT.muted), "serif": name == "Title"}
            add_text(slide.shapes, words.box, words.text, name=name, **look)
            return
        place = _copy(slide, layout, name)
        if self.own and (place.left, place.top, place.width, place.height) != box_of(words.box):
            place.left, place.top, place.width, place.height = box_of(words.box)
        sizes = (style.get("sz") for style in layout._element.iter(qn("a:defRPr")))
        usual = int(next(filter(None, sizes), 0)) / 100
        for number, line in enumerate(words.text.split("\n")):
            paragraph = place.text_frame.paragraphs[0] if number == 0 else place.text_frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.language_id = LANGUAGE
            if words.size != usual:
                run.font.size = Pt(words.size)

    def number(self, slide: Any) -> None:
        """Put the number of the slide into its placeholder, where the layout has one."""
        layout = self._placeholder(slide.slide_layout, "Slide number")
        if layout is None:
            return
        paragraph = _copy(slide, layout, "Slide number").text_frame.paragraphs[0]._p
        field = etree.SubElement(paragraph, qn("a:fld"), {"id": _NUMBER_FIELD, "type": "slidenum"})
        etree.SubElement(field, qn("a:t")).text = "‹#›"

    def hold(self, slide: Any, shapes: list[Any]) -> None:
        """Let charts or a table stand in the placeholders of the body, where the layout has those for them."""
        known = {place.name: place for place in slide.slide_layout.placeholders} if self.own else {}
        for name, shape in zip(_BODIES, shapes, strict=False):
            if name in known:
                place = deepcopy(known[name]._element.xpath(".//p:nvPr/p:ph")[0])
                shape._element.xpath(".//p:nvPr")[0].insert(0, place)

    def _placeholder(self, layout: Any, name: str) -> Any:
        found = (place for place in layout.placeholders if place.name == name)
        own = next(found, None) if self.own else None
        if own is not None:
            return own
        kinds = _TYPES.get(name, ())
        return next((place for place in layout.placeholders if _kind(place) in kinds), None)


def open_template(content: bytes = b"") -> Template:
    """Open a template, ours for none, without the slides that it has. Raises TemplateError, in words."""
    deck = Presentation(BytesIO(_checked(content))) if content else Presentation(str(_OWN))
    if content and not len(deck.slide_layouts):
        raise TemplateError("the template has no slide layout")
    _remove_slides(deck)
    layouts, missing = {}, []
    for name, (names, types) in LAYOUTS.items():
        found = _layout(deck, (name.lower(), *names), types)
        if found is None:
            missing.append(name)
            titled = (
                layout for layout in deck.slide_layouts if any(_kind(one) == "title" for one in layout.placeholders)
            )
            found = next(titled, deck.slide_layouts[0])
        layouts[name] = found
    grid = _grid(deck, layouts["Chart"]) if content else OWN
    return Template(deck, layouts, tuple(missing), grid, not content)


def _checked(content: bytes) -> bytes:
    """Return a file as a presentation: a template for others differs from one by a name in its list of contents."""
    if len(content) > LARGEST:
        raise TemplateError(f"the template is larger than {LARGEST // 1024**2} MB")
    try:
        with ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST_OPEN:
                raise TemplateError(f"the template is larger than {_LARGEST_OPEN // 1024**2} MB once it is opened")
            parts = {part: package.read(part) for part in package.namelist()}
        listed = parts["[Content_Types].xml"]
        if not any(kind in listed for kind in _KINDS):
            raise TemplateError("the template is no PowerPoint file (.pptx or .potx)")
        parts["[Content_Types].xml"] = listed.replace(*_KINDS)
        made = BytesIO()
        with ZipFile(made, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        Presentation(BytesIO(made.getvalue()))
    except TemplateError:
        raise
    except (BadZipFile, KeyError, PackageNotFoundError, ValueError, OSError, AttributeError, etree.LxmlError) as error:
        raise TemplateError("the template is no PowerPoint file (.pptx or .potx) that can be read") from error
    return made.getvalue()


def _remove_slides(deck: Any) -> None:
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    for extension in deck.part._element.xpath(f".//p:ext[@uri='{_SECTION_LIST}']"):
        extension.getparent().remove(extension)


def _layout(deck: Any, names: tuple[str, ...], types: tuple[str, ...]) -> Any:
    known = list(deck.slide_layouts)
    for name in names:
        for layout in known:
            if re.sub(r"^\d+_", "", layout.name).strip().lower() == name:
                return layout
    return next((layout for kind in types for layout in known if layout._element.get("type") == kind), None)


def _kind(place: Any) -> str:
    return str(place._element.xpath(".//p:nvPr/p:ph")[0].get("type", "obj"))


def _grid(deck: Any, layout: Any) -> Grid:
    """Return where a layout of others leaves room: under its title, over its foot, as wide as its title."""
    wide, tall = (Emu(side).inches for side in (deck.slide_width, deck.slide_height))
    title = next((place for place in layout.placeholders if _kind(place) in _TYPES["Title"]), None)
    box = Box(LEFT, OWN.title, wide - 2 * LEFT, 0.9)
    if title is not None and title.width and title.height:
        left, top, width, high = (Emu(side).inches for side in (title.left, title.top, title.width, title.height))
        box = Box(left, top, width, high)
    left = min(max(box.left, 0.2), wide / 4)
    room = min(max(box.width, wide / 2), wide - 2 * left, ROOM * 1.5)
    feet = [place for place in layout.placeholders if _kind(place) in ("ftr", "sldNum", "dt") and place.top]
    foot = min([Emu(place.top).inches for place in feet if Emu(place.top).inches > tall / 2] or [tall - _LEAST_FOOT])
    section = min(box.top + box.height + 0.04, tall / 2)
    named = next((place for place in feet if _kind(place) == "ftr"), None)
    foot_room = Emu(named.width).inches - 0.2 if named is not None and named.width else room - 0.8
    if named is None:
        foot -= height(1, SMALL)
    return Grid(left, room, section, box.top, box.width - 0.2, box.height, foot, foot_room)


def _copy(slide: Any, layout: Any, name: str) -> Any:
    """Add the placeholder of a layout to a slide, empty, under a name."""
    copy = deepcopy(layout._element)
    copy.spPr.clear()
    for part in (copy.txBody.find(qn("a:bodyPr")), copy.txBody.find(qn("a:lstStyle"))):
        if part is not None:
            part.clear()
    for paragraph in copy.txBody.findall(qn("a:p")):
        copy.txBody.remove(paragraph)
    etree.SubElement(copy.txBody, qn("a:p"))
    copy.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
    copy.nvSpPr.cNvPr.set("name", name)
    slide.shapes._spTree.insert_element_before(copy, "p:extLst")
    return slide.shapes[-1]
