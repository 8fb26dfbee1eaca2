"""The exhibits that the evidence describes: which rows they take, and that no figure is left without one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components import derive
from components.exhibits import PAGE_OF_KIND, SECTIONS, Exhibit
from components.exports import zip_bytes
from components.selection import Selection
from components.tables import Tables, TablesError, contract, load
from tests import odd
from tests.benchmarks import synthetic
from tests.conftest import DATA

HEAD = "exhibit_id,page,section,order,form,subjects,kinds,quantities,measures,claim_types,months,axis_group,title,note"


def exhibits(tables: Tables, selection: Selection | None = None) -> dict[str, Exhibit]:
    return {
        key: exhibit
        for make in SECTIONS.values()
        for key, exhibit in make(tables, selection or Selection()).exhibits.items()
    }


def shown(tables: Tables) -> set[str]:
    return {key for exhibit in exhibits(tables).values() for key in exhibit.shown["figure_id"]}


@pytest.fixture
def described(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that copies the evidence and describes these exhibits alone."""

    def write(*rows: str) -> Path:
        folder = Path(shutil.copytree(DATA, tmp_path / "data"))
        (folder / "exhibits.csv").write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")
        return folder

    return write


def test_every_kind_of_subject_has_its_page() -> None:
    kinds = next(
        column.constraints["enum"] for table in contract() for column in table.columns
        if (table.name, column.name) == ("subjects", "kind")
    )  # fmt: skip
    assert set(PAGE_OF_KIND) == set(kinds)


def test_every_figure_stands_in_an_exhibit(evidence: Tables) -> None:
    figures = derive.figures(evidence)
    assert set(figures[figures["repeats"] == ""]["figure_id"]) <= shown(evidence)


def test_every_figure_of_much_evidence_stands_in_an_exhibit(tmp_path: Path) -> None:
    tables = load(synthetic.write(tmp_path / "data", 400))
    figures = derive.figures(tables)
    assert set(figures[figures["repeats"] == ""]["figure_id"]) <= shown(tables)


def test_an_exhibit_takes_the_rows_that_it_asks_for(described) -> None:
    tables = load(
        described(
            "years,trade,Years,1,bars,trade-xinjiang,,,trade_turnover,,12,,Trade with Xinjiang,",
            "aims,cargo,Aims,2,tiles,,,,,target;pledge,,,Aims,",
            "stages,investment,Stages,3,status_matrix,,project,,,,,,Stages of projects,",
        )
    )
    drawn = exhibits(tables)
    assert set(drawn["years"].shown["figure_id"]) == {"trade-xinjiang-2023", "derived-trade-xinjiang-2022"}
    types = tables.claims.set_index("claim_id")["claim_type"]
    assert set(drawn["aims"].shown["figure_id"].map(types)) == {"target", "pledge"}
    subjects = tables.subjects.set_index("subject_id")["kind"]
    assert set(drawn["stages"].shown["subject_id"].map(subjects)) == {"project"}
    # The other page's figure stands in none of the three, so that it is stated beside them, by subject and unit.
    assert "trade-china-2021" in set(drawn["also-trade-trade-china-usd-bn"].shown["figure_id"])
    assert "years" not in {exhibit.key for exhibit in drawn.values() if exhibit.section == "Also stated"}


def test_tiles_are_of_what_has_a_unit_of_measure(evidence: Tables) -> None:
    sections = [SECTIONS[page](evidence, Selection()) for page in ("trade", "cargo", "investment")]
    tiles = {exhibit for section in sections for exhibit in section.exhibits.values() if exhibit.form == "tiles"}
    quoted = pd.concat([exhibit.shown for exhibit in tiles if exhibit.section != "Also stated"])
    assert not set(quoted["dimension"]) & {"count", "ordinal", "years"}
    also = pd.concat([exhibit.shown for exhibit in tiles if exhibit.section == "Also stated"])
    assert {"maikapchagay-fourth", "council-attendees", "cooperation-years"} <= set(also["figure_id"])


def test_files_have_each_finding_of_the_overview_that_rests_on_figures(evidence: Tables) -> None:
    found = derive.findings(evidence, derive.ledger_rows(evidence)).set_index("text")
    told = [
        exhibit for exhibit in SECTIONS["overview"](evidence, Selection()).exhibits.values() if exhibit.form == "tiles"
    ]
    assert len(told) == 3
    for exhibit in told:
        assert ";".join(exhibit.shown["figure_id"]) == found.at[f"{exhibit.caption.title}.", "figure_ids"]


def test_without_descriptions_everything_is_also_stated(described) -> None:
    folder = described()
    tables = load(folder)
    assert len(tables.exhibits) == 0
    figures = derive.figures(tables)
    assert set(figures[figures["repeats"] == ""]["figure_id"]) <= shown(tables)
    assert {exhibit.section for exhibit in exhibits(tables).values() if exhibit.key.startswith("also-")} == {
        "Also stated"
    }


def test_exhibits_of_an_axis_group_share_their_axis(evidence: Tables) -> None:
    drawn = exhibits(evidence)
    years, months = drawn["xinjiang-years"], drawn["xinjiang-nine-months"]
    assert years.options["top"] == months.options["top"] >= 20.3
    assert "top" not in drawn["china"].options


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        ("a,trade,A,1,tiles,trade-mars,,,,,,,A,", "subjects", "trade-mars", "“trade-mars” is none"),
        ("a,trade,A,1,tiles,,,,tea_volume,,,,A,", "measures", "tea_volume", "“tea_volume” is none"),
        ("a,trade,A,1,tiles,,planet,,,,,,A,", "kinds", "planet", "“planet” is none"),
        ("a,trade,A,1,tiles,,,,,rumour,,,A,", "claim_types", "rumour", "“rumour” is none"),
        ("a,trade,A,1,pie,,,,,,,,A,", "form", "pie", "one of: bars, timeline"),
        ("a,weather,A,1,tiles,,,,,,,,A,", "page", "weather", "one of: trade, cargo, investment"),
        ("a,trade,A,1,timeline,trade-xinjiang,,,,,,,A,", "form", "timeline", "and USD_bn (trade-xinjiang-2023)"),
        ("a,trade,A,1,bars,trade-xinjiang,,,trade_turnover,,,,A,", "form", "bars", "periods of one length"),
        ("a,cargo,A,1,bars,,,cargo;capacity,,,,,A,", "form", "bars", "rows of one measure for bars"),
        ("a,cargo,A,1,status_matrix,,,cargo,,,,,A,", "quantities", "cargo", "a blank: stages have none"),
    ],
)
def test_an_exhibit_that_cannot_be_shown_is_refused_by_name(
    described, row: str, column: str, value: str, expected: str
) -> None:
    with pytest.raises(TablesError) as refused:
        load(described(row))
    faults = [(one.file, one.line, one.column, one.value) for one in refused.value.faults]
    assert faults == [("exhibits.csv", 2, column, value)]
    assert expected in refused.value.faults[0].expected


def test_two_exhibits_of_one_id_are_refused(described) -> None:
    row = "a,trade,A,1,tiles,,,,,,,,A,"
    with pytest.raises(TablesError) as refused:
        load(described(row, row))
    assert {(one.file, one.column, one.value) for one in refused.value.faults} == {("exhibits.csv", "exhibit_id", "a")}


def test_an_archive_keeps_the_exhibits_of_what_it_holds(evidence: Tables) -> None:
    files = odd.unpacked(zip_bytes(evidence, Selection(corridors=("khorgos",)), (), full=False))
    kept = set(odd.load(files).exhibits["exhibit_id"])
    assert {"khorgos", "tonnages"} <= kept
    assert not kept & {"xinjiang-years", "trains"}
