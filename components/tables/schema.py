"""What a data directory must hold: the tables and columns of the project's own `data/datapackage.json`."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.tables.faults import SHOWN, Fault, TablesError
from components.tables.parsing import read_json, said

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

NAME = "datapackage.json"
MOST_BYTES = 1_000_000
_WORDED = {"string": "text", "array": "a list", "object": "an object"}


def read_descriptor(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a `datapackage.json` and hold it against the standard, Frictionless Data Package."""
    descriptor, faults = read_json(file, content, MOST_BYTES)
    if not faults:
        faults = [Fault(file, None, "", note, expected) for note, expected in notes(content)]
    return ({} if faults else descriptor), faults


@lru_cache(maxsize=4)
def notes(content: bytes) -> tuple[tuple[str, str], ...]:
    """Say what keeps a JSON object from being a Frictionless Data Package that the dashboard can read."""
    from frictionless import FrictionlessException, Package  # imported where needed: it takes half a second

    descriptor = json.loads(content.decode("utf-8-sig"))
    if misshapen := tuple(_misshapen(descriptor)):
        return misshapen
    expected = "a Frictionless Data Package"
    try:
        Package.from_descriptor(descriptor)
    except FrictionlessException as error:
        return tuple((reason.note, expected) for reason in error.reasons or [error.error])
    except Exception as error:  # what frictionless itself trips over, such as a field that is no object
        return ((str(error), expected),)
    return ()


def _misshapen(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Say where a description is not what is read of it, before anything that it names could be fetched."""
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(SHAPE).iter_errors(descriptor):
        place = said(tuple(error.absolute_path)) or "the description"
        if error.validator in ("required", "dependentRequired"):
            yield f"{place}: {error.message}", "a Frictionless Data Package"
        else:
            kinds = error.validator_value if error.validator == "type" else None
            named = [kinds] if isinstance(kinds, str) else kinds or []
            words = " or ".join(_WORDED[kind] for kind in named) or "a Frictionless Data Package that stands alone"
            yield f"{place}: {json.dumps(error.instance)[:SHOWN]}", words


def description_faults(descriptor: Mapping[str, Any], tables: Mapping[str, Sequence[str]]) -> list[Fault]:
    """List the tables (with their columns) that a descriptor lacks, describes with other columns, or adds."""
    described: dict[str, str] = {}
    faults = []
    for resource in descriptor["resources"]:
        name, fields = resource["name"], resource.get("schema", {}).get("fields", [])
        if "schema" in resource and name not in tables:
            faults.append(Fault(NAME, None, "", f"the table {name}", f"no tables but {', '.join(tables)}"))
        described[name] = ",".join(field["name"] for field in fields)
    for table, columns in tables.items():
        found = described.get(table, "")
        if found != ",".join(columns):
            faults.append(Fault(NAME, None, table, found, f"the fields {','.join(columns)}"))
    return faults


CONTRACT = Path(__file__).parents[2] / "data" / NAME

WRITTEN = {
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?"),
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
NOTHING = re.compile(r"(?!)")
WORDED = {
    "number": "a number (as in 20.3 or 11e3)",
    "integer": "a whole number (as in 3)",
    "date": "a date (as in 2024-12-05)",
}


@dataclass(frozen=True)
class Column:
    """Hold one column; `refusal` says what a cell's text should have been, blank if it may stand.

    What the pattern `plain` matches whole may stand, so that most cells need no call of `refusal`, which is slow.
    """

    name: str
    type: str
    refusal: Callable[[str], str]
    plain: re.Pattern[str]

    def refused(self, texts: Iterable[str | None]) -> dict[str, str]:
        """Find the texts that may not stand in this column, each with what it should have been."""
        doubtful = [text for text in texts if text is not None and not self.plain.fullmatch(text)]
        return {text: expected for text in doubtful if (expected := self.refusal(text))}


@dataclass(frozen=True)
class Table:
    """Hold one table: its path or paths, columns, column sets that are unique, and keys.

    A key is a column, the table it points into, and the column there.
    """

    name: str
    paths: tuple[str, ...]
    columns: tuple[Column, ...]
    uniques: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, str, str], ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Name the columns in their order."""
        return tuple(column.name for column in self.columns)


def contract() -> tuple[Table, ...]:
    """Read the contract; raises TablesError if the project's own schema is missing or is none."""
    return read_contract(contract_content())


def contract_content() -> bytes:
    """Read the file of the contract; raises TablesError if it is missing."""
    try:
        return CONTRACT.read_bytes()
    except OSError as error:
        raise TablesError([Fault(str(CONTRACT), None, "", str(error.strerror), "the project's schema")]) from None


@lru_cache(maxsize=1)
def read_contract(content: bytes) -> tuple[Table, ...]:
    """Read the tables that a `datapackage.json` asks for."""
    descriptor, faults = read_descriptor(str(CONTRACT), content)
    if faults:
        raise TablesError(faults)
    return tuple(read_table(resource) for resource in descriptor["resources"] if "schema" in resource)


def read_table(resource: dict[str, Any]) -> Table:
    """Read one table of the contract from its resource."""
    from frictionless import Schema  # imported where needed: it takes half a second

    schema = Schema.from_descriptor(resource["schema"])
    unique = [(field.name,) for field in schema.fields if field.constraints.get("unique")]
    return Table(
        name=resource["name"],
        paths=tuple(resource["path"]) if isinstance(resource["path"], list) else (resource["path"],),
        columns=tuple(Column(field.name, field.type, cell_refusal(field), plain(field)) for field in schema.fields),
        uniques=tuple(dict.fromkeys([tuple(schema.primary_key), *unique])),
        keys=tuple(
            (
                key["fields"][0],
                key["reference"]["resource"] or resource["name"],
                key["reference"]["fields"][0],
            )
            for key in schema.foreign_keys
        ),
    )


def cell_refusal(field: Any) -> Callable[[str], str]:
    """Make the function that says what a cell of this field should have been, blank if it may stand."""
    read = field.create_cell_reader()
    written = WRITTEN.get(field.type)
    worded = WORDED.get(field.type, "text")
    limits = field.constraints
    expected = {
        "type": worded,
        "required": "a value, not a blank",
        "enum": f"one of: {', '.join(map(str, limits.get('enum', [])))}",
        "pattern": field.custom.get("patternMeaning", f"text of the form {limits.get('pattern')}"),
        "minimum": f"{worded} of at least {limits.get('minimum')}",
        "maximum": f"{worded} of at most {limits.get('maximum')}",
    }

    def refusal(text: str) -> str:
        if text and written and not written.fullmatch(text):
            return worded
        _, notes = read(text)
        return "; ".join(expected.get(name, note) for name, note in (notes or {}).items())

    return refusal


def plain(field: Any) -> re.Pattern[str]:
    """Give a pattern of texts that a field surely lets stand; one that nothing matches where that needs more."""
    checks = field.constraints.keys() - {"required", "unique"}
    if field.type == "string" and field.format == "default" and checks <= {"pattern"}:
        return re.compile(field.constraints.get("pattern", "(?s:.+)"))
    return WRITTEN["number"] if field.type == "number" and not checks else NOTHING
