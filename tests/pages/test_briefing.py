"""The briefing: what it will say, the files it makes, and what they are quoted and made again by."""

import io
import re
import shlex
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.exports import parse_sections
from tests.pages.conftest import html

FILE = "briefing.py"
DATA = Path(__file__).parents[2] / "data"
LISTED = re.compile(r"<tr><td>(\d+)</td><td>(.*?)<small>(.*?)</small></td><td>(\d+)</td></tr>")
MAP = (
    "Of 18 things with a place, 5 are operating, 3 under way, 8 planned or pledged and 2 suggested, "
    "in talks or of interest"
)


def listed(app: AppTest) -> list[tuple[int, str]]:
    """Give number and title of each slide that the page lists between the opening and the closing."""
    return [(int(number), title) for number, title, _, _ in LISTED.findall(html(app))]


def left_out(app: AppTest) -> str:
    found = re.search(r"Left out, because nothing fits the filters: (.*?)</p>", html(app))
    return found[1] if found else ""


def made(app: AppTest) -> dict[str, bytes]:
    return {file.name.rpartition(".")[2]: file.content for file in app.session_state["briefing-files"].files}


def names_of(app: AppTest) -> list[str]:
    return [file.name for file in app.session_state["briefing-files"].files]


def offered(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def test_every_slide_is_listed_with_its_documents_before_anything_is_made(open_page) -> None:
    app = open_page(FILE)
    slides = LISTED.findall(html(app))
    assert [int(number) for number, *_ in slides] == list(range(2, len(slides) + 2))
    # claims/trade.csv: 20.3 bn of 2023 with the growth that 2022 is derived from, paragraph 2 of the text of 2024.
    (years,) = [slide for slide in slides if slide[1].startswith("Trade with Xinjiang rose 62")]
    assert years[2:] == ("Kazinform (December 2024) par. 2", "3")  # the growth counts, though no bar shows it
    assert all(documents for _, _, documents, _ in slides)
    assert offered(app) == []
    assert "briefing-files" not in app.session_state


def test_choosing_sections_changes_the_list(open_page) -> None:
    app = open_page(FILE, sections=["Trade", "Map"], length="Full")
    titles = [title for _, title in listed(app)]
    assert any(title.startswith("Trade with Xinjiang rose 62") for title in titles)
    assert MAP in titles
    assert not any("Container trains" in title for title in titles)
    app.button_group(key="sections").set_value(["Map"]).run()
    assert [title for _, title in listed(app)] == [MAP]


def test_a_corridor_changes_the_list_and_what_is_left_out_is_named(open_page) -> None:
    whole = open_page(FILE, sections="Cargo", length="Full")
    assert left_out(whole) == ""
    app = open_page(FILE, sections="Cargo", corridor="Irtysh", length="Full")
    assert len(listed(app)) < len(listed(whole))
    assert "Cargo: Cargo and capacity at Altynkol–Khorgos" in left_out(app)
    assert "Cargo: Container trains" in left_out(app)


def test_each_section_says_which_filters_apply_to_it(open_page) -> None:
    page = html(open_page(FILE))
    for name, filters in {
        "Overview": "as of",
        "Trade": "years, type, as of, undated figures",
        "Cargo": "corridor, years, type, as of, undated figures",
        "Map": "corridor, as of",
        "Investment": "type, as of",
    }.items():
        assert f'<th scope="row">{name}</th><td>{filters}</td>' in page


def test_a_corridor_keeps_out_what_is_not_of_it_unless_it_is_asked_for(open_page) -> None:
    assert listed(open_page(FILE, sections="Trade", corridor="Irtysh", length="Full")) == []
    shown = open_page(FILE, sections="Trade", corridor="Irtysh", length="Full", context="true")
    assert any(title.startswith("Trade with Xinjiang rose 62") for _, title in listed(shown))


def test_a_brief_is_composed_slide_by_slide_and_is_in_the_link_and_in_the_command(open_page) -> None:
    summary, moved = "In short: what the documents say", "What moved"
    assert len(listed(open_page(FILE))) <= 8
    app = open_page(FILE, **{"for": "Ministry of Transport", "title-changes": moved})
    app.multiselect(key="slides").set_value(["changes", "summary"]).run()
    assert [title for _, title in listed(app)] == [moved, summary]
    assert shlex.split(app.code[1].value)[4:] == [
        "--for=Ministry of Transport", "--slides=changes", "--slides=summary", f"--title=changes={moved}",
    ]  # fmt: skip
    app.button(key="make-briefing").click().run()
    deck = Presentation(io.BytesIO(made(app)["pptx"]))
    told = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert told == ["Kazakhstan Trade & Transit Atlas", moved, summary, "The documents"]


def test_each_slide_has_a_tick_and_a_place_in_the_order(open_page) -> None:
    app = open_page(FILE)
    (first, *_, last) = [title for _, title in listed(app)]
    app.checkbox(key="show-changes").uncheck().run()
    assert last not in [title for _, title in listed(app)]
    app.checkbox(key="show-changes").check().run()
    assert app.multiselect(key="slides").value == []
    app.button(key="move-summary-1").click().run()
    assert [title for _, title in listed(app)][1] == first
    app.button(key="move-summary--1").click().run()
    assert next(title for _, title in listed(app)) == first


def test_a_required_pace_is_asked_for_and_is_in_the_command(open_page) -> None:
    level = "Trans-Caspian route: ≤ 10 Mt a year expected, Dec 2024"
    app = open_page(FILE, **{"pace-level": level})
    assert "yours to assume" in app.caption[0].value
    app.number_input(key="pace-from").set_value(2024).run()
    assert any("would take 14\u202f% (14.0–14.5\u202f%) a year" in title for _, title in listed(app))
    words = shlex.split(app.code[1].value)[4:]
    assert words == [f"--pace={word}" for word in ("trans-caspian-2030", "trans-caspian-base-2025", "2024", "2030")]


def test_a_number_of_an_own_title_that_the_rows_do_not_have_is_marked(open_page) -> None:
    odd = open_page(FILE, **{"title-growth:trade-xinjiang-2023": "Trade rose 62 % to $21 bn"})
    assert [caption.value for caption in odd.caption] == ["Not in the rows of this slide: 21"]
    good = open_page(FILE, **{"title-growth:trade-xinjiang-2023": "Trade rose to $20.3 bn in 2023"})
    assert [caption.value for caption in good.caption] == []


def test_present_mode_is_linked_with_the_filters_that_apply(open_page) -> None:
    page = html(open_page(FILE, corridor="Khorgos", years=["2012", "2020"], undated="false"))
    assert 'href="map?corridor=Khorgos&amp;present=1"' in page
    assert 'href="trade?years=2012&amp;years=2020&amp;undated=false&amp;present=1"' in page
    assert 'href="./?present=1"' in page


def test_an_unknown_section_is_named(open_page) -> None:
    app = open_page(FILE, sections=["Trade", "Weather"])
    assert "asked for the section “Weather”, which is not one of a briefing" in html(app)
    assert any(title.startswith("Trade with Xinjiang rose 62") for _, title in listed(app))


def test_without_a_section_nothing_can_be_made(open_page) -> None:
    app = open_page(FILE, sections="")
    assert "No section is chosen" in html(app)
    assert [button for button in app.button if button.key == "make-briefing"] == []


def test_the_three_files_open_and_hold_what_was_listed(open_page) -> None:
    app = open_page(FILE, sections="Trade", years=["2021", "2023"])
    titles = listed(app)
    app.button(key="make-briefing").click().run()
    assert not app.exception
    files = made(app)
    assert [re.sub(r"-[0-9a-f]{7}\.", ".", name) for name in names_of(app)] == [
        "atlas-all.pptx", "atlas-all.xlsx", "atlas-all.zip",
    ]  # fmt: skip
    deck = Presentation(io.BytesIO(files["pptx"]))
    words = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in deck.slides]
    for number, title in titles:
        assert title in words[number - 1]
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    cells = {str(cell.value) for row in book["Data"].iter_rows() for cell in row}
    assert "trade-xinjiang-2023" in cells
    assert "trans-caspian-2024-9m" not in cells
    with ZipFile(io.BytesIO(files["zip"])) as archive:
        assert archive.testzip() is None
        assert {"datapackage.json", "sources.csv", "claims/trade.csv"} <= set(archive.namelist())
    labels = offered(app)
    assert labels[0].startswith(f"Slides (PPTX, {len(deck.slides)} slides, ")
    assert re.match(r"Workbook \(XLSX, \d+ of \d+ statements, \d+ kB\)", labels[1])


def test_the_page_and_the_three_files_count_alike(open_page) -> None:
    app = open_page(FILE, corridor="Khorgos")
    # Four figures and three stages are of the crossings of Khorgos; see the page Corridors.
    told = "7 of 144 statements; 4 without a date"
    assert told in html(app)
    app.button(key="make-briefing").click().run()
    files = made(app)
    first = Presentation(io.BytesIO(files["pptx"])).slides[0]
    cells = [cell.text for shape in first.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    assert told in cells
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert told in {cell.value for row in book["Filters"].iter_rows() for cell in row}
    with ZipFile(io.BytesIO(files["zip"])) as archive:
        assert f"{told}." in archive.read("readme.md").decode()


def test_every_row_can_be_asked_for_in_the_archive(open_page) -> None:
    app = open_page(FILE, sections="Map", archive="Archive: every row")
    app.button(key="make-briefing").click().run()
    with ZipFile(io.BytesIO(made(app)["zip"])) as archive:
        kept = archive.read("claims/trade.csv")
    assert kept == (DATA / "claims" / "trade.csv").read_bytes()
    assert re.match(r"Archive \(ZIP, all \d+ statements, \d+ kB\)", offered(app)[2])
    assert app.code[1].value == "python -m components.exports OUTDIR --sections map --full"


def test_a_changed_filter_puts_the_files_out_of_date_until_it_is_set_back(open_page) -> None:
    app = open_page(FILE, sections="Map")
    app.button(key="make-briefing").click().run()
    first = made(app)
    app.multiselect(key="corridor").set_value(["irtysh"]).run()
    assert "The files were made of other sections, filters or data" in html(app)
    assert offered(app) == []
    assert app.button(key="make-briefing").label == "Make the files again"
    app.multiselect(key="corridor").set_value([]).run()
    assert len(offered(app)) == 4
    assert made(app) == first


def test_citation_and_command_line_say_the_same_selection(open_page) -> None:
    app = open_page(FILE, sections=["Trade", "Map"], corridor="Khorgos", as_of="Dec 2024", undated="false")
    citation, command = app.code[0].value, app.code[1].value
    today = f"{date.today().day} {date.today():%B %Y}"
    assert re.match(rf"Kazakhstan Trade & Transit Atlas, .*, data version [0-9a-f]{{7}}, {today}\.", citation)
    assert "Khorgos crossings; all years; as of December 2024;" in citation
    assert "Kazakhstan, China’s Xinjiang eye doubling trade, Kazinform, 5 December 2024 (day inferred)" in citation
    assert "September 2025" not in citation
    assert command == (
        "python -m components.exports OUTDIR --corridor Khorgos --as-of 2024-12-05 --hide-undated --sections trade map"
    )
    assert parse_sections(command.split("--sections ")[1].split()) == ("trade", "map")
