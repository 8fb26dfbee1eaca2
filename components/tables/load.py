"""The one way in: read a data directory whole, or refuse it."""

from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import pandas

from .cells import cell_faults
from .contract import CONTRACT, contract
from .descriptor import BASEMAP, NAME, description_faults, read_basemap, read_descriptor
from .faults import Fault, TablesError
from .files import data_directory, digest, read_file, table_files
from .frames import frame
from .keys import key_faults
from .rows import Row, read_rows


@dataclass(frozen=True, eq=False)
class Tables:
    """Hold the evidence: a DataFrame for each table, the base map, the schema and the data version.

    Columns are those of `datapackage.json` in its order: text as str (a blank is ""), numbers as float64
    (NaN), integers as Int64 (NA), dates as datetime64 (NaT). `claims` has two more, `value_written` and
    `value_high_written`: the figure as the CSV writes it, because the written digits are its precision.
    Rows keep the order of the files, claims files by name. `version` is 7 hex digits over all files.

    Everybody shares these frames. pandas copies on write, so that nothing done to a filtered, sorted or
    copied frame comes back here; only an assignment into one of these frames themselves would: make none.
    """

    sources: pandas.DataFrame
    corridors: pandas.DataFrame
    subjects: pandas.DataFrame
    measures: pandas.DataFrame
    claims: pandas.DataFrame
    milestones: pandas.DataFrame
    derivations: pandas.DataFrame
    comparisons: pandas.DataFrame
    omissions: pandas.DataFrame
    places: pandas.DataFrame
    routes: pandas.DataFrame
    basemap: dict[str, Any]
    schema: dict[str, Any]
    directory: Path
    version: str


TABLES = {field.name for field in fields(Tables) if field.type is pandas.DataFrame}


def load(directory: Path | str | None = None) -> Tables:
    """Read and check the data of a directory (by default $ATLAS_DATA, else the project's `data/`).

    Raises TablesError with every fault at once; nothing is filled, clipped or repaired.
    """
    folder = data_directory(directory)
    if not folder.is_dir():
        raise TablesError([Fault(str(folder), None, "", "no such folder", f"a folder that holds {NAME}")])
    tables = contract()
    names = {table.name for table in tables}
    if names != TABLES:
        expected = f"the tables {', '.join(sorted(TABLES))}"
        raise TablesError([Fault(str(CONTRACT), None, "", ", ".join(sorted(names)) or "no table", expected)])
    contents: dict[str, bytes] = {}
    schema, faults = read_file(folder, NAME, contents, read_descriptor, dict[str, Any])
    faults = faults or description_faults(schema, {table.name: table.column_names for table in tables})
    basemap, more = read_file(folder, BASEMAP, contents, read_basemap, dict[str, Any])
    faults += more

    rows: dict[str, list[Row]] = {}
    broken: set[str] = set()
    for table in tables:
        rows[table.name] = []
        parse = partial(read_rows, columns=table.column_names)
        for file in table_files(folder, table, schema):
            part, more = read_file(folder, file, contents, parse, list[Row])
            rows[table.name] += part
            faults += more
            if more:
                broken.add(table.name)
        faults += cell_faults(table, rows[table.name])
    faults += key_faults(tables, rows, broken)
    if faults:
        raise TablesError(faults)

    frames = {table.name: frame(table, rows[table.name]) for table in tables}
    return Tables(**frames, basemap=basemap, schema=schema, directory=folder, version=digest(contents))
