"""The evidence as files: `/datapackage.json` and `/data/…`, for programs of any origin to read."""

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.server.assets import EncodedOnce, choose_encoding, respond
from components.tables import evidence_files

DESCRIPTOR = "datapackage.json"
# By ending, or by the whole name.
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    "data/claims.sdmx.csv": "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
}
HTML = "text/html; charset=utf-8"
_OPEN = {"access-control-allow-origin": "*"}
_READING = "GET, HEAD, OPTIONS"
_PREFLIGHT = {
    **_OPEN,
    "access-control-allow-methods": _READING,
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": _READING,
}
# Every method is answered here, so that none goes on to the pages.
_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


def data_routes(find_directory: Callable[[], Path], base: str = "") -> list[Route]:
    """Return the routes that answer with the files of the active data directory, below the URL path `base`."""
    answer = partial(_answer, EncodedOnce())

    def descriptor(request: Request) -> Response:
        files = known_files(find_directory())
        if DESCRIPTOR not in files:
            raise FileNotFoundError(DESCRIPTOR)
        package = json.loads(files[DESCRIPTOR].read_text("utf-8"))
        placed = json.dumps(place_under(package, "data/"), ensure_ascii=False, indent=2)
        return answer(request, placed.encode(), ".json")

    def file(request: Request) -> Response:
        name, files = request.path_params["name"], known_files(find_directory())
        if name in files:
            return answer(request, files[name].read_bytes(), files[name].suffix)
        claims = [path for known, path in sorted(files.items()) if known.startswith("claims/")]
        if name == "claims.csv" and claims:
            return answer(request, join_tables(claims).encode(), ".csv")
        raise FileNotFoundError(name)

    return [
        Route(f"{base}/{DESCRIPTOR}", _for_reading(descriptor), methods=_METHODS),
        Route(f"{base}/data/{{name:path}}", _for_reading(file), methods=_METHODS),
    ]


def exhibit_routes(make: Callable[[str], bytes], base: str = "") -> list[Route]:
    """Return the routes that answer with what pages show, for programs, and with each figure's evidence as a page.

    Two of them stand among the tables, which they are made of: they come before the routes of these. All stand below
    the URL path `base`. `make` returns the file of a name, as `exports.exhibit_file` does.
    """
    kept = EncodedOnce()

    def file(request: Request) -> Response:
        name = request.url.path.removeprefix(f"{base}/")
        kind = name if name in MEDIA_TYPES else PurePosixPath(name).suffix
        return _answer(kept, request, make(name), "" if name.startswith("figure/") else kind)

    reading = _for_reading(file)
    lists = ("/exhibits.json", "/figures.json", "/data/figures.csv", "/data/claims.sdmx.csv")
    paths = (*lists, "/exhibits/{name:path}", "/figure/{name:path}")
    return [Route(f"{base}{path}", reading, methods=_METHODS) for path in paths]


def known_files(directory: Path) -> dict[str, Path]:
    """List the files of a data directory that may be given out, by the name they are asked for: those of the evidence.

    A link that leads out of the directory is none of them.
    """
    home = directory.resolve()
    files = {name: directory / name for name in evidence_files(directory)}
    return {name: path for name, path in files.items() if path.is_file() and path.resolve().is_relative_to(home)}


def place_under(package: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Rewrite a descriptor's paths for a reader who finds it one folder above its files.

    Raises ValueError if it is no descriptor of resources.
    """

    def moved(path: object) -> object:
        if isinstance(path, list):
            return [moved(item) for item in path]
        return f"{prefix}{path}" if isinstance(path, str) and "://" not in path else path

    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise ValueError("a descriptor lists resources")
    placed = [
        {**resource, "path": moved(resource["path"])} if "path" in resource else resource for resource in resources
    ]
    return {**package, "resources": placed}


def join_tables(paths: list[Path]) -> str:
    """Join CSV files into one table with every column that any of them has."""
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns.update(dict.fromkeys(reader.fieldnames or []))
            rows.extend(reader)
    joined = io.StringIO()
    writer = csv.DictWriter(joined, list(columns), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return joined.getvalue()


def _for_reading(give: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            return _refuse(405, "The evidence can only be read.", allow=_READING)
        try:
            return give(request)
        except FileNotFoundError:
            return _refuse(404, "There is no such file of the evidence.")
        except (OSError, ValueError, RecursionError, csv.Error):
            return _refuse(503, "This file cannot be read at the moment.")

    return endpoint


def _answer(kept: EncodedOnce, request: Request, body: bytes, kind: str) -> Response:
    encoded = kept.encoded(request.url.path, body, choose_encoding(request.headers))
    response = respond(encoded, request.headers, MEDIA_TYPES.get(kind, HTML), "no-cache")
    response.headers.update(_OPEN)
    return response


def _refuse(status: int, reason: str, **headers: str) -> Response:
    return Response(reason + "\n", status, {"cache-control": "no-store", **_OPEN, **headers}, "text/plain")
