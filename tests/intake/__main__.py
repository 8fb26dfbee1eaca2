"""Measure what is drafted of texts: `python -m tests.intake [DOCUMENTS_DIR]`, the directory with the documents' files.

The texts of `texts/` are invented, and were written with their figures before any rule was: `figures.csv` has each
with its amount in the base unit of its dimension, hedge and period, and its subject where the evidence has it.
"""

import csv
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from components import tables
from components.intake import Drafts, Source, draft
from components.tables import Tables, find_quantities, hedges_of, normalised, stated_readings, units_of

TEXTS = Path(__file__).parent / "texts"
SAID = {"railway": date(2026, 3, 17), "ports": date(2025, 11, 4), "trade": date(2024, 8, 21)}
HEAD = (
    "figures",
    "found",
    "with unit",
    "false",
    "hedges",
    "periods right",
    "wrong",
    "left open",
    "subjects",
    "wordings",
)


@dataclass
class Expected:
    """One figure that a text has."""

    paragraph: int | None
    wording: str
    amounts: tuple[float, ...]
    dimension: str
    hedge: str
    period: tuple[str, str]
    subject_id: str


def expected(name: str) -> list[Expected]:
    with (TEXTS / "figures.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["text"] == name]
    return [
        Expected(
            int(row["paragraph"]), row["wording"],
            tuple(float(row[key]) for key in ("amount", "amount_high") if row[key]), row["dimension"], row["hedge"],
            (row["period_start"], row["period_end"]), row["subject_id"],
        )
        for row in rows
    ]  # fmt: skip


def of_evidence(known: Tables, source_id: str) -> Iterator[Expected]:
    """Yield the claims of a document as what is to be found in its text."""
    units, measures = units_of(known.units), known.measures.set_index("measure_id")["unit"]
    for row in known.claims[known.claims["source_id"] == source_id].itertuples():
        unit = units[measures[row.measure_id]]
        amounts = tuple(value * unit.factor for value in (row.value, row.value_high) if not math.isnan(value))
        days = tuple("" if day is tables_nat(day) else f"{day:%Y-%m-%d}" for day in (row.period_start, row.period_end))
        yield Expected(None, row.as_stated, amounts, unit.amount, row.hedge, days, row.subject_id)


def tables_nat(day: Any) -> Any:
    """Give a date that is none itself, and None for one that is."""
    return day if day != day else None


def amounts(row: dict[str, Any], known: Tables) -> tuple[float, ...]:
    factor = units_of(known.units)[row["unit"]].factor
    return tuple(float(row[name]) * factor for name in ("value", "value_high") if row[name])


def measured(drafts: Drafts, wanted: list[Expected], known: Tables) -> tuple[dict[str, int], list[str]]:
    """Compare the drafts of a text with its figures: counts by `HEAD`, and what is not as it is expected, in words."""
    units = units_of(known.units)
    count, told = dict.fromkeys(HEAD, 0), []
    count["figures"] = len(wanted)
    printed = {paragraph.number: paragraph.printed for paragraph in drafts.paragraphs}
    left = list(wanted)
    for row in drafts.claims:
        unit, found = units[row["unit"]], amounts(row, known)
        stated = stated_readings(find_quantities(normalised(row["as_stated"]), units), row["value"], unit)
        hedged = row["hedge"] == "exact" or row["hedge"] in hedges_of(row["as_stated"])
        stands = row["as_stated"] in printed[row["paragraph"]] and len(row["as_stated"].split()) <= 12
        count["wordings"] += bool(stated) and hedged and stands
        hit = next((one for one in left if _is(one, row, unit.amount, found, printed)), None)
        if hit is None:
            count["false"] += 1
            told.append(f"false: {row['value']} {row['unit']} in “{row['as_stated']}”")
            continue
        left.remove(hit)
        count["found"] += 1
        count["with unit"] += hit.dimension == unit.amount
        count["hedges"] += hit.hedge == row["hedge"]
        period = (row["period_start"], row["period_end"])
        right = "periods right" if period == hit.period else "wrong" if any(period) else "left open"
        count[right] += 1
        count["subjects"] += hit.subject_id in ("", row["subject_id"])
        if right == "wrong" or hit.hedge != row["hedge"]:
            told.append(f"“{row['as_stated']}”: {period}, {row['hedge']}; expected {hit.period}, {hit.hedge}")
    return count, told + [f"missed: “{one.wording}”" for one in left]


def _is(one: Expected, row: dict[str, Any], dimension: str, found: tuple[float, ...], printed: dict[int, str]) -> bool:
    alike = len(found) == len(one.amounts) and all(
        map(lambda a, b: math.isclose(a, b, rel_tol=1e-3), found, one.amounts)
    )
    bare = {one.dimension, dimension} <= {"percent", "multiple"} and math.isclose(float(row["value"]), one.amounts[0])
    if one.paragraph is None:
        place = normalised(one.wording) in normalised(printed[row["paragraph"]])
    else:
        place = one.paragraph == row["paragraph"]
    return place and ((alike and one.dimension == dimension) or bare)


def main(documents: str = "") -> None:
    known = tables.load()
    rows = []
    for name, day in SAID.items():
        text = (TEXTS / f"{name}.txt").read_text("utf-8")
        rows.append((name, *measured(draft(text, Source(day), known), expected(name), known)))
    for source in known.sources.itertuples() if documents else ():
        lines = (Path(documents) / source.document_file).read_text("utf-8").splitlines()
        first = int(source.body_first_line) - 1
        text = "\n\n".join([" ".join(lines[:first]), *filter(str.strip, lines[first:])])
        wanted = list(of_evidence(known, source.source_id))
        rows.append((source.source_id, *measured(draft(text, Source(source.event_date.date()), known), wanted, known)))
    print(f"| text | {' | '.join(HEAD)} |\n| --- |{' ---: |' * len(HEAD)}")
    for name, count, _ in rows:
        print(f"| {name} | {' | '.join(map(str, count.values()))} |")
    for name, _, told in rows:
        print(*(f"\n{name}: {line}" for line in told), sep="", end="\n" if told else "")


if __name__ == "__main__":
    main(*sys.argv[1:2])
