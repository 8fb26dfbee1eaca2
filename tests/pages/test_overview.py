import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from components import derive, tables
from tests import odd
from tests.conftest import DATA
from tests.pages.conftest import SHELL, drawn, html

FILE = "overview.py"
LINKED = re.compile(r'data-figure="([^"]+)"')


@pytest.fixture(scope="module")
def opened() -> AppTest:
    """Open the page once as it is without a query, for tests that only read it."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    return app.switch_page(FILE).run()


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Give a function that opens the dashboard on data in which words stand for others."""

    def edit(words: dict[str, str]) -> None:
        folder = Path(shutil.copytree(DATA, tmp_path / "own"))
        for file in folder.rglob("*.csv"):
            text = file.read_text(encoding="utf-8")
            for before, after in words.items():
                text = text.replace(before, after)
            file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("ATLAS_DATA", str(folder))

    return edit


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[odd.Files], odd.Files]], None]:
    """Give a function that opens the dashboard on a part of the data."""

    def part(make: Callable[[odd.Files], odd.Files]) -> None:
        for name, content in make(tables.read_folder(DATA)[1]).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        monkeypatch.setenv("ATLAS_DATA", str(tmp_path))

    return part


def story(page: str) -> dict[str, str]:
    """Give the HTML below each sentence of the story."""
    told = page.partition('<ol class="atlas-story">')[2].partition("</ol>\n")[0]
    return dict(part.split("</h2>", 1) for part in told.split("<li><h2>")[1:])


def test_it_says_that_it_is_no_statistical_series(opened, evidence) -> None:
    page = html(opened)
    assert "5 documents, 2013–2025; not a statistical series" in page
    figures = int((evidence.claims["repeats"] == "").sum())
    assert f"{figures} figures · {len(evidence.milestones)} stages" in page
    assert f"{len(evidence.derivations)} derived figures · {len(evidence.comparisons)} comparisons" in page


def test_it_opens_with_findings_of_different_rules_subjects_and_topics(opened, evidence) -> None:
    rows = derive.ledger_rows(evidence).set_index("figure_id")
    found = derive.findings(evidence, rows.reset_index()).set_index("text")
    shown = found.loc[list(story(html(opened)))]
    assert len(shown) == 6
    assert shown["rank"].is_monotonic_increasing
    assert shown["finding_id"].str.partition(":")[0].is_unique
    assert shown["topic"].nunique() >= 3
    about = rows.loc[shown["figure_ids"][shown["topic"] != "commitments"].str.partition(";")[0], "subject_id"]
    assert about.is_unique
    assert shown.index.str.len().max() <= 150
    # 62 % to 20.3 bn is the newest growth of the largest level; of 47 promises, 6 are dated.
    assert shown.index[0].startswith("Trade with Xinjiang rose 62\u202f% to $20.3\u202fbn in 2023")
    assert "41 of 47 promises, plans, expectations and offers have no date." in shown.index


def test_under_each_finding_stand_its_rows_and_where_more_of_them_is_shown(opened) -> None:
    told = story(html(opened))
    ends = {
        words.split(" ", 2)[0]: (LINKED.findall(under), re.findall(r'<p><a href="([^"]+)"', under)[-1])
        for words, under in told.items()
    }
    assert ends["Trade"] == (
        ["derived-trade-xinjiang-2022", "trade-xinjiang-2023"], "trade#exhibit-xinjiang-years",
    )  # fmt: skip
    assert ends["Trans-Caspian"] == (["trans-caspian-base-2025", "trans-caspian-aim"], "cargo#exhibit-trans-caspian")
    assert ends["Dostyk–Moyynty"] == (
        ["dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025"], "corridors?corridor=Dostyk-Moyynty",
    )  # fmt: skip
    assert ends["41"] == ([], "commitments")
    assert re.search(r"6 with a date</li>.*41 without</li>", told[next(words for words in told if "41 of" in words)])


def test_the_exhibit_that_a_finding_leads_to_has_its_anchor(open_page) -> None:
    assert 'id="exhibit-xinjiang-years"' in html(open_page("trade.py"))


def test_edited_rows_change_sentence_and_marks(open_page, edited) -> None:
    edited({"20.3": "30.4", "trade-xinjiang-2023": "own-trade-xinjiang-2023"})
    words, under = next(iter(story(html(open_page(FILE))).items()))
    # 30.4 ÷ 1.62 = 18.77
    assert words.startswith("Trade with Xinjiang rose 62\u202f% to $30.4\u202fbn in 2023, which implies about $18.8")
    assert LINKED.findall(under) == ["derived-trade-xinjiang-2022", "own-trade-xinjiang-2023"]


def test_of_little_evidence_it_tells_as_much_as_there_is(open_page, only) -> None:
    only(lambda files: odd.part(files, odd.rows_with("subject_id", "trade-xinjiang")))
    told = story(html(open_page(FILE)))
    assert 0 < len(told) < 4
    assert all(words.startswith("Trade with Xinjiang") for words in told)


def test_of_no_evidence_it_says_that_there_is_no_finding(open_page, only) -> None:
    only(lambda files: odd.KINDS["heads alone"](files, Random(1)))
    page = html(open_page(FILE))
    assert story(page) == {}
    assert "No finding follows from these rows." in page


def test_another_name_finds_the_line(open_page) -> None:
    page = html(open_page(FILE, find="Moiynty"))
    assert "4 results" in page
    for identifier in (
        "dostyk-moyynty-multiple", "dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025",
    ):  # fmt: skip
        assert f'href="figure/{identifier}"' in page


def test_many_results_lead_to_the_ledger(open_page) -> None:
    page = html(open_page(FILE, find="China"))
    results, _, mentioned = page.partition("5 mentions by name")
    assert results.count("<li><a href=") == 12
    assert 'href="ledger?find=China"' in results
    assert '<li><a href="sources#2025-09-council" target="_self">China Energy</a><span>mention</span>' in mentioned


def test_a_result_has_its_figure_with_unit_hedge_kind_and_period(open_page) -> None:
    page = html(open_page(FILE, find="17.67"))
    assert "trade turnover</a><b>$17.67\u202fbn</b><span>observed, Jan–Sep 2024</span>" in page
    page = html(open_page(FILE, find="Moiynty"))
    assert "Dostyk–Moyynty line</a><span>subject</span>" in page
    assert "Dostyk–Moyynty line: under way</a><span>stage, due by 2025</span>" in page


def test_a_misspelt_word_says_what_is_shown_instead_of_it(open_page) -> None:
    page = html(open_page(FILE, find="Mointi"))
    assert "No row has “Mointi”; showing “Mointy”." in page
    assert 'href="figure/dostyk-moyynty-multiple"' in page


def test_where_only_a_mention_fits_it_says_who_mentions_it(open_page) -> None:
    page = html(open_page(FILE, find="huawei"))
    assert "No row of the Atlas has “huawei”. It is only mentioned:" in page
    assert "1 mention by name" in page
    assert '<a href="sources#2025-09-council" target="_self">Huawei</a>' in page
    assert "“giants like CNPC, CITIC, and HUAWEI” (Council report (unsigned), September 2025)" in page


def test_words_that_nobody_said_are_no_markup(open_page) -> None:
    page = html(open_page(FILE, find="<b>zebra</b>"))
    assert "No row of the Atlas has “&lt;b&gt;zebra&lt;/b&gt;”." in page
    assert "mentioned:" not in page


def test_it_tells_what_changed(opened) -> None:
    page = html(opened)
    assert page.count('class="atlas-trail-steps"') == 3
    assert "Ten stays, but" in page


def covered(app: AppTest) -> str:
    return str([chart["figure"]["data"] for chart in drawn(app) if chart["name"].startswith("atlas-coverage")])


def test_the_coverage_is_drawn_of_the_subjects_that_are_chosen(open_page) -> None:
    app = open_page(FILE)
    assert [chart["name"] for chart in drawn(app)] == ["atlas-map"]
    shown = covered(app.segmented_control(key="subjects").set_value("Routes and crossings").run())
    assert "bakhty-pledged-2022-10" in shown
    assert "trade-china-2021" not in shown
    trade = covered(open_page(FILE, subjects="Trade and cargo"))
    assert "trade-china-2021" in trade
    assert "bakhty-pledged-2022-10" not in trade


def test_the_map_has_a_text_alternative_and_asks_no_tile_service(opened) -> None:
    (chart,) = drawn(opened)
    assert "Maikapchagay" in chart["figure"]["layout"]["meta"]["alternative"]
    assert "http" not in str(chart["map"])


def test_the_story_is_the_one_of_the_day(open_page) -> None:
    page = html(open_page(FILE, as_of="Oct 2022"))
    assert "3 documents, 2013–2022; not a statistical series" in page
    story = page[page.index("atlas-story") : page.index("As known in Oct 2022")]
    assert "neither of the two later documents says what came of it" in story
    assert "20.3" not in story  # said in 2024
    assert "First stage of" in page
    assert "Nothing of this selection changes" not in page  # Lianyungang: talks in 2013, operating in 2022
    assert page[page.index('<ol class="atlas-trail">') :].count("<li>") == 1
