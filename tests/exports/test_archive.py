import csv
import hashlib
import io
import json
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Package

from components import derive, tables
from components.exports import zip_bytes
from components.selection import Selection

DATA = Path(__file__).parents[2] / "data"
DAY = date(2025, 11, 21)
TABLES = [
    "sources", "corridors", "subjects", "measures", "claims", "milestones", "derivations", "comparisons", "omissions",
    "places", "routes", "exhibits", "silences", "mentions", "series", "observations", "outcomes",
]  # fmt: skip
NOTHING = Selection(years=(1990, 1990), undated=False)


def extracted(content: bytes, folder: Path) -> Path:
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def ids(file: Path) -> list[str]:
    return [row[0] for row in csv.reader(file.read_text("utf-8").splitlines())][1:]


def rows_in_readme(readme: str) -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in readme.splitlines() if line.startswith("|")
    ]
    return {row[0]: row[1:] for row in cells}


@pytest.fixture(scope="module")
def full(evidence: tables.Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = zip_bytes(evidence, Selection(corridors=("khorgos",)), (), full=True, today=DAY)
    return extracted(content, tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def khorgos(evidence: tables.Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = zip_bytes(evidence, Selection(corridors=("khorgos",)), (), full=False, today=DAY)
    return extracted(content, tmp_path_factory.mktemp("khorgos"))


def test_in_full_every_file_is_byte_for_byte_the_projects(full: Path) -> None:
    files = [*DATA.rglob("*.csv"), DATA / "basemap.geojson"]
    for file in files:
        assert (full / file.relative_to(DATA)).read_bytes() == file.read_bytes()
    added = {"datapackage.json", "readme.md", "figures.csv", "claims.sdmx.csv"}
    held = {path.relative_to(full).as_posix() for path in full.rglob("*") if path.is_file()}
    assert held == added | {file.relative_to(DATA).as_posix() for file in files}


def test_in_full_the_description_is_the_projects_with_what_is_added(full: Path, evidence, curated) -> None:
    own, given = (json.loads((folder / "datapackage.json").read_text("utf-8")) for folder in (DATA, full))
    assert given["version"] == evidence.version
    documents = [{"title": row["title"], "path": row["url"]} for row in curated("sources").values()]
    assert given["sources"] == documents
    assert given["contributors"] == own["contributors"] != []
    assert {"Kazakhstan", "trade", "transit"} <= set(given["keywords"])
    for part in given["resources"]:
        part.pop("hash"), part.pop("bytes")
    made = [part for part in given["resources"] if part.get("derived")]
    assert [part["path"] for part in made] == ["figures.csv", "claims.sdmx.csv"]
    given["resources"] = [part for part in given["resources"] if part not in made]
    assert given | {"version": own["version"]} == own | {"sources": documents}


@pytest.mark.parametrize("which", ["full", "khorgos"])
def test_every_file_has_its_size_and_its_hash(which: str, request) -> None:
    folder = request.getfixturevalue(which)
    for part in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        paths = [part["path"]] if isinstance(part["path"], str) else part["path"]
        contents = [(folder / path).read_bytes() for path in paths]
        joined = b"".join([contents[0], *(content.split(b"\n", 1)[1] for content in contents[1:])])
        assert part["hash"] == f"sha256:{hashlib.sha256(joined).hexdigest()}"
        assert part["bytes"] == len(joined)


def test_the_version_is_of_the_tables_not_of_what_an_archive_says_of_itself(full: Path, tmp_path: Path) -> None:
    shutil.copytree(full, tmp_path / "again")
    before = tables.load(tmp_path / "again").version
    description = tmp_path / "again" / "datapackage.json"
    package = json.loads(description.read_text("utf-8"))
    description.write_text(json.dumps(package | {"version": "2", "sources": []}), "utf-8")
    assert tables.load(tmp_path / "again").version == before
    package["resources"][0]["schema"]["fields"][0]["title"] = "Another"
    description.write_text(json.dumps(package), "utf-8")
    assert tables.load(tmp_path / "again").version != before


def test_an_archive_of_an_archive_describes_each_flat_file_once(full: Path, tmp_path: Path) -> None:
    loaded = tables.load(full)
    again = extracted(zip_bytes(loaded, Selection(), (), full=True, today=DAY), tmp_path)
    assert (again / "datapackage.json").read_bytes() == (full / "datapackage.json").read_bytes()
    assert (again / "figures.csv").read_bytes() == (full / "figures.csv").read_bytes()


def test_a_table_that_is_marked_as_derived_is_no_table_of_the_evidence(full: Path, tmp_path: Path) -> None:
    shutil.copytree(full, tmp_path / "own")
    (tmp_path / "own" / "figures.csv").write_bytes(b"\xff")
    assert len(tables.load(tmp_path / "own").claims)
    description = tmp_path / "own" / "datapackage.json"
    description.write_text(description.read_text("utf-8").replace('"derived": true,', ""), "utf-8")
    with pytest.raises(tables.TablesError, match="the table figures"):
        tables.load(tmp_path / "own")


def test_in_full_it_loads_as_the_same(full: Path, evidence: tables.Tables) -> None:
    loaded = tables.load(full)
    assert loaded.version == evidence.version
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(loaded, name), getattr(evidence, name))


def test_a_selection_has_no_silences_and_mentions_of_its_documents_alone(
    khorgos: Path, evidence: tables.Tables
) -> None:
    loaded = tables.load(khorgos)
    assert len(loaded.silences) == 0
    kept = set(loaded.sources["source_id"])
    assert set(loaded.mentions["source_id"]) == kept < set(evidence.mentions["source_id"])
    own = evidence.mentions[evidence.mentions["source_id"].isin(kept)].reset_index(drop=True)
    pd.testing.assert_frame_equal(loaded.mentions, own)


def test_in_full_the_readme_says_that_no_filter_applies(full: Path, evidence: tables.Tables, curated) -> None:
    readme = (full / "readme.md").read_text("utf-8")
    assert "no filter applies here" in readme
    assert "Taken on 21 November 2025" in readme
    assert evidence.version in readme
    assert "Creative Commons Attribution 4.0" in readme
    counted = rows_in_readme(readme)
    for name in ("claims", "milestones", "derivations", "comparisons", "sources"):
        assert counted[name] == [str(len(curated(name)))] * 2


@pytest.mark.parametrize("which", ["full", "khorgos"])
def test_frictionless_finds_it_valid(which: str, request) -> None:
    report = Package(str(request.getfixturevalue(which) / "datapackage.json")).validate()
    assert report.valid, report.flatten()
    assert len(report.tasks) >= len(TABLES)


def test_a_selection_has_the_official_values_of_its_subjects_and_what_became_of_its_promises(
    khorgos: Path, evidence: tables.Tables
) -> None:
    loaded = tables.load(khorgos)
    subjects = set(loaded.subjects["subject_id"])
    assert set(loaded.series["series_id"]) == {"altynkol-cargo-by-kazakhstan", "horgos-cargo-by-china"}
    own = evidence.observations["series_id"].isin(loaded.series["series_id"])
    assert len(loaded.observations) == own.sum() > 0
    assert set(loaded.outcomes["outcome_id"]) == {"khorgos-distance-saved", "khorgos-cargo-2019"}
    assert set(loaded.series["subject_id"]) | set(loaded.outcomes["subject_id"]) <= subjects


def test_without_a_filter_every_row_stands_as_it_is_written(evidence, tmp_path: Path) -> None:
    folder = extracted(zip_bytes(evidence, Selection(), (), full=False, today=DAY), tmp_path)
    for file in [
        *DATA.glob("claims/*.csv"),
        DATA / "milestones.csv",
        DATA / "comparisons.csv",
        DATA / "derivations.csv",
    ]:
        assert (folder / file.relative_to(DATA)).read_text("utf-8") == file.read_text("utf-8")
    assert any(",11e3," in file.read_text("utf-8") for file in folder.glob("claims/*.csv"))


def test_a_corridor_leaves_what_is_said_of_it_and_what_that_needs(khorgos: Path, curated) -> None:
    about = {key for key, row in curated("subjects").items() if row["corridor_id"] == "khorgos"}
    claims = {key: row for key, row in curated("claims").items() if row["subject_id"] in about}
    stages = {key: row for key, row in curated("milestones").items() if row["subject_id"] in about}
    derived = {key: row for key, row in curated("derivations").items() if row["subject_id"] in about}
    assert {key for file in khorgos.glob("claims/*.csv") for key in ids(file)} == claims.keys()
    assert set(ids(khorgos / "milestones.csv")) == stages.keys()
    assert set(ids(khorgos / "derivations.csv")) == derived.keys() == {"derived-khorgos-use"}
    used = {row["subject_id"] for row in [*claims.values(), *stages.values()]}
    assert set(ids(khorgos / "subjects.csv")) == used
    assert ids(khorgos / "corridors.csv") == ["khorgos"]
    assert set(ids(khorgos / "sources.csv")) == {row["source_id"] for row in [*claims.values(), *stages.values()]}
    pairs = curated("comparisons")
    stated = {*claims, *stages}
    assert set(ids(khorgos / "comparisons.csv")) == {
        key for key, row in pairs.items() if {row["earlier_id"], row["later_id"]} <= stated
    }


def test_a_selection_loads_and_says_what_it_is(khorgos: Path, evidence: tables.Tables, curated) -> None:
    loaded = tables.load(khorgos)
    claim = loaded.claims.set_index("claim_id").loc["khorgos-expected-2015"]
    assert (claim["value"], claim["value_written"]) == (4.5, "4.5")
    package = json.loads((khorgos / "datapackage.json").read_text("utf-8"))
    assert package["description"].startswith(f"A selection of data version {evidence.version}: Khorgos crossings; all")
    assert package["created"] == "2025-11-21T00:00:00Z"
    assert package["version"] == evidence.version
    kept = [row for row in curated("sources").values() if row["source_id"] in set(loaded.sources["source_id"])]
    assert [source["path"] for source in package["sources"]] == [row["url"] for row in kept]
    readme = (khorgos / "readme.md").read_text("utf-8")
    counted = rows_in_readme(readme)
    assert counted["Corridor"] == ["Khorgos crossings"]
    assert counted["claims"] == [str(len(loaded.claims)), str(len(curated("claims")))]
    assert counted["places"] == [str(len(loaded.places)), "101"]
    assert "never blank" not in readme


def test_what_a_derived_figure_is_computed_from_comes_with_it(evidence, tmp_path: Path) -> None:
    """derived-…-q4 is computed from a claim and from another derived figure, which has two claims of its own."""
    chosen = Selection(claim_types=("derived",), years=(2023, 2023), undated=False)
    folder = extracted(zip_bytes(evidence, chosen, (), full=False, today=DAY), tmp_path)
    assert set(ids(folder / "derivations.csv")) == {
        "derived-trade-xinjiang-2023-q4", "derived-trade-xinjiang-2023-9m", "derived-trade-china-2023-floor"
    }  # fmt: skip
    assert {key for file in folder.glob("claims/*.csv") for key in ids(file)} == {
        "trade-xinjiang-2023", "trade-xinjiang-2024-9m", "growth-xinjiang-2024-9m", "share-xinjiang-of-china"
    }  # fmt: skip
    readme = (folder / "readme.md").read_text("utf-8")
    assert "3 statements fit: 0 claims, 0 milestones and 3 derived figures." in readme
    assert "4 more figures stand here" in readme
    assert len(derive.figures(tables.load(folder))) == 7


def test_where_nothing_fits_the_tables_have_heads_alone(evidence, tmp_path: Path) -> None:
    folder = extracted(zip_bytes(evidence, NOTHING, (), full=False, today=DAY), tmp_path)
    assert all(len(getattr(tables.load(folder), name)) == 0 for name in TABLES)
    assert Package(str(folder / "datapackage.json")).validate().valid


def test_equal_inputs_on_one_day_give_equal_bytes(evidence) -> None:
    first, second = (zip_bytes(evidence, Selection(), (), full=False, today=DAY) for _ in range(2))
    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 11, 21, 0, 0, 0)}


def test_hostile_text_is_read_back_and_does_not_run(hostile, tmp_path: Path) -> None:
    folder = extracted(zip_bytes(hostile[0], Selection(), (), full=False, today=DAY), tmp_path)
    loaded, before = tables.load(folder), hostile[0]
    for file in folder.rglob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline="")):
            assert not [
                cell for cell in row if cell[:1] in set("=+@\t\r") or (cell[:1] == "-" and not cell[1:2].isdigit())
            ]
    claim = loaded.claims.set_index("claim_id").loc["trade-xinjiang-2023"]
    assert claim["doubt"] == "'=cmd()|' /C calc'!A0"
    assert claim["note"] == "x" * 10_000 + "😀"
    others = loaded.claims.set_index("claim_id")["doubt"]
    assert (others["khorgos-distance"], others["trade-china-2021"]) == ("x;'=1+1; \"'=2+2", "€" * 40_000)
    assert list(loaded.claims["value_written"]) == list(before.claims["value_written"])
    assert list(loaded.subjects["name"]) == list(before.subjects["name"])


def test_hostile_text_is_no_markup_in_the_readme(hostile, tmp_path: Path) -> None:
    chosen = Selection(corridors=("khorgos",))
    folder = extracted(zip_bytes(hostile[0], chosen, (), full=False, today=DAY), tmp_path)
    assert '=HYPERLINK\\("http://example.com","Khorgos"\\)' in (folder / "readme.md").read_text("utf-8")


def test_in_full_hostile_text_is_kept_as_it_is(hostile, hostile_directory: Path, tmp_path: Path) -> None:
    folder = extracted(zip_bytes(hostile[0], Selection(), (), full=True, today=DAY), tmp_path)
    assert (folder / "claims/trade.csv").read_bytes() == (hostile_directory / "claims/trade.csv").read_bytes()


def test_a_claims_file_that_the_schema_does_not_name_is_named_in_the_archive(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (data / "claims/trade.csv").rename(data / "claims/own.csv")
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    claims = next(part for part in package["resources"] if part["name"] == "claims")
    claims["path"].remove("claims/trade.csv")
    (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    loaded = tables.load(data)
    for whole in (True, False):
        content = zip_bytes(loaded, Selection(), (), full=whole, today=DAY)
        folder = extracted(content, tmp_path / f"full-{whole}")
        described = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
        assert "claims/own.csv" in next(part for part in described if part["name"] == "claims")["path"]
        assert Package(str(folder / "datapackage.json")).validate().valid
        assert len(tables.load(folder).claims) == len(loaded.claims)
