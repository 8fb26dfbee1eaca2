"""The schema describes the data: all of it, and as the standard's own tool reads it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from components.tables import load

DATA = Path(__file__).parents[2] / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {resource["name"]: resource for resource in DESCRIPTOR["resources"] if "schema" in resource}
PATHS = {
    name: [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
    for name, resource in TABLES.items()
}


def test_frictionless_finds_the_data_valid():
    frictionless = Path(sys.executable).with_name("frictionless")
    run = subprocess.run(
        [frictionless, "validate", "data/datapackage.json"],
        cwd=DATA.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_loader_finds_no_fault():
    assert len(load(DATA).claims) > 0


def test_every_csv_is_described_and_every_claims_file_listed():
    described = {path for paths in PATHS.values() for path in paths}
    assert described == {file.relative_to(DATA).as_posix() for file in DATA.rglob("*.csv")}


@pytest.mark.parametrize(("table", "path"), [(table, path) for table in PATHS for path in PATHS[table]])
def test_every_column_is_described_in_its_place(table, path):
    with (DATA / path).open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert header == [field["name"] for field in TABLES[table]["schema"]["fields"]]


@pytest.mark.parametrize("path", [path for paths in PATHS.values() for path in paths])
def test_every_csv_ends_with_a_line_end(path):
    """Tools that read the claims as one table in several files join them at this byte."""
    assert (DATA / path).read_bytes().endswith(b"\n")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table):
    for field in TABLES[table]["schema"]["fields"]:
        assert field["title"], field["name"]
        assert field["description"].endswith("."), field["name"]
        assert field["type"] in {"string", "number", "integer", "date"}


def test_every_resource_names_a_licence():
    assert [licence["name"] for licence in DESCRIPTOR["licenses"]] == ["CC-BY-4.0"]
    for resource in DESCRIPTOR["resources"]:
        licences = {licence["name"] for licence in resource.get("licenses", DESCRIPTOR["licenses"])}
        expected = {
            "places": {"CC-BY-4.0", "ODbL-1.0"},
            "routes": {"CC-BY-4.0", "ODbL-1.0"},
            "basemap": {"other-pd", "ODbL-1.0", "CC-BY-4.0"},
        }
        assert licences == expected.get(resource["name"], {"CC-BY-4.0"}), resource["name"]
