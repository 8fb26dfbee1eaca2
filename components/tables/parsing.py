"""CSV and JSON files as rows and values, what a file must be so that it can be read, and texts in one plain form."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from components.tables.faults import MOST_LISTED, Fault

CHUNK = 300
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r"})
HIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
DEEPEST = 50
# Where the list separator is a semicolon, a spreadsheet begins a cell behind each; wide signs run in East Asia.
_FORMULA = re.compile(r'(^|;[\s"]*)(?=[=+\-@＝＋－＠])')
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"')})
_DASHES = re.compile("[‐-―−]")
Place = tuple[str | int, ...]


class Rows(NamedTuple):
    """Hold the rows of a table as columns of text: the `files` and `lines` on which they begin, and their `cells`.

    A cell is None where its file lacks the column.
    """

    files: list[str]
    lines: list[int]
    cells: dict[str, list[str | None]]


def read_rows(file: str, content: bytes, rows: Rows, expected: Callable[[Sequence[str]], Sequence[str]]) -> list[Fault]:
    """Append the rows of a CSV file, and return every fault of its form: encoding, quotes, header, number of cells.

    Cells arrive as they are written. A file with another header, or with many rows that are none, is not read to its
    end. `expected` gives the columns that a header with such columns should have; a cell
    is blank where one lacks that need not be there. Any other that the header lacks is one fault and not one in every
    row.
    """
    faults = content_faults(file, content, list(rows.cells))
    if faults:
        return faults
    found = records(file, content, faults)
    _, header = next(found, (1, []))
    needed = expected(header)
    if not faults:
        faults += header_faults(file, header, needed)
    if not set(header) & set(needed):
        return faults
    while len(faults) < MOST_LISTED and (chunk := list(islice(found, CHUNK))):
        whole = [(line, cells) for line, cells in chunk if len(cells) == len(header)]
        faults += [
            Fault(file, line, "", cell_count(cells), f"{len(header)}, one in each column")
            for line, cells in chunk
            if len(cells) != len(header)
        ]
        rows.files.extend([file] * len(whole))
        rows.lines.extend([line for line, _ in whole])
        columns = dict(zip(header, zip(*(cells for _, cells in whole), strict=True), strict=False))
        for name, cells in rows.cells.items():
            cells.extend(columns.get(name, [None if name in needed else ""] * len(whole)))
    return faults


def content_faults(file: str, content: bytes, columns: Sequence[str]) -> list[Fault]:
    """Refuse what is not UTF-8 (with or without a byte order mark), what is binary, and what is blank."""
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        return [Fault(file, line, "", "a binary file (NUL byte)", "CSV text in UTF-8")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return [Fault(file, line, "", f"byte 0x{error.object[error.start]:02x}", "CSV text in UTF-8")]
    if not text or text.isspace():
        return [Fault(file, 1, "", "an empty file", f"the header {','.join(columns)}")]
    head = text.split("\n", 1)[0]
    for sign, named in SEPARATORS.items():
        if len({name.strip('\r" ') for name in head.split(sign)} & set(columns)) > 1:
            return [Fault(file, 1, "", f"columns separated by {named}", "columns separated by commas")]
    if hidden := HIDDEN.search(text) if content.translate(None, CONTROLS) != content or not text.isascii() else None:
        line = text.count("\n", 0, hidden.start()) + 1
        return [Fault(file, line, "", f"a hidden character, U+{ord(hidden[0]):04X}", "text that an editor shows")]
    return []


def records(file: str, content: bytes, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Return the cells of each row with the line on which it begins, the header first; add the fault that ends it."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, line, "", f"a row that cannot be read: {error}", "every quote closed"))


def header_faults(file: str, header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    """List the columns that are missing or renamed, unknown, doubled, or out of their order."""
    if not set(header) & set(columns):
        return [Fault(file, 1, "", ",".join(header) or "a blank line", f"the header {','.join(columns)}")]
    counts, known = Counter(header), set(columns)
    unknown = [name for name in header if name not in known]
    faults = []
    for index, column in enumerate(columns):
        if column not in header:
            instead = header[index] if index < len(header) and header[index] in unknown else ""
            if instead:
                unknown.remove(instead)
            faults.append(Fault(file, 1, column, instead, f'the column "{column}" in the header'))
    faults += [Fault(file, 1, name, name, "no such column in this table") for name in unknown]
    doubled = sorted(name for name in known if counts[name] > 1)
    faults += [Fault(file, 1, name, name, "each column once") for name in doubled]
    if not faults and list(header) != list(columns):
        found, column = next(pair for pair in zip(header, columns, strict=True) if pair[0] != pair[1])
        faults.append(Fault(file, 1, column, found, f"the columns in the order {','.join(columns)}"))
    return faults


def cell_count(cells: Sequence[str]) -> str:
    """Format how many cells a row has."""
    return "a blank line" if not cells else "1 cell" if len(cells) == 1 else f"{len(cells)} cells"


def read_json(file: str, content: bytes, most: int) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a JSON object of at most so many bytes; a fault names the line or the place in the object."""
    if len(content) > most:
        return {}, [Fault(file, None, "", f"{len(content):,} bytes", f"no more than {most:,} bytes")]
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return {}, [Fault(file, error.lineno, "", error.msg, "valid JSON")]
    except (ValueError, RecursionError) as error:
        return {}, [Fault(file, None, "", str(error), "valid JSON in UTF-8")]
    if not isinstance(value, dict):
        return {}, [Fault(file, 1, "", f"a JSON {type(value).__name__}", "a JSON object")]
    faults = [Fault(file, None, "", found, expected) for found, expected in _unfit(value)]
    return ({} if faults else value), faults


def json_path(place: Place) -> str:
    """Write a place in a JSON object as `resources[3].title`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant}, which is no number of JSON")


def _unfit(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Find texts with hidden characters, which JSON can escape, and what is nested too deep to be worked on."""
    ahead: list[tuple[Place, Any]] = [((), value)]
    while ahead:
        place, found = ahead.pop()
        if isinstance(found, str):
            if hidden := HIDDEN.search(found):
                yield f"a hidden character, U+{ord(hidden[0]):04X}, in {json_path(place)}", "text that an editor shows"
        elif len(place) == DEEPEST:
            yield f"more than {DEEPEST} levels in {json_path(place[:2])}", f"no more than {DEEPEST} levels"
        else:
            named = found.items() if isinstance(found, dict) else enumerate(found)
            for key, part in named:
                if isinstance(key, str) and HIDDEN.search(key):
                    yield (
                        f"a hidden character in a name in {json_path(place) or 'the object'}",
                        "text that an editor shows",
                    )
                elif isinstance(part, str | list | dict):
                    ahead.append(((*place, key), part))


def normalised(text: str) -> str:
    """Fold the white space, quotes and dashes of a text to one plain form, so that wordings can be compared."""
    if not text.isascii():
        text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return " ".join(text.translate(_QUOTES).split())


def escape_formula(cell: object) -> object:
    """Put a ' before what of a text a spreadsheet would run as a formula; a number stays as it is."""
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) and not _NUMBER.fullmatch(cell) else cell
