"""The brief: at most ten slides, each with a finding as its title, in the scope of its corridors, large to read."""

import io
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.exports.deck import Options, PaceAsked, pptx_bytes, slide_titles
from components.selection import Selection
from components.tables import Tables, load
from tests.benchmarks import synthetic
from tests.conftest import DATA
from tests.exports.deck.conftest import DAY
from tests.exports.deck.reading import notes, sheet, tables, texts, title, words
from tests.hostile import read_rows

pytestmark = pytest.mark.xdist_group("deck")
CORRIDORS = [row["corridor_id"] for row in read_rows(DATA / "corridors.csv")]


def made(evidence: Tables, options: Options, *corridors: str) -> Any:
    content = pptx_bytes(evidence, Selection(corridors=corridors), (), options, today=DAY)
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def brief(evidence: Tables) -> Any:
    return made(evidence, Options(audience="Ministry of Transport", author="A. Reader"))


def test_it_says_what_for_whom_and_how_much(brief: Any) -> None:
    told = list(texts(brief.slides[0]))
    for words_of_it in ("Brief: all corridors", "Ministry of Transport", "A. Reader"):
        assert words_of_it in told
    assert "144 of 144 statements; 115 without a date" in told
    assert len(brief.slides) <= 10
    assert title(brief.slides[-1]) == "The documents"


def test_each_sentence_of_the_summary_is_the_title_of_the_slide_that_it_leads_to(brief: Any) -> None:
    summary = brief.slides[1]
    sentences = [shape for shape in summary.shapes if shape.name.startswith("Sentence")]
    assert 4 <= len(sentences) <= 5
    for sentence in sentences:
        target = sentence.click_action.target_slide
        assert f"{title(target)}." == " ".join(sentence.text_frame.text.split("\n"))


def test_every_number_of_a_title_stands_on_its_slide(brief: Any) -> None:
    for slide in list(brief.slides)[2:-2]:
        if re.search(r"\b[Oo]f \d+ ", title(slide)):
            continue  # it counts
        shown = " ".join([*texts(slide), notes(slide)]).replace("\u202f", "").replace(title(slide), "")
        for number in re.findall(r"\d+(?:\.\d+)?", title(slide).replace("\u202f", "")):
            assert number in shown, (title(slide), number)


@pytest.mark.parametrize("corridor", CORRIDORS)
def test_a_corridor_alone_is_on_its_slides(corridor: str, evidence: Tables) -> None:
    deck = made(evidence, Options(), corridor)
    assert 3 <= len(deck.slides) <= 10
    own = {row["subject_id"] for row in read_rows(DATA / "subjects.csv") if row["corridor_id"] == corridor}
    claims = pd.concat(pd.read_csv(file, dtype=str) for file in sorted((DATA / "claims").glob("*.csv")))
    rows = [*claims.to_dict("records"), *read_rows(DATA / "milestones.csv"), *read_rows(DATA / "derivations.csv")]
    keys = ("claim_id", "milestone_id", "derivation_id")
    subjects = {row[key]: row["subject_id"] for row in rows for key in keys if isinstance(row.get(key), str)}
    for slide in deck.slides:
        told = notes(slide) if slide.has_notes_slide else ""
        named = re.findall(r"^\[([\w.-]+)\]", told, re.MULTILINE)
        named += [row[-1] for shape in slide.shapes if shape.has_chart for row in sheet(shape.chart)[1:]]
        assert {subjects[key] for key in named} <= own, (corridor, title(slide))


def test_what_is_related_is_shown_when_asked_for_and_is_marked(evidence: Tables) -> None:
    options = Options(length="full", context=True)
    deck = made(evidence, options, "khorgos")
    trade = next(slide for slide in deck.slides if title(slide).startswith("Trade with Xinjiang"))
    assert words(trade, "Section").endswith("related, not filtered")
    strict = made(evidence, Options(length="full"), "khorgos")
    of_it = [slide for slide in strict.slides if slide.slide_layout.name not in ("Title", "Sources")]
    assert len(of_it) > 5
    assert not any("Xinjiang" in text for slide in of_it for text in texts(slide))


def test_one_page_is_one_slide(evidence: Tables) -> None:
    deck = made(evidence, Options(length="onepage"))
    (page,) = deck.slides
    assert title(page).startswith("In short")
    assert any(text.startswith("Data source: ") for text in texts(page))
    nothing = Selection(years=(1990, 1991), undated=False)
    content = pptx_bytes(evidence, nothing, (), Options(length="onepage"), today=DAY)
    (page,) = Presentation(io.BytesIO(content)).slides
    assert any(text.startswith("0 of 144 statements") for text in texts(page))


def test_slides_are_chosen_ordered_and_titled(evidence: Tables) -> None:
    options = Options(slides=("changes", "summary"), titles=(("changes", "What moved"),))
    told = slide_titles(evidence, Selection(), (), options)
    assert [(one.number, one.key, one.title) for one in told] == [
        (2, "changes", "What moved"), (3, "summary", "In short: what the documents say"),
    ]  # fmt: skip
    with pytest.raises(KeyError, match="nowhere"):
        slide_titles(evidence, Selection(), (), Options(slides=("nowhere",)))


def test_a_brief_as_of_a_day_knows_no_later_document(evidence: Tables) -> None:
    early = Selection(as_of=pd.Timestamp("2022-10-31"))
    content = pptx_bytes(evidence, early, (), today=DAY)
    deck = Presentation(io.BytesIO(content))
    told = "\n".join(text for slide in deck.slides for text in texts(slide))
    assert len(deck.slides) > 4
    assert "What 3 documents of 2013–2022 say" in told
    assert "four later documents" not in told
    assert not re.search(r"(?:Dec|December) 2024|Sep(?:tember)? 2025", told)


def test_a_count_says_what_it_is_of(evidence: Tables) -> None:
    deck = made(evidence, Options(), "trans-caspian")
    (counted,) = [slide for slide in deck.slides if title(slide).startswith("4 of 5 promises")]
    assert words(counted, "Subtitle") == "Trans-Caspian route: 1 with a date, 4 without"


def test_what_changed_begins_with_what_conflicts(brief: Any) -> None:
    slide = next(slide for slide in brief.slides if title(slide).startswith("What changed"))
    kinds = [row.cells[3].text for row in tables(slide)[0].rows][1:]
    assert kinds == sorted(kinds, key=["conflicting", "revised", "progressed"].index)


def test_words_are_large_enough_to_read(brief: Any) -> None:
    """Bodies have 14 points at least, the heads and second lines of tables and sources 10."""
    for slide in list(brief.slides)[1:-1]:
        for shape in slide.shapes:
            if shape.has_text_frame:
                least = 10 if shape.is_placeholder else 14
                runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert all(run.font.size is None or run.font.size >= Pt(least) for run in runs), title(slide)
        for row in [row for table in tables(slide) for row in list(table.rows)[1:]]:
            for cell in row.cells:
                assert cell.text_frame.paragraphs[0].runs[0].font.size >= Pt(14), title(slide)
                assert all(run.font.size >= Pt(10) for part in cell.text_frame.paragraphs for run in part.runs)


def test_notes_begin_with_a_line_to_say_and_are_short(brief: Any) -> None:
    for slide in list(brief.slides)[1:-1]:
        first, *evidence = notes(slide).split("\n\n")
        assert first == f"{title(slide)}."
        assert any(line.startswith("[") for line in evidence)
        assert len(notes(slide).split()) <= 150


def test_a_full_deck_has_sections_and_every_run_a_language_and_the_fonts_of_the_theme(deck: Any) -> None:
    names = deck.part._element.xpath(".//*[local-name()='section']/@name")
    assert names == ["Brief", "Overview", "Trade", "Cargo", "Corridors", "Map", "Commitments", "Investment", "Sources"]
    listed = deck.part._element.xpath(".//*[local-name()='section']//*[local-name()='sldId']/@id")
    assert listed == [slide.get("id") for slide in deck.slides._sldIdLst]
    for slide in deck.slides:
        for run in slide._element.iter(qn("a:r")):
            assert run.find(qn("a:rPr")).get("lang") == "en-GB", title(slide)
        assert {font.get("typeface") for font in slide._element.iter(qn("a:latin"))} <= {"+mn-lt", "+mj-lt"}


def test_it_has_ten_slides_at_most_whatever_is_added_and_however_many_documents(
    evidence: Tables, tmp_path: Path
) -> None:
    asked = Options(statistics=True, pace=PaceAsked("trans-caspian-2030", "trans-caspian-base-2025", 2024, 2030))
    deck = Presentation(io.BytesIO(pptx_bytes(evidence, Selection(), (), asked, today=DAY)))
    assert len(deck.slides) == 10
    told = [title(slide) for slide in deck.slides]
    assert any("would take" in words_of for words_of in told)
    assert any("fits China’s customs" in words_of for words_of in told)
    verdicts = next(slide for slide in deck.slides if "fits China’s customs" in title(slide))
    assert "outside the documents" in words(verdicts, "Source and note")
    synthetic.write(tmp_path / "grown", 160)
    grown = load(tmp_path / "grown")
    deck = Presentation(io.BytesIO(pptx_bytes(grown, Selection(), (), asked, today=DAY)))
    assert len(deck.slides) <= 10
    assert "the workbook has all" in words(deck.slides[-1], "Subtitle")
