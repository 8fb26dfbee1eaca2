"""Which of the server's routes the dashboard needs; every other one is closed."""

from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Streamlit brings more below these: uploads, metrics, components, sign-in and an interface for programs.
CLOSED = ("/_stcore/", "/component/", "/auth/", "/oauth2callback", "/app/")
OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
# The routes of the evidence say themselves which methods they take.
ANY_METHOD = ("/data/", "/datapackage.json")
READING = ("GET", "HEAD", "OPTIONS")


class OnlyRoutes:
    """Middleware that answers for what the dashboard does not need: 404, or 405 where something is to be written."""

    def __init__(self, app: ASGIApp, assets: Path, base: str = "") -> None:
        """Guard what lies below the URL path `base`; `assets` is the folder of what is served below `/static/`."""
        self.app = app
        self.base = base
        self._assets = {"/" + file.relative_to(assets).as_posix() for file in (assets / "static").rglob("*")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(self.base)
        if (path.startswith(CLOSED) and path not in OPEN) or (path.startswith("/static/") and path not in self._assets):
            refusal = PlainTextResponse("There is nothing here.\n", 404, {"cache-control": "no-store"})
        elif scope["type"] == "http" and scope["method"] not in READING and not path.startswith(ANY_METHOD):
            refusal = PlainTextResponse(
                "The dashboard can only be read.\n", 405, {"cache-control": "no-store", "allow": ", ".join(READING)}
            )
        else:
            await self.app(scope, receive, send)
            return
        await refusal(scope, receive, send)
