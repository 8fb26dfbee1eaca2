"""The page Corridors, opened through the router."""

import json
import re

import pytest

from tests.pages.conftest import html, marks

FILE = "corridors.py"


def words(page):
    told = re.sub(r"<style>.*?</style>", "", html(page), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", told)).replace("\u202f", " ")


def compared(page):
    table = html(page).split('class="atlas-compared"')[1].split("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table)
    return re.findall(r'<th scope="col">(.*?)</th>', table), dict(rows)


def test_without_a_choice_it_starts_with_the_trans_caspian_route_and_waits_for_years(open_page):
    page = open_page(FILE)
    told = words(page)
    assert "No corridor chosen; showing Trans-Caspian route" in told
    columns, rows = compared(page)
    assert columns == ["Trans-Caspian route"]
    assert "no statement in these documents" in rows["Capacity"]
    assert "10\u202fMt" in rows["Target"]
    assert "September 2025" in rows["Last mention"]
    assert page.number_input(key="base-year").value is None
    assert page.number_input(key="due-year").value is None
    assert page.number_input(key="due-year").label == "Due year (not stated; 2025 or later)"
    assert page.number_input(key="base-year").label == "Year of the base (not stated; 2025 or earlier)"
    assert "Choose the year of the base and the due year" in told
    assert "% a year needed" not in told
    assert "3.4 Mt of January–September 2024: part of a year is no yearly level" in told

    page.selectbox(key="pace-target").set_value("container-trains-2029").run()
    assert page.number_input(key="due-year").label == "Due year (stated: 2029)"
    assert page.number_input(key="base-year").value is None
    page.number_input(key="base-year").set_value(2024).run()
    told = words(page)
    assert "27.2 % a year needed" in told
    assert "= 280" in told


def test_a_link_with_corridors_shows_only_those_and_says_what_they_are_silent_of(open_page):
    page = open_page(FILE, corridor=["Dostyk-Moyynty", "Khorgos"])
    columns, rows = compared(page)
    assert columns == ["Dostyk–Moyynty line", "Khorgos crossings"]
    assert rows["Target"].count("no statement in these documents") == 2
    assert marks(page) == {
        "dostyk-moyynty-pledged-2022-10",
        "dostyk-moyynty-under-way-2025",
        "dostyk-moyynty-multiple",
        "altynkol-khorgos-operating-2013",
        "khorgos-expected-2015",
        "nur-zholy-khorgos-operating-2024",
        "khorgos-station-terminal-interest-2024",
    }
    told = words(page)
    assert "500 kmAltynkol–Khorgos rail crossing: distance" in told
    assert "Doubt: Impossible as a length from China to the Persian Gulf" in told
    assert "Seaports and fleet" not in told


def test_more_than_four_corridors_are_cut_with_words(open_page):
    page = open_page(FILE, corridor=["Ili", "Irtysh", "Khorgos", "Bakhty", "WE-WC highway"])
    assert "5 corridors chosen; showing the first four" in words(page)
    assert len(compared(page)[0]) == 4


def test_what_a_link_asks_for_in_vain_is_named(open_page):
    told = words(open_page(FILE, corridor="Atlantis", pace_target="Nothing", base_year="20x4"))
    for asked in ("corridor “Atlantis”", "the target “Nothing”", "the base year “20x4”"):
        assert f"This link asked for {asked}" in told


def test_a_year_in_either_form_that_a_link_has_it_in_is_no_odd_one(open_page):
    for year in ("2030", "2030.0"):
        page = open_page(FILE, base_year="2024", due_year=year)
        assert page.number_input(key="due-year").value == 2030
        assert "This link asked for" not in words(page)


def test_the_years_of_a_link_give_the_pace_and_its_assumptions(open_page):
    page = open_page(FILE, base_year="2024", due_year="2030")
    told = words(page)
    assert "14 % (14.0–14.5 %) a year needed, not forecast" in told
    assert "(10 ÷ 4.5)1 ÷ 6 − 1" in told
    assert "(10 − 4.5) ÷ 6 = 0.92 Mt (0.908–0.925 Mt)" in told
    assert "Base year 2024: assumed by the reader; the document states none." in told
    assert "The target names no year; the due year 2030 is the reader’s." in told
    assert {"trans-caspian-base-2025", "trans-caspian-aim"} <= marks(page)

    page.number_input(key="base-year").set_value(2025).run()
    page.number_input(key="due-year").set_value(2025).run()
    assert "the due year 2025 is not after the base year 2025" in words(page)
    page.multiselect(key="corridor").set_value(["khorgos"]).run()
    assert "Choose a target or an expected level" in words(page)


def test_trade_is_never_suggested_and_takes_only_the_years_of_the_reader(open_page):
    page = open_page(FILE, corridor="Bakhty")
    assert page.selectbox(key="pace-target").value is None
    page.selectbox(key="pace-target").set_value("trade-china-task").run()
    assert page.selectbox(key="pace-base").value is None
    assert page.number_input(key="due-year").value is None
    page.selectbox(key="pace-base").set_value("trade-china-2021").run()
    assert page.number_input(key="base-year").label == "Year of the base (stated: 2021)"
    page.number_input(key="due-year").set_value(2041).run()
    told = words(page)
    # (100 / 25)^(1/20) = 1.0718; from 24.5 1.0729, from 25.5 1.0707
    assert "7.2 % (7.07–7.29 %)" in told
    assert "The task names no year; the due year 2041 is the reader’s." in told


def test_the_table_of_the_pace_has_its_ends_and_each_year_between(open_page):
    page = open_page(FILE, corridor="Bakhty")
    page.selectbox(key="pace-target").set_value("trade-china-task").run()
    page.selectbox(key="pace-base").set_value("trade-china-2021").run()
    page.number_input(key="base-year").set_value(2022).run()
    page.number_input(key="due-year").set_value(2024).run()
    page.segmented_control(key="pace-view").set_value("Table").run()
    table = next(one.value for one in page.dataframe if "Lowest" in one.value)
    assert table.to_dict("list") == {
        "Year": ["2022", "2023", "2024"],
        "What": ["base, observed", "needed, not forecast", "target"],
        # 50 = √(25 × 100), 49.497 = √(24.5 × 100), 50.498 = √(25.5 × 100); ends rounded outwards
        "Value": [25, 50, 100],
        "Lowest": [24.5, 49.4, 100],
        "Highest": [25.5, 50.5, 100],
        "Unit": ["billion US dollars"] * 3,
    }


def test_each_year_of_the_pace_lies_between_its_ends(open_page):
    page = open_page(FILE, base_year="2024", due_year="2030")
    page.segmented_control(key="pace-view").set_value("Table").run()
    table = next(one.value for one in page.dataframe if "Lowest" in one.value).set_index("Year")
    # 4.5 × (10 ÷ 4.5)^(4 ÷ 6) = 7.663; from 4.45 7.6346, from 4.55 7.6914; ends outwards
    assert table.loc["2028", ["Value", "Lowest", "Highest"]].tolist() == [7.66, 7.63, 7.7]
    assert (table["Lowest"] <= table["Value"]).all()
    assert (table["Value"] <= table["Highest"]).all()


def test_a_typed_base_comes_back_from_a_link(open_page):
    told = words(open_page(FILE, pace_base="A value of my own", pace_value="5", base_year="2025", due_year="2026"))
    assert "100 % a year needed" in told
    assert "The base is the reader’s own value, taken as exact" in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1e307", "This link asked for the value “1e307”, which is not offered here"),
        ("5e-324", "No pace can be given: base and target are too far apart to reckon with."),
    ],
)
def test_a_base_beyond_all_sense_gives_no_pace(value: str, told: str, open_page):
    page = words(open_page(FILE, pace_base="A value of my own", pace_value=value, base_year="2024", due_year="2025"))
    assert told in page
    assert "a year needed" not in page


@pytest.mark.parametrize(
    ("years", "told"),
    [
        # 4.5 Mt and 10 Mt stand in a document of September 2025: nobody observed what was yet to come.
        ({"base_year": "2029", "due_year": "2030"}, "a base in a document of September 2025 cannot be of 2029"),
        ({"base_year": "2020", "due_year": "2024"}, "a target in a document of September 2025 cannot be due in 2024"),
    ],
)
def test_no_year_is_taken_that_the_document_cannot_mean(years, told, open_page):
    page = words(open_page(FILE, **years))
    assert f"No pace can be given: {told}." in page
    assert "a year needed" not in page


def test_what_is_typed_stays_whatever_else_is_chosen(open_page):
    page = open_page(FILE, pace_base="A value of my own", pace_value="5", base_year="2024", due_year="2031")

    def typed():
        return [page.number_input(key=key).value for key in ("pace-value", "base-year", "due-year")]

    page.selectbox(key="pace-target").set_value("container-trains-2029").run()
    assert typed() == [5, 2024, 2031]
    assert "The due year 2031 is the reader’s; the target names 2029." in words(page)
    page.selectbox(key="pace-base").set_value("container-trains-base").run()
    assert [page.number_input(key=key).value for key in ("base-year", "due-year")] == [2024, 2031]
    page.selectbox(key="pace-base").set_value("A value of my own").run()
    assert typed() == [5, 2024, 2031]


def test_what_has_no_date_is_drawn_if_it_was_said_in_the_years(open_page):
    page = open_page(FILE, corridor="Khorgos", years=["2012", "2015"])
    assert marks(page) == {"altynkol-khorgos-operating-2013", "khorgos-expected-2015"}
    rows = compared(page)[1]
    assert "operating" in rows["Stage at last mention"]
    assert "2024" not in rows["Stage at last mention"]
    strip = json.loads(page.get("deck_gl_json_chart")[0].proto.json)["layers"]
    assert [len(layer["data"]) for layer in strip if layer["id"] == "sites"] == [1]
    assert "said Dec 2024" not in words(page)
    assert "Of what has no date, that is drawn which was said in these years." in words(page)


def test_what_is_only_filtered_out_is_not_called_silence(open_page):
    rows = compared(open_page(FILE, as_of="Oct 2022"))[1]
    assert "none that fits the filters" in rows["Target"]
    assert "no statement in these documents" in rows["Capacity"]
    assert "October 2022" in rows["Last mention"]


def test_an_empty_selection_says_how_to_widen_it(open_page) -> None:
    app = open_page("corridors.py", corridor="Ili", years=["2011", "2011"], undated="false")
    assert "Nothing here fits the filters" in html(app)
    assert "Widen the years" in html(app)
