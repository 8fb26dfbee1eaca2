"""What no document states, as `silences.csv` words it, and the rows that say otherwise."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy
import pandas

from components.tables.guards.refusal import Array, Frames, event_dates, measured

_DAYS = {"claims": ("period_end", "period_start"), "milestones": ("happened_end", "happened_start")}


class BrokenSilence(NamedTuple):
    """Name a silence that rows break: the first of them, where it stands, and how many more there are."""

    silence_id: str
    text: str
    row_id: str
    file: str
    line: int
    more: int

    def __str__(self) -> str:
        more = f" and {self.more} more" if self.more else ""
        return f"silence {self.silence_id} is broken by {self.row_id} ({self.file}:{self.line}){more}: “{self.text}”"


def broken_silences(frames: Frames, where: Callable[[str, int], tuple[str, int]]) -> Iterator[BrokenSilence]:
    """Find the silences that a row breaks; `where` gives the file and line of a table's row by its position."""
    tables = {}
    for table, (end, start) in _DAYS.items() if len(frames["silences"]) else ():
        rows = frames[table]
        days = rows[end].fillna(rows[start]).fillna(pandas.Series(event_dates(rows, frames), index=rows.index))
        quantity = {"quantity": measured(rows, frames, "quantity")} if table == "claims" else {}
        tables[table] = rows.assign(day=days, **quantity)
    for silence in frames["silences"].to_dict("records"):
        breaking = {table: breaks(silence, rows).nonzero()[0] for table, rows in tables.items()}
        rows = [(table, int(place)) for table, places in breaking.items() for place in places[:1]]
        if rows:
            table, place = rows[0]
            more = sum(map(len, breaking.values())) - 1
            row_id = str(frames[table].iloc[place, 0])
            yield BrokenSilence(silence["silence_id"], silence["text"], row_id, *where(table, place), more)


def breaks(silence: Mapping[str, Any], rows: pandas.DataFrame) -> Array:
    """Mark the claims, or the milestones, that break a silence; a blank cell of it asks for nothing.

    `rows` are claims with their `quantity`, or milestones, and have as `day` the end of the time that they refer to,
    else the day of their document. Claims break a silence by quantities and claim types, milestones by stages: none
    breaks one that names none of these.
    """
    asked = ("stages",) if "stage" in rows else ("quantities", "claim_types")
    breaking = numpy.full(len(rows), any(silence[column] for column in asked))
    for column in ("subjects", *asked):
        if silence[column]:
            breaking &= rows[BREAKING[column]].isin(silence[column].split(";")).to_numpy(dtype=bool)
    after = silence["after"]
    return breaking if pandas.isna(after) else breaking & (rows["day"] > after).to_numpy(dtype=bool)


BREAKING = {"subjects": "subject_id", "quantities": "quantity", "claim_types": "claim_type", "stages": "stage"}
