import io
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.exports.deck import balance_pages, height, pptx_bytes, shortened, width, wrapped
from components.selection import Selection
from components.tables import Tables
from tests.exports.deck.conftest import DAY, FULL
from tests.exports.deck.reading import flat, title, words

pytestmark = pytest.mark.xdist_group("deck")
SLIDE = 13.333, 7.5
SLACK = 0.02


@pytest.fixture(params=["deck", "overlong_deck"])
def any_deck(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def box(shape: Any) -> tuple[float, float, float, float]:
    return tuple(Emu(side).inches for side in (shape.left, shape.top, shape.width, shape.height))


def usual_size(slide: Any, shape: Any) -> float:
    """The size of type that the slide's layout gives a placeholder, in points."""
    layout = next(place for place in slide.slide_layout.placeholders if place.name == shape.name)
    return int(next(layout._element.iter(qn("a:defRPr"))).get("sz")) / 100


def lines_of(frame: Any, room: float, usual: float = 0.0, serif: bool = False) -> Iterator[tuple[int, float]]:
    """The number of lines of each paragraph, and the size of its type in points: its own, or the usual one."""
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            run = paragraph.runs[0]
            size, bold = run.font.size.pt if run.font.size else usual, bool(run.font.bold)
            serif = serif or run.font.name == "+mj-lt"
            assert size
            yield len(wrapped(paragraph.text, size, room, bold=bold, serif=serif)), size


def test_nothing_stands_outside_its_slide(any_deck: Any) -> None:
    for slide in any_deck.slides:
        for shape in flat(slide.shapes):
            left, top, wide, tall = box(shape)
            assert left >= -SLACK, (title(slide), shape.name)
            assert top >= -SLACK, (title(slide), shape.name)
            assert left + wide <= SLIDE[0] + SLACK, (title(slide), shape.name)
            assert top + tall <= SLIDE[1] + SLACK, (title(slide), shape.name)


def test_nothing_of_the_body_touches_head_or_foot(any_deck: Any) -> None:
    around = ("Section", "Subtitle", "Source and note", "Filters, data version, date", "Slide number", "Line", "Rule")
    for slide in list(any_deck.slides)[1:]:
        known = {shape.name: box(shape) for shape in slide.shapes}
        above = known["Subtitle"][1] + known["Subtitle"][3]
        below = known.get("Source and note", known["Filters, data version, date"])[1]
        for shape in slide.shapes:
            if shape.name not in around and shape != slide.shapes.title:
                _, top, _, tall = box(shape)
                assert top >= above - SLACK, (title(slide), shape.name)
                assert top + tall <= below + SLACK, (title(slide), shape.name, top + tall, below)


def test_no_shape_lies_over_another(any_deck: Any) -> None:
    for slide in any_deck.slides:
        known = [shape for shape in slide.shapes if not shape.name.startswith(("Map:", "Line", "Rule"))]
        for one, other in combinations(known, 2):
            left, top, wide, tall = box(one)
            next_left, next_top, next_wide, next_tall = box(other)
            across = min(left + wide, next_left + next_wide) - max(left, next_left)
            down = min(top + tall, next_top + next_tall) - max(top, next_top)
            assert across <= SLACK or down <= SLACK, (title(slide), one.name, other.name)


def test_words_fit_their_boxes(any_deck: Any) -> None:
    for slide in any_deck.slides:
        for shape in flat(slide.shapes):
            placed = shape.is_placeholder
            if shape.has_text_frame and shape.text_frame.text and (placed or shape.text_frame.word_wrap):
                _, _, wide, tall = box(shape)
                usual, serif = (usual_size(slide, shape), shape.name == "Title") if placed else (0.0, False)
                needed = sum(height(count, size) for count, size in lines_of(shape.text_frame, wide, usual, serif))
                assert needed <= tall + 0.08, (title(slide), shape.name, shape.text_frame.text[:80])


def test_words_fit_the_rows_of_tables(any_deck: Any) -> None:
    for slide in any_deck.slides:
        for shape in slide.shapes:
            if not (getattr(shape, "has_table", False) and shape.has_table):
                continue
            table = shape.table
            for row in table.rows:
                for number, cell in enumerate(row.cells):
                    columns = range(number, number + cell.span_width if cell.is_merge_origin else number + 1)
                    if cell.is_spanned:
                        continue
                    room = sum(Emu(table.columns[column].width).inches for column in columns)
                    room -= Emu(cell.margin_left + cell.margin_right).inches
                    needed = sum(height(count, size) for count, size in lines_of(cell.text_frame, room))
                    needed += Emu(cell.margin_top + cell.margin_bottom).inches
                    assert needed <= Emu(row.height).inches + 0.01, (title(slide), cell.text[:80])


def test_version_and_date_stand_whole_behind_the_longest_filters(overlong: Tables) -> None:
    chosen = Selection(corridors=("khorgos",))
    content = pptx_bytes(overlong, chosen, ("corridors",), FULL, today=DAY)
    slide = Presentation(io.BytesIO(content)).slides[1]
    told = words(slide, "Filters, data version, date")
    assert told.startswith("Khorgos crossings")
    assert told.endswith("· 21 November 2025")
    assert "…" in told


def test_a_long_text_breaks_into_lines_that_fit() -> None:
    text = "one two three " * 30 + "x" * 500
    lines = wrapped(text, 12, 3.0)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 12) <= 3.0 for line in lines)


def test_a_cut_is_marked_and_fits() -> None:
    cut = shortened("word " * 200, 12, 3.0, 2)
    assert cut.endswith(" …")
    assert len(wrapped(cut, 12, 3.0)) == 2
    assert shortened("word", 12, 3.0, 2) == "word"


def test_words_have_room_in_arial_and_in_the_wider_font_that_stands_in_for_it() -> None:
    # The advance widths in thousandths of an em: of Arial m 833, i 222, 0 556, of DejaVu Sans m 974, i 278, 0 636.
    for sign, arial, dejavu in (("m", 0.833, 0.974), ("0", 0.556, 0.636)):
        assert arial <= width(sign, 72) <= dejavu * 1.1
        assert width(sign, 72) >= dejavu * 0.97
    assert width("漢" * 10, 72) >= 10


def test_parts_are_of_about_one_size() -> None:
    def broken(room: float) -> list[list[int]]:
        size = int(room)
        return [list(range(start, min(start + size, 11))) for start in range(0, 11, size)]

    assert [len(part) for part in balance_pages(broken, 10.0)] == [6, 5]
    assert balance_pages(broken, 12.0) == [list(range(11))]
