import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL, figures, html, marks

FILE = "investment.py"


@pytest.fixture(scope="module")
def opened() -> AppTest:
    """Open the page once as it is without a query, for tests that only read it."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    return app.switch_page(FILE).run()


def tile(page: str, identifier: str) -> str:
    """Give the tile of a figure."""
    return re.search(rf'data-figure="{identifier}" class="atlas-tile .*?</a>', page, re.DOTALL).group()


def test_worth_of_projects_stands_alone_in_its_chart(opened) -> None:
    charts = [{trace["customdata"][0][0] for trace in figure["data"]} for figure in figures(opened)]
    assert {"joint-power-projects-value", "joint-project-list-value", "polyethylene-value"} in charts
    assert not any("council-deals-value" in chart or "chinese-investment-reached" in chart for chart in charts)


def test_each_kind_of_money_has_its_definition_and_its_counts(opened) -> None:
    page = html(opened)
    assert "the kind of document is left open" in page
    assert "stock or inflow is left open" in page
    for identifier, figure in {
        "council-deals-value": "&gt;\u202f$15\u202fbn",
        "council-documents": "&gt;\u202f70",
        "chinese-investment-reached": "$27\u202fbn",
        "chinese-enterprises": "&gt;\u202f6\u202f000",
        "joint-project-list-count": ">52<",
        "joint-power-projects-count": ">4<",
        "council-corporations": ">70<",
        "council-attendees": "&gt;\u202f500",
        "council-session": "8th",
    }.items():
        assert figure in tile(page, identifier), identifier


def test_no_total_of_money_is_shown(opened) -> None:
    page = html(opened)
    # 1.2 + 21.2 + 7.4 = 29.8; with 15 signed 44.8; with 27 reached 71.8; 15 + 27 = 42.
    for total in ("29.8", "44.8", "71.8", "$42", "$56.8"):
        assert total not in page


def test_energy_figures_carry_what_they_lack(opened) -> None:
    page = html(opened)
    for identifier in (
        "renewable-multiple",
        "oil-refining-volume",
        "marketable-gas-output",
        "gas-infrastructure-level",
    ):
        assert "no base" in tile(page, identifier)
        assert "no deadline" in tile(page, identifier)
    assert "no base" not in tile(page, "power-capacity-plan")
    assert "no deadline" in tile(page, "power-capacity-plan")
    assert "no deadline" in tile(page, "nuclear-plants-count")
    assert "atlas-chip" not in tile(page, "zhanatas-capacity")


def test_named_projects_have_their_stages(opened) -> None:
    drawn = marks(opened)
    assert {
        "shymkent-refinery-operating-2022-09", "shymkent-refinery-planned-2025", "jac-assembly-operating-2022-09",
        "polyethylene-plant-under-way-2025", "zhanatas-wind-farm-operating-2022-09", "nuclear-plants-planned-2025",
        "joint-power-projects-under-way-2013", "chinese-renewables-planned-2025",
    } <= drawn  # fmt: skip
    assert "almaty-bypass-pledged-2022-10" not in drawn  # a rail line


def test_as_of_2013_there_is_one_sum(open_page) -> None:
    app = open_page(FILE, as_of="Apr 2013")
    assert marks(app) == {"joint-power-projects-value", "joint-power-projects-under-way-2013"}
    assert re.search(r"as of April 2013", html(app), re.IGNORECASE)
    assert "with nothing for this selection: Value of documents signed; Investment reached" in html(app)


def test_a_type_keeps_the_stages(open_page) -> None:
    app = open_page(FILE, type="observed")
    assert "polyethylene-value" not in marks(app)
    assert {"joint-project-list-value", "shymkent-refinery-planned-2025"} <= marks(app)
    assert 'data-figure="chinese-investment-reached"' in html(app)


def test_a_type_that_no_money_has_says_so(open_page) -> None:
    page = html(open_page("investment.py", type="growth"))
    assert "with nothing for this selection: Worth of projects, as named; " in page
    assert "$27" not in page


def test_an_odd_link_is_named_and_ignored(open_page) -> None:
    page = html(open_page("investment.py", type="rumour"))
    assert "asked for the type “rumour”, which is not in this data; showing all" in page
    assert "$27" in page


def test_it_begins_with_what_its_figures_do_not_say(opened) -> None:
    page = html(opened)
    lead = page[page.index('class="atlas-lead"') :].split("</p>")[0]
    assert "more than $15\u202fbn" in lead
    assert lead.endswith("do not compare.")
