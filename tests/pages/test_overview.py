import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL, html, marks

FILE = "overview.py"
DATA = Path(__file__).parents[2] / "data"
HEADLINES = [
    "trade-china-2021", "trade-xinjiang-2023", "trade-china-task", "rail-cargo-2012", "trans-caspian-2024-9m",
    "trans-caspian-aim", "container-trains-2029", "chinese-investment-reached",
]  # fmt: skip


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


def test_it_opens_with_eight_figures_each_with_speaker_and_evidence(opened) -> None:
    page = html(opened)
    assert tiles(page) == HEADLINES
    for words in ("≤\u202f$100\u202fbn", "&gt;\u202f16\u202fMt", "January–September 2024", "target, by 2029"):
        assert words in page
    assert "<dt>Said by</dt><dd>Xi Jinping</dd>" in page


def test_a_headline_that_the_data_do_not_have_is_left_out(open_page, without) -> None:
    without(["rail-cargo-2012"])
    assert tiles(html(open_page(FILE))) == [key for key in HEADLINES if key != "rail-cargo-2012"]


def test_other_data_open_with_their_first_observed_figures(open_page, without) -> None:
    without(HEADLINES)
    shown = tiles(html(open_page(FILE)))
    assert len(shown) == 8
    # The first claims of the first file, cargo.csv, that are observed and repeat nothing.
    assert shown[:3] == ["cargo-kz-cn-base", "own-rail-cargo-2012", "khorgos-distance"]


def test_another_name_finds_the_line(open_page) -> None:
    page = html(open_page(FILE, find="Moiynty"))
    assert "4 results" in page
    for identifier in (
        "dostyk-moyynty-multiple", "dostyk-moyynty-pledged-2022-10", "dostyk-moyynty-under-way-2025",
    ):  # fmt: skip
        assert f'href="ledger?id={identifier}"' in page


def test_many_results_lead_to_the_ledger(open_page) -> None:
    page = html(open_page(FILE, find="China"))
    assert page.count("<li><a href=") == 12
    assert 'href="ledger?find=China"' in page


def test_words_that_nobody_said_are_no_markup(open_page) -> None:
    page = html(open_page(FILE, find="<b>zebra</b>"))
    assert "has the words “&lt;b&gt;zebra&lt;/b&gt;”" in page


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
