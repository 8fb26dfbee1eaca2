"""What the dashboard reads of a data package's description, as a JSON Schema, stricter than the standard.

The standard lets a description name further files by path or address, such as a schema or a profile. Here it stands
alone: nothing else is read for it, on this machine or another.
"""

from typing import Any

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_LINKS = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": _TEXT, "title": _TEXT, "path": _TEXT}},
}
_TOLD = {"name": _TEXT, "title": _TEXT, "description": _TEXT, "licenses": _LINKS, "sources": _LINKS}
_PROFILES = ["data-package", "tabular-data-package", "data-resource", "tabular-data-resource"]
_FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        **dict.fromkeys(("name", "type", "title", "description", "unit", "patternMeaning"), _TEXT),
        "constraints": {"type": "object", "properties": {"enum": {"type": "array"}, "pattern": _TEXT}},
    },
}
_KEY = {
    "type": "object",
    "required": ["fields", "reference"],
    "properties": {
        "fields": _TEXTS,
        "reference": {
            "type": "object",
            "required": ["resource", "fields"],
            "properties": {"resource": _TEXT, "fields": _TEXTS},
        },
    },
}
_SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "items": _FIELD},
        "foreignKeys": {"type": "array", "items": _KEY},
    },
}
_RESOURCE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        **_TOLD,
        "path": {"type": ["string", "array"], "items": _TEXT, "minItems": 1},
        "profile": {"enum": _PROFILES},
        "schema": _SCHEMA,
        "dialect": {"type": "object"},
    },
    "dependentRequired": {"licenses": ["title"], "schema": ["path"]},
}
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["name", "resources"],
    "properties": {
        **_TOLD,
        "version": _TEXT,
        "profile": {"enum": _PROFILES},
        "resources": {"type": "array", "items": _RESOURCE, "minItems": 1},
    },
}
