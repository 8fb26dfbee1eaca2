import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL, html, marks

FILE = "commitments.py"


@pytest.fixture(scope="module")
def opened() -> AppTest:
    """Open the page once as it is without a query, for tests that only read it."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    return app.switch_page(FILE).run()


def subjects(page: str) -> list[str]:
    """Name the rows of the register."""
    return re.findall(r'<th scope="row" role="rowheader">([^<]+)', page)


def test_the_matrix_draws_routes_and_crossings_first(opened) -> None:
    drawn = marks(opened)
    assert {"dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025", "bakhty-pledged-2022-10"} <= drawn
    assert "gas-plants-planned-2022-10" not in drawn


def test_the_matrix_of_the_link_is_drawn_beside_the_agenda_of_all(open_page) -> None:
    drawn = marks(open_page(FILE, matrix="Energy"))
    assert "gas-plants-planned-2022-10" in drawn
    assert "bakhty-pledged-2022-10" not in drawn
    # What has a date, whatever the matrix shows.
    assert {
        "we-wc-highway-planned-2013", "khorgos-expected-2015", "expo-2017-planned-2013", "trans-caspian-2030",
        "container-trains-2029", "dostyk-moyynty-under-way-2025",
    } <= drawn  # fmt: skip
    assert "trade-china-task" not in drawn


def test_the_register_says_what_is_missing(opened) -> None:
    page = html(opened)
    assert "23 statements: 20 without a deadline, 9 without a base" in page
    task = page[page.index("Trade turnover between Kazakhstan and China") :].split("</tbody>")[0]
    assert "no base" in task
    assert "no deadline" in task
    assert "≤\u202f$100\u202fbn" in task
    trains = page[page.index("Container trains<small>") :].split("</tbody>")[0]
    assert "600<small>no date stated" in trains
    assert "by 2029" in trains
    assert "atlas-chip" not in trains


def test_one_statement_is_counted_in_the_singular(open_page) -> None:
    page = html(open_page(FILE, corridor="Khorgos"))
    # The 4.5 Mt that Altynkol–Khorgos was expected to carry in 2015.
    assert "1 statement: 0 without a deadline, 1 without a base" in page


def test_the_register_opens_the_evidence_of_each_row(opened) -> None:
    page = html(opened)
    assert 'data-evidence="container-trains-2029"' in page
    assert "Evidence: <q>from 600 to 2,000 by 2029</q>" in page


def test_the_register_names_who_promised_and_else_the_document(opened) -> None:
    page = html(opened)
    headings = re.findall(r'colspan="4">([^<]*)<small><a href="sources#([^"]*)"', page)
    nobody = "The document itself, in nobody’s name"
    assert headings == [
        (nobody, "2013-04-akorda"),
        ("Kassym-Jomart Tokayev", "2022-10-gsv"),
        (nobody, "2022-10-gsv"),
        ("Serik Zhumangarin", "2024-12-kazinform"),
        (nobody, "2024-12-kazinform"),
        (nobody, "2025-09-council"),
    ]


def test_promises_in_words_have_no_figure(open_page) -> None:
    page = html(open_page(FILE, promises="In words only"))
    assert "Bakhty rail crossing" in subjects(page)
    assert "Container trains" not in subjects(page)
    bakhty = page[page.index("Bakhty rail crossing<small>") :].split("</tbody>")[0]
    assert "no figure" in bakhty
    line = page[page.index("Dostyk–Moyynty line<small>The line is being expanded") :].split("</tbody>")[0]
    assert "by 2025" in line
    assert "beside it: ×5" in line


def test_what_moved_tells_earlier_and_later(opened) -> None:
    page = html(opened)
    trail = page[page.index("What moved") : page.index("Said of the same thing")]
    assert trail.count("<li>") == 3
    ten = trail[trail.index("revised") :].split("</li>")[0]
    assert ten.index("≤\u202f10\u202fMt a year") < ten.index("by 2030") < ten.index(">10\u202fMt<")
    line = trail[trail.index("Dostyk–Moyynty line") :].split("</li>")[0]
    assert line.index("pledged") < line.index("under way") < line.index("due by 2025")


def test_pairs_are_chosen_by_kind(open_page) -> None:
    app = open_page(FILE, pairs="progressed")
    assert html(app).count('class="atlas-pair"') == 2
    for kind, count in {"revised": 1, "conflicting": 3, "counts something else": 29, "all": 38}.items():
        app.segmented_control(key="pairs").set_value(kind).run()
        assert html(app).count('class="atlas-pair"') == count
        assert kind == "all" or html(app).count(f"</h3><span>{kind}</span></header>") == count


def test_each_side_of_a_pair_has_wording_document_and_evidence(open_page) -> None:
    page = html(open_page(FILE, pairs="revised"))
    pair = page[page.index('class="atlas-pair"') :].split("</article>")[0]
    assert "<q>up to 10 million tons per year by 2030</q>" in pair
    assert "<q>from 4.5 million to 10 million tons</q>" in pair
    assert 'href="ledger?id=trans-caspian-2030"' in pair
    assert "Kazinform, Dec 2024" in pair
    assert "Ten stays, but" in pair


def test_as_of_2022_nothing_later_is_known(open_page) -> None:
    app = open_page(FILE, as_of="Oct 2022", pairs="all")
    assert "dostyk-moyynty-under-way-2025" not in marks(app)
    assert "dostyk-moyynty-pledged-2022-10" in marks(app)
    assert "Dec 2024" not in html(app)


def test_a_corridor_keeps_its_own_and_says_so(open_page) -> None:
    app = open_page(FILE, corridor="Dostyk-Moyynty")
    assert marks(app) == {"dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025"}
    assert subjects(html(app)) == ["Dostyk–Moyynty line"]
    # Only the completion by 2025 has a date: the factor of five and the pledge of 2022 have none.
    assert "Dostyk–Moyynty line; 2 undated commitments kept" in html(app)


def test_hiding_undated_statements_leaves_the_dated_ones(open_page) -> None:
    assert subjects(html(open_page(FILE, undated="false"))) == [
        "Altynkol–Khorgos rail crossing", "Trans-Caspian route", "Container trains",
    ]  # fmt: skip


def test_an_odd_link_is_named_and_ignored(open_page) -> None:
    page = html(open_page(FILE, pairs="kept", matrix="Rockets"))
    assert "This link asked for “kept”" in page
    assert "This link asked for “Rockets”" in page


def test_an_empty_selection_says_how_to_widen_it(open_page) -> None:
    app = open_page(FILE, corridor="Ili", as_of="Oct 2022")
    assert marks(app) == set()
    assert "Widen the corridors" in html(app)


def test_nothing_is_scored_as_kept_or_missed(open_page) -> None:
    told = re.sub(r"undated commitments? kept", "", html(open_page(FILE, pairs="all"))).lower()
    assert not re.search(r"\b(fulfilled|delivered|missed|failed|broken|on track|overdue)\b", told)
    assert "whether a promise was kept is not judged here" in told
