"""The text of a CSV file as rows that know where they stand."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from .faults import Fault


class Row(NamedTuple):
    """Hold one row of a table: its file, the line on which it begins, and its cells as text by column."""

    file: str
    line: int
    cells: dict[str, str]


def read_rows(file: str, content: bytes, columns: Sequence[str]) -> tuple[list[Row], list[Fault]]:
    """Read a CSV file to its rows and to every fault of its form: encoding, quotes, header, number of cells.

    A row holds the columns that the header names, so a missing column is one fault and not one in every row.
    """
    text, faults = decode(file, content)
    if faults:
        return [], faults
    if not text.strip():
        return [], [Fault(file, 1, "", "an empty file", f"the header {','.join(columns)}")]
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader)
        faults = header_faults(file, header, columns)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(Row(file, line, dict(zip(header, cells, strict=True))))
            else:
                faults.append(Fault(file, line, "", cell_count(cells), f"{len(header)}, one in each column"))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, line, "", f"a row that cannot be read: {error}", "every quote closed"))
    return rows, faults


def decode(file: str, content: bytes) -> tuple[str, list[Fault]]:
    """Decode UTF-8 with or without a byte order mark; refuse any other encoding and binary content."""
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        return "", [Fault(file, line, "", "a binary file (NUL byte)", "CSV text in UTF-8")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return "", [Fault(file, line, "", f"byte 0x{error.object[error.start]:02x}", "CSV text in UTF-8")]


def header_faults(file: str, header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    """List the columns that are missing or renamed, unknown, doubled, or out of their order."""
    if not set(header) & set(columns):
        return [Fault(file, 1, "", ",".join(header) or "a blank line", f"the header {','.join(columns)}")]
    unknown = [name for name in header if name not in columns]
    faults = []
    for index, column in enumerate(columns):
        if column not in header:
            instead = header[index] if index < len(header) and header[index] in unknown else ""
            if instead:
                unknown.remove(instead)
            faults.append(Fault(file, 1, column, instead, f'the column "{column}" in the header'))
    faults += [Fault(file, 1, name, name, "no such column in this table") for name in unknown]
    doubled = sorted({name for name in header if name in columns and header.count(name) > 1})
    faults += [Fault(file, 1, name, name, "each column once") for name in doubled]
    if not faults and list(header) != list(columns):
        found, column = next(pair for pair in zip(header, columns, strict=True) if pair[0] != pair[1])
        faults.append(Fault(file, 1, column, found, f"the columns in the order {','.join(columns)}"))
    return faults


def cell_count(cells: Sequence[str]) -> str:
    """Say how many cells a row has."""
    return "a blank line" if not cells else "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
