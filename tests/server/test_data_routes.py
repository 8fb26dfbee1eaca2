"""The evidence as files: the right ones, whole, and no others."""

import csv
import gc
import io
import json
import os
import tracemalloc
from pathlib import Path

import brotli
import frictionless
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import assets as encoding
from components.server import data_routes

DATA = Path(__file__).parents[2] / "data"
READING = "GET, HEAD, OPTIONS"


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


@pytest.mark.parametrize("path", ["datapackage.json", "data/datapackage.json", "data/sources.csv"])
def test_a_pipe_is_no_file_to_wait_for(client: TestClient, data: Path, path: str) -> None:
    file = data / path.removeprefix("data/")
    file.unlink()
    os.mkfifo(file)
    assert client.get(path).status_code == 404


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
        "..%5csecret.csv",
        "claims\\trade.csv",
        "%252e%252e%252fsecret.csv",
        "sources.csv%00",
        "%00",
        "%00/../secret.csv",
        "sources.csv/",
        "./sources.csv%2f..%2f..%2fsecret.csv",
        "%ff.csv",
        "a" * 5000,
    ],
)
def test_other_files_are_refused(client: TestClient, name: str) -> None:
    for answer in (client.get(f"/data/{name}"), client.head(f"/data/{name}")):
        assert answer.status_code == 404
        assert "secret" not in answer.text


def test_a_link_that_leaves_the_directory_is_refused(client: TestClient, data: Path) -> None:
    (data / "places.csv").symlink_to(data.parent / "secret.csv")
    (data / "claims" / "linked.csv").symlink_to(data.parent / "secret.csv")
    (data / "routes.csv").symlink_to(data / "none.csv")
    (data / "corridors.csv").symlink_to(data / "sources.csv")
    for name in ("places.csv", "claims/linked.csv", "routes.csv"):
        assert client.get(f"/data/{name}").status_code == 404
    assert "secret" not in client.get("/data/claims.csv").text
    assert client.get("/data/corridors.csv").content == (data / "sources.csv").read_bytes()


def test_a_stray_file_is_not_given_out_and_takes_no_table_s_place(client: TestClient, data: Path) -> None:
    claims = client.get("/data/claims.csv").content
    (data / "drafts").mkdir()
    for name in ("claims.csv", "drafts.csv", "places.geojson", "notes.json", "drafts/trade.csv", "claims/~trade.csv"):
        (data / name).write_text("secret\n")
        answer = client.get(f"/data/{name}")
        assert "secret" not in answer.text
        assert answer.status_code == (200 if name == "claims.csv" else 404), name
    assert client.get("/data/claims.csv").content == claims


PATHS = ["/datapackage.json", "/data/datapackage.json", "/data/sources.csv", "/data/claims/trade.csv"]
PATHS += ["/data/claims.csv", "/data/basemap.geojson"]


@pytest.mark.parametrize("path", PATHS)
def test_every_file_is_open_to_programs_of_any_origin(client: TestClient, path: str) -> None:
    answer, head = client.get(path), client.head(path)
    assert answer.status_code == head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "access-control-allow-origin"):
        assert head.headers[name] == answer.headers[name]
    assert answer.headers["access-control-allow-origin"] == "*"
    preflight = client.options(path, headers={"origin": "https://example.org", "access-control-request-method": "GET"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert preflight.headers["access-control-allow-methods"] == READING


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_written(client: TestClient, data: Path, method: str, path: str) -> None:
    before = (data / "sources.csv").read_bytes()
    answer = client.request(method, path, content=b"x")
    assert answer.status_code == 405
    assert answer.headers["allow"] == READING
    assert (data / "sources.csv").read_bytes() == before


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_holds_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    for held in (first.headers["etag"], f"W/{first.headers['etag']}", f'"other", {first.headers["etag"]}', "*"):
        again = client.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["access-control-allow-origin"] == "*"
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_an_edit_changes_the_tag(client: TestClient, data: Path) -> None:
    held = client.get("/data/sources.csv").headers["etag"]
    (data / "sources.csv").write_text("source_id,title\na,Other\n", encoding="utf-8")
    answer = client.get("/data/sources.csv", headers={"if-none-match": held})
    assert answer.status_code == 200
    assert answer.text == "source_id,title\na,Other\n"


def test_a_table_is_compressed_once_per_content(
    client: TestClient, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ("source_id,title\n" + "a,“Title”\n" * 1000).encode()
    (data / "sources.csv").write_bytes(body)
    calls: list[int] = []

    def count(content: bytes) -> bytes:
        calls.append(len(content))
        return brotli.compress(content)

    monkeypatch.setitem(encoding.ENCODERS, "br", count)
    for _ in range(3):
        with client.stream("GET", "/data/sources.csv", headers={"accept-encoding": "gzip, br"}) as answer:
            assert answer.headers["content-encoding"] == "br"
            assert answer.headers["vary"] == "Accept-Encoding"
            packed = b"".join(answer.iter_raw())
    assert len(packed) < len(body) / 10
    assert brotli.decompress(packed) == body
    assert calls == [len(body)]
    assert client.get("/data/sources.csv", headers={"accept-encoding": "gzip"}).content == body
    assert "content-encoding" not in client.get("/data/sources.csv", headers={"accept-encoding": "identity"}).headers


def test_edits_of_a_large_file_leave_one_of_them(
    client: TestClient, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 2**20
    for name in ("br", "gzip"):
        monkeypatch.setitem(encoding.ENCODERS, name, lambda content: content[1:])
    (data / "sources.csv").write_bytes(bytes(size))
    client.get("/data/sources.csv", headers={"accept-encoding": "identity"})
    gc.collect()
    tracemalloc.start()
    try:
        for edit in range(12):
            (data / "sources.csv").write_bytes(bytes([edit]) * size)
            for name in ("br", "gzip", "identity"):
                with client.stream("GET", "/data/sources.csv", headers={"accept-encoding": name}) as answer:
                    assert len(b"".join(answer.iter_raw())) == size - (name != "identity")
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 8 * size, "of twelve versions in two encodings, not one of each and what is being answered"


def test_what_is_kept_encoded_is_bounded_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[bytes] = []

    def count(content: bytes) -> bytes:
        encoded.append(content[:1])
        return content

    monkeypatch.setitem(encoding.ENCODERS, "br", count)
    kept = encoding.EncodedOnce(most_bytes=250)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.encoded(name, name.encode() * 100, "br").body == name.encode() * 100
    assert encoded == [b"a", b"b", b"c", b"b"], "a was asked for last when c came, b was not"
    for _ in range(2):
        kept.encoded("d", b"d" * 251, "br")
    assert encoded[4:] == [b"d", b"d"], "what is larger than the bound is not kept"


def test_what_cannot_be_read_is_named_without_a_traceback(client: TestClient, data: Path) -> None:
    deep, lone = '{"resources": ' + "[" * 10_000 + "]" * 10_000 + "}", '{"resources": [{"title": "\\ud800"}]}'
    for odd in ("[]", '{"resources": 5}', '{"resources": ["a"]}', "{}", "\x00", deep, lone):
        (data / "datapackage.json").write_text(odd)
        assert client.get("/datapackage.json").status_code == 503
    (data / "claims" / "trade.csv").write_bytes(b"claim_id\n\xff\xfe\n")
    assert client.get("/data/claims.csv").status_code == 503


def test_the_evidence_validates_as_it_is_given_out(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=data_routes(lambda: DATA)))
    descriptor = client.get("/datapackage.json")
    (tmp_path / "datapackage.json").write_bytes(descriptor.content)
    for resource in descriptor.json()["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            assert path.startswith("data/")
            answer = client.get(f"/{path}")
            assert answer.status_code == 200
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(answer.content)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "message"])


def test_the_evidence_can_stand_below_a_path(data: Path) -> None:
    client = TestClient(Starlette(routes=data_routes(lambda: data, "/below")))
    assert client.get("/below/datapackage.json").status_code == 200
    assert client.get("/below/data/sources.csv").content == (data / "sources.csv").read_bytes()
    assert client.get("/data/sources.csv").status_code == 404


def test_a_directory_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=data_routes(lambda: tmp_path / "none")))
    assert client.get("/data/claims.csv").status_code == 404
    assert client.get("/datapackage.json").status_code == 404
