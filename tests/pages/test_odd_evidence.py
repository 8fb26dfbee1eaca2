"""Whatever the checks accept opens every page, makes every file and has all figures in exhibits, however little it is.

Each is opened by a reader who has looked at the whole evidence before and has chosen years, a corridor and a day.

`ATLAS_ODD=30` tries as many of each kind; `-s` prints how many rows they had.
"""

import os
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from components import derive, tables
from components.exhibits import SECTIONS
from components.exports import zip_bytes
from components.exports.deck import pptx_bytes
from components.exports.workbook import xlsx_bytes
from components.selection import Selection
from tests.conftest import DATA
from tests.data.mutations import Files
from tests.odd import KINDS, load, unpacked
from tests.pages.conftest import SHELL, html
from tests.pages.test_odd_links import PAGES

COUNT = int(os.environ.get("ATLAS_ODD", "1"))
# The kinds that open all pages and make all files where one of each is tried; of more, all do. Each of the others opens
# every third page, and makes the archive alone.
TAKEN_AWAY = ("heads alone", "corrupted")


def write(files: Files, folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_odd_evidence_opens_every_page_and_makes_every_file(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables.read_folder(DATA)[1]
    for number in range(COUNT):
        read = tables.load(write(KINDS[kind](whole, Random(f"{kind} {number}")), tmp_path / str(number)))
        monkeypatch.setenv("ATLAS_DATA", str(DATA))
        app = AppTest.from_file(SHELL, default_timeout=180)
        for key, value in {"years": ["2012", "2029"], "corridor": ["Khorgos"], "as-of": ["Dec 2024"]}.items():
            app.query_params[key] = value
        app.switch_page("cargo.py").run()
        monkeypatch.setenv("ATLAS_DATA", str(read.directory))
        is_whole = COUNT > 1 or kind in TAKEN_AWAY
        for page in list(PAGES) if is_whole else list(PAGES)[list(KINDS).index(kind) % 4 :: 4]:
            app.switch_page(f"{page}.py").run()
            assert not app.exception, (kind, number, page, app.exception)
            assert f"Data version {read.version}" in html(app), (kind, number, page)
        figures, sections = derive.figures(read), tuple(SECTIONS)
        made = [make(read, Selection()) for make in SECTIONS.values()]
        shown = {key for one in made for exhibit in one.exhibits.values() for key in exhibit.shown["figure_id"]}
        assert set(figures[figures["repeats"] == ""]["figure_id"]) <= shown, (kind, number)
        for make in (pptx_bytes, xlsx_bytes) if is_whole else ():
            assert make(read, Selection(), sections).startswith(b"PK"), (kind, number)
        for full in (True, False) if is_whole else ():
            again = load(unpacked(zip_bytes(read, Selection(), sections, full=full)))
            assert list(again.claims["claim_id"]) == list(read.claims["claim_id"]), (kind, number)
        print(f"\n{kind} {number}: {len(read.claims)} claims, {len(read.milestones)} stages")
