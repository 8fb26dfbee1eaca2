"""Checked rows as DataFrames."""

from collections.abc import Sequence
from typing import Any

import numpy
import pandas
import pyarrow

from .contract import Table
from .rows import Rows


def frame(table: Table, rows: Rows) -> pandas.DataFrame:
    """Make the DataFrame of a table; `claims` gets the text of its values beside the numbers."""
    data = {column.name: typed(column.type, rows.cells[column.name]) for column in table.columns}
    if table.name == "claims":
        data |= {f"{name}_written": typed("string", rows.cells[name]) for name in ("value", "value_high")}
    return pandas.DataFrame(data)


def typed(kind: str, texts: Sequence[str | None]) -> Any:
    """Make a column of its type from checked text; a blank is "", NaN, NA or NaT."""
    if kind == "number":
        return numpy.array([float(text or "nan") for text in texts], dtype="float64")
    if kind == "integer":
        return pandas.array([int(text) if text else None for text in texts], dtype="Int64")
    if kind == "date":
        return numpy.array([text or "NaT" for text in texts], dtype="datetime64[us]")
    return pandas.Series(pyarrow.array(texts, pyarrow.large_string()), dtype="str")
