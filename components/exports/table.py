"""Tables as CSV."""

import pandas as pd

_STARTERS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a frame as UTF-8 CSV (with a mark that spreadsheets read); no text cell can run as a formula."""
    guarded = frame.apply(lambda column: column.map(_inert))
    return str(guarded.to_csv(index=False)).encode("utf-8-sig")


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTERS) else cell
