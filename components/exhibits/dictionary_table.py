"""The data dictionary as a table, read from the schema."""

from typing import Any

import pandas as pd

from components.tables import Tables


def dictionary_table(tables: Tables) -> pd.DataFrame:
    """List every column of every table: `Table, Column, Title, Type, Unit, Allowed, Meaning`."""
    listed = []
    for resource in tables.schema["resources"]:
        schema = resource.get("schema", {"fields": []})
        keys = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])}
        listed += [
            {
                "Table": resource["name"],
                "Column": field["name"],
                "Title": field.get("title", ""),
                "Type": field.get("type", ""),
                "Unit": field.get("unit", ""),
                "Allowed": allowed(field, keys.get(field["name"])),
                "Meaning": field.get("description", ""),
            }
            for field in schema["fields"]
        ]
    return pd.DataFrame(listed, dtype="str")


def allowed(field: dict[str, Any], reference: dict[str, Any] | None = None) -> str:
    """Word what a column of the schema may hold: whether it may be blank, its values, form, limits and key."""
    limits = field.get("constraints", {})
    told = ["never blank" if limits.get("required") else "may be blank", "unique" if limits.get("unique") else ""]
    if "enum" in limits:
        told.append("one of " + ", ".join(map(str, limits["enum"])))
    if "pattern" in limits:
        told.append(field.get("patternMeaning", limits["pattern"]))
    told += [f"at least {limits['minimum']}"] if "minimum" in limits else []
    told += [f"at most {limits['maximum']}"] if "maximum" in limits else []
    if reference:
        told.append(f"a {reference['fields'][0]} of {reference['resource'] or 'the same table'}")
    return "; ".join(part for part in told if part)
