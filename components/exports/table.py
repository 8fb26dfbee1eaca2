"""Tables as CSV."""

import re

import pandas as pd

_STARTERS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a frame as UTF-8 CSV (with a mark that spreadsheets read); no text cell can run as a formula."""
    guarded = frame.apply(lambda column: column.map(inert))
    return str(guarded.to_csv(index=False)).encode("utf-8-sig")


def inert(cell: object) -> object:
    """Put a ' before a text that a spreadsheet would run as a formula; a number stays as it is."""
    runs = isinstance(cell, str) and cell.startswith(_STARTERS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell
