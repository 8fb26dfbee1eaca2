import io
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from components import exhibits
from components.exports import deck as deck_file
from components.exports.deck import (
    CONTENTS,
    Options,
    PaceAsked,
    Paper,
    TemplateError,
    figure_slides,
    missing_layouts,
    pptx_bytes,
    slide_titles,
)
from components.selection import Selection
from components.style import LIGHT
from components.tables import Tables
from tests.exports.deck.conftest import DAY, FULL
from tests.exports.deck.reading import cells, charts, flat, notes, sheet, tables, texts, title, titled, words

pytestmark = pytest.mark.xdist_group("deck")
Curated = Callable[[str], dict[str, dict[str, str]]]


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def middle(deck: Any) -> list[Any]:
    """The slides between the opening and the closing."""
    last = next(number for number, slide in enumerate(deck.slides) if title(slide).startswith("The documents"))
    return list(deck.slides)[1:last]


def of_section(deck: Any, name: str) -> list[Any]:
    return [slide for slide in middle(deck) if words(slide, "Section").startswith(f"{name} · ")]


def test_the_deck_opens_with_what_it_is(deck: Any, evidence: Tables) -> None:
    first = deck.slides[0]
    told = "\n".join(texts(first))
    assert title(first) == "Kazakhstan Trade & Transit Atlas"
    assert "What 5 documents of 2013–2025 say" in told
    assert "144 of 144 statements; 115 without a date" in told
    assert "Full: all corridors" in told
    assert evidence.version in told
    assert "21 November 2025" in told


def test_every_slide_names_its_sources_filters_version_and_date(deck: Any, evidence: Tables) -> None:
    assert len(middle(deck)) > 40
    for slide in middle(deck):
        assert words(slide, "Source and note").startswith("Data source: ")
        assert words(slide, "Filters, data version, date").endswith(f"data {evidence.version} · 21 November 2025")
        assert words(slide, "Section")


def test_the_notes_have_a_line_to_say_then_the_evidence_in_150_words(
    deck: Any, evidence: Tables, curated: Curated
) -> None:
    claims, told = curated("claims"), slide_titles(evidence, Selection(), (), FULL)
    for one, slide in zip(told, middle(deck), strict=True):
        first, *lines, last = notes(slide).split("\n\n")
        assert first.removesuffix(".") == title(slide).removesuffix(".")
        assert last == f"Kazakhstan Trade & Transit Atlas, data version {evidence.version}."
        assert len(notes(slide).split()) <= 150
        left = int(lines.pop().partition(" more in the workbook.")[0]) if "more in the workbook" in lines[-1] else 0
        assert one.figures == len(lines) + left
        for identifier, line in zip(one.ids, lines, strict=False):
            assert line.startswith(f"[{identifier}] ")
            assert identifier not in claims or f"“{claims[identifier]['as_stated']}”" in line
    trade = notes(titled(deck, "Trade with Xinjiang rose 62"))
    assert "[trade-xinjiang-2023] US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2). “to 20.3 billion" in trade


def test_promises_stand_in_native_tables(deck: Any) -> None:
    slides = [slide for slide in of_section(deck, "Commitments") if title(slide).startswith("41 of 47 promises")]
    head, *_ = cells(tables(slides[0])[0])
    assert head == ["Promise", "Level", "Due", "Said by, or in", "Stage at last mention", "Beside other statements"]
    rows = [row for slide in slides for row in cells(tables(slide)[0])]
    assert ["Container trains", "2\u202f000 target", "by 2029", "Kazinform, Dec 2024", "pledged", ""] in rows
    assert [
        "Dostyk–Moyynty line",
        "pledged",
        "no date",
        "Kassym-Jomart Tokayev, Oct 2022",
        "under way",
        "progressed",
    ] in rows


def test_figures_and_stages_are_counted_document_by_document(deck: Any, curated: Curated) -> None:
    slide = titled(deck, "What each document states")
    row = next(row for row in cells(tables(slide)[0]) if row[0] == "Trans-Caspian route")
    stated = [row for row in curated("claims").values() if not row["repeats"]] + list(curated("milestones").values())
    documents = ["2013-04-akorda", "2022-09-kazinform", "2022-10-gsv", "2024-12-kazinform", "2025-09-council"]
    counts = []
    for document in documents:
        here = [one for one in stated if (one["subject_id"], one["source_id"]) == ("trans-caspian", document)]
        figures = sum("claim_id" in one for one in here)
        stages = len(here) - figures
        parts = [
            f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in ((figures, "figure"), (stages, "stage"))
        ]
        counts.append(", ".join(part for part in parts if not part.startswith("0")))
    assert row[1:] == counts


def test_tiles_stand_in_a_table_with_value_kind_and_document(deck: Any) -> None:
    rows = cells(tables(titled(deck, "Overview: figures one by one"))[0])
    row = next(row for row in rows if row[0] == "10\u202fMt")
    assert row[1].startswith("Trans-Caspian route: cargo")
    assert row[2] == "target\nno date stated"
    assert row[3] == "Council report (unsigned) (September 2025) par. 4\n“from 4.5 million to 10 million tons”"


def test_the_ladder_of_corridors_is_a_table_of_months_with_the_latest_filled(deck: Any) -> None:
    slides = [slide for slide in middle(deck) if title(slide).startswith("Stages that documents word")]
    heads = {tuple(cells(tables(slide)[0])[0]) for slide in slides}
    assert heads == {("", "interest", "suggested", "pledged", "planned", "under way", "operating")}
    rows = [row for slide in slides for row in cells(tables(slide)[0])]
    assert ["Dostyk–Moyynty line", "", "", "Oct 2022", "", "Sep 2025, due by 2025", ""] in rows
    assert ["Trans-Caspian route", "", "", "", "Oct 2022", "Sep 2025", "Dec 2024, Sep 2025"] in rows
    table = next(tables(slide)[0] for slide in slides if "Dostyk–Moyynty line" in str(cells(tables(slide)[0])))
    row = next(row for row in table.rows if row.cells[0].text == "Dostyk–Moyynty line" and row.cells[3].text)
    filled = [row.cells[place].fill.fore_color.theme_color for place in (3, 5)]
    assert filled == [MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.ACCENT_2]  # paper, and the rust of its corridor
    sizes = {
        run.font.size.pt for line in table.rows for cell in line.cells for part in cell.text_frame.paragraphs
        for run in part.runs
    }  # fmt: skip
    assert min(sizes) >= 12


def test_the_levels_of_all_corridors_are_bars_on_one_axis(deck: Any) -> None:
    slides = [slide for slide in middle(deck) if title(slide).startswith("Cargo and capacity of each corridor")]
    drawn = [chart for slide in slides for chart in charts(slide)]
    ids = {row[-1] for chart in drawn for row in sheet(chart)[1:]}
    assert {"trans-caspian-aim", "khorgos-capacity", "irtysh-initial", "cargo-kz-cn-potential"} <= ids
    assert len({chart.value_axis.maximum_scale for chart in drawn}) == 1


def test_the_titles_told_before_agree_with_the_deck(deck: Any, evidence: Tables) -> None:
    told = slide_titles(evidence, Selection(), (), FULL)
    assert [(one.number, one.title) for one in told] == [
        (number, title(slide)) for number, slide in enumerate(middle(deck), start=2)
    ]
    assert [one.section for one in told] == [words(slide, "Section").split(" · ")[0] for slide in middle(deck)]
    (xinjiang,) = [one for one in told if one.key == "xinjiang-years"]
    assert (xinjiang.section, xinjiang.figures) == ("Trade", 2)
    assert xinjiang.source == "Kazinform (December 2024) par. 2"


def test_sections_stand_in_the_order_asked_for_and_an_unknown_one_is_refused(evidence: Tables) -> None:
    told = slide_titles(evidence, Selection(), ("investment", "trade"), FULL)
    assert list(dict.fromkeys(one.section for one in told)) == ["Brief", "Investment", "Trade"]
    with pytest.raises(KeyError, match="weather"):
        pptx_bytes(evidence, Selection(), ("weather",), FULL, today=DAY)


def test_a_corridor_is_named_and_keeps_others_out(evidence: Tables) -> None:
    chosen = Selection(corridors=("khorgos",))
    deck = opened(pptx_bytes(evidence, chosen, ("cargo", "corridors"), FULL, today=DAY))
    assert "Khorgos crossings" in "\n".join(texts(deck.slides[0]))
    seen = [row[-1] for slide in deck.slides for chart in charts(slide) for row in sheet(chart)[1:]]
    assert set(seen) == {"khorgos-expected-2015", "khorgos-capacity"}
    closing = "\n".join(texts(deck.slides[-1]))
    assert "Nothing fits the filters" in closing
    assert "Container trains" in closing
    told = slide_titles(evidence, chosen, ("cargo", "corridors"), FULL)
    assert [one.title for one in told if one.number] == [title(slide) for slide in middle(deck)]
    assert all(one.title in closing for one in told if one.number is None)


def test_nothing_fits(evidence: Tables) -> None:
    chosen = Selection(years=(1990, 1991), undated=False)
    deck = opened(pptx_bytes(evidence, chosen, ("trade",), FULL, today=DAY))
    assert [title(slide) for slide in deck.slides] == [
        "Kazakhstan Trade & Transit Atlas", "The documents", "How to cite, and licences",
    ]  # fmt: skip
    assert "Trade with Xinjiang, full years; Trade with Xinjiang, nine months" in "\n".join(texts(deck.slides[2]))
    assert all(one.number is None for one in slide_titles(evidence, chosen, ("trade",), FULL))


def test_the_closing_names_documents_citation_and_licences(deck: Any, curated: Curated) -> None:
    told = "\n".join(text for slide in list(deck.slides)[-2:] for text in texts(slide))
    for source in curated("sources").values():
        assert source["title"] in told
        assert source["source_id"] in told
    assert "inferred" in told
    assert "Kazakhstan Trade & Transit Atlas, evidence from 5 documents, data version" in told
    assert "creativecommons.org/licenses/by/4.0" in told


def test_the_file_says_what_it_is(deck: Any, evidence: Tables) -> None:
    known = deck.core_properties
    assert known.title == known.author == "Kazakhstan Trade & Transit Atlas"
    assert known.subject.startswith("What 5 documents of 2013–2025 say: Overview, Trade")
    assert evidence.version in known.comments
    assert known.created == known.modified == datetime(2025, 11, 21)


def test_charts_tables_and_map_have_a_text_alternative(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or (getattr(shape, "has_table", False) and shape.has_table):
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 10
    chart = next(shape for shape in titled(deck, "Trade with Xinjiang rose 62").shapes if shape.has_chart)
    told = chart._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "Trade with Xinjiang: $20.3\u202fbn observed, 2023" in told


def test_equal_inputs_on_one_day_give_equal_files(evidence: Tables) -> None:
    made = [pptx_bytes(evidence, Selection(), ("trade", "map"), FULL, today=DAY) for _ in range(2)]
    assert made[0] == made[1]


def test_the_file_stays_small(content: bytes) -> None:
    assert len(content) < 1_000_000


def test_text_stays_text_whatever_it_is(overlong_deck: Any) -> None:
    told = "\n".join(
        text
        for slide in overlong_deck.slides
        for text in (*texts(slide), notes(slide) if slide.has_notes_slide else "")
    )
    assert "<script>alert(1)</script> & �cba�" in told
    assert "漢字" in told
    assert not any(sign in told for sign in "\x00\x07\x1b\u202e")


def test_figures_of_another_day_are_those_of_its_documents(evidence: Tables) -> None:
    early = Selection(as_of=pd.Timestamp(2013, 12, 31))
    deck = opened(pptx_bytes(evidence, early, ("cargo",), FULL, today=DAY))
    seen = {row[-1] for slide in deck.slides for chart in charts(slide) for row in sheet(chart)[1:]}
    assert {"cargo-kz-cn-base", "rail-cargo-2012", "khorgos-capacity"} <= seen
    assert not any(key.startswith("trans-caspian") for key in seen)


def test_planning_needs_no_drawing_library() -> None:
    import subprocess
    import sys

    names = "'pptx', 'lxml', 'xlsxwriter', 'streamlit'"
    code = f"import sys, {deck_file.__name__}; print([name for name in ({names}) if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"


def test_beyond_a_number_figures_are_left_to_the_ledger_and_it_is_said(evidence: Tables, figures: pd.DataFrame) -> None:
    many = pd.concat([figures.assign(subject=f"{figures['subject'].iloc[0]} {number}") for number in range(4)])
    offers = many[many["claim_type"] == "offer"]
    assert len(offers) == 8
    section = exhibits.Section("Trade", "How much?", "All years", {})
    slides = figure_slides(evidence, "Trade", section, {"Offers": pd.concat([offers] * 20)}, Paper(DAY))
    assert sum(len(slide.content.rows) for slide in slides) == 150
    assert "These are the first 150 of 160 figures; the ledger has all." in slides[0].frame.credits.text


def test_figures_without_a_date_stand_alone_where_no_other_is_left(evidence: Tables) -> None:
    """Of all that is said of trade with China, only the task is a target, and no year is stated for it."""
    deck = opened(pptx_bytes(evidence, Selection(claim_types=("target",)), ("trade",), FULL, today=DAY))
    (chart,) = charts(titled(deck, "Trade with China"))
    assert [value for series in chart.plots[0].series for value in series.values] == [100]


def test_every_form_of_chart_has_its_slides() -> None:
    """A fan is of a reader's own assumptions, so that no section has one; tiles stand in tables."""
    assert set(CONTENTS) == set(exhibits.FORMS) - {"fan", "tiles"}


def test_slides_take_their_looks_from_the_master(deck: Any) -> None:
    layouts = ["Title", "Summary", "Chart", "Two charts", "Table", "Map", "Sources"]
    assert [layout.name for layout in deck.slide_layouts] == layouts
    assert {slide.slide_layout.name for slide in deck.slides} == set(layouts)
    for slide in deck.slides:
        texts_in = [place for place in slide.placeholders if place.has_text_frame]
        names = {place.name for place in texts_in}
        own = {"Section"} if slide.slide_layout.name != "Title" else set()
        assert names - {"Source and note"} == {"Title", "Subtitle", "Filters, data version, date", "Slide number"} | own
        held = {place.placeholder_format.idx for place in slide.placeholders if not place.has_text_frame}
        of_layout = {"Chart": {20}, "Two charts": {20, 21}, "Table": {20}, "Sources": {20}}
        assert held == of_layout.get(slide.slide_layout.name, set())
        runs = [run for place in texts_in for line in place.text_frame.paragraphs for run in line.runs]
        assert not [run.text for run in runs if run.font.name or run.font.color.type]
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes[-1].name == "Slide number"


def test_the_template_is_in_the_colours_of_the_light_palette_and_in_english(deck: Any) -> None:
    theme = etree.fromstring(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    slots = {slot.tag.partition("}")[2]: slot[0].get("val") for slot in theme.find(f".//{qn('a:clrScheme')}")}
    shown = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.band, "hlink": LIGHT.accent}
    assert {slot: f"#{slots[slot]}".lower() for slot in shown} == {key: ink.lower() for key, ink in shown.items()}
    assert deck.slide_master.background.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
    styles = deck.slide_master._element.iter(qn("a:defRPr"))
    assert {style.get("lang") for style in styles} == {"en-GB"}


def other_look(wide: float = 13.333, drop: str = "") -> bytes:
    """A template of somebody else: other fonts, colours, size and places, with a slide of its own."""
    other = Presentation()
    other.slide_width, scale = Inches(wide), wide / 10
    for part in (other.slide_master, *other.slide_layouts):
        for place in part._element.iter(qn("a:off")):
            place.set("x", str(round(int(place.get("x")) * scale)))
        for place in part._element.iter(qn("a:ext")):
            if place.get("cx"):
                place.set("cx", str(round(int(place.get("cx")) * scale)))
    if drop:
        other.slide_layouts.remove(other.slide_layouts.get_by_name(drop))
    other.slides.add_slide(other.slide_layouts[0]).shapes.title.text = "A slide of theirs"
    content = io.BytesIO()
    other.save(content)
    return content.getvalue()


@pytest.mark.parametrize("wide", [13.333, 10.0])
def test_another_template_changes_the_look_of_every_slide(wide: float, evidence: Tables) -> None:
    given = Options(template=other_look(wide))
    deck = opened(pptx_bytes(evidence, Selection(), (), given, today=DAY))
    own = opened(pptx_bytes(evidence, Selection(), (), today=DAY))
    assert len(deck.slides) >= len(own.slides)
    assert "A slide of theirs" not in [title(slide) for slide in deck.slides]
    assert {slide.slide_layout.name for slide in deck.slides} <= {layout.name for layout in deck.slide_layouts}
    wanted = [title(slide) for slide in own.slides]
    assert [title(slide) for slide in deck.slides][: len(wanted) - 1] == wanted[:-1]
    for slide in deck.slides:
        assert slide.shapes.title.is_placeholder
        for shape in flat(slide.shapes):
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + 1, shape.name
            assert shape.top + shape.height <= deck.slide_height + 1, shape.name
        faces = {face.get("typeface") for face in slide._element.iter(qn("a:latin"))}
        assert faces <= {"+mj-lt", "+mn-lt"}
        assert not list(slide._element.iter(qn("a:srgbClr"))), "colours are the theme's"
    for slide in deck.slides:
        for chart in charts(slide):
            assert not list(chart._chartSpace.iter(qn("a:srgbClr")))


def test_a_template_says_what_it_lacks_and_what_is_none_is_refused(evidence: Tables) -> None:
    lacking = other_look(drop="Two Content")
    assert missing_layouts(lacking) == ("Two charts",)
    assert missing_layouts(other_look()) == missing_layouts(b"") == ()
    deck = opened(pptx_bytes(evidence, Selection(), (), Options(template=lacking), today=DAY))
    assert len(deck.slides) > 5
    template = io.BytesIO()
    with ZipFile(io.BytesIO(other_look())) as package, ZipFile(template, "w") as made:
        for name in package.namelist():
            part = package.read(name)
            made.writestr(name, part.replace(b"presentation.main+xml", b"template.main+xml"))
    assert missing_layouts(template.getvalue()) == ()
    bomb = io.BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b" " * 300_000_000)
    empty = io.BytesIO()
    ZipFile(empty, "w").close()
    for odd in (b"no zip", empty.getvalue(), bomb.getvalue(), b"x" * 21_000_000, lacking[: len(lacking) // 2]):
        with pytest.raises(TemplateError):
            missing_layouts(odd)


def test_a_required_pace_is_a_slide_with_what_is_assumed(evidence: Tables) -> None:
    asked = PaceAsked("trans-caspian-2030", "trans-caspian-base-2025", 2024, 2030)
    deck = opened(pptx_bytes(evidence, Selection(), (), Options(pace=asked), today=DAY))
    (slide,) = [slide for slide in deck.slides if "would take" in title(slide)]
    # (10 ÷ 4.5) ^ (1 ÷ 6) − 1 = 14.2 %
    assert "14\u202f% (14.0–14.5\u202f%) a year" in title(slide)
    assert "the base is of 2024 (stated: no year)" in words(slide, "Source and note")
    rows = {row[0]: row[1:] for row in cells(tables(slide)[0])}
    assert rows["Base"] == ["4.5\u202fMt observed", "2024"]
    assert rows["Level"][1] == "2030"
    for odd in (
        asked._replace(level_id="nothing"),
        asked._replace(base_id="trade-china-2021"),
        asked._replace(due_year=2020),
    ):
        with pytest.raises((KeyError, ValueError)):
            pptx_bytes(evidence, Selection(), (), Options(pace=odd), today=DAY)


def test_words_of_a_part_are_of_that_part_alone(deck: Any) -> None:
    slides = [slide for slide in middle(deck) if title(slide).startswith("Every tonnage")]
    assert len(slides) > 1
    told = [
        shape._element.xpath(".//p:cNvPr/@descr")[0] for slide in slides for shape in slide.shapes if shape.has_chart
    ]
    assert len(set(told)) == len(told)
    assert [("Irtysh" in words_of) for words_of in told].count(True) == 1


def test_all_feet_count_alike(deck: Any) -> None:
    feet = {words(slide, "Filters, data version, date") for slide in middle(deck)}
    assert len(feet) == 1
    assert "115 undated statements" in feet.pop()
