"""The rows of the evidence as the rules of findings look them up: by id, subject, formula and comparison."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pandas as pd

from components.derive import commitments, sentences
from components.derive.sentences import Row
from components.tables import RELATIONS, Tables


class Evidence:
    """Hold the rows as the rules look them up; `figures` and `milestones` are what documents state, each once."""

    def __init__(self, tables: Tables, rows: pd.DataFrame) -> None:
        self.tables = tables
        self.register = commitments.register(tables, rows)
        self.bases = dict(zip(self.register["figure_id"], self.register["base_id"], strict=True))
        every: list[Row] = rows.to_dict("records")
        self.rows = {row["figure_id"]: row for row in every}
        stated = [row for row in every if row["claim_type"] != "derived" and not row["repeats"]]
        self.milestones = [row for row in stated if row["row_kind"] == "milestone"]
        self.figures = [row for row in stated if row["row_kind"] == "figure"]
        self.derived = [row for row in every if row["claim_type"] == "derived"]
        self.of_subject = grouped(self.figures, "subject_id")
        self.stages = grouped(self.milestones, "subject_id")
        self.said = tables.sources["event_date"]
        self.latest = self.said.max()

    @cached_property
    def computed(self) -> dict[tuple[str, str], Row]:
        """Return the derived figures by formula and inputs, without those whose interval is open downwards."""
        return {(row["formula"], row["inputs"]): row for row in self.derived if row["low"] > 0}

    @cached_property
    def related(self) -> dict[tuple[str, str], list[str]]:
        """Return how measures belong together."""
        return related(self.tables)

    def follows(self, formula: str, first: Row, second: Row) -> Row | None:
        """Return what is derived from two rows by a formula, if it is."""
        return self.computed.get((formula, joined(";", first, second)))

    def pairs(self, *kinds: str) -> Iterator[tuple[Any, Row, Row]]:
        """Return the comparisons of some kinds, with their earlier and later statement, without mere repeats."""
        for pair in self.tables.comparisons.itertuples(index=False):
            earlier, later = self.rows.get(pair.earlier_id), self.rows.get(pair.later_id)
            if pair.kind in kinds and earlier and later and not later["repeats"]:
                yield pair, earlier, later

    def silence(self, since: pd.Timestamp) -> str:
        """Say that no document later than a date says what came of something; "" where there is none."""
        count = int((self.said > since).sum())
        if count < 2:
            return "the one later document does not say what came of it" if count else ""
        none_of = "neither of the two" if count == 2 else f"none of the {sentences.count_word(count)}"
        return f"{none_of} later documents says what came of it"


def related(tables: Tables) -> dict[tuple[str, str], list[str]]:
    """Return the measures that each one is a growth, multiple, share, capacity or part of, by relation and measure."""
    return {
        (relation, measure): [name for name in cell.split(";") if name]
        for relation in RELATIONS
        for measure, cell in zip(tables.measures["measure_id"], tables.measures[relation], strict=True)
    }


def grouped(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """Group rows by the text of columns, or by one column."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row, columns) if len(columns) > 1 else row[columns[0]]].append(row)
    return groups


def key(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the text of columns, in which days without a date are alike."""
    return tuple(str(row[column]) for column in columns)


def joined(by: str, *rows: Row | None) -> str:
    """Join the ids of rows, without those that are none."""
    return by.join(row["figure_id"] for row in rows if row)
