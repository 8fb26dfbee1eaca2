import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import derive
from tests.pages.conftest import SHELL, html, marks

FILE = "overview.py"
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def opened() -> AppTest:
    """Open the page once as it is without a query, for tests that only read it."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    return app.switch_page(FILE).run()


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give a function that opens the dashboard on data in which claims have other ids."""

    def rename(identifiers: list[str]) -> None:
        folder = tmp_path / "own"
        shutil.copytree(DATA, folder)
        for file in folder.rglob("*.csv"):
            text = file.read_text(encoding="utf-8")
            for identifier in identifiers:
                text = text.replace(identifier, f"own-{identifier}")
            file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("ATLAS_DATA", str(folder))

    return rename


def tiles(page: str) -> list[str]:
    return [part.split('data-evidence="')[1].split('"')[0] for part in page.split('class="atlas-tile atlas-')[1:]]


def test_it_says_that_it_is_no_statistical_series(opened, evidence) -> None:
    page = html(opened)
    assert "5 documents, 2013–2025; not a statistical series" in page
    figures = int((evidence.claims["repeats"] == "").sum())
    assert f"{figures} figures · {len(evidence.milestones)} stages" in page
    assert f"{len(evidence.derivations)} derived figures · {len(evidence.comparisons)} comparisons" in page


def test_it_opens_with_the_figures_that_its_findings_are_about(opened, evidence) -> None:
    page, rows = html(opened), derive.ledger_rows(evidence, derive.figures(evidence))
    about = [ids.partition(";")[0] for ids in derive.findings(evidence, rows)["figure_ids"]]
    shown = tiles(page)
    assert len(shown) == 8
    assert shown == [key for key in dict.fromkeys(about) if key in shown]
    # The newest growth of the largest level: 62 % to 20.3 bn.
    assert shown[0] == "trade-xinjiang-2023"
    for words in ("$20.3\u202fbn", "target, no date stated", "January–September 2024"):
        assert words in page


def test_what_it_opens_with_follows_the_rows_whatever_they_are_called(open_page, without) -> None:
    without(["trade-xinjiang-2023", "trans-caspian-aim"])
    shown = tiles(html(open_page(FILE)))
    assert shown[0] == "own-trade-xinjiang-2023"
    assert "own-trans-caspian-aim" in shown


def test_another_name_finds_the_line(open_page) -> None:
    page = html(open_page(FILE, find="Moiynty"))
    assert "4 results" in page
    for identifier in (
        "dostyk-moyynty-multiple", "dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025",
    ):  # fmt: skip
        assert f'href="ledger?id={identifier}"' in page


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
    assert 'href="ledger?id=dostyk-moyynty-multiple"' in page


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


def test_the_coverage_shows_who_speaks_of_what(open_page) -> None:
    drawn = marks(open_page(FILE))
    assert "bakhty-pledged-2022-10" in drawn
    assert "trade-china-2021" not in drawn
    trade = marks(open_page(FILE, subjects="Trade and cargo"))
    assert "trade-china-2021" in trade
    assert "bakhty-pledged-2022-10" not in trade


def test_the_map_has_a_text_alternative_and_asks_no_tile_service(opened) -> None:
    deck = opened.get("deck_gl_json_chart")[0]
    assert "Maikapchagay" in deck.proto.alt
    assert "http" not in deck.proto.json
