import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from components import exhibits
from components.exports import deck as deck_file
from components.exports.deck import CONTENTS, figure_slides, pptx_bytes, slide_titles
from components.selection import Selection
from components.style import LIGHT
from components.tables import Tables
from tests.exports.deck.conftest import DAY, FULL
from tests.exports.deck.reading import cells, charts, in_brief, notes, sheet, tables, texts, title, titled, words

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


def test_the_sentence_of_a_figure_is_in_the_notes(deck: Any) -> None:
    told = notes(titled(deck, "Trade with Xinjiang rose 62"))
    assert "[trade-xinjiang-2023] Trade with Xinjiang: US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)." in told
    assert "“to 20.3 billion US dollars”" in told
    assert "Formula: $20.3\u202fbn ÷ (1 + 62\u202f%), from trade-xinjiang-2023 and growth-xinjiang-2023." in told
    assert "Interval: 12.46–12.60." in told
    assert "“rose 62%” [growth-xinjiang-2023]" in told
    assert "Doubt: The statistical source" in told


def test_the_notes_hold_the_wording_of_everything_in_a_chart(deck: Any, curated: Curated) -> None:
    claims = curated("claims")
    pages = {key: row["url"] for key, row in curated("sources").items()}
    drawn = 0
    for slide in filter(lambda slide: not in_brief(slide), middle(deck)):
        for chart in charts(slide):
            head, *rows = sheet(chart)
            for identifier in (row[head.index("Id")] for row in rows):
                assert f"[{identifier}]" in notes(slide)
                if identifier in claims:
                    assert f"“{claims[identifier]['as_stated']}”" in notes(slide)
                    assert claims[identifier]["doubt"] in notes(slide)
                    speaker = claims[identifier]["speaker"]
                    assert not speaker or f"Speaker: {speaker}" in notes(slide)
                    assert f"Public page: <{pages[claims[identifier]['source_id']]}#:~:text=" in notes(slide)
                    drawn += 1
    assert drawn > 20


def test_promises_stand_in_native_tables_with_their_wordings_in_the_notes(deck: Any, curated: Curated) -> None:
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
    told = "\n".join(map(notes, slides))
    pledged, target = (
        curated("milestones")["dostyk-moyynty-pledged-2022-10"],
        curated("claims")["container-trains-2029"],
    )
    assert "[dostyk-moyynty-pledged-2022-10]" in told
    assert f"“{pledged['as_stated']}”" in told
    assert f"“{target['as_stated']}”" in told


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


def test_the_titles_told_before_agree_with_the_deck(deck: Any, evidence: Tables, figures: pd.DataFrame) -> None:
    told = slide_titles(evidence, figures, Selection(), (), FULL)
    assert [(one.number, one.title) for one in told] == [
        (number, title(slide)) for number, slide in enumerate(middle(deck), start=2)
    ]
    assert [one.section for one in told] == [words(slide, "Section").split(" · ")[0] for slide in middle(deck)]
    (xinjiang,) = [one for one in told if one.key == "xinjiang-years"]
    assert (xinjiang.section, xinjiang.figures) == ("Trade", 2)
    assert xinjiang.source == "Kazinform (December 2024) par. 2"
    for one, slide in zip(told, middle(deck), strict=True):
        if one.section != "Brief":
            assert one.figures == sum(line.startswith("[") for line in notes(slide).split("\n"))


def test_sections_stand_in_the_order_asked_for_and_an_unknown_one_is_refused(
    evidence: Tables, figures: pd.DataFrame
) -> None:
    told = slide_titles(evidence, figures, Selection(), ("investment", "trade"), FULL)
    assert list(dict.fromkeys(one.section for one in told)) == ["Brief", "Investment", "Trade"]
    with pytest.raises(KeyError, match="weather"):
        pptx_bytes(evidence, figures, Selection(), ("weather",), FULL, today=DAY)


def test_a_corridor_is_named_and_keeps_others_out(evidence: Tables, figures: pd.DataFrame) -> None:
    chosen = Selection(corridors=("khorgos",))
    deck = opened(pptx_bytes(evidence, figures, chosen, ("cargo", "corridors"), FULL, today=DAY))
    assert "Khorgos crossings" in "\n".join(texts(deck.slides[0]))
    seen = [row[-1] for slide in deck.slides for chart in charts(slide) for row in sheet(chart)[1:]]
    assert set(seen) == {"khorgos-expected-2015", "khorgos-capacity"}
    closing = "\n".join(texts(deck.slides[-1]))
    assert "Nothing fits the filters" in closing
    assert "Container trains" in closing
    told = slide_titles(evidence, figures, chosen, ("cargo", "corridors"), FULL)
    assert [one.title for one in told if one.number] == [title(slide) for slide in middle(deck)]
    assert all(one.title in closing for one in told if one.number is None)


def test_nothing_fits(evidence: Tables, figures: pd.DataFrame) -> None:
    chosen = Selection(years=(1990, 1991), undated=False)
    deck = opened(pptx_bytes(evidence, figures, chosen, ("trade",), FULL, today=DAY))
    assert [title(slide) for slide in deck.slides] == [
        "Kazakhstan Trade & Transit Atlas", "The documents", "How to cite, and licences",
    ]  # fmt: skip
    assert "Trade with Xinjiang, full years; Trade with Xinjiang, nine months" in "\n".join(texts(deck.slides[2]))
    assert all(one.number is None for one in slide_titles(evidence, figures, chosen, ("trade",), FULL))


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


def test_equal_inputs_on_one_day_give_equal_files(evidence: Tables, figures: pd.DataFrame) -> None:
    made = [pptx_bytes(evidence, figures, Selection(), ("trade", "map"), FULL, today=DAY) for _ in range(2)]
    assert made[0] == made[1]


def test_the_file_stays_small(content: bytes) -> None:
    assert len(content) < 1_000_000


def test_text_stays_text_whatever_it_is(overlong_deck: Any) -> None:
    told = "\n".join(text for slide in overlong_deck.slides for text in (*texts(slide), notes_or_none(slide)))
    assert "<script>alert(1)</script> & �cba�" in told
    assert "漢字" in told
    assert not any(sign in told for sign in "\x00\x07\x1b\u202e")


def notes_or_none(slide: Any) -> str:
    return notes(slide) if slide.has_notes_slide else ""


def test_hostile_evidence_makes_a_deck_that_opens(hostile: tuple[Tables, pd.DataFrame]) -> None:
    deck = opened(pptx_bytes(*hostile, Selection(), (), FULL, today=DAY))
    told = "\n".join(text for slide in deck.slides for text in texts(slide))
    assert "<script>alert(1)</script>" in told
    assert '=HYPERLINK("http://example.com","Khorgos")' in told
    assert "=cmd()|' /C calc'!A0" in "\n".join(notes_or_none(slide) for slide in deck.slides)
    links = [link for slide in deck.slides for link in slide._element.xpath(".//a:hlinkClick")]
    assert {link.get("action") for link in links} <= {"ppaction://hlinksldjump"}


def test_figures_of_another_day_are_those_of_its_documents(evidence: Tables, figures: pd.DataFrame) -> None:
    early = Selection(as_of=pd.Timestamp(2013, 12, 31))
    deck = opened(pptx_bytes(evidence, figures, early, ("cargo",), FULL, today=DAY))
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
    slides = figure_slides(evidence, "Trade", section, {"Offers": pd.concat([offers] * 20)}, DAY)
    assert sum(len(slide.content.rows) for slide in slides) == 150
    assert "These are the first 150 of 160 figures; the ledger has all." in slides[0].frame.credits.text


def test_figures_without_a_date_stand_alone_where_no_other_is_left(evidence: Tables, figures: pd.DataFrame) -> None:
    """Of all that is said of trade with China, only the task is a target, and no year is stated for it."""
    deck = opened(pptx_bytes(evidence, figures, Selection(claim_types=("target",)), ("trade",), FULL, today=DAY))
    (chart,) = charts(titled(deck, "Trade with China"))
    assert [value for series in chart.plots[0].series for value in series.values] == [100]


def test_every_form_of_chart_has_its_slides() -> None:
    """A fan is of a reader's own assumptions, so that no section has one; tiles stand in tables."""
    assert set(CONTENTS) == set(exhibits.FORMS) - {"fan", "tiles"}


def test_slides_take_their_looks_from_the_master(deck: Any) -> None:
    assert [layout.name for layout in deck.slide_layouts] == ["Opening", "Exhibit"]
    for slide in deck.slides:
        names = {place.name for place in slide.placeholders}
        own = {"Section"} if slide.slide_layout.name == "Exhibit" else set()
        assert names - {"Source and note"} == {"Title", "Subtitle", "Filters, data version, date", "Slide number"} | own
        runs = [run for place in slide.placeholders for line in place.text_frame.paragraphs for run in line.runs]
        assert not [run.text for run in runs if run.font.name or run.font.color.type]
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes[-1].name == "Slide number"


def test_the_template_is_in_the_colours_of_the_light_palette_and_in_english(deck: Any) -> None:
    theme = etree.fromstring(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    slots = {slot.tag.partition("}")[2]: slot[0].get("val") for slot in theme.find(f".//{qn('a:clrScheme')}")}
    shown = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.band, "hlink": LIGHT.accent}
    assert {slot: f"#{slots[slot]}".lower() for slot in shown} == {key: ink.lower() for key, ink in shown.items()}
    assert str(deck.slide_master.background.fill.fore_color.rgb) == slots["lt1"]
    styles = deck.slide_master._element.iter(qn("a:defRPr"))
    assert {style.get("lang") for style in styles} == {"en-GB"}
