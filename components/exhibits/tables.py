"""The tables for reading: of figures, of the ledger, of places, and the data dictionary."""

import math
from typing import Any

import pandas as pd

from components import maps, style
from components.charts import source_line
from components.tables import Tables

STAGE = "stage"


def figures_table(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a chart as a table for reading: figure, unit, type, period, interval, document, wording.

    `figures` has the columns of `derive.figures`; the order stays. Numbers stay numbers; an open end is blank.
    """
    records = figures.to_dict("records")
    return pd.DataFrame(
        {
            "Subject": figures["subject"].to_list(),
            "Measure": figures["measure"].to_list(),
            "Figure": [style.quantity(record) for record in records],
            "Value": figures["value"].to_list(),
            "Value to": figures["value_high"].to_list(),
            "Unit": figures["unit_name"].to_list(),
            "Type": [style.CLAIM_TYPES[kind] for kind in figures["claim_type"]],
            "Period": [style.period(record["period_start"], record["period_end"]) for record in records],
            "Lowest": [record["low"] for record in records],
            "Highest": [None if math.isinf(record["high"]) else record["high"] for record in records],
            "Wording": [record["as_stated"] or record["reading"] for record in records],
            "What is counted": figures["perimeter"].to_list(),
            "Doubt or assumption": [record["doubt"] or record["assumption"] for record in records],
            "Document": [source_line(tables, [record["figure_id"]], most=None) for record in records],
            "Id": figures["figure_id"].to_list(),
        }
    )


def ledger_table(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `ledger_rows` as a table for reading; the order stays, numbers stay numbers and dates dates.

    A row without a stated period has “no date stated” in `Refers to`; a derived figure was said by nobody: no `Said`.
    """
    records = rows.to_dict("records")
    derived = rows["claim_type"] == "derived"
    return pd.DataFrame(
        {
            "Subject": rows["subject"].to_list(),
            "Figure or stage": [_statement(record) for record in records],
            "Measure": rows["measure"].to_list(),
            "Type": [style.CLAIM_TYPES.get(record["claim_type"], STAGE) for record in records],
            "Refers to": [_refers_to(record) for record in records],
            "Said": rows["event_date"].mask(derived).to_list(),
            "Document": [_document(tables, record) for record in records],
            "Paragraph": rows["paragraph"].array,
            "Wording": [record["as_stated"] or record["reading"] for record in records],
            "Doubt or assumption": [record["doubt"] or record["assumption"] for record in records],
            "Value": rows["value"].to_list(),
            "Value to": rows["value_high"].to_list(),
            "Unit": rows["unit_name"].to_list(),
            "Lowest": rows["low"].to_list(),
            "Highest": [None if pd.isna(high) or math.isinf(high) else high for high in rows["high"]],
            "From": rows["period_start"].to_list(),
            "Until": rows["period_end"].to_list(),
            "What is counted": [record["perimeter"] or record["statement"] for record in records],
            "Note": rows["note"].to_list(),
            "Date of document": [style.DATE_BASIS.get(record["date_basis"], "") for record in records],
            "Speaker": rows["speaker"].to_list(),
            "Public page": [style.text_fragment_url(record["url"], record["as_stated"]) for record in records],
            "Repeats": rows["repeats"].to_list(),
            "Id": rows["figure_id"].to_list(),
        }
    )


def _statement(record: dict[str, Any]) -> str:
    return style.stage_words(record["stage"]) if record["row_kind"] == "milestone" else style.quantity(record)


def _refers_to(record: dict[str, Any]) -> str:
    when = style.period(record["period_start"], record["period_end"], short=True)
    if record["row_kind"] == "figure" or when == style.NO_DATE:
        return when
    happened = pd.notna(record["happened_start"]) or pd.notna(record["happened_end"])
    return when if happened else f"due {when}"


def _document(tables: Tables, record: dict[str, Any]) -> str:
    if record["claim_type"] == "derived":
        return f"derived from {source_line(tables, [record['figure_id']], most=None)}"
    return str(record["document"])


def places_table(tables: Tables, stages: pd.DataFrame) -> pd.DataFrame:
    """Return the objects of the map as a table for reading; `stages` has the rows of `derive.latest_stages`.

    The order stays. `Placed` tells how surely a site is placed, or that the course of a line is from outside the
    documents.
    """
    by_subject = stages.set_index("subject_id")
    sites, lines = maps.sites(tables, by_subject), maps.lines(tables, by_subject)
    courses = lines["accuracy"].where(lines["basis"] == "named", "course from outside")
    placed = dict(zip(lines["subject_id"][::-1], courses[::-1], strict=True))
    placed |= dict(zip(sites["subject_id"], sites["accuracy"], strict=True))
    return pd.DataFrame(
        {
            "Object": stages["subject"].to_list(),
            "Kind": [kind.replace("_", " ") for kind in stages["kind"]],
            "Mode": [{"unstated": "not stated"}.get(mode, mode) for mode in stages["mode"]],
            "Stage at last mention": [style.stage_words(stage) for stage in stages["stage"]],
            "Last mention": [style.month(day) for day in stages["event_date"]],
            "Corridor": [tables.corridor_names.get(key, "") for key in stages["corridor_id"]],
            "Placed": [placed[key] for key in stages["subject_id"]],
            "Wording": stages["as_stated"].to_list(),
            "In our words": stages["statement"].to_list(),
            "Doubt": stages["doubt"].to_list(),
            "Document": [source_line(tables, [key]) for key in stages["figure_id"]],
            "Id": stages["figure_id"].to_list(),
        }
    )


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
    """Return what a column of the schema may hold: whether it may be blank, its values, form, limits and key."""
    limits = field.get("constraints", {})
    allowed_values = [
        "never blank" if limits.get("required") else "may be blank",
        "unique" if limits.get("unique") else "",
    ]
    if "enum" in limits:
        allowed_values.append("one of " + ", ".join(map(str, limits["enum"])))
    if "pattern" in limits:
        allowed_values.append(field.get("patternMeaning", limits["pattern"]))
    allowed_values += [f"at least {limits['minimum']}"] if "minimum" in limits else []
    allowed_values += [f"at most {limits['maximum']}"] if "maximum" in limits else []
    if reference:
        allowed_values.append(f"a {reference['fields'][0]} of {reference['resource'] or 'the same table'}")
    return "; ".join(part for part in allowed_values if part)
