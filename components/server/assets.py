"""Streamlit's own scripts, styles and fonts, compressed once per process and kept in memory."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.encoding import Encoded, choose_encoding, encode, respond

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
PACKED_TYPES = {".woff2": "font/woff2"}
IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


class Assets:
    """The scripts and styles of one static folder, and what stands in for its fonts, by the URL path that asks."""

    def __init__(self, directory: Path, instead: Mapping[str, Path] | None = None) -> None:
        """List the files; `instead` names files of other folders that take the place of some."""
        self.directory = directory
        self._files = {
            "/" + path.relative_to(directory).as_posix(): path
            for path in (directory / "static").glob("**/*")
            if path.suffix in MEDIA_TYPES
        } | dict(instead or {})
        self._encoded: dict[tuple[str, str], Encoded] = {}

    def __contains__(self, url_path: str) -> bool:
        return url_path in self._files

    def holds(self, url_path: str, encoding: str) -> bool:
        """Tell whether this body has been encoded already."""
        return (url_path, encoding) in self._encoded

    def encoded(self, url_path: str, encoding: str) -> Encoded:
        """Give one file's encoded body, encoding it on the first request; what is packed already stays as it is."""
        if self._files[url_path].suffix in PACKED_TYPES:
            encoding = "identity"
        key = (url_path, encoding)
        if key not in self._encoded:
            body = encode(self._files[url_path].read_bytes(), encoding)
            if encoding == "identity" and self._files[url_path].suffix in MEDIA_TYPES:
                return body
            self._encoded[key] = body
        return self._encoded[key]

    def script(self, stem: str) -> str | None:
        """Find the URL path of the script whose hashed name begins with the stem."""
        return next((path for path in self._files if path.startswith(f"/static/js/{stem}.")), None)

    def scripts_with_imports(self, stem: str, *, known: Iterable[str] = ()) -> list[str]:
        """List a script and everything it imports at once, without what is already known."""
        found: list[str] = []
        waiting = [self.script(stem)]
        while waiting:
            path = waiting.pop()
            if path is None or path in found or path in known or path not in self:
                continue
            found.append(path)
            imported: list[str] = IMPORTED.findall(self._files[path].read_text("utf-8"))
            waiting.extend(f"/static/js/{name}" for name in imported)
        return found

    def warm(self, url_paths: Iterable[str], encoding: str = "br") -> None:
        """Encode files before anybody asks for them."""
        for path in url_paths:
            if path in self:
                self.encoded(path, encoding)


class PackedAssets:
    """Middleware that answers requests for assets with compressed bodies."""

    def __init__(self, app: ASGIApp, assets: Assets, base: str = "") -> None:
        """Answer below the URL path `base`."""
        self.app = app
        self.assets = assets
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for an asset, pass on everything else."""
        path = str(scope.get("path", "")).removeprefix(self.base)
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or path not in self.assets:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = choose_encoding(headers)
        if self.assets.holds(path, encoding):
            encoded = self.assets.encoded(path, encoding)
        else:
            encoded = await run_in_threadpool(self.assets.encoded, path, encoding)
        media_type = (MEDIA_TYPES | PACKED_TYPES)[Path(path).suffix]
        response = respond(encoded, headers, media_type, "public, immutable, max-age=31536000")
        await response(scope, receive, send)
