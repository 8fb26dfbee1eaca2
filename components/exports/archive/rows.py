"""Which rows of each table a set of statements needs, so that every key in them leads somewhere."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import pandas as pd

from components.exports.evidence import compared
from components.exports.table import inert
from components.tables import Tables
from components.tables.contract import contract

_STATED = ("claims", "milestones", "derivations")


def needed(tables: Tables, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Mark the rows of each table that rows of `derive.ledger_rows` need, and those rows themselves.

    Figures that a derived one is computed from are needed, and a claim that another repeats; then the subjects,
    measures, documents, corridors, places and routes of them all, comparisons of two of them, and the numbers left
    out of these documents.
    """
    shown = _closed(tables, set(rows["figure_id"]))
    marks = {
        "claims": tables.claims["claim_id"].isin(shown),
        "milestones": tables.milestones["milestone_id"].isin(shown),
        "derivations": tables.derivations["derivation_id"].isin(shown),
    }
    stated = {name: getattr(tables, name)[marks[name]] for name in _STATED}
    subjects = set(chain.from_iterable(frame["subject_id"] for frame in stated.values()))
    measures = {*stated["claims"]["measure_id"], *stated["derivations"]["measure_id"]}
    sources = {*stated["claims"]["source_id"], *stated["milestones"]["source_id"]}
    about = tables.subjects[tables.subjects["subject_id"].isin(subjects)]
    routes = tables.routes["subject_id"].isin(subjects)
    places = {*about["place_id"], *about["far_place_id"], *tables.routes.loc[routes, "place_id"]}
    pairs = tables.comparisons["comparison_id"]
    return {
        **marks,
        "comparisons": pairs.isin(compared(tables, shown)["comparison_id"]),
        "subjects": tables.subjects["subject_id"].isin(subjects),
        "measures": tables.measures["measure_id"].isin(measures),
        "sources": tables.sources["source_id"].isin(sources),
        "omissions": tables.omissions["source_id"].isin(sources),
        "corridors": tables.corridors["corridor_id"].isin(about["corridor_id"]),
        "places": tables.places["place_id"].isin(places),
        "routes": routes,
    }


def table_files(tables: Tables) -> dict[str, list[str]]:
    """Name the files that each table was read from, in their order."""
    single = {table.name: table.paths[0] for table in contract() if len(table.paths) == 1}
    others = [file for file in tables.files if file.endswith(".csv") and file not in single.values()]
    return {table.name: [single[table.name]] if table.name in single else sorted(others) for table in contract()}


def chosen_file(content: bytes, chosen: Iterator[bool]) -> bytes:
    """Keep the head of a CSV file and its chosen rows, each cell as written unless it would run as a formula."""
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return csv_text([head, *([*map(inert, cells)] for cells in rows if next(chosen))]).encode()


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV; a cell is quoted where it must be."""
    lines = io.StringIO(newline="")
    plain = csv.writer(lines, lineterminator="\n")
    quoted = csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for cells in rows:
        broken = any("\r" in str(cell) for cell in cells)
        (quoted if broken else plain).writerow(cells)
    return lines.getvalue()


def _closed(tables: Tables, shown: set[str]) -> set[str]:
    inputs = dict(zip(tables.derivations["derivation_id"], tables.derivations["inputs"], strict=True))
    repeats = dict(zip(tables.claims["claim_id"], tables.claims["repeats"], strict=True))
    closed, ahead = set(shown), list(shown)
    while ahead:
        key = ahead.pop()
        for part in filter(None, [*inputs.get(key, "").split(";"), repeats.get(key, "")]):
            if part not in closed:
                closed.add(part)
                ahead.append(part)
    return closed
