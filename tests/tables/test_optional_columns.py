"""Columns that a data directory may lack, and the address that one of them holds."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest

from components import derive
from components.exports import full_citation, zip_bytes
from components.exports.workbook import xlsx_bytes
from components.selection import Selection, document_name
from components.tables import RELATIONS, Tables, TablesError, load
from tests.hostile import copy_data, read_rows, write_rows

OPTIONAL = {
    "corridors": {"colour"}, "sources": {"label", "url"}, "measures": {*RELATIONS}, "claims": {"speaker"},
    "milestones": {"speaker"},
}  # fmt: skip


def without_column(file: Path, names: set[str]) -> None:
    """Take columns out of a CSV file, whatever stands in them."""
    rows = [{name: cell for name, cell in row.items() if name not in names} for row in read_rows(file)]
    write_rows(file, rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy_data(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def earlier(data: Path) -> Path:
    """Give a directory as it was before the optional columns: neither its files nor its description have them."""
    description = json.loads((data / "datapackage.json").read_text("utf-8"))
    for resource in description["resources"]:
        if names := OPTIONAL.get(resource["name"]):
            fields = resource["schema"]["fields"]
            resource["schema"]["fields"] = [field for field in fields if field["name"] not in names]
            for file in sorted((data / resource["name"]).glob("*.csv")) or [data / f"{resource['name']}.csv"]:
                without_column(file, names)
    (data / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    return data


def faults(data: Path) -> list[tuple[str, int | None, str, str, str]]:
    with pytest.raises(TablesError) as refused:
        load(data)
    return [(one.file, one.line, one.column, one.value, one.expected) for one in refused.value.faults]


def test_the_schema_marks_what_may_be_lacking_and_says_so(evidence: Tables) -> None:
    marked: dict[str, set[str]] = {}
    for resource in evidence.schema["resources"]:
        for field in resource.get("schema", {"fields": []})["fields"]:
            if field.get("optional"):
                marked.setdefault(resource["name"], set()).add(field["name"])
                assert "may lack this column" in field["description"]
                assert not field.get("constraints", {}).get("required")
    assert marked == OPTIONAL


def test_a_directory_of_before_loads_with_blanks(earlier: Path, evidence: Tables) -> None:
    loaded = load(earlier)
    for table, names in OPTIONAL.items():
        frame = getattr(loaded, table)
        assert list(frame.columns) == list(getattr(evidence, table).columns)
        assert all((frame[name] == "").all() for name in names)
    assert loaded.claims.drop(columns="speaker").equals(evidence.claims.drop(columns="speaker"))


def test_a_directory_of_before_is_cited_and_taken_away(earlier: Path, tmp_path: Path) -> None:
    loaded = load(earlier)
    rows: dict[str, Any] = {row["figure_id"]: row for row in derive.ledger_rows(loaded).to_dict("records")}
    told = full_citation(loaded, rows["trade-china-task"])
    assert "Kazinform, 5 December 2024" in told
    assert "Speaker" not in told
    assert "http" not in told
    # April 2013 names no publisher and has no label here: its title stands for it.
    first = loaded.sources.iloc[0]
    assert document_name(first) == first["title"]
    assert xlsx_bytes(loaded, Selection(), ())
    for full in (True, False):
        unpacked = tmp_path / f"unpacked-{full}"
        content = zip_bytes(loaded, Selection(corridors=("khorgos",)), (), full=full)
        (tmp_path / "archive.zip").write_bytes(content)
        with ZipFile(tmp_path / "archive.zip") as archive:
            archive.extractall(unpacked)
        assert (load(unpacked).claims["speaker"] == "").all()
        assert frictionless.validate(str(unpacked / "datapackage.json")).valid


def test_one_file_of_claims_may_lack_what_another_has(data: Path, evidence: Tables) -> None:
    without_column(data / "claims/trade.csv", {"speaker"})
    spoken = load(data).claims.set_index("claim_id")["speaker"]
    assert spoken["trade-china-2021"] == ""
    assert spoken["trade-china-task"] == evidence.claims.set_index("claim_id").loc["trade-china-task", "speaker"] != ""


def test_a_column_that_is_not_optional_is_still_missed(data: Path) -> None:
    without_column(data / "sources.csv", {"label", "note"})
    assert faults(data) == [("sources.csv", 1, "note", "", 'the column "note" in the header')]


def test_an_optional_column_under_another_name_is_unknown(data: Path) -> None:
    text = (data / "sources.csv").read_text("utf-8")
    (data / "sources.csv").write_text(text.replace(",url,", ",link,", 1), encoding="utf-8")
    assert faults(data) == [("sources.csv", 1, "link", "link", "no such column in this table")]


ADDRESS = (
    "an address that begins with http:// or https://, then a plain host name, and holds no space, quote or bracket of "
    "HTML"
)


def with_url(data: Path, url: str) -> None:
    rows = read_rows(data / "sources.csv")
    rows[0]["url"] = url
    write_rows(data / "sources.csv", rows)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://a.org/x", "//a.org/x", "a.org", "www.a.org/x", "https://",
        "https:///x", "https://user@a.org/", "https://a.org@b.org/", "https://a.org/a b", 'https://a.org/"x',
        "https://a.org/<x>", "https://a.org\\x", "HTTPS://a.org", "https://а.org/",
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_refused(data: Path, url: str) -> None:
    with_url(data, url)
    assert faults(data) == [("sources.csv", 2, "url", url, ADDRESS)]


@pytest.mark.parametrize(
    "url",
    ["", "http://a.org", "https://a.org/?p=1434", "https://a.org:8080/x?a=1&b='2'#c", "https://kk.wikipedia.org/wiki/Қазақстан"],
)  # fmt: skip
def test_a_public_address_stands(data: Path, url: str) -> None:
    with_url(data, url)
    assert load(data).sources.loc[0, "url"] == url


def test_a_relation_to_a_measure_that_does_not_exist_is_refused(data: Path) -> None:
    rows = read_rows(data / "measures.csv")
    rows[1]["growth_of"] = "trade_turnover;trade_turn"
    write_rows(data / "measures.csv", rows)
    assert faults(data) == [("measures.csv", 3, "growth_of", "trade_turn", "measure_ids, joined by ;")]


def test_a_part_taken_away_holds_the_measures_that_its_own_belong_to(evidence: Tables, tmp_path: Path) -> None:
    # 62 % and 22.46 % are growths of trade turnover, of which nothing is among the chosen figures.
    chosen = Selection(claim_types=("growth",))
    content = zip_bytes(evidence, chosen, (), full=False)
    (tmp_path / "archive.zip").write_bytes(content)
    with ZipFile(tmp_path / "archive.zip") as archive:
        archive.extractall(tmp_path)
    taken = load(tmp_path)
    assert set(taken.claims["measure_id"]) == {"trade_growth", "cargo_growth"}
    assert set(taken.measures["measure_id"]) >= {
        "trade_growth", "trade_turnover", "cargo_growth", "cargo_volume", "cargo_rate",
    }  # fmt: skip
