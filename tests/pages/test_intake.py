"""The page Intake: a text is pasted, each figure is asked for in plain words, and nothing is written unasked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import controls, tables
from tests.conftest import DATA
from tests.pages.conftest import drawn, html

TEXT = """Freight <b>sets</b> a record

Freight over the Dostyk-Moyynty line reached 9.4 million tons in 2025, the company said in the capital on Tuesday.

Cargo on the Middle Corridor rose to 4.9 million tons in 2025, as <i>officials</i> told reporters after the meeting."""
LINE, CARGO = "dostyk-moyynty", "cargo_volume"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setenv("ATLAS_DATA", str(copied))
    controls.forget()
    return copied


def begun(open_page: Callable[..., AppTest], text: str = TEXT) -> AppTest:
    app = open_page("intake.py")
    app.text_area("intake-text").set_value(text)
    app.text_input("intake-day").set_value("12 February 2026")
    app.text_input("intake-publisher").set_value("KTZ")
    app.button("intake-begin").click().run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    """Give the field with this label."""
    return next(one for kind in ("text_input", "selectbox") for one in app.get(kind) if one.label == label)


def answer(app: AppTest, label: str, cell: str) -> None:
    field(app, label).set_value(cell).run()
    assert not app.exception


def press(app: AppTest, key: str) -> str:
    app.button(f"intake-{key}").click().run()
    assert not app.exception
    return html(app)


@pytest.mark.parametrize(
    ("day", "publisher", "text", "words"),
    [
        ("", "KTZ", TEXT, "Say of which day the document is"),
        ("some day", "KTZ", TEXT, "“some day” is no day"),
        ("2026-02-12", "", TEXT, "Say who published it"),
        ("2026-02-12", "KTZ", "", "There is no text yet"),
        ("2026-02-12", "KTZ", "x" * 200_001, "at most 200,000 are taken"),
        ("0026-02-12", "KTZ", TEXT, "expected a day in the years 1900 to 2199"),
    ],
)
def test_what_is_lacking_is_said_and_what_was_typed_stays(open_page, day, publisher, text, words) -> None:
    app = open_page("intake.py")
    app.text_area("intake-text").set_value(text)
    app.text_input("intake-day").set_value(day)
    app.text_input("intake-publisher").set_value(publisher)
    app.button("intake-begin").click().run()
    assert words in html(app)
    assert app.text_area("intake-text").value == text
    assert app.text_input("intake-publisher").value == publisher


def test_a_figure_is_drafted_asked_for_and_accepted_once_it_is_good(open_page) -> None:
    app = begun(open_page)
    assert "0 of 2 figures" in html(app)
    assert field(app, "What it is about").value == LINE
    assert field(app, "Time it is of").value == "2025"
    assert "Say what is counted." in html(app)
    assert "Not accepted yet" in press(app, "accept")
    answer(app, "What is counted", CARGO)
    answer(app, "Time it is of", "some time")
    assert "“some time” is not understood" in html(app)
    assert "Not accepted yet" in press(app, "accept")
    answer(app, "Time it is of", "2031")
    assert "expected a day no later than its document" in html(app)
    answer(app, "Time it is of", "2024")
    assert "The paragraph does not name 2024, the year of the period." in html(app)
    answer(app, "Time it is of", "2025")
    assert "1 of 2 figures" in press(app, "accept")
    assert field(app, "What it is about").value == "trans-caspian"


def test_beside_a_figure_stands_what_the_evidence_says_of_the_same(open_page) -> None:
    app = begun(open_page)
    answer(app, "What is counted", CARGO)
    press(app, "accept")
    assert field(app, "What is counted").value == CARGO
    page = html(app)
    assert "What the evidence says of Trans-Caspian route" in page
    assert "4.5" in page
    answer(app, "What kind", "observed")
    choice = next(one for one in app.get("button_group") if one.label == "How it stands to this")
    choice.set_value("restated").run()
    assert not app.exception
    assert "How it stands to the other: expected progressed" in html(app)


def test_backspace_s_button_makes_an_omission_and_brings_the_figure_back(open_page) -> None:
    app = begun(open_page)
    press(app, "leave")
    assert "0 of 1 figure " in html(app)
    assert "Say why it is no figure." in html(app)
    answer(app, "Why it is no figure", "A date.")
    assert "Say why" not in html(app)
    assert "1 of 1" not in press(app, "leave")
    assert field(app, "Figure, as printed").value == "9.4"


def test_something_new_is_added_by_a_short_form_and_only_if_it_is_good(open_page) -> None:
    app = begun(open_page)
    answer(app, "What it is about", "+")
    answer(app, "Name of it", "Ring railway")
    answer(app, "Kind", "rail_line")
    assert "expected rail, as the kind is rail_line" in press(app, "add-subjects")
    answer(app, "Mode of transport, if it has one", "rail")
    press(app, "add-subjects")
    assert field(app, "What it is about").value == "ring-railway"
    answer(app, "What is counted", "+")
    answer(app, "What is counted, in words", "Freight carried")
    answer(app, "Sort of quantity", "cargo")
    press(app, "add-measures")
    assert field(app, "What is counted").value == "freight_carried"
    assert "0 of 2" not in press(app, "accept")


def test_the_text_stays_text_and_is_in_no_address(open_page) -> None:
    app = begun(open_page)
    assert "<b>sets" not in html(app)
    (part,) = drawn(app)
    words = "".join(words for paragraph in part["paragraphs"] for words, *_ in paragraph["parts"])
    assert "Freight <b>sets</b> a record" in words
    assert not any("Freight" in value for values in app.query_params.values() for value in values)


def decide(app: AppTest) -> str:
    """Decide what is left of the text."""
    answer(app, "What is counted", CARGO)
    press(app, "accept")
    answer(app, "What kind", "observed")
    return press(app, "accept")


def test_nothing_is_written_by_a_server_that_was_not_asked_to(open_page, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    app = begun(open_page)
    assert "The document is whole: 2 figures" in decide(app)
    assert [one.label for one in app.get("download_button")] == ["The evidence with it (ZIP)", "Save the draft"]
    assert not any(one.label == "Add to the evidence" for one in app.button)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_server_that_was_asked_to_adds_it_and_every_page_has_it(open_page, folder: Path, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_EDIT", "1")
    app = begun(open_page)
    decide(app)
    (folder / "notes.txt").write_text("another file of theirs")
    assert "is in the evidence now; the state before is kept in before-" in press(app, "write")
    assert app.text_area("intake-text").value == ""
    assert len(tables.load(folder).sources) == len(tables.load(DATA).sources) + 1
    assert "4.9" in html(open_page("corridors.py"))
    assert "Freight &lt;b&gt;sets&lt;/b&gt; a record" in html(open_page("sources.py"))
