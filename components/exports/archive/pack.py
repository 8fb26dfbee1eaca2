"""The archive itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from components.exports.archive.descriptor import NAME, chosen_package, whole_package
from components.exports.archive.readme import readme
from components.exports.archive.rows import chosen_file, needed, table_files
from components.exports.evidence import evidence
from components.selection import Selection
from components.tables import Tables

README = "readme.md"
_READABLE = 0o644 << 16


def zip_bytes(
    tables: Tables,
    figures: pd.DataFrame,
    selection: Selection,
    sections: Sequence[str],
    *,
    full: bool,
    today: date | None = None,
) -> bytes:
    """Pack the tables with their schema, the base map and a readme: a directory that `tables.load` reads.

    In `full` every file is as it was read. Otherwise the rows are those that `evidence` chooses and what these need.
    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. Equal inputs on one
    day give equal bytes.
    """
    day = today or date.today()
    known = evidence(tables, figures, selection, sections)
    files = table_files(tables)
    totals = {name: len(getattr(tables, name)) for name in files}
    if full:
        contents = {**tables.files, NAME: whole_package(tables, files)}
        here = totals
    else:
        marks = needed(tables, known.rows)
        contents = {**_chosen(tables, files, marks), NAME: chosen_package(tables, files, known.said, day)}
        here = {name: int(marks[name].sum()) for name in files}
    counts = {name: (here[name], total) for name, total in totals.items()}
    contents[README] = readme(tables, selection, known, counts, day, full=full).encode()
    return _packed(contents, day)


def _chosen(tables: Tables, files: Mapping[str, Sequence[str]], marks: Mapping[str, pd.Series]) -> dict[str, bytes]:
    contents = {file: content for file, content in tables.files.items() if not file.endswith(".csv")}
    for name, parts in files.items():
        chosen = iter(marks[name].to_list())
        contents |= {file: chosen_file(tables.files[file], chosen) for file in parts}
    return contents


def _packed(contents: Mapping[str, bytes], day: date) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file, content in sorted(contents.items()):
            entry = ZipInfo(file, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _READABLE
            archive.writestr(entry, content)
    return packed.getvalue()
