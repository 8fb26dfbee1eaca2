"""Pages over data that cannot be read: every fault is told, and the last good data stay."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import controls
from tests.conftest import DATA
from tests.pages.conftest import SHELL, html

FILE = "claims/trade.csv"
STATED = "trade-xinjiang-2023"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setenv("ATLAS_DATA", str(copied))
    return copied


def spoil(folder: Path) -> int:
    """Write words where the figure stands; give the line."""
    lines = (folder / FILE).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines) if text.startswith(f"{STATED},"))
    assert lines[line].count(",20.3,") == 1
    lines[line] = lines[line].replace(",20.3,", ",<b>about 20.3</b>,")
    (folder / FILE).write_text("\n".join(lines) + "\n", "utf-8")
    return line + 1


def test_faults_at_the_start_are_listed_and_gone_once_mended(folder: Path, open_page: Callable[..., AppTest]) -> None:
    controls.forget()
    good = (folder / FILE).read_bytes()
    line = spoil(folder)
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    page = html(app)
    assert not app.exception
    assert "<h1>The data cannot be read</h1>" in page
    assert "1 fault. Mend the files" in page
    assert f"<td>{FILE}</td><td>{line}</td><td>value</td><td>&lt;b&gt;about 20.3&lt;/b&gt;</td>" in page
    assert "<b>about" not in page
    assert not app.get("bidi_component")

    (folder / FILE).write_bytes(good)
    mended = html(app.run())
    assert "cannot be read" not in mended
    assert "<h1>Kazakhstan Trade &amp; Transit Atlas</h1>" in mended


def test_a_faulty_edit_keeps_the_last_good_data_and_names_the_fault(
    folder: Path, open_page: Callable[..., AppTest]
) -> None:
    app = open_page("trade.py")
    before = html(app)
    assert "last good data" not in before
    line = spoil(folder)
    page = html(app.run())
    notice = next(told for told in page.split("<p ") if "last good data are shown" in told)
    assert "1 fault, the first: " in notice
    for named in (FILE, str(line), "about 20.3"):
        assert named in notice
    assert "<b>about" not in page
    assert "<h1>Trade</h1>" in page
    (version,) = {word.split("<")[0] for word in before.split("Data version ")[1:]}
    assert f"Data version {version}" in page
