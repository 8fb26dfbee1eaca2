"""What a guard refuses: one cell of one row, and what it should have been."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy
import pandas
from numpy.typing import NDArray

from components.tables.faults import SHOWN

Frames: TypeAlias = Mapping[str, pandas.DataFrame]
Array: TypeAlias = NDArray[Any]
_PLAIN = {"str": "object", "Int64": "float64"}


class Refusal(NamedTuple):
    """Hold a cell by table, position of its row and column, and what was expected of it."""

    table: str
    position: int
    column: str
    expected: str


def refusals(table: str, wrong: Array, column: str, expected: str, **named: Array) -> Iterator[Refusal]:
    """Refuse a column's cell in every row that is wrong; `expected` may name in {} what it takes from its row."""
    for position in wrong.nonzero()[0]:
        taken = {name: _text(row[position]) for name, row in named.items()}
        yield Refusal(table, int(position), column, expected.format(**taken))


def cells(frame: pandas.DataFrame, *columns: str) -> list[Array]:
    """Take columns out of a table as plain arrays, which a guard compares faster than frames, few rows or many."""
    return [frame[name].to_numpy(dtype=_PLAIN.get(str(frame[name].dtype))) for name in columns]


def cell_text(frame: pandas.DataFrame, position: int, column: str) -> str:
    """Write a cell as its CSV does: a date in ISO form, a figure with the digits written, a blank as nothing."""
    written = f"{column}_written"
    cell = frame[written if written in frame else column].iloc[position]
    return "" if pandas.isna(cell) else _text(cell)


def named_rows(frame: pandas.DataFrame, names: Container[str]) -> pandas.DataFrame:
    """Keep the rows of a table whose id, its first column, is one of these."""
    return frame.iloc[[row for row, name in enumerate(cells(frame, str(frame.columns[0]))[0]) if name in names]]


def among(array: Array, values: tuple[str, ...]) -> Array:
    """Return which cells are one of a few values."""
    found = numpy.zeros(len(array), dtype=bool)
    for value in values:
        found |= array == value
    return found


def found_in(table: pandas.DataFrame, column: str, keys: pandas.Series) -> Array:
    """Look up a column of the row that each key names by its first column; a blank or NaT for a blank key."""
    names, values = cells(table, str(table.columns[0]), column)
    known = dict(zip(names, values, strict=True))
    blank = numpy.datetime64("NaT") if values.dtype.kind == "M" else ""
    codes, distinct = pandas.factorize(keys)
    found: Array = numpy.array([known.get(name, blank) for name in distinct], dtype=values.dtype)[codes]
    return found


def event_dates(frame: pandas.DataFrame, frames: Frames) -> Array:
    """Return the date of the event that the document of each row reports."""
    return found_in(frames["sources"], "event_date", frame["source_id"])


def known_dates(frame: pandas.DataFrame, frames: Frames) -> Array:
    """Return the last date of which the document of each row can know: of its event or its publication."""
    published = found_in(frames["sources"], "published_date", frame["source_id"])
    return numpy.fmax(event_dates(frame, frames), published)


def measured(frame: pandas.DataFrame, frames: Frames, column: str) -> Array:
    """Return a column of the measure of each row, such as `unit` or `quantity`."""
    return found_in(frames["measures"], column, frame["measure_id"])


def quoted(wording: str) -> str:
    """Quote a wording in a message, the beginning of a long one."""
    return f"“{wording}”" if len(wording) <= SHOWN else f"“{wording[:SHOWN]}…”"


def _text(cell: Any) -> str:
    return str(cell)[:10] if isinstance(cell, numpy.datetime64 | pandas.Timestamp) else str(cell)
