"""The one table of filters: every field of a selection is in it, and whoever reads it handles every filter."""

import io
from dataclasses import fields

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.exports.workbook import xlsx_bytes
from components.selection import FILTERS, Filter, Selection
from tests.pages.conftest import SHELL, html

PAGES = sorted(path.stem for path in SHELL.parent.glob("*.py") if path != SHELL)
# Of each filter: its values in a link, the value they stand for, and that value in words as files have it.
SET = {
    "corridors": (["Khorgos", "Trans-Caspian"], ("khorgos", "trans-caspian"), "Khorgos crossings, Trans-Caspian route"),
    "years": (["2012", "2020"], (2012, 2020), "2012–2020"),
    "claim_types": (["expected"], ("forecast",), "expected"),
    "as_of": (["Dec 2024"], pd.Timestamp("2024-12-05"), "documents until 5 December 2024"),
    "undated": (["false"], False, "left out"),
}


def widgets(app: AppTest) -> dict[str, object]:
    kinds = ("multiselect", "slider", "select_slider", "toggle")
    return {widget.key: widget for kind in kinds for widget in app.sidebar.get(kind)}


def test_every_field_of_a_selection_is_one_filter_with_names_of_its_own() -> None:
    assert {one.field for one in FILTERS} == {field.name for field in fields(Selection)} == set(SET)
    for name in ("field", "key", "label", "name", "words", "option"):
        assert len({getattr(one, name) for one in FILTERS}) == len(FILTERS), name
    assert {page for one in FILTERS for page in one.unused} <= set(PAGES)


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.field)
def test_a_filter_is_touched_when_it_is_set_and_applies_where_it_is_used(one: Filter) -> None:
    chosen = Selection(**{one.field: SET[one.field][1]})
    assert chosen.touched() == (one,)
    for page in PAGES:
        assert chosen.on(page) == (chosen if page not in one.unused else Selection())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_every_filter_and_greys_what_it_does_not_use_with_the_reason(page: str, open_page) -> None:
    shown = widgets(open_page(f"{page}.py"))
    greyed = {key: widget.label for key, widget in shown.items() if widget.disabled}
    assert greyed == {one.key: f"{one.label}: {one.unused[page]}" for one in FILTERS if page in one.unused}
    labels = {key: widget.label for key, widget in shown.items() if key not in {*greyed, "white"}}
    assert labels == {one.key: one.label for one in FILTERS if page not in one.unused}


@pytest.mark.parametrize(
    ("page", "greyed"),
    [
        ("overview", {"corridor", "years", "type", "undated"}),
        ("trade", {"corridor"}),
        ("cargo", set()),
        ("map", {"years", "type", "undated"}),
        ("commitments", {"years", "type"}),
        ("investment", {"corridor", "years", "undated"}),
    ],
)
def test_a_page_greys_what_does_not_change_it(page: str, greyed: set[str]) -> None:
    assert {one.key for one in FILTERS if page in one.unused} == greyed


def test_filters_of_a_link_stay_set_on_a_page_that_does_not_use_them(open_page) -> None:
    app = open_page("overview.py", **{one.key: SET[one.field][0] for one in FILTERS})
    offered = "?corridor=Khorgos&amp;corridor=Trans-Caspian&amp;years=2012&amp;years=2020&amp;type=expected"
    assert f'href="{offered}&amp;as-of=Dec+2024&amp;undated=false&amp;present=1"' in html(app)
    assert "4 documents, 2013–2024" in html(app)


@pytest.fixture(scope="module")
def sheet(evidence):
    """Give a function that reads the workbook's sheet of filters, made under some choice: its cells by the first."""

    def read(**chosen) -> dict[str, tuple]:
        book = xlsx_bytes(evidence, Selection(**chosen), ())
        rows = openpyxl.load_workbook(io.BytesIO(book))["Filters"].iter_rows(values_only=True)
        return {row[0]: row[1:] for row in rows}

    return read


def test_the_workbook_says_that_an_untouched_filter_leaves_everything_in(sheet) -> None:
    rows = sheet()
    assert {one.name: rows[one.name] for one in FILTERS} == {one.name: (one.untouched, None, None) for one in FILTERS}


def test_the_workbook_says_each_filter_in_words_and_with_its_values(sheet) -> None:
    rows = sheet(**{field: value for field, (_, value, _) in SET.items()})
    assert {one.field: rows[one.name][0] for one in FILTERS} == {field: words for field, (*_, words) in SET.items()}
    assert {one.field: rows[one.name][1:] for one in FILTERS} == {
        "corridors": ("khorgos; trans-caspian", None),
        "years": (2012, 2020),
        "claim_types": ("forecast", None),
        "as_of": (pd.Timestamp("2024-12-05"), None),
        "undated": (None, None),
    }
