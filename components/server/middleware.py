"""What stands before every answer: hosts, origins, headers, open routes, and words for a failure."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.entry_page import CHART_MODULE

# What no page of the dashboard asks a browser for; copying a citation and filling the screen stay possible.
UNUSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
EVERY_ANSWER = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)
HERE = ("localhost", "127.0.0.1", "[::1]")
EVERY_ADDRESS = ("0.0.0.0", "::", "")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"(?:\*\.)?{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]")
STREAM = "/_stcore/stream"
# A page's name has one part. Of what has more, this is needed; Streamlit brings metrics, components, sign-in and an
# interface for programs too.
ANSWERED = (STREAM, "/_stcore/health", "/_stcore/host-config", CHART_MODULE)
ANSWERED_BELOW = ("/atlas/", "/data/", "/exhibits/", "/figure/", "/media/")
CLOSED = ("/oauth2callback",)
# The routes of the evidence say themselves which methods they take.
ANY_METHOD = ("/data/", "/datapackage.json", "/exhibits.json", "/figures.json", "/exhibits/", "/figure/")
READING = ("GET", "HEAD", "OPTIONS")
# A reader's file comes in by an address of his session; Streamlit refuses other sessions, other sites, and larger ones.
Uploads = Callable[[], Mapping[str, Mapping[str, Any]]]
UPLOAD, UPLOADING = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+"), ("PUT", "DELETE")
# A reader has use for a file of official values and a template; all readers' files together fill no memory.
MOST_FILES, MOST_BYTES = 4, 200 * 2**20
ALLOWED_HOSTS, FRAME_ANCESTORS = "ATLAS_ALLOWED_HOSTS", "ATLAS_FRAME_ANCESTORS"


def content_security_policy(script_sources: Iterable[str] = (), frame_ancestors: Iterable[str] = ("'none'",)) -> str:
    """State what a page may load, only what this server gives besides the named script sources, and who frames it."""
    rules = {
        "default-src": ["'self'"],
        # The map's drawing library brings WebAssembly, which is code of this server too.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *script_sources],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": list(frame_ancestors),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class Messages(Protocol):
    """Read the messages of the stream between pages and server."""

    def hear(self, message: bytes, *, stands: bool) -> bytes | None:
        """Return what the server hears of a page's message, None if nothing; the page `stands` once a run has ended."""

    def ends_a_run(self, message: bytes) -> bool:
        """Return whether a message to a page says that a run has come to its end."""


class SecurityHeaders:
    """Middleware that adds security headers to every answer, and what it may do to every HTML page."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer's start."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                headers.update(EVERY_ANSWER)
                # What programs of any origin may read, pages of any origin may hold.
                anywhere = headers.get("access-control-allow-origin") == "*"
                headers["cross-origin-resource-policy"] = "cross-origin" if anywhere else "same-origin"
                if headers.get("content-type", "").startswith("text/html"):
                    headers.update({"content-security-policy": self.policy, "permissions-policy": PERMISSIONS})
            await send(message)

        await self.app(scope, receive, send_with_headers)


def allowed_hosts(named: str, address: str) -> list[str]:
    """List the hosts that a request may be addressed to: this machine, the server's own address, and those named.

    `named` separates them by blanks or commas; `*.example.org` stands for every host below it. Raises ValueError in
    words for whoever set it.
    """
    hosts = [host.lower() for host in _words(named)]
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ValueError(
                f"ATLAS_ALLOWED_HOSTS names “{host}”, which is no host. Name hosts without scheme and port, "
                "for example: atlas.example.org *.intranet.example 192.0.2.7"
            )
    own = f"[{address}]" if ":" in address.strip("[]") else address
    return list(dict.fromkeys([*HERE, *([] if address in EVERY_ADDRESS else [own.strip().lower()]), *hosts]))


def frame_ancestors(named: str) -> list[str]:
    """List, as sources of a policy, the pages that may hold the dashboard in a frame; none if none is named.

    `named` separates origins by blanks or commas; `self` stands for this server's own pages. Raises ValueError in
    words for whoever set it.
    """
    origins = ("'self'" if origin == "self" else _origin(origin) for origin in _words(named))
    return list(dict.fromkeys(origins)) or ["'none'"]


class Stream:
    """Middleware that opens the stream to the dashboard's own pages and to programs that are no browser.

    Of what they say, only what a page needs is heard.
    """

    def __init__(self, app: ASGIApp, messages: Messages) -> None:
        self.app = app
        self.messages = messages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a stream that a page of another origin asks for; pass on everything else."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower():
            refusal = PlainTextResponse("Only the dashboard's own pages may open its stream.\n", 403)
            await refusal(scope, receive, send)
            return
        stands = False

        async def receive_needed() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                heard = self.messages.hear(message.get("bytes") or b"", stands=stands)
                if heard is not None:
                    return {**message, "bytes": heard}

        async def send_and_see(message: Message) -> None:
            nonlocal stands
            stands = stands or self.messages.ends_a_run(message.get("bytes") or b"")
            await send(message)

        await self.app(scope, receive_needed, send_and_see)


def _words(named: str) -> list[str]:
    return named.replace(",", " ").split()


def _origin(named: str) -> str:
    scheme, _, authority = named.lower().removesuffix("/").partition("://")
    has_port = re.search(r":\d*$", authority) and not authority.endswith("]")
    host, _, port = authority.rpartition(":") if has_port else (authority, "", "0")
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host) or not port.isdigit() or int(port) > 65535:
        raise ValueError(
            f"ATLAS_FRAME_ANCESTORS names “{named}”, which is no origin. Name scheme, host and, if need be, port, "
            "for example: https://intranet.example https://*.example.org:8443 self"
        )
    return f"{scheme}://{authority}"


class OnlyRoutes:
    """Middleware that answers for what the dashboard does not need: 404, or 405 where something is to be written.

    A file too many is answered with 429.
    """

    def __init__(self, app: ASGIApp, assets: Path, uploads: Uploads, base: str = "") -> None:
        """Guard what lies below the URL path `base`; `assets` is the folder of what is served below `/static/`.

        `uploads` gives the files that the server holds, by session and id, each with its `data`.
        """
        self.app = app
        self.base = base
        self.uploads = uploads
        files = (file for file in (assets / "static").rglob("*") if file.is_file())
        self._answered = {*ANSWERED, *("/" + file.relative_to(assets).as_posix() for file in files)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        answer = self._refusal(str(scope["path"]).removeprefix(self.base), scope.get("method"))
        await (answer or self.app)(scope, receive, send)

    def _is_full(self, session: str) -> bool:
        """Return whether a session has sent in as many files as it may, or all of them together as much."""
        held = {key: list(files.values()) for key, files in list(self.uploads().items())}
        size = sum(len(file.data) for files in held.values() for file in files)
        return len(held.get(session, ())) >= MOST_FILES or size >= MOST_BYTES

    def _refusal(self, path: str, method: str | None) -> PlainTextResponse | None:
        """Return the answer to what is not needed; a websocket has no method."""
        if method is None and path == STREAM:
            return None
        headers = {"cache-control": "no-store"}
        if upload := UPLOAD.fullmatch(path):
            if method == "PUT" and self._is_full(upload[1]):
                return PlainTextResponse("No more files are taken in; put one away first.\n", 429, headers)
            if method in UPLOADING:
                return None
            headers["allow"] = ", ".join(UPLOADING)
            return PlainTextResponse("A file is only taken in here.\n", 405, headers)
        is_page = path not in CLOSED and "/" not in path[1:].rstrip("/")
        if method is None or not (is_page or path in self._answered or path.startswith(ANSWERED_BELOW)):
            return PlainTextResponse("There is nothing here.\n", 404, headers)
        if method not in READING and not path.startswith(ANY_METHOD):
            headers["allow"] = ", ".join(READING)
            return PlainTextResponse("The dashboard can only be read.\n", 405, headers)
        if path == STREAM:
            headers["upgrade"] = "websocket"
            return PlainTextResponse("A reader's session is a websocket.\n", 426, headers)
        return None


class ErrorResponses:
    """Middleware that answers a failure in plain words, and tells the log what was asked for and why it failed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 500 where that fails before an answer has begun. One that has begun is broken off."""
        begun = scope["type"] != "http"

        async def send_and_see(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        except Exception:
            if begun:
                raise
            logging.getLogger("atlas").exception("%s %r could not be answered", scope["method"], scope["path"])
            answer = PlainTextResponse("The server could not answer this.\n", 500, {"cache-control": "no-store"})
            await answer(scope, receive, send)


def guards(
    settings: Mapping[str, str],
    address: str,
    assets: Path,
    messages: Messages,
    uploads: Uploads,
    script_hashes: Iterable[str] = (),
    base: str = "",
) -> list[Middleware]:
    """Return the middleware that decides whom and what the server answers, the outermost first.

    `settings` are the environment's, `address` is the one listened at, `assets` the folder of Streamlit's own files,
    `messages` reads those of the stream, `uploads` gives the files that readers sent in, and `base` is the URL path
    below which the dashboard stands. A setting that says nothing sensible ends the program in words for whoever set it.
    """
    named = settings.get(ALLOWED_HOSTS, "")
    try:
        hosts = allowed_hosts(named, address)
        framed_by = frame_ancestors(settings.get(FRAME_ANCESTORS, ""))
    except ValueError as error:
        raise SystemExit(str(error)) from None
    if address in EVERY_ADDRESS and not named.strip():
        message = "Listening on every address, but answering only as %s: name the other hosts in %s"
        logging.getLogger("atlas").warning(message, ", ".join(hosts), ALLOWED_HOSTS)
    return [
        Middleware(SecurityHeaders, policy=content_security_policy(script_hashes, framed_by)),
        Middleware(ErrorResponses),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(Stream, messages=messages),
        Middleware(OnlyRoutes, assets=assets, uploads=uploads, base=base),
    ]
