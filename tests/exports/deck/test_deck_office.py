import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.exports.deck.reading import title

pytestmark = [pytest.mark.xdist_group("deck"), pytest.mark.office]


@pytest.mark.skipif(os.environ.get("ATLAS_WITHOUT_OFFICE") == "1", reason="ATLAS_WITHOUT_OFFICE=1: no LibreOffice here")
def test_libreoffice_shows_every_slide(content: bytes, deck: Any, tmp_path: Path) -> None:
    assert shutil.which("soffice"), (
        "needs LibreOffice: apt-get install libreoffice-impress-nogui, or ATLAS_WITHOUT_OFFICE=1"
    )
    (tmp_path / "atlas.pptx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "atlas.pptx"],
        check=True,
        capture_output=True,
        timeout=600,
    )
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "atlas.pdf").pages]
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        assert " ".join(title(slide).split()) in page
    shown = dict(zip(map(title, deck.slides), pages, strict=True))
    trade = next(page for words, page in shown.items() if words.startswith("Trade with Xinjiang rose 62"))
    assert "12.5" in trade
    assert "(12.46–12.60)" in trade
    assert "20.3" in trade
