"""How long the files of a briefing take, each beside the slides: ratios of one run."""

from datetime import date

import pytest

from components import derive, tables
from components.exhibits import SECTIONS
from components.exports import zip_bytes
from components.exports.deck import Options, pptx_bytes
from components.exports.workbook import xlsx_bytes
from components.selection import Selection
from tests.benchmarks.test_ratios import seconds

pytestmark = pytest.mark.benchmark


def test_workbook_and_archive_take_less_than_the_slides() -> None:
    evidence = tables.load()
    asked = evidence, derive.figures(evidence), Selection(), list(SECTIONS)
    day = date.today()
    took = {
        "brief": seconds(lambda: pptx_bytes(*asked, today=day)),
        "slides": seconds(lambda: pptx_bytes(*asked, Options(length="full"), today=day)),
        "workbook": seconds(lambda: xlsx_bytes(*asked, today=day)),
        "archive": seconds(lambda: zip_bytes(*asked, full=False, today=day)),
    }
    print("\n" + ", ".join(f"{name} of all sections: {time:.1f} s" for name, time in took.items()))
    assert took["brief"] < took["slides"] / 2
    assert took["workbook"] < took["slides"]
    assert took["archive"] < took["slides"]
