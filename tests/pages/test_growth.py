"""Every page on more evidence than it can show: what it leaves out is told in words, and the ledger has all of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from components import controls, panels
from tests.benchmarks import synthetic
from tests.pages.conftest import html

CLAIMS = 2_500
MOST_ROWS = 250
MOST_LISTED = 40
MOST_PROMISES = 120
THIN = "\u202f"
PAGES = ("trade", "cargo", "corridors", "commitments")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic.write(tmp_path_factory.mktemp("growth") / "data", CLAIMS)


@pytest.fixture(scope="module", autouse=True)
def fresh_evidence() -> None:
    """Load the evidence once for all these tests."""
    controls.forget()


@pytest.fixture(autouse=True)
def grown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return folder


def rows(folder: Path) -> int:
    """Count the rows of the ledger in the files themselves."""
    files = [*folder.glob("claims/*.csv"), folder / "milestones.csv", folder / "derivations.csv"]
    return sum(len(synthetic.rows(file)) for file in files)


def told(app: AppTest) -> list[str]:
    """Give what the page says of what it leaves out, without its markup."""
    return [
        re.sub(r"<[^>]+>", "", line) for line in re.findall(r'<p class="atlas-foot atlas-rest">(.*?)</p>', html(app))
    ]


def spaced(count: int) -> str:
    return f"{count:,}".replace(",", THIN)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_more_cards_than_a_reader_can_open(open_page: Callable[..., AppTest], page: str) -> None:
    cards = re.findall(r"data-figure=", html(open_page(f"{page}.py")))
    assert len(cards) <= 4 * MOST_LISTED


def test_tiles_show_the_latest_and_lead_to_the_ledger(open_page: Callable[..., AppTest], folder: Path) -> None:
    app = open_page("cargo.py")
    files = [*folder.glob("claims/*.csv"), folder / "derivations.csv"]
    once = [row for file in files for row in synthetic.rows(file) if not row.get("repeats")]
    exhibits = {row["exhibit_id"]: row for row in synthetic.rows(folder / "exhibits.csv")}
    others = [row for row in once if row["measure_id"] in exhibits["cargo-growth"]["measures"].split(";")]
    assert f"Shown are the {MOST_LISTED} latest of {spaced(len(others))} figures; the ledger has all." in told(app)
    assert html(app).count('class="atlas-tile ') == 2 * MOST_LISTED  # and as many also stated
    assert '<a href="ledger" target="_self">the ledger</a> has all.' in html(app)


def test_the_board_says_how_many_promises_it_leaves_out(open_page: Callable[..., AppTest]) -> None:
    app = open_page("commitments.py")
    known = re.search(r"<h3>[\d\u202f]+ of ([\d\u202f]+) promises", html(app)).group(1)
    assert html(app).count('class="atlas-promise-line"') == MOST_PROMISES
    assert f"Shown are the {MOST_PROMISES} latest of {known} promises; the ledger has all." in told(app)


def test_a_chart_names_the_latest_documents_and_counts_the_others(
    open_page: Callable[..., AppTest], folder: Path
) -> None:
    page = html(open_page("overview.py", subjects="Trade and cargo"))
    foot = next(line for line in re.findall(r'<p class="atlas-foot">Data source: .*?</p>', page))
    assert foot.count('<a href="sources#') <= 8
    known = len(synthetic.rows(folder / "sources.csv"))
    assert f"Drawn are the 8 latest of {known} documents; the ledger has all." in foot


def test_the_table_of_a_chart_holds_the_first_of_many(open_page: Callable[..., AppTest]) -> None:
    app = open_page("overview.py", subjects="Trade and cargo")
    view = "coverage-trade-and-cargo-view"
    app.segmented_control(key=view).set_value("Table").run()
    assert len(app.dataframe[0].value) == MOST_ROWS
    listed = next(line for line in told(app) if line.endswith("rows; the ledger has all."))
    known = re.fullmatch(rf"Shown are the {MOST_ROWS} first of ([^ ]+) rows; the ledger has all.", listed).group(1)
    assert int(known.replace(THIN, "")) > MOST_ROWS


def test_doubts_of_a_document_end_with_a_link_to_all_of_them(open_page: Callable[..., AppTest], folder: Path) -> None:
    page = html(open_page("sources.py"))
    stated = [row for file in folder.glob("claims/*.csv") for row in synthetic.rows(file)]
    doubts = sum(1 for row in stated if row["source_id"] == "synthetic-document-0" and row["doubt"])
    article = page[page.index('aria-label="Synthetic document 0"') :].split("</article>")[0]
    assert f"<summary>{doubts} doubts</summary>" in article
    assert article.count("<q>") == MOST_LISTED
    assert 'href="ledger?find=synthetic-document-0"' in article


def test_the_ledger_turns_its_pages_over_all_rows(open_page: Callable[..., AppTest], folder: Path) -> None:
    app, known = open_page("ledger.py"), rows(folder)
    assert len(app.dataframe[0].value) == MOST_ROWS
    turned = app.selectbox[1]
    assert turned.options[0] == f"1–{MOST_ROWS} of {spaced(known)}"
    seen = list(app.dataframe[0].value["Id"])
    for place in range(1, len(turned.options)):
        app = app.selectbox[1].set_value(place * MOST_ROWS).run()
        seen += list(app.dataframe[0].value["Id"])
    assert len(seen) == len(set(seen)) == known
    assert "Printed are the" in html(app)


def test_the_ledger_is_put_in_order_as_a_whole(open_page: Callable[..., AppTest], folder: Path) -> None:
    app = open_page("ledger.py")
    app.selectbox(key="ledger-order").set_value("Newest document").run()
    newest = max(row["event_date"] for row in synthetic.rows(folder / "sources.csv"))
    assert str(app.dataframe[0].value["Said"].iloc[0].date()) == newest


def test_a_search_among_many_finds_its_row(open_page: Callable[..., AppTest]) -> None:
    app = open_page("ledger.py", find="17.67")
    assert "trade-xinjiang-2024-9m" in set(app.dataframe[0].value["Id"])


def test_the_file_of_the_ledger_is_made_on_the_click_and_has_all(
    open_page: Callable[..., AppTest], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers: dict[str, Callable[[], bytes]] = {}
    made: list[int] = []

    def note(self: object, make: Callable[[], bytes], mime: str, at: str, file_name: str = "", **more: object) -> str:
        makers[file_name] = make
        return file_name

    monkeypatch.setattr(MediaFileManager, "add_deferred", note)
    ledger = panels.ledger_table
    monkeypatch.setattr(ledger, "csv_bytes", lambda table: made.append(len(table)) or b"file")
    open_page("ledger.py")
    assert made == []
    assert makers["atlas-ledger.csv"]() == b"file"
    assert made == [rows(folder)]


def test_two_documents_of_one_month_are_one_choice_of_as_known_in(
    open_page: Callable[..., AppTest], folder: Path
) -> None:
    page = html(open_page("ledger.py", as_of="Jan 2020", show="Milestones"))
    days = {row["source_id"]: row["event_date"] for row in synthetic.rows(folder / "sources.csv")}
    assert sum(day.startswith("2020-01") for day in days.values()) > 1
    milestones = synthetic.rows(folder / "milestones.csv")
    until = sum(days[row["source_id"]] <= "2020-01-31" for row in milestones)
    assert f">{until} of {rows(folder):,} rows".replace(",", "\u202f") in page
