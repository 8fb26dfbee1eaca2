"""The evidence as files: the right ones, whole, and no others."""

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import data_routes


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "claims").mkdir(parents=True)
    resources = [
        {"name": "sources", "path": "sources.csv"},
        {"name": "claims", "path": ["claims/cargo.csv", "claims/trade.csv"]},
        {"name": "remote", "path": "https://example.org/x.csv"},
        {"name": "inline", "data": []},
    ]
    (folder / "datapackage.json").write_text(json.dumps({"title": "Қазақстан", "resources": resources}))
    (folder / "sources.csv").write_text("source_id,title\na,“Title”\n", encoding="utf-8")
    (folder / "claims" / "trade.csv").write_text("claim_id,value\nt1,20.30\n")
    (folder / "claims" / "cargo.csv").write_text('\ufeffclaim_id,value,note\nc1,11e3,"a, ""b""\nc"\n', encoding="utf-8")
    (folder / "claims" / ".~lock.trade.csv").write_text("someone")
    (folder / "make.py").write_text("import this")
    (folder / "basemap.geojson").write_text("{}")
    (tmp_path / "secret.csv").write_text("secret")
    return folder


@pytest.fixture
def client(data: Path) -> TestClient:
    return TestClient(Starlette(routes=data_routes(lambda: data)))


def test_a_table_is_given_as_it_is(client: TestClient, data: Path) -> None:
    answer = client.get("/data/sources.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == (data / "sources.csv").read_bytes()
    assert client.get("/data/claims/trade.csv").text == "claim_id,value\nt1,20.30\n"
    assert client.get("/data/basemap.geojson").headers["content-type"] == "application/geo+json"


def test_claims_are_joined_with_the_digits_as_written(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/data/claims.csv").text)))
    assert rows == [
        {"claim_id": "c1", "value": "11e3", "note": 'a, "b"\nc'},
        {"claim_id": "t1", "value": "20.30", "note": ""},
    ]


def test_the_descriptor_leads_to_the_files(client: TestClient, data: Path) -> None:
    answer = client.get("/datapackage.json")
    assert answer.headers["content-type"] == "application/json"
    package = answer.json()
    assert package["title"] == "Қазақстан"
    assert [resource.get("path") for resource in package["resources"]] == [
        "data/sources.csv",
        ["data/claims/cargo.csv", "data/claims/trade.csv"],
        "https://example.org/x.csv",
        None,
    ]
    assert client.get("/data/datapackage.json").content == (data / "datapackage.json").read_bytes()


def test_an_edit_shows_at_once_and_a_half_written_descriptor_is_named(client: TestClient, data: Path) -> None:
    (data / "claims" / "energy.csv").write_text("claim_id,value\ne1,3\n")
    assert client.get("/data/claims/energy.csv").status_code == 200
    (data / "datapackage.json").write_text('{"resources": [')
    answer = client.get("/datapackage.json")
    assert answer.status_code == 503
    assert "cannot be read" in answer.text
    (data / "datapackage.json").unlink()
    assert client.get("/datapackage.json").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "../secret.csv",
        "%2e%2e/secret.csv",
        "..%2fsecret.csv",
        "claims/..%2f..%2fsecret.csv",
        "claims/.~lock.trade.csv",
        "make.py",
        "none.csv",
        "",
        "claims",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "..\\secret.csv",
    ],
)
def test_other_files_are_refused(client: TestClient, name: str) -> None:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_directory_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=data_routes(lambda: tmp_path / "none")))
    assert client.get("/data/claims.csv").status_code == 404
    assert client.get("/datapackage.json").status_code == 404
