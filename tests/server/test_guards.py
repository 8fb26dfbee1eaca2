"""Whom and what the server answers: hosts, origins, frames and routes."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import app
from components.server import CHART_MODULE, EVERY_ANSWER, OnlyRoutes, allowed_hosts, frame_ancestors, guards

HERE = ["localhost", "127.0.0.1", "[::1]"]


class OnlyNeeded:
    def hear(self, message: bytes, *, stands: bool) -> bytes | None:
        return message if message == b"needed" else None

    def ends_a_run(self, message: bytes) -> bool:
        return False


# What sessions have sent in: the first as many files as one may, all of them together not too much.
HELD = {"full": {str(place): SimpleNamespace(data=b"x") for place in range(4)}, "a": {"one": SimpleNamespace(data=b"")}}


@pytest.fixture
def client(tmp_path: Path) -> Callable[..., TestClient]:
    """Give a function that puts guards before a server that would answer everything."""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.js").write_text("0")

    def page(_: object) -> Response:
        return Response("<html>", media_type="text/html")

    def evidence(_: object) -> Response:
        return Response("a\n1\n", media_type="text/csv", headers={"access-control-allow-origin": "*"})

    def failing(_: object) -> Response:
        raise RuntimeError(f"no luck with {tmp_path}")

    def breaking_off(_: object) -> Response:
        async def chunks() -> AsyncIterator[bytes]:
            yield b"begun"
            raise RuntimeError("no luck")

        return StreamingResponse(chunks())

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("open")
        async for said in socket.iter_bytes():
            await socket.send_bytes(said)

    def start(address: str = "localhost", base: str = "", **settings: str) -> TestClient:
        methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"]
        inner = [
            Route("/failing{rest:path}", failing),
            Route("/breaking-off", breaking_off),
            Route("/data/{name:path}", evidence, methods=methods),
            WebSocketRoute("/_stcore/stream", stream),
            WebSocketRoute("/_stcore/agent/stream", stream),
            Route("/{path:path}", page, methods=methods),
        ]
        served = Starlette(
            routes=[Mount(base, routes=inner)] if base else inner,
            middleware=guards(settings, address, tmp_path, OnlyNeeded(), lambda: HELD, ["'sha256-x'"], base),
        )
        return TestClient(served, base_url="http://localhost:8501", raise_server_exceptions=False)

    return start


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_it_answers_as_this_machine(client: Callable[..., TestClient], host: str) -> None:
    assert client().get("/trade", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7", ""]
)
def test_it_answers_as_nobody_else(client: Callable[..., TestClient], host: str) -> None:
    for path in ("/trade", "/data/claims.csv", "/_stcore/health"):
        answer = client().get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "html" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_rebound_name_opens_no_stream(client: Callable[..., TestClient]) -> None:
    rebound = {"host": "evil.example:8501", "origin": "http://evil.example:8501"}
    with (
        pytest.raises(WebSocketDenialResponse) as refusal,
        client().websocket_connect("/_stcore/stream", headers=rebound),
    ):
        pass
    assert refusal.value.status_code == 400


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:9999", "http://localhost", "http://127.0.0.1:8501", "",
     "http://[evil", "localhost:8501", "http://localhost:8501@evil.example"],
)  # fmt: skip
def test_a_page_of_another_origin_opens_no_stream(client: Callable[..., TestClient], origin: str) -> None:
    with (
        pytest.raises(WebSocketDenialResponse) as refusal,
        client().websocket_connect("/_stcore/stream", headers={"host": "localhost:8501", "origin": origin}),
    ):
        pass
    assert (refusal.value.status_code, refusal.value.text) == (
        403,
        "Only the dashboard's own pages may open its stream.\n",
    )


@pytest.mark.parametrize("headers", [{}, {"origin": "http://localhost:8501"}, {"origin": "https://localhost:8501"}])
def test_its_own_pages_and_programs_open_the_stream(client: Callable[..., TestClient], headers: dict[str, str]) -> None:
    with client().websocket_connect("/_stcore/stream", headers={"host": "localhost:8501", **headers}) as stream:
        assert stream.receive_text() == "open"


def test_what_no_page_needs_to_say_is_not_heard(client: Callable[..., TestClient]) -> None:
    with client().websocket_connect("/_stcore/stream", headers={"host": "localhost:8501"}) as stream:
        assert stream.receive_text() == "open"
        stream.send_bytes(b"not needed")
        stream.send_text("needed")
        stream.send_bytes(b"needed")
        assert stream.receive_bytes() == b"needed"


def test_pages_run_stop_ask_for_rows_send_files_and_say_nothing_else() -> None:
    def said(kind: str) -> bytes:
        message = BackMsg()
        field = BackMsg.DESCRIPTOR.fields_by_name[kind]
        if field.message_type is None:
            setattr(message, kind, True)
        else:
            getattr(message, kind).SetInParent()
        return message.SerializeToString()

    kinds = [field.name for field in BackMsg.DESCRIPTOR.fields]
    heard = {kind for kind in kinds if app.Messages().hear(said(kind), stands=True)}
    assert heard == {"rerun_script", "stop_script", "backend_operation_request", "file_urls_request"}
    assert {"clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"} <= set(kinds)
    for message in (b"", b"\xff\xfe no message"):
        assert app.Messages().hear(message, stands=True) is None


def test_a_part_of_a_page_that_does_not_stand_yet_is_run_with_the_whole() -> None:
    act, messages = BackMsg(), app.Messages()
    act.rerun_script.fragment_id, act.rerun_script.query_string = "a chart", "years=2013"
    assert messages.hear(act.SerializeToString(), stands=True) == act.SerializeToString()
    whole = BackMsg.FromString(messages.hear(act.SerializeToString(), stands=False))
    assert (whole.rerun_script.fragment_id, whole.rerun_script.query_string) == ("", "years=2013")
    ends = {
        ended: messages.ends_a_run(ForwardMsg(script_finished=ended).SerializeToString())
        for ended in ForwardMsg.ScriptFinishedStatus.values()
    }
    assert [ended for ended, seen in ends.items() if seen] == [ForwardMsg.FINISHED_SUCCESSFULLY]
    assert not messages.ends_a_run(ForwardMsg(hash="x").SerializeToString())


def test_hosts_are_this_machine_the_address_and_those_named() -> None:
    assert allowed_hosts("", "localhost") == HERE
    assert allowed_hosts("", "0.0.0.0") == HERE
    assert allowed_hosts("", "::") == HERE
    assert allowed_hosts("", "192.0.2.7") == [*HERE, "192.0.2.7"]
    assert allowed_hosts("", "2001:db8::7") == [*HERE, "[2001:db8::7]"]
    assert allowed_hosts("Atlas.Example.org, *.intranet.example atlas", "atlas") == [
        *HERE, "atlas", "atlas.example.org", "*.intranet.example",
    ]  # fmt: skip


def test_a_named_host_is_answered(client: Callable[..., TestClient]) -> None:
    named = client(ATLAS_ALLOWED_HOSTS="atlas.example.org *.intranet.example")
    for host, status in {
        "atlas.example.org": 200, "a.intranet.example:80": 200, "intranet.example": 400, "example.org": 400,
        "www.atlas.example.org": 400, "aintranet.example": 400, "localhost": 200,
    }.items():  # fmt: skip
        assert named.get("/", headers={"host": host}).status_code == status, host


@pytest.mark.parametrize(
    "named", ["http://a.example", "a.example:80", "*", "a.*.example", "a example/", "*a.example", "a..b", "[::1", "a;b"]
)
def test_what_is_no_host_is_refused_in_words(client: Callable[..., TestClient], named: str) -> None:
    with pytest.raises(SystemExit, match=r"^ATLAS_ALLOWED_HOSTS names “.+”, which is no host\. .*for example: "):
        client(ATLAS_ALLOWED_HOSTS=named)


def test_listening_everywhere_says_as_whom_it_answers(
    client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    client(address="0.0.0.0")
    assert "answering only as localhost, 127.0.0.1, [::1]: name the other hosts in ATLAS_ALLOWED_HOSTS" in caplog.text
    caplog.clear()
    client(address="0.0.0.0", ATLAS_ALLOWED_HOSTS="atlas.example.org")
    client()
    assert not caplog.text


def policy(answer: Response) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))


def test_no_page_may_hold_it_in_a_frame_unless_named(client: Callable[..., TestClient]) -> None:
    assert policy(client().get("/trade"))["frame-ancestors"] == "'none'"
    named = client(ATLAS_FRAME_ANCESTORS="https://intranet.example, https://*.example.org:8443 self")
    assert (
        policy(named.get("/trade"))["frame-ancestors"] == "https://intranet.example https://*.example.org:8443 'self'"
    )


@pytest.mark.parametrize(
    "named",
    [
        "intranet.example", "*", "https:", "https://", "https://*", "https://a.example/page", "javascript://a",
        "https://a.example;script-src", "https://user@a.example", "https://a.example:x", "https://a.example:99999",
        "https://a.example:", "'none'", "https://a.example?b", "data://a", "https://a'b", "https://[::1", "https://a.*.b",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused_in_words(client: Callable[..., TestClient], named: str) -> None:
    with pytest.raises(SystemExit, match=r"^ATLAS_FRAME_ANCESTORS names “.+”, which is no origin\. .*for example: "):
        client(ATLAS_FRAME_ANCESTORS=named)


def test_origins_are_taken_as_a_browser_writes_them() -> None:
    assert frame_ancestors("HTTPS://Intranet.Example/ https://intranet.example http://[::1]:80 http://192.0.2.7") == [
        "https://intranet.example", "http://[::1]:80", "http://192.0.2.7",
    ]  # fmt: skip


def test_every_answer_carries_the_headers(client: Callable[..., TestClient]) -> None:
    here = client()
    answers = [
        here.get("/trade"),
        here.get("/data/claims.csv"),
        here.get("/_stcore/metrics"),
        here.post("/trade"),
        here.get("/", headers={"host": "evil.example"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 405, 400]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    held = [answer.headers["cross-origin-resource-policy"] for answer in answers]
    assert held == ["same-origin", "cross-origin", "same-origin", "same-origin", "same-origin"]
    page, evidence = (answer.headers for answer in answers[:2])
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(page["permissions-policy"].split(", "))
    assert not {"content-security-policy", "permissions-policy"} & set(evidence)


def test_a_failure_is_answered_in_plain_words_and_told_in_the_log(
    client: Callable[..., TestClient], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client().get("/failing%1Bb")
    assert (answer.status_code, answer.text) == (500, "The server could not answer this.\n")
    assert answer.headers["content-type"].startswith("text/plain")
    assert {*EVERY_ANSWER, "cross-origin-resource-policy"} <= {*answer.headers}
    assert answer.headers["cache-control"] == "no-store"
    assert "GET '/failing\\x1bb' could not be answered" in caplog.text
    assert f"RuntimeError: no luck with {tmp_path}" in caplog.text
    assert client().get("/trade").status_code == 200


def test_a_failure_in_a_guard_behind_is_answered_too(client: Callable[..., TestClient], monkeypatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(OnlyRoutes, "__call__", fail)
    answer = client().get("/trade")
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")


def test_an_answer_that_has_begun_is_broken_off(client: Callable[..., TestClient]) -> None:
    answer = client().get("/breaking-off")
    assert answer.text == "begun"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_is_tight(client: Callable[..., TestClient]) -> None:
    rules = policy(client().get("/trade"))
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval' 'sha256-x'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'self'"
    assert rules["object-src"] == rules["frame-src"] == "'none'"
    assert not any(word in source for source in rules.values() for word in ("*", "http", "'unsafe-eval'"))


@pytest.mark.parametrize("base", ["", "/atlas-of-trade"])
def test_only_what_is_needed_answers(client: Callable[..., TestClient], base: str) -> None:
    here = client(base=base)
    closed = [
        "/_stcore/metrics", "/_stcore/upload_file/a", "/_stcore/upload_file/a/b/c",
        "/_stcore/agent/openapi.json", "/_stcore/script-health-check",
        "/_stcore/bidi-components/x", "/_stcore/bidi-components/atlas_plot.plot/", f"{CHART_MODULE}.map",
        "/_stcore/bidi-components/atlas_plot.plot/other.js",
        "/component/x/index.html", "/auth/login", "/oauth2callback", "/app/static/x",
        "/static/js/absent.js", "/%5fstcore/metrics", "/_stcore/health/", "/static/js", "/static/js/", "/trade/2024",
        "/a/b", "/a//b", "/trade/data/claims.csv", "/trade/_stcore/health", "/index.html/x",
    ]  # fmt: skip
    for path in closed:
        for method in ("GET", "POST", "PUT"):
            assert here.request(method, base + path).status_code == 404, path
    for path in (
        "/",
        "/trade",
        "/_stcore/health",
        "/_stcore/host-config",
        "/static/js/index.js",
        "/media/x.csv",
        CHART_MODULE,
    ):
        assert here.get(base + path).status_code == 200, path
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert here.request(method, base + path).status_code == 405, path
    upload = f"{base}/_stcore/upload_file/a/b"
    assert [here.request(method, upload).status_code for method in ("PUT", "DELETE")] == [200, 200]
    assert [here.request(method, upload).status_code for method in ("GET", "POST", "PATCH")] == [405, 405, 405]
    full = f"{base}/_stcore/upload_file/full/b"
    assert [here.request(method, full).status_code for method in ("PUT", "DELETE")] == [429, 200]
    HELD["other"] = {"huge": SimpleNamespace(data=bytearray(200 * 2**20))}
    try:
        assert here.put(upload).status_code == 429, "all together are too much"
    finally:
        del HELD["other"]
    plain = here.get(f"{base}/_stcore/stream")
    assert (plain.status_code, plain.headers["upgrade"]) == (426, "websocket")
    assert plain.text == "A reader's session is a websocket.\n"
    assert here.post(f"{base}/data/claims.csv").status_code == 200, "the data routes refuse for themselves"
    for path in ("/_stcore/agent/stream", "/trade", "/_stcore/health"):
        with (
            pytest.raises(WebSocketDenialResponse) as refusal,
            here.websocket_connect(base + path, headers={"host": "localhost"}),
        ):
            pass
        assert refusal.value.status_code == 404, path
