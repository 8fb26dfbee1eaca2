"""A file of statistics as a table of text: its bytes decoded, its rows apart, and the limits it must keep."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from components.tables import HIDDEN

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_VALUES, MOST_LETTERS = 200_000, 4_000, 1_000_000, 100_000
LONGEST_TEXT = 200
# What programs write for nothing; it is never 0.
BLANKS = ["", "-", "–", "—", ".", "..", "...", "…", "na", "n/a", "n.a.", "nan", "null", "none"]
_GUARD = re.compile(r'(^|;[\s"]*)\'+(?=[=+\-@＝＋－＠])')
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
Record = tuple[int, list[str]]


class SeriesError(ValueError):
    """Refuse a file of statistics; the text says why, in words."""


class Sheet(NamedTuple):
    """Hold a table: the `title` lines above its header, and its `rows` as text.

    A column is named as its header in lower case, else `column 3`; `line` is the line on which a row begins.
    """

    title: list[str]
    rows: pd.DataFrame


def one_line(text: str, most: int = LONGEST_TEXT) -> str:
    """Return a text in one line without hidden characters, shortened, and without the ' that guards a formula."""
    plain = " ".join(HIDDEN.sub(" ", text[: 4 * most]).split())
    return _GUARD.sub(r"\1", plain if len(plain) <= most else plain[: most - 1].rstrip() + "…")


def listed(names: Iterable[str], most: int = 12) -> str:
    """Format the first of some names, each once, and how many more there are."""
    known = list(dict.fromkeys(names))
    shown = ", ".join(f"“{one_line(name, 60)}”" for name in known[:most])
    return shown + (f" and {len(known) - most:,} more" if len(known) > most else "")


def read_records(content: bytes) -> list[Record]:
    """Return the rows of a CSV file that are not blank, cells stripped, each with the line on which it begins.

    UTF-8 is read with or without a byte order mark, else ISO-8859-1. Raises SeriesError for what is no CSV text, or is
    larger than the limits.
    """
    if len(content) > LARGEST_FILE:
        raise SeriesError(f"The file has {len(content):,} bytes, of at most {LARGEST_FILE:,} (10 MB).")
    if content.startswith(_WORKBOOKS):
        raise SeriesError("This is a workbook, not a text: save the sheet as CSV.")
    if b"\0" in content:
        raise SeriesError("This is no text file: it has NUL bytes. Save it as CSV in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("iso-8859-1")
    if not text.strip():
        raise SeriesError("The file is empty.")
    found = _records(io.StringIO(text, newline=""))
    if len(found) > 1 and all(len(cells) == 1 for _, cells in found) and "," in found[0][1][0]:
        # The portal of the IMF has written files in which each line is one quoted cell.
        found = _records(cells[0] for _, cells in found)
    return found


def _records(lines: Iterable[str]) -> list[Record]:
    reader, found, line = csv.reader(lines, strict=True), list[Record](), 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise SeriesError(f"Line {line} has {len(cells):,} columns, of at most {MOST_COLUMNS:,}.")
            if any(len(cell) > MOST_LETTERS for cell in cells):
                raise SeriesError(f"Line {line} has a cell of more than {MOST_LETTERS:,} letters.")
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                found.append((line, stripped))
            if len(found) > MOST_ROWS:
                raise SeriesError(f"The file has more than {MOST_ROWS:,} rows. Download fewer years or partners.")
            line = reader.line_num + 1
    except csv.Error as error:
        raise SeriesError(f"The row that begins on line {line} cannot be read as CSV: {error}.") from None
    return found


def column_names(cells: Sequence[str]) -> list[str]:
    """Return the names of columns: of each cell of a header in lower case, and `column 3` where it is blank."""
    return [" ".join(cell.split()).casefold() or f"column {place}" for place, cell in enumerate(cells, 1)]


def sheet_under(records: Sequence[Record], place: int) -> Sheet:
    """Return the table whose header is the record at a place; a row with one filled cell is a note and passed over.

    Blank cells beyond the header are cut, so that a trailing comma shifts nothing. Raises SeriesError for a row with
    more or fewer cells than the header has, and for a name that two columns have.
    """
    header = records[place][1]
    while header and not header[-1]:
        header = header[:-1]
    names, width = column_names(header), len(header)
    if len(set(names)) < width:
        doubled = next(name for index, name in enumerate(names) if name in names[:index])
        raise SeriesError(f"Two columns are named “{one_line(doubled, 60)}”.")
    lines, rows = [], []
    for line, cells in records[place + 1 :]:
        if sum(map(bool, cells)) < 2:
            continue
        if len(cells) < width or any(cells[width:]):
            raise SeriesError(
                f"Line {line} has {len(cells):,} cells where the header has {width:,}: its columns would be shifted."
            )
        lines.append(line)
        rows.append(cells[:width])
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    title = [cell for _, cells in records[:place] for cell in cells if cell]
    return Sheet(title, frame.assign(line=lines))


def melted(rows: pd.DataFrame, columns: Sequence[str], name: str) -> pd.DataFrame:
    """Return a row for each filled cell of some columns: its text as `value`, and as `name` the column it stood in."""
    cells = rows[list(columns)].to_numpy(dtype=object)
    at, across = np.nonzero(cells != "")
    if len(at) > MOST_VALUES:
        raise SeriesError(f"The file has more than {MOST_VALUES:,} values. Download fewer years or partners.")
    named = np.array(columns, dtype=object)[across]
    repeated = rows.drop(columns=list(columns)).iloc[at].reset_index(drop=True)
    return repeated.assign(**{name: named, "value": cells[at, across]})
