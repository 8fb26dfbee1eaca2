"""Compare wordings, values and numbers of the tables with the documents."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from components.audit.documents import paragraphs
from components.audit.holdings import Holding, holdings
from components.tables import Tables
from components.tables.wordings import Number, normalised, numbers


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
    wordings, held = _wordings(tables), holdings(tables)
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
        found += _unheld_numbers([each for each in held if each.source_id == source.source_id], texts)
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
        for number in numbers(text):
            if not any(start <= number.start and number.end <= end for start, end in spans):
                yield Finding(source_id, paragraph, "", f"no row covers “{number.text}” in {_around(number, text)}")


def _unheld_numbers(held: list[Holding], texts: list[str]) -> Iterator[Finding]:
    """Find the numbers in wordings that no row has as its figure or year, as when one of two claims was dropped."""
    for paragraph, text in enumerate(texts):
        stated = [
            (each, start) for each in held if each.paragraph == paragraph for start, _ in _spans(each.wording, text)
        ]
        named = {start + place for each, start in stated for place in each.named}
        named -= {start + place for each, start in stated for place in each.held}
        for number in numbers(text):
            if number.start in named:
                problem = f"no row has “{number.text}” as its figure or year, in {_around(number, text)}"
                yield Finding(held[0].source_id, paragraph, "", problem)


def _around(number: Number, text: str) -> str:
    return f"“…{text[max(0, number.start - 30) : number.end + 30]}…”"
