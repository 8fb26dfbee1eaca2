import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader

from tests.exports.deck.reading import C15, charts, title, titled

KHORGOS = "Altynkol–Khorgos rail crossing: the expectation"
pytestmark = [pytest.mark.xdist_group("deck"), pytest.mark.office]


@pytest.mark.skipif(os.environ.get("ATLAS_WITHOUT_OFFICE") == "1", reason="ATLAS_WITHOUT_OFFICE=1: no LibreOffice here")
def test_libreoffice_shows_every_slide(content: bytes, deck: Any, tmp_path: Path) -> None:
    assert shutil.which("soffice"), (
        "needs LibreOffice: apt-get install libreoffice-impress-nogui, or ATLAS_WITHOUT_OFFICE=1"
    )
    edited = Presentation(io.BytesIO(content))
    edit_as_powerpoint_does(charts(titled(edited, KHORGOS))[0], 25, 26, tmp_path)
    edited.save(tmp_path / "atlas.pptx")
    convert(tmp_path / "atlas.pptx", "pdf")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "out" / "atlas.pdf").pages]
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        assert " ".join(title(slide).split()) in page
    shown = dict(zip(map(title, deck.slides), pages, strict=True))
    trade = next(page for words, page in shown.items() if words.startswith("Trade with Xinjiang rose 62"))
    assert "12.5" in trade
    assert "(12.46–12.60)" in trade
    assert "20.3" in trade
    khorgos = [page for words, page in zip(map(title, deck.slides), pages, strict=True) if words.startswith(KHORGOS)]
    assert ["26 capacity" in page for page in khorgos] == [False, True], "the label follows the cell"
    assert ["25 capacity" in page for page in khorgos] == [True, False]


def convert(file: Path, kind: str) -> None:
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", file.parent / "out", file]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def edit_as_powerpoint_does(chart: Any, old: float, new: float, folder: Path) -> None:
    """Edit a value in the sheet of a chart, calculate the sheet anew, and take what it says then into the chart."""
    part = chart.part.chart_workbook.xlsx_part
    book = openpyxl.load_workbook(io.BytesIO(part.blob))
    (cell,) = [cell for cell in book.active["B"] if cell.value == old]
    cell.value = new
    book.save(folder / "sheet.xlsx")
    convert(folder / "sheet.xlsx", "xlsx")
    part.blob = (folder / "out" / "sheet.xlsx").read_bytes()
    head, *lines = openpyxl.load_workbook(folder / "out" / "sheet.xlsx", data_only=True).active.iter_rows(
        values_only=True
    )
    told = [dict(zip(head, line, strict=True)) for line in lines]
    cache = next(chart._chartSpace.iter(f"{{{C15}}}dlblRangeCache"))
    for value, row in zip(cache.iter(qn("c:v")), told, strict=True):
        value.text = row["Label"]
    place = cell.row - 2
    chart._chartSpace.findall(f".//{qn('c:val')}//{qn('c:v')}")[place].text = str(new)
