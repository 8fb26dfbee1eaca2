"""The one way in: read a data directory whole, or refuse it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property, wraps
from itertools import cycle
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

import pandas

from components.tables.basemap import BASEMAP, read_basemap
from components.tables.checks import cell_faults, frame, key_faults
from components.tables.faults import Fault, Faults, TablesError
from components.tables.files import data_directory, digest, read_folder, table_files, take
from components.tables.guards import guard_faults
from components.tables.parsing import Rows, read_rows
from components.tables.schema import (
    CONTRACT,
    NAME,
    choices,
    contract,
    description_faults,
    own_description,
    read_descriptor,
)
from components.tables.silences import BrokenSilence, broken_silences

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Tables:
    """Hold the evidence: a DataFrame for each table, the base map, the schema and the data version.

    Columns are those of `datapackage.json` in its order: text as str (a blank is ""), numbers as float64
    (NaN), integers as Int64 (NA), dates as datetime64 (NaT). `claims` has two more, `value_written` and
    `value_high_written`: the figure as the CSV writes it, because the written digits are its precision.
    Rows keep the order of the files, claims files by name. `files` holds the bytes that were read, by path in the
    directory; `version` is 7 hex digits over all of them, of the schema over what it says of the tables.
    `broken_silences` are those of which rows say otherwise.

    A directory without units of its own has those of the project, which are none of its files. `series`, `observations`
    and `outcomes` come from outside the documents: nothing in them is a statement.

    Everybody shares these frames. pandas copies on write, so that nothing done to a filtered, sorted or
    copied frame comes back here; only an assignment into one of these frames themselves would: make none.
    """

    sources: pandas.DataFrame
    corridors: pandas.DataFrame
    subjects: pandas.DataFrame
    units: pandas.DataFrame
    measures: pandas.DataFrame
    claims: pandas.DataFrame
    milestones: pandas.DataFrame
    derivations: pandas.DataFrame
    comparisons: pandas.DataFrame
    omissions: pandas.DataFrame
    exhibits: pandas.DataFrame
    silences: pandas.DataFrame
    mentions: pandas.DataFrame
    series: pandas.DataFrame
    observations: pandas.DataFrame
    outcomes: pandas.DataFrame
    places: pandas.DataFrame
    routes: pandas.DataFrame
    basemap: dict[str, Any]
    schema: dict[str, Any]
    directory: Path
    files: dict[str, bytes] = field(repr=False)
    version: str
    broken_silences: tuple[BrokenSilence, ...]

    @cached_property
    def silent(self) -> pandas.DataFrame:
        """Return the silences that no row breaks, the only ones whose text is true."""
        broken = [one.silence_id for one in self.broken_silences]
        return self.silences[~self.silences["silence_id"].isin(broken)]

    @cached_property
    def corridor_names(self) -> dict[str, str]:
        """Return the name of each corridor by its id, in the order of the table."""
        return dict(zip(self.corridors["corridor_id"], self.corridors["name"], strict=True))

    @cached_property
    def corridor_colours(self) -> dict[str, str]:
        """Return the name of each corridor's colour by its id: its own, or one that is left, as long as there are."""
        own = dict(zip(self.corridors["corridor_id"], self.corridors["colour"], strict=True))
        known = choices("corridors", "colour")
        left = cycle([name for name in known if name not in own.values()] or known)
        return {corridor: colour or next(left) for corridor, colour in own.items()}


def once(most: int = 1) -> Callable[[Callable[Concatenate[Tables, P], T]], Callable[Concatenate[Tables, P], T]]:
    """Return a decorator of what is worked out of tables: once for them and each question, and let go with them.

    Kept are the answers to the latest `most` questions; everybody shares them.
    """

    def decorate(work: Callable[Concatenate[Tables, P], T]) -> Callable[Concatenate[Tables, P], T]:
        kept: WeakKeyDictionary[Tables, dict[Any, list[T]]] = WeakKeyDictionary()

        def known(tables: Tables, *args: P.args, **kwargs: P.kwargs) -> T:
            answers, question = kept.setdefault(tables, {}), (args, *sorted(kwargs.items()))
            answer = answers.get(question) or [work(tables, *args, **kwargs)]
            answers[question] = answer
            for oldest in list(answers)[: max(0, len(answers) - most)]:
                answers.pop(oldest, None)
            return answer[0]

        return cast(Callable[Concatenate[Tables, P], T], wraps(work)(known))

    return decorate


# What a directory has of the project where it has none of its own.
LENT = ("units",)
TABLES = {field.name for field in fields(Tables) if field.type is pandas.DataFrame}


def load(directory: Path | str | None = None) -> Tables:
    """Read and check the data of a directory (by default $ATLAS_DATA, else the project's `data/`).

    Raises TablesError with every fault at once; nothing is filled, clipped or repaired.
    """
    folder = data_directory(directory)
    if not folder.is_dir():
        raise TablesError([Fault(str(folder), None, "", "no such folder", f"a folder that holds {NAME}")])
    return check(folder, *read_folder(folder))


def check(folder: Path, names: Sequence[str], contents: Mapping[str, bytes]) -> Tables:
    """Make tables of what the files of a folder hold, by name; raises TablesError with every fault at once."""
    tables = contract()
    if {table.name for table in tables} != TABLES:
        found = ", ".join(sorted(table.name for table in tables)) or "no table"
        raise TablesError([Fault(str(CONTRACT), None, "", found, f"the tables {', '.join(sorted(TABLES))}")])
    files, wrong = take(folder, (NAME, BASEMAP), contents)
    faults = Faults(wrong)
    schema: dict[str, Any] = {}
    basemap: dict[str, Any] = {}
    if NAME in files:
        schema, more = read_descriptor(NAME, files[NAME])
        faults.add(more or description_faults(schema, tables))
    if BASEMAP in files:
        basemap, more = read_basemap(BASEMAP, files[BASEMAP])
        faults.add(more)

    rows = {table.name: Rows([], [], {name: [] for name in table.column_names}) for table in tables}
    broken: set[str] = set()
    for table in tables:
        paths = table_files(folder, names, table, schema)
        part, wrong = take(folder, paths, contents)
        files |= part
        if table.name in LENT and not paths:
            part, wrong = take(CONTRACT.parent, table.paths, {})
        for path, content in part.items():
            wrong += read_rows(path, content, rows[table.name], table.expected)
        broken |= {table.name} if wrong else set()
        faults.add(wrong)
        faults.add(cell_faults(table, rows[table.name]))
    faults.add(key_faults(tables, rows, broken))
    frames = {} if faults else {table.name: frame(table, rows[table.name]) for table in tables}

    def where(table: str, row: int) -> tuple[str, int]:
        return rows[table].files[row], rows[table].lines[row]

    if not faults:
        faults.add(guard_faults(frames, where, basemap))
    if faults:
        raise TablesError(faults)
    said = tuple(broken_silences(frames, where))
    return Tables(
        **frames,
        basemap=basemap,
        schema=schema,
        directory=folder,
        files=files,
        version=digest(files | {NAME: json.dumps(own_description(schema), sort_keys=True).encode()})[:7],
        broken_silences=said,
    )
