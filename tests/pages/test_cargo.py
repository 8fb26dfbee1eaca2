import re

from tests.pages.conftest import figures, html, marks

FILE = "cargo.py"


def test_the_page_draws_every_tonnage_train_and_share(open_page) -> None:
    assert {
        "cargo-kz-cn-base", "cargo-kz-cn-potential", "rail-cargo-2012", "khorgos-expected-2015", "khorgos-capacity",
        "irtysh-initial", "trans-caspian-2024-9m", "trans-caspian-2030", "trans-caspian-base-2025",
        "trans-caspian-aim", "derived-trans-caspian-base-of-growth", "container-trains-base", "container-trains-2029",
        "transit-share-2024", "transit-share-2025",
    } == marks(open_page(FILE))  # fmt: skip


def test_a_chart_of_tonnages_says_what_times_they_are_of(open_page) -> None:
    # Of a year are 16 (2012), 4.5 (2015), 25 and 10 a year; of nine months 3.4; 12, 33, 2–2.5, 4.5 and 10 of none.
    page = html(open_page(FILE))
    assert "Every tonnage, by subject</h3><p>Million tonnes; a year, 9 months or a time not stated" in page
    assert "tons of the documents are taken as metric; a year or a time not stated" in page


def test_exhibits_without_rows_are_named_in_one_line(open_page) -> None:
    page = html(open_page(FILE, corridor="Khorgos"))
    assert "exhibits with nothing for this selection: Cargo of the Trans-Caspian route; " in page
    assert "Container trains" in page


def test_500_kilometres_is_never_a_mark(open_page) -> None:
    app = open_page(FILE)
    assert "khorgos-distance" not in marks(app)


def test_oil_refining_is_not_cargo(open_page) -> None:
    app = open_page(FILE)
    assert "oil-refining-volume" not in marks(app)
    assert "oil-refining-volume" not in html(app)


def test_power_capacity_is_not_cargo_capacity(open_page) -> None:
    page = html(open_page(FILE))
    assert "zhanatas-capacity" not in page
    assert "power-capacity-plan" not in page
    assert 'data-figure="dostyk-moyynty-multiple"' in page


def test_a_corridor_in_the_link_filters_the_page(open_page) -> None:
    app = open_page(FILE, corridor="Khorgos")
    assert marks(app) == {"khorgos-expected-2015", "khorgos-capacity"}
    assert "Khorgos crossings; all years" in html(app)


def test_an_unknown_corridor_is_named_and_ignored(open_page) -> None:
    app = open_page(FILE, corridor="Silk Road")
    assert "asked for corridor “Silk Road”, which is not in this data; showing all" in html(app)
    assert "trans-caspian-aim" in marks(app)


def test_the_kind_of_figure_filters(open_page) -> None:
    assert marks(open_page(FILE, type="capacity")) == {"khorgos-capacity"}


def test_the_two_shares_show_their_perimeters(open_page) -> None:
    labels = [words["text"] for figure in figures(open_page(FILE)) for words in figure["layout"]["annotations"]]
    words = [" ".join(re.sub("<[^>]*>", " ", label).split()) for label in labels]
    of_china = "China’s overland transport to Europe that passes Kazakhstan; one direction"
    of_all = "All continental traffic between China and Europe that passes Kazakhstan; both directions"
    assert [sum(perimeter in label for label in words) for perimeter in (of_china, of_all)] == [1, 1]


def test_an_empty_selection_says_how_to_widen_it(open_page) -> None:
    app = open_page(FILE, years=["2011", "2011"], undated="false")
    assert marks(app) == set()
    assert "Widen the years" in html(app)


def test_one_line_holds_the_figure_that_does_not_fit_against_official_statistics(open_page) -> None:
    # 3.4 Mt of nine months fits; the 23 % beside it does not, which is more telling.
    assert (
        '<p class="atlas-beside">Beside official statistics (outside the documents): Trans-Caspian route, growth of '
        "cargo: 23\u202f% in January–September 2024 does not fit Kazakhstan’s Ministry of Transport (70\u202f%)."
    ) in html(open_page(FILE))
    assert 'class="atlas-beside"' not in html(open_page(FILE, corridor="Irtysh"))


def test_a_page_about_whose_subjects_no_statistic_judges_has_no_such_line(open_page) -> None:
    assert 'class="atlas-beside"' not in html(open_page("investment.py"))
