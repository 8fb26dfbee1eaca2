"""The `datapackage.json` of an archive."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from components.tables import Tables

NAME = "datapackage.json"


def whole_package(tables: Tables, files: Mapping[str, Sequence[str]]) -> bytes:
    """Give the schema as it was read; with every file of a table in it, if it does not name them all."""
    placed = _placed(tables.schema, files)
    return tables.files[NAME] if placed == tables.schema else _written(placed)


def chosen_package(tables: Tables, files: Mapping[str, Sequence[str]], said: str, today: date) -> bytes:
    """Give the schema as that of a selection, which `said` names in words."""
    placed = _placed(tables.schema, files)
    told = f"A selection of data version {tables.version}: {said}. {placed.get('description', '')}".strip()
    title = f"{placed.get('title', placed['name'])}, a selection"
    return _written({**placed, "title": title, "description": told, "created": f"{today.isoformat()}T00:00:00Z"})


def _placed(package: Mapping[str, Any], files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    resources = [
        {**part, "path": _paths(part["path"], files[part["name"]])} if part["name"] in files else part
        for part in package["resources"]
    ]
    return {**package, "resources": resources}


def _paths(path: str | list[str], files: Sequence[str]) -> str | list[str]:
    if isinstance(path, list) and sorted(path) == sorted(files):
        return path
    return files[0] if isinstance(path, str) and len(files) == 1 else list(files)


def _written(package: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()
