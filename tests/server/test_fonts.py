"""The fonts that are served in the place of Streamlit's: smaller, and with all that a page shows."""

import io
import shutil
from pathlib import Path

import pytest
import streamlit
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import Assets, CompressedAssets, small_fonts
from components.server.fonts import make_fonts
from tests.conftest import DATA

STATIC = Path(streamlit.__file__).parent / "static"
STEMS = ("MaterialSymbols-Rounded", "SourceSansVF-Upright", "SourceSerifVariable-Roman")


def ours(stem: str) -> TTFont:
    return TTFont(make_fonts.HERE / f"{stem}.woff2")


@pytest.mark.parametrize("stem", STEMS)
def test_the_small_font_is_served_under_the_name_of_the_large_one(stem: str) -> None:
    large = make_fonts.original(stem)
    app = CompressedAssets(Starlette(), Assets(STATIC, small_fonts(STATIC)), "/below")
    answer = TestClient(app).get(f"/below/static/media/{large.name}", headers={"accept-encoding": "br"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.content) < large.stat().st_size / 2
    assert TTFont(io.BytesIO(answer.content)).getBestCmap()


def test_a_font_that_streamlit_no_longer_brings_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "static" / "media").mkdir(parents=True)
    shutil.copy(make_fonts.original(STEMS[1]), tmp_path / "static" / "media")
    assert list(small_fonts(tmp_path)) == [f"/static/media/{make_fonts.original(STEMS[1]).name}"]


def test_every_icon_that_streamlit_names_is_kept() -> None:
    there = make_fonts.icons(TTFont(make_fonts.original(make_fonts.ICONS)))
    kept = make_fonts.icons(ours(make_fonts.ICONS))
    assert {"keyboard_double_arrow_right", "expand_more", "delete", "check"} <= set(kept)
    assert make_fonts.named_icons() & set(there) <= set(kept)


@pytest.mark.parametrize("stem", STEMS[1:])
def test_every_letter_of_the_evidence_and_of_kazakh_is_kept(stem: str) -> None:
    there, kept = TTFont(make_fonts.original(stem)).getBestCmap(), ours(stem).getBestCmap()
    evidence = {ord(letter) for file in DATA.rglob("*.csv") for letter in file.read_text("utf-8")}
    kazakh = {ord(letter) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІіЯяÁáŃńÓóÚú–—“”’…≈≤≥→×€₸"}
    assert (evidence | kazakh) & set(there) <= set(kept)


@pytest.mark.parametrize("stem", STEMS[1:])
def test_a_changed_font_does_not_bear_the_reserved_name(stem: str) -> None:
    names = ours(stem)["name"]
    assert all("Source" not in str(record) for record in names.names if record.nameID not in (0, 7, 13, 14))
    assert "Reserved Font Name" in str(names.getDebugName(0))
    assert "Reserved Font Name ‘Source’" in (make_fonts.HERE / "OFL.txt").read_text("utf-8")


def test_text_stays_bold_and_light_and_in_columns() -> None:
    sans, serif = ours(STEMS[1]), ours(STEMS[2])
    for font in (sans, serif):
        (axis,) = (axis for axis in font["fvar"].axes if axis.axisTag == "wght")
        assert axis.minValue <= 400
        assert axis.maxValue >= 700
    widths, letters = sans["hmtx"].metrics, sans.getBestCmap()
    features = {record.FeatureTag for record in sans["GSUB"].table.FeatureList.FeatureRecord}
    assert len({widths[letters[ord(figure)]][0] for figure in "0123456789"}) == 1 or "tnum" in features
