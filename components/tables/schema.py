"""What a data directory must hold: the tables and columns of the project's own `data/datapackage.json`."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from jsonschema import Draft202012Validator

from components.tables.faults import MOST_LISTED, SHOWN, Fault, TablesError
from components.tables.parsing import json_path, read_json

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_LINKS = {"type": "array", "items": {"type": "object", "properties": {"name": _TEXT, "title": _TEXT, "path": _TEXT}}}
_TOLD = {"name": _TEXT, "title": _TEXT, "description": _TEXT, "licenses": _LINKS, "sources": _LINKS}
_PROFILES = ["data-package", "tabular-data-package", "data-resource", "tabular-data-resource"]
_FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        **dict.fromkeys(("name", "type", "title", "description", "unit", "patternMeaning", "groupChar"), _TEXT),
        "optional": {"type": "boolean"},
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
    "properties": {"fields": {"type": "array", "items": _FIELD}, "foreignKeys": {"type": "array", "items": _KEY}},
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
        "optional": {"type": "boolean"},
        "derived": {"type": "boolean"},
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
# What an archive says of itself in a descriptor; it changes nothing of what the tables say.
_OF_PACKAGE, _OF_FILES = ("version", "created", "sources"), ("hash", "bytes")
_WORDED = {
    "string": "text", "array": "a list", "object": "an object", "boolean": "true or false", "number": "a number",
    "integer": "a whole number", "null": "nothing",
}  # fmt: skip
CONTRACT = Path(__file__).parents[2] / "data" / NAME
WRITTEN = {
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?"),
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
BREAKS = re.compile(r"[\t\n\r]")
GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,15})?")


def as_number(text: str) -> float:
    """Return a checked number, whose thousands may be set apart by commas."""
    return float(text.replace(",", ""))


PARSERS: Mapping[str, Callable[[str], Any]] = {"number": as_number, "integer": int, "date": date.fromisoformat}
WORDED = {
    "number": "a number (as in 20.3 or 11e3)",
    "integer": "a whole number (as in 3)",
    "date": "a date (as in 2024-12-05)",
}


@lru_cache(maxsize=2)
def read_descriptor(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a `datapackage.json` (Frictionless Data Package) and list what in it could not be read by the dashboard.

    A resource that is marked as derived was made of the others: it is left out, and nothing is read of it. The same
    bytes are read once: change nothing in it.
    """
    descriptor, faults = read_json(file, content, MOST_BYTES)
    if not faults:
        faults = [Fault(file, None, "", found, expected) for found, expected in _misshapen(descriptor)]
    if faults:
        return {}, faults
    return descriptor | {"resources": [one for one in descriptor["resources"] if not one.get("derived")]}, []


def _misshapen(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """List where a description is not what is read of it; nothing that it names is ever fetched."""
    for error in islice(Draft202012Validator(SHAPE).iter_errors(descriptor), MOST_LISTED):
        place = json_path(tuple(error.absolute_path)) or "the description"
        if error.validator in ("required", "dependentRequired"):
            yield f"{place}: {error.message}", "a Frictionless Data Package"
        else:
            kinds = error.validator_value if error.validator == "type" else None
            named = [kinds] if isinstance(kinds, str) else kinds or []
            words = " or ".join(_WORDED[kind] for kind in named) or "a Frictionless Data Package that stands alone"
            yield f"{place}: {json.dumps(error.instance)[:SHOWN]}", words
    resources = descriptor.get("resources")
    named = resources if isinstance(resources, list) else []
    names = [one["name"] for one in named if isinstance(one, dict) and isinstance(one.get("name"), str)]
    if len(set(names)) < len(names):
        yield "names of the resources are not unique", "a Frictionless Data Package"


def listed(descriptor: Mapping[str, Any], name: str) -> list[str]:
    """Return the paths that a descriptor lists for a table."""
    named = [each.get("path", []) for each in descriptor.get("resources", []) if each["name"] == name]
    return [path for each in named for path in ([each] if isinstance(each, str) else each)]


def own_description(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Return a descriptor without what an archive says of itself in it: version, day, sources, hashes and sizes."""
    parts = [
        {name: told for name, told in resource.items() if name not in _OF_FILES} for resource in descriptor["resources"]
    ]
    return {name: told for name, told in descriptor.items() if name not in _OF_PACKAGE} | {"resources": parts}


def description_faults(descriptor: Mapping[str, Any], tables: Sequence["Table"]) -> list[Fault]:
    """List the tables that a descriptor lacks, adds, or describes with other files or columns but for optional ones."""
    described: dict[str, list[str]] = {}
    names = [table.name for table in tables]
    faults = []
    for resource in descriptor["resources"]:
        name, fields = resource["name"], resource.get("schema", {}).get("fields", [])
        if "schema" in resource and name not in names:
            faults.append(Fault(NAME, None, "", f"the table {name}", f"no tables but {', '.join(names)}"))
        described[name] = [field["name"] for field in fields]
    for table in tables:
        found = described.get(table.name, [])
        if table.optional and table.name not in described:
            continue
        if found != table.expected(found):
            expected = f"the fields {','.join(table.column_names)}"
            faults.append(Fault(NAME, None, table.name, ",".join(found), expected))
        wrong = [path for path in listed(descriptor, table.name) if not table.holds(path)]
        faults += [Fault(NAME, None, table.name, path, f"the path {table.where}") for path in wrong]
    return faults


@dataclass(frozen=True)
class Column:
    """Hold one column: its name, type and constraints, and what a cell that breaks its pattern should have been.

    In a `grouped` one, the thousands of a number may be set apart by commas.
    """

    name: str
    type: str
    constraints: Mapping[str, Any]
    pattern_meaning: str
    optional: bool
    grouped: bool

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Return the pattern that a text must have from end to end, if there is one."""
        return re.compile(self.constraints["pattern"]) if "pattern" in self.constraints else None

    def refused(self, texts: Iterable[str | None]) -> dict[str, str]:
        """Return the texts that may not stand in this column, each with what it should have been."""
        return {text: expected for text in texts if text is not None and (expected := self.refusal(text))}

    def refusal(self, text: str) -> str:
        """Return what a cell should have been, blank if it may stand; a blank cell breaks only `required`."""
        limits, kind = self.constraints, WORDED.get(self.type, "text")
        if not text:
            return "a value, not a blank" if limits.get("required") else ""
        if self.type == "string" and BREAKS.search(text):
            return "a text in one line, without tabs"
        value: Any = text
        if self.type in PARSERS:
            if not (WRITTEN[self.type].fullmatch(text) or (self.grouped and GROUPED.fullmatch(text))):
                return kind
            try:
                value = PARSERS[self.type](text)
            except ValueError:
                return kind
        if "enum" in limits and value not in limits["enum"]:
            return f"one of: {', '.join(map(str, limits['enum']))}"
        if self.pattern is not None and not self.pattern.fullmatch(text):
            return self.pattern_meaning or f"text of the form {limits['pattern']}"
        if "minimum" in limits and value < limits["minimum"]:
            return f"{kind} of at least {limits['minimum']}"
        if "maximum" in limits and value > limits["maximum"]:
            return f"{kind} of at most {limits['maximum']}"
        return ""


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
    optional: bool

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the columns in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def where(self) -> str:
        """Return the one file of the table, or what those in its folder are called."""
        return self.paths[0] if len(self.paths) == 1 else f"{PurePosixPath(self.paths[0]).parent}/*.csv"

    def holds(self, file: str) -> bool:
        """Return whether a file can be one of the table's; what begins with . or ~ is an editor's own."""
        path, where = PurePosixPath(file), PurePosixPath(self.where)
        whole = str(path) == file and path.parent == where.parent and path.match(where.name)
        return whole and path.name[0] not in ".~"

    def expected(self, found: Sequence[str]) -> list[str]:
        """Return the columns in their order, without the optional ones that are not among the found."""
        return [column.name for column in self.columns if column.name in found or not column.optional]


def contract() -> tuple[Table, ...]:
    """Read the contract; raises TablesError if the project's own schema is missing or is none."""
    return read_contract(contract_content())


def choices(table: str, column: str) -> list[str]:
    """Return what can stand in a column that has a list of choices."""
    columns = next(known.columns for known in contract() if known.name == table)
    return list(next(known.constraints["enum"] for known in columns if known.name == column))


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


def read_table(resource: Mapping[str, Any]) -> Table:
    """Read one table of the contract from its resource."""
    name, path, schema = resource["name"], resource["path"], resource["schema"]
    fields = schema["fields"]
    unique = [(field["name"],) for field in fields if field.get("constraints", {}).get("unique")]
    return Table(
        name=name,
        paths=tuple(path) if isinstance(path, list) else (path,),
        columns=tuple(
            Column(
                field["name"],
                field["type"],
                field.get("constraints", {}),
                field.get("patternMeaning", ""),
                field.get("optional", False),
                field.get("groupChar") == ",",
            )
            for field in fields
        ),
        uniques=tuple(dict.fromkeys([tuple(schema["primaryKey"]), *unique])),
        keys=tuple(
            (key["fields"][0], key["reference"]["resource"] or name, key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", [])
        ),
        optional=resource.get("optional", False),
    )
