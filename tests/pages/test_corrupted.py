"""Evidence that was corrupted in ways the tables cannot tell is still drawn on every page and taken away whole.

`ATLAS_DRAWN=30` draws as many; `-s` prints how many were drawn.
"""

import os
from itertools import count
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from components import controls, derive, tables
from components.exhibits import SECTIONS
from components.exports.deck import pptx_bytes
from components.exports.workbook import xlsx_bytes
from components.selection import Selection
from components.tables import read_folder
from tests.conftest import DATA
from tests.data.mutations import KINDS, Files
from tests.data.test_mutations import load
from tests.pages.conftest import SHELL, html
from tests.pages.test_odd_links import PAGES

COUNT = int(os.environ.get("ATLAS_DRAWN", "1"))


def accepted(files: Files, chance: Random) -> Files | None:
    """Corrupt files up to four times, each time so that they are still accepted; None if they never are."""
    last = files
    for _ in range(4):
        candidate = KINDS[chance.choice(list(KINDS))](last, chance).files
        try:
            load(candidate)
        except tables.TablesError:
            continue
        last = candidate
    return None if last == files else last


def test_what_is_accepted_is_drawn_and_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_folder(DATA)[1]
    mutants = filter(None, (accepted(whole, Random(f"drawn {number}")) for number in count()))
    for number in range(COUNT):
        folder = tmp_path / str(number)
        for name, content in next(mutants).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        monkeypatch.setenv("ATLAS_DATA", str(folder))
        controls.forget()
        read = tables.load(folder)
        app = AppTest.from_file(SHELL, default_timeout=180)
        for page in PAGES:
            app.switch_page(f"{page}.py").run()
            assert not app.exception, (number, page, app.exception)
            assert f"Data version {read.version}" in html(app)
        figures = derive.figures(read)
        assert pptx_bytes(read, figures, Selection(), tuple(SECTIONS)).startswith(b"PK")
        assert xlsx_bytes(read, figures, Selection(), tuple(SECTIONS)).startswith(b"PK")
    print(f"\n{COUNT} corrupted copies of the evidence drawn")
