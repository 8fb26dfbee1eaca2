"""The evidence as files: `/datapackage.json` and everything under `/data/`."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

DESCRIPTOR = "datapackage.json"
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".json": "application/json",
}


def data_routes(find_directory: Callable[[], Path]) -> list[Route]:
    """Give the routes that answer with the files of the active data directory."""

    def descriptor(_: Request) -> Response:
        try:
            package = json.loads((find_directory() / DESCRIPTOR).read_text("utf-8"))
        except FileNotFoundError:
            return _refuse(404, f"There is no {DESCRIPTOR} in the data directory.")
        except ValueError:
            return _refuse(503, f"{DESCRIPTOR} cannot be read at the moment.")
        return _answer(json.dumps(place_under(package, "data/"), ensure_ascii=False, indent=2), ".json")

    def file(request: Request) -> Response:
        name, directory = request.path_params["name"], find_directory()
        files = known_files(directory)
        if name in files:
            return _answer(files[name].read_bytes(), files[name].suffix)
        if name == "claims.csv" and (directory / "claims").is_dir():
            return _answer(join_tables(sorted((directory / "claims").glob("[!.~]*.csv"))), ".csv")
        return _refuse(404, "There is no such file in the data directory.")

    return [Route(f"/{DESCRIPTOR}", descriptor), Route("/data/{name:path}", file)]


def known_files(directory: Path) -> dict[str, Path]:
    """List the files of a data directory that may be given out, by the name they are asked for."""
    patterns = (DESCRIPTOR, "[!.~]*.csv", "[!.~]*.geojson", "claims/[!.~]*.csv")
    paths = (path for pattern in patterns for path in directory.glob(pattern) if path.is_file())
    return {path.relative_to(directory).as_posix(): path for path in paths}


def place_under(package: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Rewrite a descriptor's paths for a reader who finds it one folder above its files."""

    def moved(path: object) -> object:
        if isinstance(path, list):
            return [moved(item) for item in path]
        return f"{prefix}{path}" if isinstance(path, str) and "://" not in path else path

    resources = [
        {**resource, "path": moved(resource["path"])} if "path" in resource else resource
        for resource in package.get("resources", [])
    ]
    return {**package, "resources": resources}


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


def _answer(content: str | bytes, suffix: str) -> Response:
    return Response(content, headers={"content-type": MEDIA_TYPES[suffix], "cache-control": "no-cache"})


def _refuse(status: int, reason: str) -> Response:
    return Response(reason + "\n", status, {"cache-control": "no-store"}, "text/plain")
