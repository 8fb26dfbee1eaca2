from tests.pages.conftest import figures, html, marks

FILE = "trade.py"


def test_the_page_draws_years_nine_months_and_the_whole(open_page) -> None:
    app = open_page(FILE)
    assert {
        "trade-xinjiang-2023", "derived-trade-xinjiang-2022", "trade-xinjiang-2024-9m",
        "derived-trade-xinjiang-2023-9m", "trade-china-2021", "derived-trade-china-2023-floor", "trade-china-task",
    } == marks(app)  # fmt: skip


def test_nine_months_never_stand_in_one_panel_with_a_year(open_page) -> None:
    panels = [
        {mark[0] for trace in figure["data"] for mark in trace["customdata"]} for figure in figures(open_page(FILE))
    ]
    nine, year = "trade-xinjiang-2024-9m", "trade-xinjiang-2023"
    assert [nine in ids for ids in panels].count(True) == 1
    assert [year in ids for ids in panels].count(True) == 1
    assert not any({nine, year} <= ids for ids in panels)


def test_headline_repeats_are_not_drawn_again(open_page) -> None:
    assert not any("headline" in key or "article" in key for key in marks(open_page(FILE)))


def test_years_in_the_link_filter_the_page(open_page) -> None:
    app = open_page(FILE, years=["2021", "2021"])
    assert marks(app) == {"trade-china-2021", "trade-china-task"}
    # ≤ 100, double, doubled, almost half, 180 goods and their 1.6 bn have no stated period.
    assert "2021–2021; 6 undated figures kept" in html(app)


def test_hiding_undated_figures_says_how_many_it_hides(open_page) -> None:
    app = open_page(FILE, undated="false")
    assert "trade-china-task" not in marks(app)
    # ≤ 100, double, doubled, almost half, 180 goods and their 1.6 bn have no stated period.
    assert "6 undated figures hidden" in html(app)


def test_moving_a_filter_changes_the_figures(open_page) -> None:
    app = open_page(FILE)
    app.slider(key="years").set_value((2022, 2022)).run()
    assert "derived-trade-xinjiang-2022" in marks(app)
    assert "trade-xinjiang-2023" not in marks(app)


def test_an_empty_selection_says_what_is_empty_and_how_to_widen_it(open_page) -> None:
    app = open_page(FILE, years=["2012", "2012"], undated="false")
    assert marks(app) == set()
    assert "Nothing here fits the filters" in html(app)
    assert "Widen the years" in html(app)


def test_an_odd_link_is_named_and_ignored(open_page) -> None:
    app = open_page(FILE, years=["1815", "2021"])
    assert "asked for the year “1815”, which is not in this data" in html(app)


def test_as_known_in_2022_knows_nothing_of_xinjiang(open_page) -> None:
    assert marks(open_page(FILE, as_of="Oct 2022")) == {"trade-china-2021"}


def test_every_figure_has_unit_source_and_evidence(open_page) -> None:
    page = html(open_page(FILE))
    assert "Trade in money, both directions, in billion US dollars" in page
    assert "Trade with Xinjiang rose 62\u202f% to $20.3\u202fbn in 2023" in page
    assert 'href="sources#2024-12-kazinform"' in page
    assert 'href="figure/growth-xinjiang-2023" data-figure="growth-xinjiang-2023"' in page


def test_one_line_holds_a_figure_against_official_statistics(open_page) -> None:
    page = html(open_page(FILE))
    beside = '<p class="atlas-beside">Beside official statistics (outside the documents): '
    assert (
        f"{beside}Trade with China: $25\u202fbn in 2021 fits China’s customs ($25.25\u202fbn), not Kazakhstan’s "
        'statistics ($18\u202fbn). <a href="statistics" target="_self">All verdicts</a></p>'
    ) in page
    assert page.count(beside) == 1
    # In 2023 $20.3 bn fits, 62 % does not, and on “almost half” reporters differ, which is the most telling.
    page = html(open_page(FILE, years=["2023", "2023"], undated="false"))
    assert f"{beside}Trade with China: more than $40.5\u202fbn in 2023 fits China’s customs ($41\u202fbn), not " in page
    page = html(open_page(FILE, years=["2022", "2022"], undated="false"))
    assert 'class="atlas-beside"' not in page
