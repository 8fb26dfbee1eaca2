"""Small and odd evidence that the checks accept, made of the real one by a seed: parts of it, and the same otherwise.

A part is drawn by document, subject, corridor, type, table or year; whatever rows the checks then refuse,
because what they name is missing, are left out too, until all is accepted.
"""

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from zipfile import ZipFile

from components import tables
from components.exports import zip_bytes
from components.selection import Selection
from tests.data import mutations
from tests.data.mutations import Files, Table, csvs, read

Row = dict[str, str]
Keep = Callable[[str, Row], bool]
PERIODS = ("period_start", "happened_start", "due_start")
DESCRIBING = ("sources", "corridors", "subjects", "measures", "places")
# Columns that hold ids of rows, one or several.
IDS = ("repeats", "inputs", "subjects", "measures", "promise_ids", *tables.RELATIONS)


def load(files: Files) -> tables.Tables:
    return tables.check(Path("odd"), list(files), files)


def unpacked(archive: bytes) -> Files:
    with ZipFile(io.BytesIO(archive)) as read_from:
        return {name: read_from.read(name) for name in read_from.namelist()}


def table_name(file: str) -> str:
    return file.partition("/")[0].removesuffix(".csv")


def cells(files: Files, column: str) -> list[str]:
    """Return what stands in a column of any table, once each, in order; blanks too."""
    found: set[str] = set()
    for table in (read(files, file) for file in csvs(files)):
        if column in table.header:
            found |= {row[table.header.index(column)] for row in table.rows}
    return sorted(found)


def without(files: Files, file: str, left_out: Iterable[int]) -> Files:
    table, gone = read(files, file), set(left_out)
    kept = [row for number, row in enumerate(table.rows) if number not in gone]
    return Table(file, table.header, kept).put_back(files).files


def part(files: Files, keep: Keep) -> Files:
    """Keep the rows that `keep` wants, by table and row, then leave out what the checks refuse until they accept it."""
    for file in csvs(files):
        table = read(files, file)
        rows = (dict(zip(table.header, row, strict=True)) for row in table.rows)
        files = without(files, file, [n for n, row in enumerate(rows) if not keep(table_name(file), row)])
    while True:
        try:
            load(files)
        except tables.TablesError as error:
            for file in {fault.file for fault in error.faults}:
                lines = {fault.line for fault in error.faults if fault.file == file}
                files = without(files, file, [line - 2 for line in lines if line is not None])
        else:
            return files


def rows_with(column: str, wanted: str) -> Keep:
    return lambda _, row: row.get(column, wanted) == wanted


def of_one(column: str) -> Callable[[Files, Random], Files]:
    def one(files: Files, chance: Random) -> Files:
        return part(files, rows_with(column, chance.choice(cells(files, column) or [""])))

    return one


def some_subjects(files: Files, chance: Random) -> Files:
    known = cells(files, "subject_id")
    chosen = chance.sample(known, min(len(known), chance.randint(1, 8)))
    return part(files, lambda _, row: "subject_id" not in row or row["subject_id"] in chosen)


def one_year(files: Files, chance: Random) -> Files:
    year = chance.choice(sorted({day[:4] for day in cells(files, "period_start")} - {""}) or [""])
    return part(files, lambda _, row: all(row.get(column, "")[:4] in {"", year} for column in PERIODS))


def no_period(files: Files, _: Random) -> Files:
    return part(files, lambda _, row: not any(row.get(column) for column in PERIODS))


def empty_tables(files: Files, chance: Random) -> Files:
    names = sorted(set(map(table_name, csvs(files))))
    emptied = chance.sample(names, chance.randint(1, len(names) - 1))
    return part(files, lambda name, _: name not in emptied)


def heads_alone(files: Files, _: Random) -> Files:
    return part(files, lambda *_: False)


def few_rows(files: Files, chance: Random) -> Files:
    share = chance.choice((0.02, 0.1, 0.3))
    return part(files, lambda name, _: name in DESCRIBING or chance.random() < share)


def two_choices(files: Files, chance: Random) -> Files:
    for kind in chance.sample([name for name in KINDS if name not in ("two choices", "an archive", "corrupted")], 2):
        files = KINDS[kind](files, chance)
    return files


def other_ids(files: Files, _: Random) -> Files:
    """Call every row by another id; nothing that is stated changes."""
    for file in csvs(files):
        table = read(files, file)
        named = [n for n, column in enumerate(table.header) if column.endswith("_id") or column in IDS]
        renamed = [
            [
                ";".join(f"x-{key}" for key in cell.split(";")) if n in named and cell else cell
                for n, cell in enumerate(r)
            ]
            for r in table.rows
        ]
        files = Table(file, table.header, renamed).put_back(files).files
    return files


def an_archive(files: Files, chance: Random) -> Files:
    """Take the archive that a reader takes under some filters."""
    evidence = load(files)
    days, years = sorted(set(evidence.sources["event_date"])), evidence.claims["period_start"].dropna().dt.year
    first = int(chance.choice(sorted(set(years))))
    selection = Selection(
        years=chance.choice((None, (first, first + chance.choice((0, 3))))),
        corridors=tuple(chance.sample(list(evidence.corridors["corridor_id"]), chance.choice((0, 1)))),
        claim_types=tuple(chance.sample(["offer", "forecast", "derived", "observed"], chance.choice((0, 1)))),
        as_of=chance.choice((None, days[0], days[2])),
        undated=chance.random() < 0.5,
    )
    return unpacked(zip_bytes(evidence, selection, (), full=False))


def corrupted(files: Files, chance: Random) -> Files:
    """Corrupt the files twice, each time so that they are still accepted."""
    done = 0
    while done < 2:
        candidate = mutations.KINDS[chance.choice(list(mutations.KINDS))](files, chance).files
        try:
            load(candidate)
        except tables.TablesError:
            continue
        files, done = candidate, done + 1
    return files


KINDS: dict[str, Callable[[Files, Random], Files]] = {
    "one document": of_one("source_id"),
    "one corridor, or none": of_one("corridor_id"),
    "one type": of_one("claim_type"),
    "one measure": of_one("measure_id"),
    "some subjects": some_subjects,
    "one year": one_year,
    "no period": no_period,
    "empty tables": empty_tables,
    "heads alone": heads_alone,
    "few rows": few_rows,
    "two choices": two_choices,
    "other ids": other_ids,
    "an archive": an_archive,
    "corrupted": corrupted,
}
