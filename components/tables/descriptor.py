"""The two JSON files of a data directory: its description, `datapackage.json`, and its base map."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from .faults import Fault

NAME = "datapackage.json"
BASEMAP = "basemap.geojson"


def read_json(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a JSON object; the fault names the line on which it breaks."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return {}, [Fault(file, error.lineno, "", error.msg, "valid JSON")]
    except (ValueError, RecursionError) as error:
        return {}, [Fault(file, None, "", str(error), "valid JSON in UTF-8")]
    if not isinstance(value, dict):
        return {}, [Fault(file, 1, "", f"a JSON {type(value).__name__}", "a JSON object")]
    return value, []


def read_descriptor(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a `datapackage.json` and hold it against the standard, Frictionless Data Package."""
    descriptor, faults = read_json(file, content)
    if not faults:
        faults = [Fault(file, None, "", note, "a Frictionless Data Package") for note in notes(content)]
    return ({} if faults else descriptor), faults


@lru_cache(maxsize=4)
def notes(content: bytes) -> tuple[str, ...]:
    """Say what keeps a JSON object from being a Frictionless Data Package."""
    from frictionless import FrictionlessException, Package  # imported where needed: it takes half a second

    try:
        Package.from_descriptor(json.loads(content))
    except FrictionlessException as error:
        return tuple(reason.note for reason in error.reasons or [error.error])
    except Exception as error:  # what frictionless itself trips over, such as a field that is no object
        return (str(error),)
    return ()


def description_faults(descriptor: Mapping[str, Any], tables: Mapping[str, Sequence[str]]) -> list[Fault]:
    """List the tables (with their columns) that a descriptor lacks or describes with other columns."""
    schemas = {resource["name"]: resource.get("schema") for resource in descriptor["resources"]}
    faults = []
    for table, columns in tables.items():
        schema = schemas.get(table)
        fields = schema.get("fields", []) if isinstance(schema, dict) else []
        described = ",".join(field["name"] for field in fields)
        if described != ",".join(columns):
            faults.append(Fault(NAME, None, table, described, f"the fields {','.join(columns)}"))
    return faults


def read_basemap(file: str, content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Parse the base map; refuse what is no GeoJSON FeatureCollection."""
    basemap, faults = read_json(file, content)
    if not faults and not isinstance(basemap.get("features"), list):
        faults = [Fault(file, None, "", "no list of features", "a GeoJSON FeatureCollection")]
    return basemap, faults
