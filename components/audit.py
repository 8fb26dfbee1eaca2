"""Hold the tables against the documents: `python -m components.audit DOCUMENTS_DIR` (exit 1 on any finding)."""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from components import tables
from components.tables import Tables, normalised
from components.tables.quantities import Number, find_numbers, find_quantities, stated_readings
from components.tables.units import Unit, Units, units_of

_DATES = (
    "period_start", "period_end", "base_start", "base_end", "happened_start", "happened_end", "due_start", "due_end",
)  # fmt: skip
_NO_MEASURE = ("", "ordinal", "years")


def paragraphs(document: Path, body_first_line: int) -> list[str]:
    """Return a document's normalised paragraphs: 0 is all before the body, then one for each non-blank line.

    `body_first_line` counts the file's lines from 1. Raises OSError or UnicodeDecodeError.
    """
    lines = document.read_text(encoding="utf-8-sig").splitlines()
    head, body = lines[: body_first_line - 1], lines[body_first_line - 1 :]
    return [normalised(" ".join(head)), *(normalised(line) for line in body if line.strip())]


class WordingNumbers(NamedTuple):
    """Hold a wording and where the numbers begin that some row must have (`numbers`) and its own has (`claimed`)."""

    source_id: str
    paragraph: int
    wording: str
    numbers: frozenset[int]
    claimed: frozenset[int]


def wording_numbers(tables: Tables) -> list[WordingNumbers]:
    """Read the wording of every claim, milestone and omission.

    Of a milestone only the numbers with a unit must be claimed, for it states a stage; an omission claims all its own.
    """
    units = units_of(tables.units)
    measured = {key: units[unit] for key, unit in tables.measures.set_index("measure_id")["unit"].items()}
    claims, milestones, omissions = (
        frame.to_dict("records") for frame in (tables.claims, tables.milestones, tables.omissions)
    )
    return [
        *(_of_claim(row, units, measured[row["measure_id"]]) for row in claims),
        *(_of_milestone(row, units) for row in milestones),
        *(_of_omission(row) for row in omissions),
    ]


def _of_claim(row: dict[str, Any], units: Units, unit: Unit) -> WordingNumbers:
    wording, years = normalised(row["as_stated"]), _years(row)
    figures = [written for written in (row["value_written"], row["value_high_written"]) if written]
    found = find_quantities(wording, units)
    claimed = {
        part.start
        for part in found
        if part.figure in years or any(stated_readings([part], each, unit) for each in figures)
    }
    return _wording_numbers(row, wording, {part.start for part in found}, claimed)


def _of_milestone(row: dict[str, Any], units: Units) -> WordingNumbers:
    wording, years = normalised(row["as_stated"]), _years(row)
    found = find_quantities(wording, units)
    measured = {part.start for part in found if part.scaled or part.dimension not in _NO_MEASURE}
    return _wording_numbers(row, wording, measured, {part.start for part in found if part.figure in years})


def _of_omission(row: dict[str, Any]) -> WordingNumbers:
    wording = normalised(row["as_stated"])
    return _wording_numbers(row, wording, set(), {*range(len(wording))})


def _wording_numbers(row: dict[str, Any], wording: str, numbered: set[int], claimed: set[int]) -> WordingNumbers:
    return WordingNumbers(row["source_id"], int(row["paragraph"]), wording, frozenset(numbered), frozenset(claimed))


def _years(row: dict[str, Any]) -> set[int]:
    return {row[name].year for name in _DATES if name in row and pd.notna(row[name])}


@dataclass(frozen=True)
class Finding:
    """One disagreement between tables and documents: where, and what is wrong."""

    source_id: str
    paragraph: int | None
    row_id: str
    problem: str

    def __str__(self) -> str:
        place = self.source_id if self.paragraph is None else f"{self.source_id} paragraph {self.paragraph}"
        return f"{place}: {self.row_id + ': ' if self.row_id else ''}{self.problem}"


def findings(tables: Tables, documents: Path) -> list[Finding]:
    """List every disagreement between the tables and the documents in a directory; an empty list is agreement.

    Checked are each document's `sha256`, each `as_stated` in its paragraph, and that each number of a document lies
    in the wording of a claim, a milestone or an omission, and if a claim's wording has several, or a milestone's one
    with a unit, is the figure or a year of some row. That each wording holds its figure is checked on loading.
    """
    wordings, claimed = _wordings(tables), wording_numbers(tables)
    found: list[Finding] = []
    for source in tables.sources.itertuples():
        path = documents / source.document_file
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            texts = paragraphs(path, int(source.body_first_line))
        except (OSError, UnicodeDecodeError) as error:
            found.append(Finding(source.source_id, None, "", f"cannot be read: {error}"))
            continue
        if digest != source.sha256:
            found.append(Finding(source.source_id, None, "", f"{path.name} has sha256 {digest}"))
        own = wordings[wordings["source_id"] == source.source_id]
        found += _missing_wordings(own, texts)
        found += _uncovered_numbers(own, texts, source.source_id)
        found += _unclaimed_numbers([each for each in claimed if each.source_id == source.source_id], texts)
    return found


def _wordings(tables: Tables) -> pd.DataFrame:
    columns = ["source_id", "paragraph", "as_stated"]
    return pd.concat(
        [
            frame.rename(columns={key: "row_id"})[["row_id", *columns]]
            for frame, key in (
                (tables.claims, "claim_id"),
                (tables.milestones, "milestone_id"),
                (tables.omissions, "omission_id"),
            )
        ],
        ignore_index=True,
    )


def _spans(wording: str, text: str) -> list[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(normalised(wording))}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def _missing_wordings(wordings: pd.DataFrame, texts: list[str]) -> Iterator[Finding]:
    for row in wordings.itertuples():
        if row.paragraph >= len(texts) or not _spans(row.as_stated, texts[row.paragraph]):
            problem = f"“{row.as_stated}” does not stand in this paragraph"
            yield Finding(row.source_id, int(row.paragraph), row.row_id, problem)


def _uncovered_numbers(wordings: pd.DataFrame, texts: list[str], source_id: str) -> Iterator[Finding]:
    for paragraph, text in enumerate(texts):
        stated = wordings.loc[wordings["paragraph"] == paragraph, "as_stated"]
        spans = [span for wording in stated for span in _spans(wording, text)]
        for number in find_numbers(text):
            if not any(start <= number.start and number.end <= end for start, end in spans):
                yield Finding(source_id, paragraph, "", f"no row covers “{number.text}” in {_around(number, text)}")


def _unclaimed_numbers(claimed: list[WordingNumbers], texts: list[str]) -> Iterator[Finding]:
    """Find the numbers in wordings that no row has as its figure or year, as when one of two claims was dropped."""
    for paragraph, text in enumerate(texts):
        stated = [
            (each, start) for each in claimed if each.paragraph == paragraph for start, _ in _spans(each.wording, text)
        ]
        numbered = {start + place for each, start in stated for place in each.numbers}
        numbered -= {start + place for each, start in stated for place in each.claimed}
        for number in find_numbers(text):
            if number.start in numbered:
                problem = f"no row has “{number.text}” as its figure or year, in {_around(number, text)}"
                yield Finding(claimed[0].source_id, paragraph, "", problem)


def _around(number: Number, text: str) -> str:
    return f"“…{text[max(0, number.start - 30) : number.end + 30]}…”"


def main() -> int:
    """Print every finding of the audit; return 0 for none, 1 for some or for faulty tables."""
    parser = argparse.ArgumentParser(prog="python -m components.audit", description=__doc__)
    parser.add_argument("documents", type=Path, help="the directory that holds the documents' text files")
    try:
        loaded = tables.load()
    except tables.TablesError as error:
        print(error)
        return 1
    found = findings(loaded, parser.parse_args().documents)
    for finding in found:
        print(finding)
    if not found:
        print(
            f"{len(loaded.sources)} documents, {len(loaded.claims)} claims, {len(loaded.milestones)} milestones, "
            f"{len(loaded.omissions)} omissions: every wording stands, every number is covered"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
