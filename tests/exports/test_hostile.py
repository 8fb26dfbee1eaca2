"""Every file of evidence whose every text tries to be more than text: whole, and nothing in it runs or leads away."""

import csv
import io
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from components import derive, tables
from components.exports import zip_bytes
from components.exports.deck import pptx_bytes
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
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(*spoiled, Selection(), ())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum("kanarya" in str(cell.value) for cell in cells) > 1000
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    led = {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}
    assert led == {ADDRESS.partition("#")[0]}


def test_no_cell_of_the_archive_begins_as_a_formula(spoiled: Given) -> None:
    with ZipFile(io.BytesIO(zip_bytes(*spoiled, Selection(), (), full=False))) as archive:
        files = [name for name in archive.namelist() if name.endswith(".csv")]
        assert files
        for name in files:
            for row in csv.reader(io.StringIO(archive.read(name).decode(), newline="")):
                begun = [
                    cell
                    for cell in row
                    if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not cell[1:2].isdigit())
                ]
                assert begun == [], name


def test_the_slides_open_and_no_text_leads_away(spoiled: Given) -> None:
    content = pptx_bytes(*spoiled, Selection(), ())
    assert len(Presentation(io.BytesIO(content)).slides) > 10
    with ZipFile(io.BytesIO(content)) as parts:
        links = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert not [link for link in links if FOREIGN in link or "javascript:" in link or "kanarya" in link]
