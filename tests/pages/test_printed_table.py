import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import panels
from tests.pages.conftest import html

DATA = Path(__file__).parents[2] / "data"


def rows_of_the_data() -> int:
    files = [*(DATA / "claims").glob("*.csv"), DATA / "milestones.csv", DATA / "derivations.csv"]
    return sum(len(list(csv.DictReader(file.open(encoding="utf-8")))) for file in files)


def printed(app: AppTest) -> str:
    return re.search(r'<div class="atlas-printed">.*', html(app)).group()


def test_the_ledger_has_all_its_rows_for_the_printer(open_page: Callable[..., AppTest]) -> None:
    table = printed(open_page("ledger.py"))
    assert table.count("<tr>") == 1 + rows_of_the_data()
    assert "Printed are" not in table


def test_paper_takes_the_rows_of_the_screen_and_says_so(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels.ledger_table, "MOST_ROWS", 10)
    table = printed(open_page("ledger.py"))
    assert table.count("<tr>") == 1 + 10
    assert f"Printed are the 10 rows on the screen, of {rows_of_the_data()}; the file to download has all." in table


def test_a_cell_on_paper_is_text() -> None:
    def page() -> None:
        import pandas as pd

        from components.panels import printed_table

        printed_table(pd.DataFrame({"<i>": ["<script>alert(1)</script>"]}), 1)

    table = printed(AppTest.from_function(page).run())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in table
    assert "<i>" not in table
    assert "<script>" not in table
