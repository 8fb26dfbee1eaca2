"""Each archive that the filters can make is an evidence directory of its own: unpacked, it opens every page.

`ATLAS_ARCHIVES=all` opens every one of them, not only those that leave a table or a choice empty in another way.
"""

import io
import os
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components import tables
from components.exports import zip_bytes
from components.selection import Selection
from tests.pages.conftest import SHELL, html
from tests.pages.test_odd_links import PAGES

NOTHING = Selection(years=(1990, 1990), undated=False)


def few(evidence: tables.Tables) -> list[Selection]:
    """Selections that leave, in turn: one document, one corridor without figures or dates, no corridor, no row."""
    first = evidence.sources["event_date"].min()
    stated = {*evidence.claims["subject_id"], *evidence.derivations["subject_id"]}
    about = evidence.subjects[evidence.subjects["subject_id"].isin(stated)]
    without = evidence.corridors[~evidence.corridors["corridor_id"].isin(about["corridor_id"])]["corridor_id"]
    assert len(without), "every corridor has figures: take another for the tables with heads alone"
    return [
        Selection(as_of=first),
        Selection(corridors=(without.iloc[0],)),
        Selection(claim_types=("offer",)),
        Selection(corridors=(evidence.corridors["corridor_id"].iloc[0],), as_of=first, claim_types=("forecast",)),
        NOTHING,
    ]


def every(evidence: tables.Tables) -> list[Selection]:
    """Each corridor, day of a document and kind of figure alone; years with and without the undated; some together."""
    years = evidence.claims["period_start"].dropna().dt.year
    span = int(years.min()), int(years.median())
    return [
        *few(evidence),
        *(Selection(corridors=(corridor,)) for corridor in evidence.corridors["corridor_id"]),
        *(Selection(as_of=day) for day in sorted(set(evidence.sources["event_date"]))),
        *(Selection(claim_types=(kind,)) for kind in sorted({*evidence.claims["claim_type"], "derived"})),
        *(Selection(years=(year, year), undated=kept) for year in span for kept in (True, False)),
        *(Selection(years=span, corridors=(corridor,)) for corridor in evidence.corridors["corridor_id"]),
        Selection(undated=False),
        Selection(),
    ]


def test_an_unpacked_archive_opens_every_page(
    evidence: tables.Tables, figures: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = every(evidence) if os.environ.get("ATLAS_ARCHIVES") == "all" else few(evidence)
    emptied: set[str] = set()
    for number, selection in enumerate(chosen):
        folder = tmp_path / str(number)
        ZipFile(io.BytesIO(zip_bytes(evidence, figures, selection, (), full=False))).extractall(folder)
        loaded = tables.load(folder)
        emptied |= {table for table in ("sources", "corridors", "claims", "milestones") if getattr(loaded, table).empty}
        monkeypatch.setenv("ATLAS_DATA", str(folder))
        app = AppTest.from_file(SHELL, default_timeout=180)
        for page in PAGES:
            app.switch_page(f"{page}.py").run()
            assert not app.exception, (selection, page, app.exception)
            assert f"Data version {loaded.version}" in html(app), (selection, page)
    assert emptied == {"sources", "corridors", "claims", "milestones"}
