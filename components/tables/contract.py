"""What a data directory must hold: the tables and columns of the project's own `data/datapackage.json`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .descriptor import NAME, read_descriptor
from .faults import Fault, TablesError

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
