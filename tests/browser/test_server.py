"""What the server sends to a browser, and that it keeps the browser to itself."""

import http.client
import json
import re
import resource as limits
import socket
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Server


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, {name.lower(): text for name, text in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, {name.lower(): text for name, text in refusal.headers.items()}, refusal.read()


def test_a_page_is_dark_from_the_start_where_the_system_is(open_page: Callable[..., Page]) -> None:
    page = open_page("/ledger", dark=True)
    background = page.locator("[data-testid=stApp]").evaluate("app => getComputedStyle(app).backgroundColor")
    assert background == "rgb(18, 24, 29)"


def test_the_browser_takes_scripts_compressed(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    scripts = page.evaluate(
        """() => performance.getEntriesByType('resource')
            .filter(entry => entry.name.endsWith('.js'))
            .map(entry => [entry.encodedBodySize, entry.decodedBodySize])"""
    )
    assert scripts
    assert sum(sent for sent, _ in scripts) < sum(held for _, held in scripts) / 3


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_the_chart_script_is_a_third_of_its_size(server: Server, encoding: str) -> None:
    _, _, page = fetch(f"{server.url}/trade")
    preloaded = re.search(rb'rel="preload" as="script" href="\.(/atlas/plotly\.min\.js\?v=[^"]+)"', page)
    assert preloaded, "the entry page preloads no chart script"
    url = server.url + preloaded[1].decode()
    _, plain_headers, plain = fetch(url)
    _, headers, packed = fetch(url, accept_encoding=encoding)
    assert "content-encoding" not in plain_headers
    assert headers["content-encoding"] == encoding
    assert headers["vary"] == "Accept-Encoding"
    assert "immutable" in headers["cache-control"]
    assert len(packed) < len(plain) / 3
    assert fetch(url, accept_encoding=encoding, if_none_match=headers["etag"])[0] == 304


def test_an_answer_on_a_kept_connection_does_not_wait_for_an_acknowledgement(server: Server) -> None:
    """A delayed acknowledgement takes some 40 ms, which is many times what a new connection takes."""

    def middle(kept: bool) -> float:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc)
        spent = []
        for _ in range(20):
            if not kept:
                connection.close()
            start = time.perf_counter()
            connection.request("GET", "/_stcore/health")
            assert connection.getresponse().read() == b"ok"
            spent.append(time.perf_counter() - start)
        connection.close()
        return statistics.median(spent)

    assert middle(kept=True) < 3 * middle(kept=False)


def test_the_entry_page_carries_title_language_and_policy(server: Server) -> None:
    _, headers, body = fetch(f"{server.url}/map")
    page = body.decode()
    assert "<title>Kazakhstan Trade &amp; Transit Atlas</title>" in page
    assert '<html lang="en">' in page
    assert "BidiComponent" in page
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"


def test_a_page_is_given_whole_and_is_ours(server: Server) -> None:
    whole = fetch(f"{server.url}/trade")[2]
    for part in ("bytes=0-9", "bytes=-9", "bytes=99999999-", "bytes=0-1,3-4"):
        assert fetch(f"{server.url}/trade", range=part)[::2] == (200, whole)
    for path in ("/trade/2024", "/a/b", "//a", "/static/js", "/static/js/", "/trade/data/claims.csv"):
        status, headers, body = fetch(server.url + path)
        assert (status, body) == (404, b"There is nothing here.\n"), path
        assert headers["content-type"].startswith("text/plain")
    assert fetch(f"{server.url}/_stcore/stream")[::2] == (426, b"A reader's session is a websocket.\n")


def test_more_silent_connections_than_files_leave_room_for_readers(
    fresh_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    limits.setrlimit(limits.RLIMIT_NOFILE, (300, hard))
    try:
        server = fresh_server()
    finally:
        limits.setrlimit(limits.RLIMIT_NOFILE, (soft, hard))
    before = server.log
    with ExitStack() as stack:
        for _ in range(320):
            silent = stack.enter_context(socket.create_connection(("localhost", urlsplit(server.url).port)))
            silent.sendall(b"GET /trade HTTP/1.1\r\nHost: local")
        page = open_page("/sources", server=server)
        assert page.get_by_role("heading", level=1).inner_text() == "Sources"
        assert page.atlas.troubles == []
    assert server.log == before


def test_the_evidence_is_there_as_files(server: Server) -> None:
    status, headers, body = fetch(f"{server.url}/datapackage.json")
    assert status == 200
    assert headers["content-type"].startswith("application/json")
    for resource in json.loads(body)["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            assert fetch(f"{server.url}/{path}")[0] == 200, path
    status, headers, _ = fetch(f"{server.url}/data/claims.csv")
    assert status == 200
    assert headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/data/../app.py",
        "/data/..%2fapp.py",
        "/data/%2e%2e/app.py",
        "/data/claims/../../pyproject.toml",
        "/data/claims/..%2f..%2fpyproject.toml",
        "/data//etc/passwd",
        "/data/%2fetc%2fpasswd",
        "/data/make_basemap.py",
        "/data/%252e%252e%252fapp.py",
        "/data/..%5capp.py",
        "/data/sources.csv%00",
        "/atlas/%2e%2e/encoding.py",
        "/atlas/..%2fencoding.py",
    ],
)
def test_nothing_else_is_given_out(server: Server, path: str) -> None:
    status, _, body = fetch(server.url + path)
    assert status in {400, 404}
    assert b"import" not in body
    assert b"root:" not in body


def test_the_page_of_a_chart_asks_for_all_its_scripts_at_once(server: Server, open_page: Callable[..., Page]) -> None:
    named = set(re.findall(rb'(?:src|href)="\.(/static/js/[^"]+)"', fetch(f"{server.url}/trade")[2]))
    asked = {urlsplit(url).path.encode() for url in open_page("/trade").atlas.requests if "/static/js/" in url}
    assert asked
    assert asked == named
