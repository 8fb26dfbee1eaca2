"""Every file of evidence whose every text tries to be more than text: whole, and nothing in it runs or leads away."""

import csv
import io
import re
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from components import derive, tables
from components.exports import csv_bytes, ledger_file, zip_bytes
from components.exports.deck import Options, pptx_bytes
from components.exports.workbook import xlsx_bytes
from components.selection import Selection
from tests.hostile import ADDRESS, FOREIGN, write_hostile_data

pytestmark = pytest.mark.xdist_group("hostile-files")

Given = tuple[tables.Tables, pd.DataFrame]


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    write_hostile_data(folder)
    loaded = tables.load(folder)
    return loaded, derive.figures(loaded)


def test_no_cell_of_the_workbook_runs_or_leads_away(spoiled: Given) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(spoiled[0], Selection(), ())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum("kanarya" in str(cell.value) for cell in cells) > 1000
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    led = {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}
    assert led == {ADDRESS.partition("#")[0]}


def running(content: str) -> list[str]:
    """Return what a spreadsheet would run of a CSV file: where commas part cells, and where every semicolon does."""
    parted = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    parted += [part.lstrip(' "') for line in content.split("\n") for part in line.split(";")[1:]]
    return [cell for cell in parted if re.match(r"[=+@\t\r＝＋－＠]|-(?!\d)", cell)]


def test_no_cell_of_a_csv_file_begins_as_a_formula(spoiled: Given) -> None:
    with ZipFile(io.BytesIO(zip_bytes(spoiled[0], Selection(), (), full=False))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")}
    rows = derive.ledger_rows(spoiled[0])
    ledger = csv_bytes(ledger_file(spoiled[0], rows)).decode("utf-8-sig")
    assert ledger.count("\n") == len(rows) + 1, "a row is a line"
    assert ledger.count("x;'=1+1;") > 10
    for name, content in {**files, "ledger": ledger}.items():
        assert running(content) == [], name


@given(st.lists(st.text(st.sampled_from("=+-@＝;,\" x1'")), min_size=1))
def test_no_text_begins_as_a_formula_however_it_is_parted(texts: list[str]) -> None:
    content = csv_bytes(pd.DataFrame({"Text": texts, "Number": -1.5})).decode("utf-8-sig")
    assert not [cell for cell in running(content) if not re.fullmatch(r"-1.5", cell)]
    read = [row[0] for row in csv.reader(io.StringIO(content, newline=""))][1:]
    assert [cell.replace("'", "") for cell in read] == [text.replace("'", "") for text in texts]


def test_the_slides_open_and_no_text_leads_away(spoiled: Given) -> None:
    content = pptx_bytes(spoiled[0], Selection(), (), Options(length="full"))
    slides = Presentation(io.BytesIO(content)).slides
    assert len(slides) > 10
    actions = {link.get("action") for slide in slides for link in slide._element.xpath(".//a:hlinkClick")}
    assert actions == {"ppaction://hlinksldjump"}, "the summary alone leads anywhere: to its slides"
    with ZipFile(io.BytesIO(content)) as parts:
        links = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert not [link for link in links if FOREIGN in link or "javascript:" in link or "kanarya" in link]
