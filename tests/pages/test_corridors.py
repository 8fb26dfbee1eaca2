"""The page Corridors, opened through the router."""

import re

import pytest

from tests.pages.conftest import drawn, html, marks

FILE = "corridors.py"


def words(page):
    told = re.sub(r"<style>.*?</style>", "", html(page), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", told)).replace("\u202f", " ")


def compared(page):
    table = html(page).split('class="atlas-compared"')[1].split("</table>")[0]
    return dict(re.findall(r'<th scope="row"><span [^>]*>(.*?)</span></th>(.*?)</tr>', table))


def answers(page):
    return [page.number_input(key=key).value for key in ("base-year", "due-year")]


def test_all_corridors_are_compared_where_none_is_chosen(open_page, figures) -> None:
    page = open_page(FILE)
    told = words(page)
    assert "All corridors; all years" in told
    assert list(compared(page)) == [
        "Trans-Caspian route", "Dostyk–Moyynty line", "Khorgos crossings", "Western Europe–Western China highway",
        "Irtysh corridor", "Ili route", "Bakhty crossing",
    ]  # fmt: skip
    assert "became an aim of 10 Mt (said in September 2025), without the date, “up to” and “a year”." in told
    assert "Without cargo or capacity in figures here: Dostyk–Moyynty line." in told
    assert "No figure at all is stated of: Ili route, Bakhty crossing." in told
    own = figures[(figures["corridor_id"] != "") & (figures["repeats"] == "")]
    linked = set(re.findall(r'data-figure="([^"]+)"', html(page)))
    assert set(own["figure_id"]) <= marks(page) | linked


def test_the_level_that_has_a_date_comes_first_and_waits_for_the_year_of_its_base(open_page) -> None:
    page = open_page(FILE)
    # Said in December 2024, by 2030; the target of September 2025 has no date. Its base is of September 2025.
    assert page.selectbox(key="pace-target").value == "trans-caspian-2030"
    assert page.selectbox(key="pace-base").value == "trans-caspian-base-2025"
    due, base = page.number_input(key="due-year"), page.number_input(key="base-year")
    assert (due.label, due.value, due.min) == ("Due year (stated: 2030)", None, 2024)
    assert (base.label, base.value, base.max) == ("Year of the base (not stated; 2025 or earlier)", None, 2025)
    told = words(page)
    assert "Required pace: not computed yetChoose the year of the base; nothing is filled in" in told
    assert "3.4 Mt of January–September 2024: part of a year is no yearly level" in told
    assert html(page).index("Required pace: ") < html(page).index("Cargo and capacity of each corridor")

    page.selectbox(key="pace-target").set_value("container-trains-2029").run()
    page.number_input(key="base-year").set_value(2024).run()
    told = words(page)
    assert "Required pace: 27.2 % a year" in told
    assert "= 280" in told


def test_a_pair_without_a_common_measure_says_so_and_its_pace_is_folded_last(open_page) -> None:
    page = open_page(FILE, corridor=["Irtysh", "Khorgos"])
    told = words(page)
    assert "Irtysh corridor and Khorgos crossings have no measure in common, type for type: Irtysh" in told
    assert "Irtysh corridor has cargo (plan) and rank of crossing (plan); Khorgos crossings has distance" in told
    assert "No corridor shown has: growth, factor." in told
    assert "none of the four later documents says what came of it." in told
    assert not page.expander[0].proto.expanded
    assert html(page).index("Cargo and capacity of each corridor") < html(page).index("Required pace: ")
    assert "o measure in common" not in words(open_page(FILE, corridor=["Trans-Caspian", "Khorgos"]))
    four = words(open_page(FILE, corridor=["Trans-Caspian", "Dostyk-Moyynty", "Khorgos", "Irtysh"]))
    # Of the route and of Khorgos cargo is expected; the line has a factor alone, the Irtysh corridor plans.
    assert "No measure in common, type for type: Dostyk–Moyynty line and Irtysh corridor with any other." in four


def test_a_link_with_corridors_shows_only_those(open_page):
    page = open_page(FILE, corridor=["Dostyk-Moyynty", "Khorgos"])
    rows = compared(page)
    assert list(rows) == ["Dostyk–Moyynty line", "Khorgos crossings"]
    assert marks(page) == {
        "dostyk-moyynty-pledged-2022-10",
        "dostyk-moyynty-under-way-2025",
        "altynkol-khorgos-operating-2013",
        "khorgos-expected-2015",
        "khorgos-capacity",
        "nur-zholy-khorgos-operating-2024",
        "khorgos-station-terminal-interest-2024",
    }
    assert "×5</a> multiple of capacity, expected, no date stated" in rows["Dostyk–Moyynty line"]
    assert "500\u202fkm</a> distance, observed, no date stated" in rows["Khorgos crossings"]
    assert "doubted" in rows["Khorgos crossings"]
    assert "Apr 2013 to Dec 2024" in rows["Khorgos crossings"]
    assert "No corridor shown has: growth." in words(page)
    assert "Seaports and fleet" not in words(page)


def test_a_corridor_without_figures_has_its_stage_and_no_empty_chart(open_page) -> None:
    told = words(open_page(FILE, corridor="Ili"))
    assert "Ili river route: suggested in December 2024, the latest that a document says of its stage." in told
    assert "No figure at all is stated of: Ili route." in told
    assert "Cargo and capacity" not in told


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
    page = open_page(FILE, pace_target="Trans-Caspian route: 10 Mt target, Sep 2025", base_year="2024", due_year="2030")
    told = words(page)
    assert "Required pace: 14 % (14.0–14.5 %) a year" in told
    assert "from 4.5 in 2024 (assumed) to 10 in 2030 (assumed), in million tonnes." in told
    assert "(10 ÷ 4.5)1 ÷ 6 − 1" in told
    assert "(10 − 4.5) ÷ 6 = 0.92 Mt (0.908–0.925 Mt)" in told
    assert "Base year 2024: assumed by the reader; the document states none." in told
    assert "The target names no year; the due year 2030 is the reader’s." in told
    assert {"trans-caspian-base-2025", "trans-caspian-aim"} <= marks(page)

    page.number_input(key="base-year").set_value(2025).run()
    page.number_input(key="due-year").set_value(2025).run()
    assert "the due year 2025 is not after the base year 2025" in words(page)


def test_trade_is_never_suggested_and_takes_only_the_years_of_the_reader(open_page):
    page = open_page(FILE, corridor="Bakhty")
    assert page.selectbox(key="pace-target").value is None
    page.selectbox(key="pace-target").set_value("trade-china-task").run()
    # Observed in 2021; what else there is of this trade is derived.
    assert page.selectbox(key="pace-base").value == "trade-china-2021"
    assert page.number_input(key="due-year").value is None
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
    assert "Required pace: 100 % a year" in told
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
    assert "% a year" not in page


def test_no_year_is_taken_that_the_document_cannot_mean(open_page):
    # 4.5 Mt stands in a document of September 2025, the level in one of December 2024.
    page = open_page(FILE, base_year="2026", due_year="2023")
    assert answers(page) == [None, None]
    told = words(page)
    assert "This link asked for the base year “2026”, which is not offered here" in told
    assert "This link asked for the due year “2023”, which is not offered here" in told


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


def test_what_was_typed_for_a_level_is_there_again(open_page):
    page = open_page(FILE, base_year="2024")
    page.selectbox(key="pace-target").set_value("container-trains-2029").run()
    page.number_input(key="base-year").set_value(2022).run()
    page.selectbox(key="pace-target").set_value("trans-caspian-2030").run()
    assert answers(page) == [2024, None]
    for away in (["bakhty"], ["khorgos"], ["ili", "khorgos"], []):
        page.multiselect(key="corridor").set_value(away).run()
    assert page.selectbox(key="pace-target").value == "trans-caspian-2030"
    assert answers(page) == [2024, None]
    page.switch_page("cargo.py").run()
    page.query_params.clear()
    page.switch_page(FILE).run()
    assert answers(page) == [2024, None]
    page.selectbox(key="pace-target").set_value("container-trains-2029").run()
    assert answers(page) == [2022, None]


def test_what_has_no_date_is_drawn_if_it_was_said_in_the_years(open_page):
    page = open_page(FILE, corridor="Khorgos", years=["2012", "2015"])
    assert marks(page) == {"altynkol-khorgos-operating-2013", "khorgos-expected-2015", "khorgos-capacity"}
    assert "1 stage, 1 derived figure, Apr 2013" in compared(page)["Khorgos crossings"]
    (strip,) = (chart["map"] for chart in drawn(page) if "map" in chart)
    assert len(strip["sites"]) == 1
    assert "Of what has no date, that is drawn which was said in these years." in words(page)


def test_as_of_a_day_nothing_later_is_said(open_page):
    page = open_page(FILE, as_of="Oct 2022")
    assert "Sep 2025" not in "".join(compared(page).values())
    # A finding is one of that day.
    assert "became an aim" not in words(page)
    assert "the expectation is 33 Mt, about 2.8 times its base of 12 Mt" in words(page).replace("\u202f", " ")


def test_an_empty_selection_says_how_to_widen_it(open_page) -> None:
    app = open_page("corridors.py", corridor="Ili", years=["2011", "2011"], undated="false")
    assert "Nothing here fits the filters" in html(app)
    assert "Widen the years" in html(app)
