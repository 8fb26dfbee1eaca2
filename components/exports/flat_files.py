"""Files made of the tables, flat, for other programs: every figure a row, and the claims as SDMX-CSV."""

import csv
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.exports.cells import bound, day, number, plain, written
from components.exports.statements import FIELDS, FIGURES, Record, figures_of, flat_rows, meanings, open_ends
from components.style import period_length
from components.tables import Tables, escape_formula

STRUCTURE = {"STRUCTURE": "dataflow", "STRUCTURE_ID": "ATLAS:CLAIMS(1.0.0)", "ACTION": "I"}
# By name: type in words of the schema, and meaning; dimensions, then the measure, then attributes.
SDMX_COLUMNS = {
    "STRUCTURE": ("string", "Type of the structure, as SDMX-CSV 2.0 has it."),
    "STRUCTURE_ID": ("string", "The dataflow: agency, name and version."),
    "ACTION": ("string", "I: for information."),
    "FIGURE_ID": ("string", "Dimension: claim_id of the table of claims, by which a row is found."),
    "SUBJECT": ("string", "Dimension: subject_id."),
    "MEASURE": ("string", "Dimension: measure_id."),
    "CLAIM_TYPE": ("string", "Dimension: observed, growth, forecast, target, capacity, pledge, plan or offer."),
    "OBS_VALUE": ("number", "The figure in its unit and multiplier; the lower end of a range."),
    "TIME_PERIOD": ("string", "Attribute, for many claims have no period: year, month, day, or first day and length."),
    "PERIOD_START": ("date", "First day of the period; blank where none is stated."),
    "PERIOD_END": ("date", "Last day of the period, or the day on which it is due; blank where none is stated."),
    "UNIT_MEASURE": ("string", "The unit of what one is multiplied by UNIT_MULT."),
    "UNIT_MULT": ("integer", "Power of ten: 9 for billions."),
    "OBS_STATUS": ("string", "CL_OBS_STATUS: A (normal) or F (forecast); blank of a target, pledge, plan or offer."),
    "HEDGE": ("string", "exact, about, over, at_least, up_to, almost or initial."),
    "LOWER_BOUND": ("number", "Lowest value that digits and hedge allow; blank if open."),
    "UPPER_BOUND": ("number", "Highest value that digits and hedge allow; blank if open."),
    "SOURCE": ("string", "source_id of the document."),
    "PARAGRAPH": ("integer", "Paragraph of the wording; 0 is the headline or dateline."),
    "REPEATS": ("string", "FIGURE_ID that this one only restates: count each once."),
    "COMMENT_OBS": ("string", "The wording."),
}
_STATUS = {"observed": "A", "growth": "A", "capacity": "A", "forecast": "F"}


@dataclass(frozen=True)
class FlatFile:
    """A file that follows from the tables: `make` writes it of rows of `derive.ledger_rows`, given all rows, too.

    `fields` describes its columns as a Data Package does; `key` is the column that names a row.
    """

    title: str
    description: str
    media_type: str
    make: Callable[[Tables, pd.DataFrame, pd.DataFrame], bytes]
    fields: Callable[[Tables], list[dict[str, str]]]
    key: str


def figures_csv(tables: Tables, rows: pd.DataFrame, every: pd.DataFrame) -> bytes:
    """Write the figures among rows of `derive.ledger_rows`, one a row, with the columns of the sheet Figures."""
    flat = flat_rows(tables, figures_of(rows), every)
    return _csv(FIGURES, ({name: plain(row.get(name)) for name in FIGURES} for row in flat))


def sdmx_csv(tables: Tables, rows: pd.DataFrame, every: pd.DataFrame) -> bytes:
    """Write the stated figures among rows of `derive.ledger_rows` as an SDMX-CSV 2.0 data message."""
    figures = figures_of(rows)
    stated = figures[figures["claim_type"] != "derived"].to_dict("records")
    units = _sdmx_units(tables)
    return _csv(SDMX_COLUMNS, (STRUCTURE | _observation(record, *units[record["unit"]]) for record in stated))


def time_period(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Format a period as SDMX has it: `2023`, `2024-12`, `2024-12-05`, `2024-01-01/P9M`, `2024-01-01/P10D`.

    Of one with a single end it is that day, as of what is due by then; blank for none.
    """
    ends = [moment for moment in (start, end) if pd.notna(moment)]
    if len(ends) < 2 or start == end:
        return f"{ends[0]:%Y-%m-%d}" if ends else ""
    months = period_length(start, end)
    if months == 12 and start.day_of_year == 1:
        return f"{start:%Y}"
    if months == 1 and start.day == 1:
        return f"{start:%Y-%m}"
    return f"{start:%Y-%m-%d}/P{f'{months}M' if months else f'{(end - start).days + 1}D'}"


def _observation(record: Record, unit: str, power: int) -> dict[str, str]:
    below, above = open_ends(record)
    return {
        "FIGURE_ID": record["figure_id"],
        "SUBJECT": record["subject_id"],
        "MEASURE": record["measure_id"],
        "CLAIM_TYPE": record["claim_type"],
        "OBS_VALUE": plain(written(record["value_written"])),
        "TIME_PERIOD": time_period(record["period_start"], record["period_end"]),
        "PERIOD_START": plain(day(record["period_start"])),
        "PERIOD_END": plain(day(record["period_end"])),
        "UNIT_MEASURE": unit,
        "UNIT_MULT": str(power),
        "OBS_STATUS": _STATUS.get(record["claim_type"], ""),
        "HEDGE": record["hedge"],
        "LOWER_BOUND": "" if below else plain(bound(record["low"])),
        "UPPER_BOUND": "" if above else plain(bound(record["high"])),
        "SOURCE": record["source_id"],
        "PARAGRAPH": plain(number(record["paragraph"])),
        "REPEATS": record["repeats"],
        "COMMENT_OBS": record["as_stated"],
    }


def _sdmx_units(tables: Tables) -> dict[str, tuple[str, int]]:
    """Return of each unit the one of its dimension that is multiplied by a power of ten, and that power.

    That is the unit whose factor is 1; itself, times one, where there is none or it is no such multiple.
    """
    units = tables.units.to_dict("records")
    ones = {unit["dimension"]: unit["unit"] for unit in reversed(units) if unit["factor"] == 1}
    named = {}
    for unit in units:
        power = math.log10(unit["factor"]) if unit["factor"] > 0 else -1.0
        is_multiple = unit["dimension"] in ones and power >= 0 and power == round(power)
        named[unit["unit"]] = (ones[unit["dimension"]], round(power)) if is_multiple else (unit["unit"], 0)
    return named


def _csv(names: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    content = io.StringIO(newline="")
    writer = csv.writer(content, lineterminator="\n")
    head = list(names)
    writer.writerow(head)
    writer.writerows([escape_formula(row[name]) for name in head] for row in rows)
    return content.getvalue().encode()


def _figure_fields(tables: Tables) -> list[dict[str, str]]:
    known = meanings(tables)
    return [_field(name, FIELDS[name].kind, known[name], FIELDS[name].title) for name in FIGURES]


def _sdmx_fields(tables: Tables) -> list[dict[str, str]]:
    return [_field(name, kind, meaning, name) for name, (kind, meaning) in SDMX_COLUMNS.items()]


def _field(name: str, kind: str, meaning: str, title: str) -> dict[str, str]:
    return {"name": name, "type": kind, "title": title, "description": meaning}


FLAT_FILES = {
    "figures.csv": FlatFile(
        "Figures",
        "One row is one stated or derived figure with all that is known of it; made of the other tables.",
        "text/csv",
        figures_csv,
        _figure_fields,
        "figure_id",
    ),
    "claims.sdmx.csv": FlatFile(
        "Claims as SDMX-CSV 2.0",
        "One row is one stated figure as an observation; made of the other tables.",
        "application/vnd.sdmx.data+csv; version=2.0.0",
        sdmx_csv,
        _sdmx_fields,
        "FIGURE_ID",
    ),
}


def described(tables: Tables) -> Sequence[dict[str, Any]]:
    """Return the flat files as resources of a Data Package, marked as derived."""
    return [
        {
            "name": name.removesuffix(".csv").replace(".", "-"),
            "type": "table",
            "derived": True,
            "title": file.title,
            "description": file.description,
            "path": name,
            "format": "csv",
            "mediatype": file.media_type,
            "encoding": "utf-8",
            "schema": {"fields": file.fields(tables), "primaryKey": [file.key], "missingValues": [""]},
        }
        for name, file in FLAT_FILES.items()
    ]
