"""Whom the dashboard answers: the hosts that it is asked for as, and the pages that may hold it in a frame."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = ("localhost", "127.0.0.1", "[::1]")
EVERY_ADDRESS = ("0.0.0.0", "::", "")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"(?:\*\.)?{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]")


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


class OwnOrigin:
    """Middleware that lets only the dashboard's own pages, and programs that are no browser, open its stream."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a stream that a page of another origin asks for; pass on everything else."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


def _words(named: str) -> list[str]:
    return named.replace(",", " ").split()


def _origin(named: str) -> str:
    scheme, _, rest = named.lower().removesuffix("/").partition("://")
    host, _, port = rest.rpartition(":") if re.search(r":\d*$", rest) and not rest.endswith("]") else (rest, "", "0")
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host) or not port.isdigit() or int(port) > 65535:
        raise ValueError(
            f"ATLAS_FRAME_ANCESTORS names “{named}”, which is no origin. Name scheme, host and, if need be, port, "
            "for example: https://intranet.example https://*.example.org:8443 self"
        )
    return f"{scheme}://{rest}"
