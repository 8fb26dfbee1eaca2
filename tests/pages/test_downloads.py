"""The downloads under a chart: named rows, written only when asked for, with all that a reader needs to quote them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import html

Offered = dict[str, Callable[[], bytes]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Give what each download offered would be made by, by file name."""
    makers: Offered = {}

    def note(self: Any, make: Callable[[], bytes], mime: str, at: str, file_name: str = "", **more: Any) -> str:
        makers[file_name] = make
        return file_name

    monkeypatch.setattr(MediaFileManager, "add_deferred", note)
    return makers


def opened(app: AppTest, key: str) -> AppTest:
    """Open the view Download of a frame."""
    return app.segmented_control(key=f"{key}-view").set_value("Download").run()


def read(file: bytes) -> pd.DataFrame:
    assert file.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(io.BytesIO(file), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_what_is_displayed_and_all_about_it_are_offered_with_their_rows(open_page, offered: Offered) -> None:
    app = opened(open_page("trade.py"), "china")
    labels = [button.proto.label for button in app.get("download_button")]
    # Drawn: 25 bn of 2021, the floor of 2023, the task. Of trade-china, claims/trade.csv and derivations.csv have more.
    assert labels[0] == "Displayed data (CSV, 3 rows)"
    full = read(offered["atlas-china-full.csv"]())
    assert labels[1] == f"Full data (CSV, {len(full)} rows)"
    assert set(offered) == {"atlas-china-displayed.csv", "atlas-china-full.csv"}


def test_displayed_data_carry_their_evidence_in_columns(open_page, offered: Offered) -> None:
    opened(open_page("trade.py", years=["2021", "2021"]), "china")
    rows = read(offered["atlas-china-displayed.csv"]()).set_index("Id")
    assert set(rows.index) == {"trade-china-2021", "trade-china-task"}
    first = rows.loc["trade-china-2021"]
    assert (first["Value"], first["Unit"]) == ("25.0", "billion US dollars")
    assert first["Citation"] == "US$ 25 bn in 2021 (Kazinform, September 2022, par. 1)"
    assert first["Documents and paragraphs"] == "Kazinform (September 2022) par. 1"
    assert first["Selection"].startswith("2021–2021; ")
    assert first["Taken on"] == date.today().isoformat()
    assert len(first["Data version"]) == 7


def test_full_data_know_no_filter_and_say_so(open_page, offered: Offered) -> None:
    opened(open_page("trade.py", years=["2021", "2021"]), "china")
    rows = read(offered["atlas-china-full.csv"]()).set_index("Id")
    assert {"trade-china-2021", "trade-china-task", "derived-trade-china-2023-floor"} <= set(rows.index)
    assert set(rows["Subject"]) == {"Trade with China"}
    assert rows.loc["trade-china-task", "Citation"].startswith("up to US$ 100 bn, target, no date stated (Kazinform")
    assert set(rows["Paragraph"]) >= {"1", "3"}
    assert all("whatever the filters" in words for words in rows["Selection"])


def test_no_byte_is_made_before_it_is_asked_for(open_page, offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    written = pd.DataFrame.to_csv
    monkeypatch.setattr(
        pd.DataFrame, "to_csv", lambda table, *args, **kw: made.append("file") or written(table, *args, **kw)
    )
    opened(open_page("cargo.py"), "trains")
    assert made == []
    offered["atlas-trains-displayed.csv"]()
    assert made == ["file"]


def test_the_map_is_offered_the_same_way(open_page, offered: Offered) -> None:
    app = opened(open_page("map.py", corridor="Irtysh"), "map")
    assert next(button.proto.label for button in app.get("download_button")) == "Displayed data (CSV, 3 rows)"
    rows = read(offered["atlas-map-displayed.csv"]())
    assert set(rows["Object"]) == {"Irtysh corridor", "Maikapchagay–Zimunay rail crossing", "Tugyl river port"}
    assert set(rows["Selection"]) == {"Irtysh corridor; stages at last mention"}
    assert "upper right of the map" in html(app)


def test_the_whole_evidence_base_is_pointed_to(open_page, offered: Offered) -> None:
    page = html(opened(open_page("trade.py"), "china"))
    assert 'href="data/claims.csv"' in page
    assert 'href="ledger"' in page
    assert "PNG or SVG" in page
