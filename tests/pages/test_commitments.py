import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import controls
from tests.hostile import copy_data
from tests.pages.conftest import SHELL, html

FILE = "commitments.py"
NOBODY = "The document itself, in nobody’s name"


@pytest.fixture(scope="module")
def opened() -> AppTest:
    """Open the page once as it is without a query, for tests that only read it."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    return app.switch_page(FILE).run()


def lines(page: str) -> dict[str, str]:
    """Give the line of each promise on the board, by its id, in order."""
    return dict(re.findall(r'data-figure="([^"]+)" class="atlas-promise-line">(.*?)</a>', page, re.DOTALL))


def since(page: str) -> dict[str, str]:
    """Give what stands beside each line from outside the documents, by the id of its promise."""
    beside = r'data-figure="([^"]+)" class="atlas-promise-line">.*?</a><div class="atlas-since">(.*?)</div></li>'
    return dict(re.findall(beside, page, re.DOTALL))


def words(line: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", line).split())


def groups(page: str) -> list[str]:
    return [words(heading) for heading in re.findall(r"<section><h3>(.*?)</h3>", page)]


def test_the_headline_counts_what_has_no_date(opened) -> None:
    page = html(opened)
    assert "<h3>41 of 47 promises, plans, expectations and offers have no date</h3>" in page
    assert groups(page) == ["By the day due 6", "No date stated 41"]


def test_one_line_has_level_base_day_due_and_who_said_it(opened) -> None:
    shown = lines(html(opened))
    assert len(shown) == 47
    assert words(shown["container-trains-2029"]).startswith(
        "Container trains 2 000 target 600 by 2029 Kazinform Dec 2024"
    )
    assert words(shown["trade-china-task"]).startswith(
        "Trade with China ≤ $100 bn target no base no date Serik Zhumangarin Dec 2024"
    )
    # What is counted is not told by “%” or “×5”, and by tonnes it is.
    assert words(shown["gas-infrastructure-level"]).startswith(
        "Gas infrastructure level of gas infrastructure 60 % pledge"
    )
    assert words(shown["bakhty-pledged-2022-10"]).startswith(
        "Bakhty rail crossing pledged no date Kassym-Jomart Tokayev"
    )


def test_the_dated_stand_first_by_the_day_due(opened) -> None:
    first = list(lines(html(opened)))[:6]
    assert set(first[:2]) == {"we-wc-highway-planned-2013", "khorgos-expected-2015"}
    assert first[2:] == [
        "expo-2017-planned-2013", "dostyk-moyynty-under-way-2025", "container-trains-2029", "trans-caspian-2030",
    ]  # fmt: skip


def test_stages_over_time_are_those_of_the_subject_in_any_document(opened) -> None:
    shown = lines(html(opened))
    assert 'aria-label="pledged Oct 2022, then under way Sep 2025"' in shown["dostyk-moyynty-pledged-2022-10"]
    assert words(shown["dostyk-moyynty-pledged-2022-10"]).endswith("under way progressed")
    # One mark a document that words a stage, and five documents.
    assert shown["dostyk-moyynty-pledged-2022-10"].count("<i style=") == 2
    assert len(re.findall(r"<i[ >]", shown["dostyk-moyynty-pledged-2022-10"])) == 5


def test_a_badge_says_how_the_promise_stands_to_others(opened) -> None:
    shown = lines(html(opened))
    assert words(shown["trans-caspian-2030"]).endswith("revised")
    # One conflict and one that counts something else: the conflict is named, the other counted.
    assert words(shown["trade-xinjiang-double"]).endswith("conflicting +1")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Speaker", ["Kassym-Jomart Tokayev 19", "Nursultan Nazarbayev 1", "Serik Zhumangarin 5", f"{NOBODY} 22"]),
        (
            "Document",
            [
                "Council report (unsigned) (September 2025) 9", "Kazinform (December 2024) 10",
                "GSV “Russia – Islamic World” (October 2022) 21", "President’s site (April 2013) 7",
            ],
        ),
    ],
)  # fmt: skip
def test_the_board_is_put_in_another_order(open_page, order, expected) -> None:
    assert groups(html(open_page(FILE, order=order))) == expected


def test_by_stage_the_furthest_stand_first(open_page) -> None:
    page = html(open_page(FILE, order="Stage"))
    named = [heading.rsplit(" ", 1)[0] for heading in groups(page)]
    ranks = ["Operating", "Under way", "Planned", "Pledged", "Suggested", "No stage stated"]
    assert named == [name for name in ranks if name in named]
    assert named[:2] == ["Operating", "Under way"]


def test_the_board_is_filtered(open_page) -> None:
    app = open_page(FILE, promises="In words only")
    assert len(lines(html(app))) == 24
    app.segmented_control(key="promises").set_value("With a figure").run()
    assert len(lines(html(app))) == 23
    app.segmented_control(key="promises").set_value("Moved or conflicting").run()
    assert set(lines(html(app))) == {
        "trans-caspian-2030", "trans-caspian-aim", "dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025",
        "shymkent-refinery-planned-2025", "trade-xinjiang-double",
    }  # fmt: skip


def test_a_corridor_keeps_its_own_and_the_headline_counts_them(open_page) -> None:
    page = html(open_page(FILE, corridor="Khorgos"))
    # The 4.5 Mt that Altynkol–Khorgos was expected to carry in 2015.
    assert list(lines(page)) == ["khorgos-expected-2015"]
    assert "<h3>The one expectation has a date</h3>" in page
    page = html(open_page(FILE, corridor="Dostyk-Moyynty"))
    assert set(lines(page)) == {
        "dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025", "dostyk-moyynty-multiple",
    }  # fmt: skip
    # Only the completion by 2025 has a date: the factor of five and the pledge of 2022 have none.
    assert "Dostyk–Moyynty line; 2 undated commitments kept" in page
    assert "<h3>2 of 3 promises, plans and expectations have no date</h3>" in page


def test_as_of_2022_nothing_later_is_known(open_page) -> None:
    page = html(open_page(FILE, as_of="Oct 2022"))
    shown = lines(page)
    assert "dostyk-moyynty-under-way-2025" not in shown
    assert 'aria-label="pledged Oct 2022"' in shown["dostyk-moyynty-pledged-2022-10"]
    board = page[page.index("atlas-board") :]
    assert "Dec 2024" not in "".join(shown.values())
    assert "progressed" not in "".join(shown.values())
    assert "Dostyk–Moyynty" in board


def test_hiding_undated_statements_leaves_the_dated_ones_with_all_their_stages(open_page) -> None:
    shown = lines(html(open_page(FILE, undated="false")))
    assert len(shown) == 6
    assert 'aria-label="pledged Oct 2022, then under way Sep 2025"' in shown["dostyk-moyynty-under-way-2025"]


def test_the_table_says_the_same(opened) -> None:
    app = opened.segmented_control(key="board-view").set_value("Table").run()
    table = app.dataframe[0].value.set_index("Id")
    assert len(table) == 47
    assert list(table.loc["trans-caspian-aim", ["Promised", "Type", "From", "Due"]]) == [
        "10\u202fMt", "target", "4.5\u202fMt", "no date stated",
    ]  # fmt: skip
    assert table.loc["trade-xinjiang-double", "Beside other statements"] == "conflicting, counts something else"
    assert table.loc["bakhty-pledged-2022-10", "Since then (outside the documents)"] == (
        "works on the line Bakhty–Ayagoz begun, 21 July 2025 | due by the end of 2027; not open in anything found"
    )
    assert table.loc["expo-2017-planned-2013", "Since then (outside the documents)"] == "nothing found"
    assert table.loc["trans-caspian-2030", "Since then: sources"].endswith("Report (Ministry of Transport), 2026-03-10")
    assert table.loc["trans-caspian-2030", "Since then: addresses"].startswith("https://report.az/en/infrastructure/")


def test_beside_each_promise_stands_what_came_since_then_from_outside(open_page) -> None:
    page = html(open_page(FILE))
    found = since(page)
    assert len(found) == 47
    assert "Since then (outside the documents)</span></div>" in page
    dostyk = found["dostyk-moyynty-pledged-2022-10"]
    # Three outcomes name it, of which the latest two stand here; the third is in its evidence.
    assert words(dostyk) == (
        "Since then (outside the documents): opened, 30 September 2025 Astana Times "
        "a part opened, Moyynty–Balkhash, 29 January 2025 Казахстанская правда +1 more"
    )
    address = "https://astanatimes.com/2025/09/kazakhstan-launches-second-line-of-dostyk-moiynty-railway/#:~:text="
    assert f'<a href="{address}the%20second' in dostyk
    assert 'rel="noopener noreferrer">Astana Times</a>' in dostyk
    assert 'data-figure="dostyk-moyynty-pledged-2022-10" class="">+1 more</a>' in dostyk
    assert "20 of 152 km laid, by 2 February 2026 otyrar.kz" in words(found["darbaza-maktaaral-pledged-2022-10"])
    # A link in a link is none.
    assert not any("<a " in line for line in lines(page).values())


def test_where_nothing_was_found_it_says_that_this_is_not_not_done(open_page) -> None:
    page = html(open_page(FILE))
    assert words(since(page)["expo-2017-planned-2013"]).endswith(": nothing found")
    assert page.count("“nothing found” is not “not done”") == 1


def test_as_of_an_earlier_day_nothing_is_found_that_was_published_later(open_page) -> None:
    found = since(html(open_page(FILE, as_of="Oct 2022")))
    assert words(found["dostyk-moyynty-pledged-2022-10"]).endswith("nothing found")
    # Published in October 2017.
    assert "in October 2017" in words(found["we-wc-highway-planned-2013"])
    # Of December 2024: building begun, published in November 2022; the opening came later.
    found = since(html(open_page(FILE, as_of="Dec 2024")))
    assert words(found["dostyk-moyynty-pledged-2022-10"]).startswith(
        "Since then (outside the documents): building begun, 17 November 2022; due then in the fourth quarter of 2025"
    )


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy_data(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    controls.forget()
    yield tmp_path / "data"
    controls.forget()


def test_evidence_without_outcomes_has_no_such_column(own_folder, open_page) -> None:
    file = own_folder / "outcomes.csv"
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    app = open_page(FILE)
    page = html(app)
    assert len(lines(page)) == 47
    assert '<div class="atlas-board" ' in page
    assert '<div class="atlas-since' not in page
    assert "Since then" not in page.partition("<style>")[0]
    assert "nothing found" not in page
    app.segmented_control(key="board-view").set_value("Table").run()
    assert not [name for name in app.dataframe[0].value if name.startswith("Since then")]


def test_an_odd_link_is_named_and_ignored(open_page) -> None:
    page = html(open_page(FILE, promises="kept", order="Rockets"))
    assert "This link asked for “kept”" in page
    assert "This link asked for “Rockets”" in page
    assert len(lines(page)) == 47


def test_an_empty_selection_says_how_to_widen_it(open_page) -> None:
    page = html(open_page(FILE, corridor="Ili", as_of="Oct 2022"))
    assert lines(page) == {}
    assert "Widen the corridors" in page


def test_nothing_is_scored_as_kept_or_missed(open_page) -> None:
    told = re.sub(r"undated commitments? kept", "", html(open_page(FILE))).lower()
    assert not re.search(r"\b(fulfilled|delivered|missed|failed|broken|on track|overdue)\b", told)
    assert "whether a promise was kept is not judged here" in told


def test_the_documents_are_gone_through_one_after_another(open_page) -> None:
    app = open_page(FILE)
    assert "<b>As known in Sep 2025</b>, by Council report (unsigned)" in html(app)
    assert "Dostyk–Moyynty line: pledged →" in words(html(app))
    steps = [
        ("step-on", "Apr 2013", "President’s site", "First stage of"),
        ("step-on", "Sep 2022", "Kazinform", "Lianyungang terminal: talks → operating (progressed)"),
        ("step-on", "Oct 2022", "GSV “Russia – Islamic World”", "First stage of"),
        ("step-back", "Sep 2022", "Kazinform", "Lianyungang terminal: talks → operating (progressed)"),
        ("step-back", "Apr 2013", "President’s site", "First stage of"),
    ]
    for button, month, document, change in steps:
        page = html(app.button(key=button).click().run())
        assert f"<b>As known in {month}</b>, by {document}</p>" in page
        assert change in words(page)
        assert not [line for line in lines(page).values() if "2024" in line or "2025" in line]
    assert app.button(key="step-back").disabled
    # The stage of before has no date: hidden, it still was the first.
    assert "Dostyk–Moyynty line: pledged →" in words(html(open_page(FILE, undated="false")))
    # A link holds the step, and one that knows no later document says what nobody compared in neutral words.
    assert "Trade with China: now pledged" in words(html(open_page(FILE, as_of="Dec 2024")))
