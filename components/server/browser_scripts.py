"""The product's own scripts for the browser: the ES modules in `browser/`, served at `/atlas/<name>.js`."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.server.encoding import choose_encoding, encode_once, respond

DIRECTORY = Path(__file__).parent / "browser"


def browser_scripts(directory: Path = DIRECTORY) -> dict[str, bytes]:
    """Read the scripts that every page loads, by file name; each stands by itself."""
    return {path.name: path.read_bytes() for path in sorted(directory.glob("*.js"))}


def script_addresses(scripts: Mapping[str, bytes]) -> list[str]:
    """Give each script's address relative to the page, with the version that lets a browser keep it for good."""
    return [f"./atlas/{name}?v={_version(body)}" for name, body in scripts.items()]


def script_routes(scripts: Mapping[str, bytes], base: str = "") -> list[Route]:
    """Give the route that answers with the scripts, below the URL path `base`.

    Asked for without its version in the query, a script is to be checked anew each time.
    """
    versions = {name: _version(body) for name, body in scripts.items()}

    def script(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in scripts:
            return Response("There is no such script.\n", 404, {"cache-control": "no-store"}, "text/plain")
        kept = request.query_params.get("v") == versions[name]
        encoded = encode_once(scripts[name], choose_encoding(request.headers))
        cache_control = "public, immutable, max-age=31536000" if kept else "no-cache"
        return respond(encoded, request.headers, "text/javascript", cache_control)

    return [Route(f"{base}/atlas/{{name:path}}", script)]


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]
