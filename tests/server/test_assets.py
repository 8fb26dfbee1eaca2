"""Compressed scripts: right bytes, right headers, compressed once."""

import gzip
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from components.server import Assets, CompressedAssets, EntryPage, ServedEntryPage
from components.server import assets as encoding

SCRIPT = b"export const numbers = [" + b"1, 2, 3, " * 500 + b"];"
INDEX = """<!DOCTYPE html>
<html>
  <head>
    <title>Streamlit</title>
    <script>window.ready = false</script>
    <script type="module" crossorigin src="./static/js/index.abc.js"></script>
    <link rel="modulepreload" crossorigin href="./static/js/shared.abc.js">
  </head>
  <body><noscript>Enable it.</noscript></body>
</html>
"""


@pytest.fixture
def static(tmp_path: Path) -> Path:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (tmp_path / "index.html").write_text(INDEX)
    (scripts / "index.abc.js").write_bytes(SCRIPT)
    (scripts / "shared.abc.js").write_text("export const shared = 1;")
    (scripts / "helper.abc.js").write_text('import "./Chart.abc.js"; export const help = 2;')
    (scripts / "Chart.abc.js").write_text('import{s as t}from"./shared.abc.js";import{h}from"./helper.abc.js";')
    (tmp_path / "static" / "font.woff2").write_bytes(b"font")
    return tmp_path


@pytest.fixture
def client(static: Path) -> TestClient:
    assets = Assets(static)
    page = EntryPage(assets, "Trade & Transit", {"/map": ("Nowhere",)}, ("Chart",))
    return TestClient(
        Starlette(
            routes=[Mount("/", StaticFiles(directory=static, html=True))],
            middleware=[
                Middleware(ServedEntryPage, page=page),
                Middleware(CompressedAssets, assets=assets),
                Middleware(GZipMiddleware),
            ],
        )
    )


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br;q=0.0", "identity"),
        ("zstd", "identity"),
        ("", "identity"),
    ],
)
def test_the_best_encoding_that_is_allowed(client: TestClient, accepted: str, expected: str) -> None:
    answer = client.get("/static/js/index.abc.js", headers={"accept-encoding": accepted})
    assert answer.headers.get("content-encoding", "identity") == expected
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.content == SCRIPT


def test_the_body_is_encoded_once_and_only_once(
    client: TestClient, static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def count(body: bytes) -> bytes:
        calls.append(len(body))
        return brotli.compress(body)

    monkeypatch.setitem(encoding.ENCODERS, "br", count)
    with client.stream("GET", "/static/js/index.abc.js", headers={"accept-encoding": "br"}) as answer:
        assert brotli.decompress(b"".join(answer.iter_raw())) == SCRIPT
    client.get("/static/js/index.abc.js", headers={"accept-encoding": "br"})
    assert calls == [len(SCRIPT)]


def test_what_the_client_holds_is_not_sent_again(client: TestClient) -> None:
    for path in ("/static/js/index.abc.js", "/"):
        first = client.get(path, headers={"accept-encoding": "br"})
        again = client.get(path, headers={"accept-encoding": "br", "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})
        assert other.status_code == 200


def test_fonts_and_unknown_paths_pass_through(client: TestClient) -> None:
    assert client.get("/static/font.woff2").content == b"font"
    assert client.get("/static/js/none.js").status_code == 404
    assert client.post("/static/js/index.abc.js").status_code == 405


def test_gzip_is_the_same_every_time() -> None:
    assert encoding.encode(SCRIPT, "gzip") == encoding.encode(SCRIPT, "gzip")
    assert gzip.decompress(encoding.encode(SCRIPT, "gzip").body) == SCRIPT


def test_the_entry_page_starts_loading_the_chart_and_what_it_imports(client: TestClient) -> None:
    text = client.get("/").text
    assert "<title>Trade &amp; Transit</title>" in text
    assert '<html lang="en">' in text
    assert 'modulepreload" crossorigin href="./static/js/Chart.abc.js"' in text
    assert 'modulepreload" crossorigin href="./static/js/helper.abc.js"' in text
    assert text.count("./static/js/shared.abc.js") == 1
    assert "Enable it." not in text


def test_a_script_that_is_not_there_is_left_out(static: Path) -> None:
    page = EntryPage(Assets(static), "Title", {"/map": ("Nowhere",)}, ("Chart",))
    assert page.preloaded("/map") == []
    assert "</head>" in page.document("/map")


def test_every_inline_script_has_its_hash(static: Path) -> None:
    page = EntryPage(Assets(static), "Title", {}, ("Chart",))
    assert len(page.script_hashes) == page.document("/").count("<script>") == 2
