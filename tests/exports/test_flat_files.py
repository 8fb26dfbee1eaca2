"""Figures flat, and claims as SDMX-CSV: what the documents say, read back with the module `csv` alone."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Resource
from hypothesis import given
from hypothesis import strategies as st

from components import derive
from components.exhibits import SECTIONS
from components.exports import FIGURES, SDMX_COLUMNS, exhibit_file, time_period, zip_bytes
from components.selection import Selection
from components.tables import Tables
from tests.exports.conftest import COMMAND

DAY = date(2025, 11, 21)
FILES = ("figures.csv", "claims.sdmx.csv")
# A code of SDMX, and what a period can be (common:StandardTimePeriodType, common:TimeRangeType).
CODE = re.compile(r"[A-Za-z0-9_@$-]+")
PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-\d\d-\d\d/P\d+[MD]")
Curated = Callable[[str], dict[str, dict[str, str]]]


def archived(evidence: Tables, *, full: bool = True, **chosen: object) -> dict[str, bytes]:
    content = zip_bytes(evidence, Selection(**chosen), (), full=full, today=DAY)
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def whole(evidence: Tables) -> dict[str, bytes]:
    return archived(evidence)


@pytest.fixture(scope="module")
def flat(whole: dict[str, bytes]) -> dict[str, dict[str, str]]:
    return {row["figure_id"]: row for row in rows_of(whole["figures.csv"])}


@pytest.fixture(scope="module")
def observations(whole: dict[str, bytes]) -> dict[str, dict[str, str]]:
    return {row["FIGURE_ID"]: row for row in rows_of(whole["claims.sdmx.csv"])}


def test_every_stated_and_derived_figure_is_one_row(flat: dict, whole: dict[str, bytes], curated: Curated) -> None:
    assert flat.keys() == curated("claims").keys() | curated("derivations").keys()
    assert whole["figures.csv"].count(b"\n") == len(flat) + 1
    assert tuple(next(iter(flat.values()))) == FIGURES
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in FIGURES)


def test_a_figure_has_what_its_claim_says_in_codes_and_words(flat: dict, curated: Curated) -> None:
    for key, claim in curated("claims").items():
        row = flat[key]
        assert float(row["value"]) == float(claim["value"].replace(",", ""))
        same = {
            "repeats": "repeats", "hedge_code": "hedge", "type_code": "claim_type", "from": "period_start",
            "until": "period_end", "paragraph": "paragraph", "wording": "as_stated", "speaker": "speaker",
            "counted": "perimeter", "doubt": "doubt", "note": "note", "subject_id": "subject_id",
            "measure_id": "measure_id", "source_id": "source_id",
        }  # fmt: skip
        assert {name: row[name] for name in same} == {name: claim[column] for name, column in same.items()}
    row = flat["rail-cargo-2012"]
    assert [row[name] for name in ("value", "lowest", "highest", "open_ended", "hedge", "type", "unit")] == [
        "16", "16", "", "upwards", "over", "observed", "million tonnes"
    ]  # fmt: skip
    assert flat["trans-caspian-2030"]["open_ended"] == "downwards"
    repair = flat["railway-repair-length"]
    assert [repair[name] for name in ("value", "lowest", "highest")] == ["11000", "10500", "11500"]
    page = "https://exussr.org/?p=1434#:~:text=from%204.5%20million%20to%2010%20million%20tons"
    assert flat["trans-caspian-aim"]["public_page"] == page


def test_a_derived_figure_has_its_interval_and_its_inputs(flat: dict) -> None:
    row = flat["derived-trade-xinjiang-2022"]
    # 20.3 is 20.25 to 20.35 and 62 % is 61.5 % to 62.5 %.
    assert float(row["value"]) == pytest.approx(20.3 / 1.62)
    assert float(row["lowest"]) == pytest.approx(20.25 / 1.625)
    assert float(row["highest"]) == pytest.approx(20.35 / 1.615)
    assert [row[name] for name in ("inputs", "formula_code", "said_on", "repeat")] == [
        "trade-xinjiang-2023;growth-xinjiang-2023", "prior_from_growth", "", "no"
    ]  # fmt: skip


def test_a_selection_has_the_figures_that_fit(evidence: Tables, curated: Curated) -> None:
    files = archived(evidence, full=False, corridors=("khorgos",))
    about = {key for key, row in curated("subjects").items() if row["corridor_id"] == "khorgos"}
    claims = {key for key, row in curated("claims").items() if row["subject_id"] in about}
    derived = {key for key, row in curated("derivations").items() if row["subject_id"] in about}
    assert {row["figure_id"] for row in rows_of(files["figures.csv"])} == claims | derived
    assert {row["FIGURE_ID"] for row in rows_of(files["claims.sdmx.csv"])} == claims
    nothing = archived(evidence, full=False, years=(1990, 1990), undated=False)
    assert [nothing[name].count(b"\n") for name in FILES] == [1, 1]


@pytest.mark.parametrize("name", FILES)
def test_each_column_is_described_by_its_type(name: str, whole: dict[str, bytes], tmp_path) -> None:
    (tmp_path / name).write_bytes(whole[name])
    described = json.loads(whole["datapackage.json"])["resources"]
    (part,) = [part for part in described if part["path"] == name]
    head = whole[name].decode().split("\n")[0].split(",")
    assert [field["name"] for field in part["schema"]["fields"]] == head
    assert all(field["title"] and field["description"].endswith(".") for field in part["schema"]["fields"])
    assert {field["type"] for field in part["schema"]["fields"]} >= {"string", "number", "integer", "date"}
    assert Resource(part, basepath=str(tmp_path)).validate().valid


def test_the_message_is_one_of_sdmx_csv_2(observations: dict, whole: dict[str, bytes], curated: Curated) -> None:
    """The first three columns are set by the field guide; then come dimensions, measures and attributes."""
    head = whole["claims.sdmx.csv"].decode().split("\n")[0].split(",")
    assert head == list(SDMX_COLUMNS)
    assert head[:8] == [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "FIGURE_ID", "SUBJECT", "MEASURE", "CLAIM_TYPE", "OBS_VALUE"
    ]  # fmt: skip
    assert observations.keys() == curated("claims").keys()
    for row in observations.values():
        assert row["STRUCTURE"] == "dataflow"
        assert re.fullmatch(r"[A-Z]+:[A-Z]+\(\d+\.\d+\.\d+\)", row["STRUCTURE_ID"])
        assert row["ACTION"] == "I"
        for name in ("FIGURE_ID", "SUBJECT", "MEASURE", "CLAIM_TYPE", "UNIT_MEASURE", "HEDGE", "SOURCE"):
            assert CODE.fullmatch(row[name]), name
        assert not row["TIME_PERIOD"] or PERIOD.fullmatch(row["TIME_PERIOD"])
        assert row["OBS_STATUS"] in {"A", "F", ""}
        assert float(row["OBS_VALUE"]) is not None


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("trade-china-2021", "25|2021|USD|9|A|exact|24.5|25.5|1|"),
        ("trade-china-2021-headline", "25|2021|USD|9|A|exact|24.5|25.5|0|trade-china-2021"),
        ("trans-caspian-2024-9m", "3.4|2024-01-01/P9M|t|6|A|exact|3.35|3.45|8|"),
        ("trans-caspian-2030", "10|2030-12-31|Mt_per_year|0|F|up_to||10|8|"),
        ("rail-cargo-2012", "16|2012|t|6|A|over|16||3|"),
        ("container-trains-2029", "2000|2029-12-31|count|0||exact|2000|2000|9|"),
        ("share-xinjiang-of-china", "50||percent|0|A|almost||50|2|"),
        ("railway-repair-length", "11000||m|3||exact|10500|11500|2|"),
        ("power-capacity-plan", "3.7||GW|0||exact|3.65|3.75|4|"),
    ],
)
def test_an_observation_is_what_the_claim_says(key: str, cells: str, observations: dict) -> None:
    names = (
        "OBS_VALUE", "TIME_PERIOD", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "HEDGE", "LOWER_BOUND", "UPPER_BOUND",
        "PARAGRAPH", "REPEATS",
    )  # fmt: skip
    assert "|".join(observations[key][name] for name in names) == cells


@given(st.dates(date(1901, 1, 1), date(2190, 1, 1)), st.integers(0, 2000))
def test_a_period_is_told_whole(first: date, days: int) -> None:
    last = first + timedelta(days)
    told = time_period(pd.Timestamp(first), pd.Timestamp(last))
    assert PERIOD.fullmatch(told)
    start, _, length = told.partition("/P")
    begin = pd.Timestamp(start)
    assert begin == pd.Timestamp(first)
    spans = {"M": "months", "D": "days"}
    if length:
        after = begin + pd.DateOffset(**{spans[length[-1]]: int(length[:-1])})
    else:
        after = begin + pd.DateOffset(**{{4: "years", 7: "months", 10: "days"}[len(start)]: 1})
    assert after - pd.Timedelta(days=1) == pd.Timestamp(last)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-01-01", "2024-09-30", "2024-01-01/P9M"),
        ("2022-07-01", "2023-06-30", "2022-07-01/P12M"),
        ("2024-12-05", "2024-12-05", "2024-12-05"),
        ("2024-12-05", "2024-12-14", "2024-12-05/P10D"),
        (None, "2030-12-31", "2030-12-31"),
        ("2025-01-01", None, "2025-01-01"),
        (None, None, ""),
    ],
)
def test_a_period_has_the_form_that_sdmx_gives_it(start: str | None, end: str | None, told: str) -> None:
    assert time_period(pd.Timestamp(start), pd.Timestamp(end)) == told


@pytest.mark.parametrize("name", FILES)
def test_the_server_gives_the_same_bytes_as_the_whole_archive(
    name: str, whole: dict[str, bytes], evidence: Tables
) -> None:
    rows = derive.ledger_rows(evidence)
    sections = {key: make(evidence, Selection()) for key, make in SECTIONS.items()}
    assert exhibit_file(evidence, rows, sections, f"data/{name}") == whole[name]
    for other in (name, f"data/data/{name}", f"exhibits/{name}"):
        with pytest.raises(FileNotFoundError):
            exhibit_file(evidence, rows, sections, other)


def test_no_cell_runs_in_the_whole_archive_either(hostile) -> None:
    files = archived(hostile[0])
    row = next(row for row in rows_of(files["figures.csv"]) if row["figure_id"] == "trade-xinjiang-2023")
    assert row["doubt"] == f"'{COMMAND}"
    for name in FILES:
        cells = [cell for row in csv.reader(io.StringIO(files[name].decode(), newline="")) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d)", cell)]
