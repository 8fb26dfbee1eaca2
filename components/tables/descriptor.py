"""The description of a data directory, `datapackage.json`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from .description_shape import SHAPE
from .faults import SHOWN, Fault
from .json_files import read_json, said

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
