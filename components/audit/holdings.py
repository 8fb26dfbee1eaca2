"""Which numbers of its wording a row has as its figure or its year, and which stand there beside them."""

from typing import Any, NamedTuple

import pandas as pd

from components.tables import Tables
from components.tables.wordings import Quantity, normalised, quantities, readings, step

_DATES = (
    "period_start", "period_end", "base_start", "base_end", "happened_start", "happened_end", "due_start", "due_end",
)  # fmt: skip
_NO_MEASURE = ("", "ordinal", "years")


class Holding(NamedTuple):
    """Hold a wording and where its numbers begin: those that some row must have, and those that its own row has."""

    source_id: str
    paragraph: int
    wording: str
    named: frozenset[int]
    held: frozenset[int]


def holdings(tables: Tables) -> list[Holding]:
    """Read the wording of every claim, milestone and omission.

    Of a milestone only the numbers with a unit must be held, for it states a stage; an omission holds all of its own.
    """
    units = dict(zip(tables.measures["measure_id"], tables.measures["unit"], strict=True))
    claims, milestones, omissions = (
        frame.to_dict("records") for frame in (tables.claims, tables.milestones, tables.omissions)
    )
    return [
        *(_of_claim(row, units[row["measure_id"]]) for row in claims),
        *(_of_milestone(row) for row in milestones),
        *(_of_omission(row) for row in omissions),
    ]


def _of_claim(row: dict[str, Any], unit: str) -> Holding:
    wording, years = normalised(row["as_stated"]), _years(row)
    figures = [written for written in (row["value_written"], row["value_high_written"]) if written]
    found = quantities(wording)
    held = {part.start for part in found if part.figure in years or any(_is(part, each, unit) for each in figures)}
    return _holding(row, wording, {part.start for part in found}, held)


def _of_milestone(row: dict[str, Any]) -> Holding:
    wording, years = normalised(row["as_stated"]), _years(row)
    found = quantities(wording)
    measured = {part.start for part in found if part.scaled or part.dimension not in _NO_MEASURE}
    return _holding(row, wording, measured, {part.start for part in found if part.figure in years})


def _of_omission(row: dict[str, Any]) -> Holding:
    wording = normalised(row["as_stated"])
    return _holding(row, wording, set(), {*range(len(wording))})


def _holding(row: dict[str, Any], wording: str, named: set[int], held: set[int]) -> Holding:
    return Holding(row["source_id"], int(row["paragraph"]), wording, frozenset(named), frozenset(held))


def _years(row: dict[str, Any]) -> set[int]:
    return {row[name].year for name in _DATES if name in row and pd.notna(row[name])}


def _is(part: Quantity, written: str, unit: str) -> bool:
    size, last = abs(float(written)), step(written)
    near = 1e-9 * max(size, 1.0)
    return any(abs(found.value - size) <= (near if found.step else last / 2) for found in readings(part, unit))
