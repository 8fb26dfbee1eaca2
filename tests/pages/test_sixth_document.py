"""A sixth document, by rows alone: every page tells of it, draws it within its axes, and says nothing untrue."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import audit, controls, tables
from components.exhibits import SECTIONS
from components.selection import Selection
from tests import sixth
from tests.pages.conftest import SHELL, figures, html
from tests.pages.test_odd_links import PAGES

pytestmark = pytest.mark.xdist_group("sixth")
ADDED = {sixth.claim_id(place) for place in range(len(sixth.STATED))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sixth.write(tmp_path_factory.mktemp("sixth") / "data")


@pytest.fixture(scope="module")
def pages(folder: Path) -> Iterator[dict[str, AppTest]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        controls.forget()
        yield {page: AppTest.from_file(SHELL, default_timeout=180).switch_page(f"{page}.py").run() for page in PAGES}
    controls.forget()


def test_it_is_sound_and_breaks_three_silences(folder: Path) -> None:
    loaded = tables.load(folder)
    assert {broken.silence_id for broken in loaded.broken_silences} == sixth.BROKEN
    found = audit.disagreements(loaded, folder.parent / "documents")
    assert [str(finding) for finding in found if finding.source_id == sixth.SOURCE] == []


def test_every_page_opens_and_no_broken_silence_is_said(pages: dict[str, AppTest], evidence: tables.Tables) -> None:
    silences = evidence.silences.set_index("silence_id")["text"]
    assert silences["khorgos-carried"].startswith("No document states what was carried")
    for name, app in pages.items():
        assert not app.exception, (name, app.exception)
        for broken in sixth.BROKEN:
            assert silences[broken] not in html(app), (name, broken)
    held = silences["rivers-carried"]
    assert held in html(pages["cargo"])
    assert held in html(pages["sources"])
    assert html(pages["sources"]).count("is not shown any more") == len(sixth.BROKEN)


def test_every_figure_stands_in_an_exhibit_and_on_its_page(folder: Path, pages: dict[str, AppTest]) -> None:
    loaded = tables.load(folder)
    sections = {name: make(loaded, Selection()) for name, make in SECTIONS.items()}
    shown = {
        key for section in sections.values() for one in section.exhibits.values() for key in one.shown["figure_id"]
    }
    assert shown >= ADDED
    for page, words in {
        "trade": ("$152.4\u202fbn", "&gt;\u202f$6.2\u202fbn"),
        "cargo": ("274\u202f200\u202fTEU", "18\u202f400\u202fwagons", "500\u202f000\u202fTEU"),
        "investment": ("$31\u202fbn",),
    }.items():
        for figure in words:
            assert figure in html(pages[page]), (page, figure)


def test_titles_follow_the_new_rows(pages: dict[str, AppTest]) -> None:
    assert "Trade with China: the aim is $300\u202fbn by 2035, against $152.4\u202fbn observed in 2025" in html(
        pages["trade"]
    )
    assert "none of the four later documents says what came of it" not in html(pages["cargo"])


def day(value: object) -> float:
    return datetime.fromisoformat(str(value)[:10]).timestamp() if isinstance(value, str) else float(str(value))


def test_no_mark_lies_outside_its_axes(pages: dict[str, AppTest]) -> None:
    seen = set()
    for name in ("trade", "cargo", "investment"):
        for spec in figures(pages[name]):
            for trace in spec["data"]:
                axes = [spec["layout"][trace.get(f"{axis}axis", axis).replace(axis, f"{axis}axis")] for axis in "xy"]
                for axis, values in zip(axes, (trace["x"], trace["y"]), strict=True):
                    low, high = sorted(day(end) for end in axis["range"])
                    assert all(low <= day(value) <= high for value in values), (name, trace["customdata"])
                seen |= {entry[0] for entry in trace.get("customdata", []) if isinstance(entry[0], str)}
    # In charts are all but the quarter, the containers, the wagons and the investment reached, which are tiles.
    assert len(ADDED & seen) == len(ADDED) - 5
