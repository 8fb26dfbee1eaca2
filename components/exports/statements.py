"""Statements as flat rows: every column that sheets and files have of a figure or stage, and what stands in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import style
from components.charts import DOWNWARDS, source_line
from components.exports.cells import Cell, Link, bound, day, decimals, number, written
from components.exports.citation import READING, hedge_words, inline_citation
from components.tables import Tables

Record = dict[str, Any]
# What a derived figure cannot be below, by its quantity; 0 for others.
_FLOORS = {"pace": -100.0}
_OPEN = {(False, False): "", (False, True): "upwards", (True, False): "downwards", (True, True): "both ways"}


@dataclass(frozen=True)
class Field:
    """Describe a column: its head, how wide it is in characters, what it means and its type in words of the schema.

    `of` is the column of a table, as in “claims.doubt”, that says what it means where `meaning` does not.
    """

    title: str
    width: float
    meaning: str = ""
    kind: str = "string"
    of: str = ""


FIELDS = {
    "figure_id": Field("Id", 28, "Short, stable name of the claim, derivation or milestone."),
    "repeat": Field("Repeat", 9, "yes: it only restates another figure of its document; count the rows with no."),
    "repeats": Field("Repeats", 14, of="claims.repeats"),
    "subject": Field("Subject", 22, of="subjects.name"),
    "corridor": Field("Corridor", 21, of="corridors.name"),
    "measure": Field("Measure", 17, of="measures.name"),
    "figure": Field("Figure", 13, "The figure as the pages print it, with hedge and unit."),
    "value": Field("Value", 10, f"{READING['Value']} {READING['Derived figure']}", "number"),
    "value_to": Field("Value to", 9, kind="number", of="claims.value_high"),
    "unit": Field("Unit", 14, of="units.name"),
    "unit_code": Field("Unit code", 12, of="measures.unit"),
    "lowest": Field("Lowest", 10, "Lowest value that digits, hedge or formula allow; blank if open.", "number"),
    "highest": Field("Highest", 10, "Highest value that digits, hedge or formula allow; blank if open.", "number"),
    "open_ended": Field("Open ended", 11.5, "upwards: no highest value; downwards: no lowest; both ways: neither."),
    "hedge": Field("Hedge", 10, "The hedge in words; none where the document does not qualify the figure."),
    "hedge_code": Field("Hedge code", 9, READING["Hedge"]),
    "type": Field("Type", 11, READING["Claim type"]),
    "type_code": Field("Type code", 11, "The claim type as the table of claims has it, or derived."),
    "stage": Field("Stage", 10, of="milestones.stage"),
    "stage_code": Field("Stage code", 10, of="milestones.stage"),
    "statement": Field("Statement", 44, of="milestones.statement"),
    "period": Field("Period", 17, f"The period in words. No date stated: {READING['No period']}"),
    "from": Field("From", 11, "First day of the period; blank where none is stated.", "date"),
    "until": Field("Until", 11, "Last day of the period, or the day on which it is due; blank where none is.", "date"),
    "base_from": Field("Base from", 11, kind="date", of="claims.base_start"),
    "base_until": Field("Base until", 11, kind="date", of="claims.base_end"),
    "happened_from": Field("Happened from", 11, kind="date", of="milestones.happened_start"),
    "happened_until": Field("Happened until", 11, kind="date", of="milestones.happened_end"),
    "due_from": Field("Due from", 11, kind="date", of="milestones.due_start"),
    "due_until": Field("Due until", 11, kind="date", of="milestones.due_end"),
    "said_on": Field("Said on", 11, "Day of the document; blank of a derived figure, which nobody said.", "date"),
    "document": Field("Document", 30, "The document by its short name; of a derived figure, those that it rests on."),
    "publisher": Field("Publisher", 16, of="sources.publisher"),
    "paragraph": Field("Paragraph", 12, kind="integer", of="claims.paragraph"),
    "wording": Field("Wording", 34, of="claims.as_stated"),
    "speaker": Field("Speaker", 22, of="claims.speaker"),
    "counted": Field("What is counted", 38, of="claims.perimeter"),
    "formula": Field("Formula", 26, "The formula with the stated figures in it."),
    "formula_code": Field("Formula code", 17, of="derivations.formula"),
    "inputs": Field("Inputs", 30, of="derivations.inputs"),
    "inputs_cited": Field("Inputs cited", 48, "The figures that enter the formula, each with its citation."),
    "grade": Field("Grade", 9, of="derivations.grade"),
    "assumption": Field("Assumption", 34, of="derivations.assumption"),
    "reading": Field("Reading", 40, of="derivations.reading"),
    "doubt": Field("Doubt", 40, of="claims.doubt"),
    "note": Field("Note", 30, of="claims.note"),
    "citation": Field("Citation", 40, "The statement in a line, to be quoted with its document."),
    "public_page": Field("Public page", 30, "Public address of the document, at the wording."),
    "subject_id": Field("Subject id", 20, of="claims.subject_id"),
    "measure_id": Field("Measure id", 17, of="claims.measure_id"),
    "corridor_id": Field("Corridor id", 14, of="subjects.corridor_id"),
    "source_id": Field("Source", 18, of="claims.source_id"),
}  # fmt: skip
_VALUE = ("measure", "figure", "value", "value_to", "unit", "unit_code", "lowest", "highest", "open_ended")
_KIND = ("hedge", "hedge_code", "type", "type_code", "period", "from", "until")
_PLACE = ("said_on", "document", "publisher", "paragraph", "wording", "speaker")
_DERIVED = ("formula", "formula_code", "inputs", "grade", "assumption", "reading")
_REMARKS = ("doubt", "note", "citation", "public_page")
_IDS = ("subject_id", "measure_id", "corridor_id", "source_id")
# The one flat table of figures, in the workbook and as a file.
FIGURES = (
    "figure_id", "repeat", "repeats", "subject", "corridor", *_VALUE, *_KIND, *_PLACE, "counted", *_DERIVED, *_REMARKS,
    *_IDS,
)  # fmt: skip
SHEETS = {
    "Figures": FIGURES,
    "Data": (
        "figure_id", "repeat", "repeats", "subject", "corridor", *_VALUE, *_KIND, "base_from", "base_until", "counted",
        "source_id", *_PLACE, *_REMARKS,
    ),
    "Derived": (
        "figure_id", "subject", "corridor", *(name for name in _VALUE if name != "value_to"), "period", "from", "until",
        "formula", "formula_code", "inputs_cited", "grade", "assumption", "reading", "document", "citation",
    ),
    "Milestones": (
        "figure_id", "subject", "corridor", "stage", "stage_code", "statement", "happened_from", "happened_until",
        "due_from", "due_until", "source_id", *_PLACE, *_REMARKS,
    ),
}  # fmt: skip


def flat_rows(tables: Tables, rows: pd.DataFrame, every: pd.DataFrame) -> list[dict[str, Cell]]:
    """Return the cells of rows of `derive.ledger_rows` by the names in `FIELDS`; what a row does not have is lacking.

    `every` has all rows, so that what a derived figure is computed from is found.
    """
    records = rows.to_dict("records")
    named = {key for record in records if record["inputs"] for key in record["inputs"].split(";")}
    found = {entry["figure_id"]: entry for entry in every[every["figure_id"].isin(named)].to_dict("records")}
    publishers = dict(zip(tables.sources["source_id"], tables.sources["publisher"], strict=True))
    flat = []
    for record in records:
        cells = _of_any(tables, record) | {"publisher": publishers.get(record["source_id"], "")}
        if record["row_kind"] == "milestone":
            flat.append(cells | _of_milestone(record))
        elif record["claim_type"] == "derived":
            flat.append(cells | _of_figure(record) | _of_derived(tables, record, found))
        else:
            flat.append(cells | _of_figure(record) | _of_claim(record))
    return flat


def figures_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the stated and derived figures among rows of `derive.ledger_rows`."""
    return rows[rows["row_kind"] == "figure"]


def meanings(tables: Tables) -> dict[str, str]:
    """Return what each column in `FIELDS` means, from the schema where that says it."""
    described = {
        f"{part['name']}.{field['name']}": field.get("description", "")
        for part in tables.schema["resources"]
        for field in part.get("schema", {"fields": []})["fields"]
    }
    return {name: field.meaning or described.get(field.of, "") for name, field in FIELDS.items()}


def _of_any(tables: Tables, record: Record) -> dict[str, Cell]:
    page = style.text_fragment_url(record["url"], record["as_stated"])
    words = (
        "figure_id", "subject", "document", "speaker", "doubt", "note", "subject_id", "corridor_id", "source_id",
        "grade", "assumption", "reading",
    )  # fmt: skip
    return {
        **{name: record[name] for name in words},
        "corridor": tables.corridor_names.get(record["corridor_id"], ""),
        "wording": record["as_stated"],
        "said_on": day(record["event_date"]),
        "paragraph": None if pd.isna(record["paragraph"]) else number(int(record["paragraph"])),
        "period": style.period(record["period_start"], record["period_end"]),
        "from": day(record["period_start"]),
        "until": day(record["period_end"]),
        "citation": inline_citation(tables, record),
        "public_page": Link(record["url"], page) if page else "",
    }


def _of_milestone(record: Record) -> dict[str, Cell]:
    ends = (f"{when}_{end}" for when in ("happened", "due") for end in ("start", "end"))
    days: dict[str, Cell] = {name.replace("start", "from").replace("end", "until"): day(record[name]) for name in ends}
    return days | {
        "stage": style.stage_words(record["stage"]),
        "stage_code": record["stage"],
        "statement": record["statement"],
    }


def _of_figure(record: Record) -> dict[str, Cell]:
    return {
        "repeat": "yes" if record["repeats"] else "no",
        "repeats": record["repeats"],
        "measure": record["measure"],
        "measure_id": record["measure_id"],
        "figure": style.quantity(record),
        "unit": record["unit_name"],
        "unit_code": record["unit"],
        "hedge": hedge_words(record["hedge"]),
        "hedge_code": record["hedge"],
        "type": style.CLAIM_TYPES[record["claim_type"]],
        "type_code": record["claim_type"],
        "counted": record["perimeter"],
    }


def _of_claim(record: Record) -> dict[str, Cell]:
    return {
        "value": written(record["value_written"]),
        "value_to": written(record["value_high_written"]),
        **_interval(record),
        "base_from": day(record["base_start"]),
        "base_until": day(record["base_end"]),
    }


def _of_derived(tables: Tables, record: Record, found: dict[str, Record]) -> dict[str, Cell]:
    places = decimals(style.supported(record["value"], record["low"], record["high"]).replace(style.THIN, ""))
    inputs = [found[key] for key in record["inputs"].split(";")]
    return {
        "value": number(record["value"], places),
        **_interval(record, inputs, places + (record["low"] != record["high"])),
        "said_on": None,
        "document": f"derived from {source_line(tables, [record['figure_id']], most=None)}",
        "formula": style.formula_text(record["formula"], inputs),
        "formula_code": record["formula"],
        "inputs": record["inputs"],
        "inputs_cited": "\n".join(f"{entry['figure_id']}: {inline_citation(tables, entry)}" for entry in inputs),
    }


def open_ends(record: Record, inputs: Sequence[Record] = ()) -> tuple[bool, bool]:
    """Return whether a figure has no end below, and none above; “up to 10” ends at 0, which no document states.

    A derived one is open below where one of its `inputs` is open and nothing but its floor is left.
    """
    below = record["hedge"] in DOWNWARDS and not record["value_high_written"]
    if inputs:
        at_floor = record["low"] == _FLOORS.get(record["quantity"], 0.0)
        below = math.isinf(record["low"]) or (at_floor and any(any(open_ends(entry)) for entry in inputs))
    return below, math.isinf(record["high"])


def _interval(record: Record, inputs: Sequence[Record] = (), places: int | None = None) -> dict[str, Cell]:
    ends = open_ends(record, inputs)
    cells = [
        None if is_open else bound(record[name], places) for name, is_open in zip(("low", "high"), ends, strict=True)
    ]
    return {"lowest": cells[0], "highest": cells[1], "open_ended": _OPEN[ends]}
