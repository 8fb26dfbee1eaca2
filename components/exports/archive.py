"""The archive: the tables of a selection, with schema, base map and a readme, as a directory of evidence."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from components.exports.citation import PRODUCT, READING, file_citation, format_date, licences
from components.exports.extract import Extract, compared, filter_words, make_extract, outside_words
from components.exports.flat_files import FLAT_FILES, STRUCTURE, described
from components.selection import Selection
from components.style import counted
from components.tables import RELATIONS, Tables, escape_formula, takes
from components.tables.schema import contract

NAME, README = "datapackage.json", "readme.md"
_READABLE = 0o644 << 16
_STATED = ("claims", "milestones", "derivations")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|!&~])")
_WHOLE = "Every row of every table, byte for byte as the project keeps them: no filter applies here."
_WHOLE_TEXT = """
- No cell of a table is changed, not even one that a spreadsheet would run as a formula: look before you open tables of
  others. Only in the flat files has such a cell a `'` before it.
"""
_CHOSEN_TEXT = """
- What a spreadsheet would run as a formula (a cell, or a part of it behind a `;`, that begins with `=`, `+`, `-` or `@`
  and is no number) has a `'` before it; reading the files in again does not take it away.
"""
_FILES = f"""
- The figures are as written: `11e3` stays `11e3`, `20.30` stays `20.30`. Blank is blank, never zero.
- UTF-8 without a byte order mark, commas, one head line. In Excel use *Data, From Text/CSV*, or take the workbook.
- `datapackage.json` describes every column (Frictionless Data Package); `frictionless validate datapackage.json`
  checks the files. It is that of the evidence, with the data version as `version`, the documents as `sources`, and of
  each table `bytes` and `hash` (of one in several files: of these joined, the head once). The folder is an evidence
  directory of the dashboard: `ATLAS_DATA=FOLDER make run` shows it.
- Two flat files are made of the tables and not read back. `figures.csv` is the sheet *Figures* of the workbook: one row
  a stated or derived figure, codes and words, days, bounds; `repeat` is `yes` where one only restates another.
- `claims.sdmx.csv` has the stated figures as SDMX-CSV 2.0, dataflow `{STRUCTURE["STRUCTURE_ID"]}`: dimensions
  `FIGURE_ID`, `SUBJECT`, `MEASURE`, `CLAIM_TYPE`; all else is the value and its attributes. `TIME_PERIOD` is an
  attribute, because a dimension has always a value and most claims name no period. It is a single day where one end is
  stated (“by 2030” is `2030-12-31`, with `PERIOD_START` blank). A blank bound is an open end.
"""


def zip_bytes(
    tables: Tables, selection: Selection, sections: Sequence[str], *, full: bool, today: date | None = None
) -> bytes:
    """Pack the tables with their schema, the base map and a readme: a directory that `tables.load` reads.

    In `full` every file is as it was read, but for what the schema says besides of version, sources and files.
    Otherwise the rows are those that `make_extract` chooses and what these need. `FLAT_FILES` stand beside the tables,
    of all rows or of those chosen. `sections` are names in `SECTIONS`, none means all. Equal inputs on one day give
    equal bytes.
    """
    day = today or date.today()
    known = make_extract(tables, selection, sections)
    files = table_files(tables)
    totals = {name: len(getattr(tables, name)) for name in files}
    package = _placed(tables.schema, files)
    if full:
        contents, here, sources, rows = dict(tables.files), totals, tables.sources, known.every
    else:
        marks = needed(tables, known.rows)
        contents = _chosen(tables, files, marks)
        here = {name: int(marks[name].sum()) for name in files}
        sources, rows = tables.sources[marks["sources"]], known.rows
        package = _as_selection(package, tables.version, known.selection_text, day)
    contents |= {name: file.make(tables, rows, known.every) for name, file in FLAT_FILES.items()}
    contents[NAME] = _written(_filled(tables, package, sources, contents))
    counts = {name: (here[name], total) for name, total in totals.items()}
    contents[README] = readme(tables, selection, known, counts, day, full=full).encode()
    return deterministic_zip(dict(sorted(contents.items())), day)


def deterministic_zip(contents: Mapping[str, bytes], day: date) -> bytes:
    """Pack files in their order, each with one date, so that equal contents are equal bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file, content in contents.items():
            entry = ZipInfo(file, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _READABLE
            archive.writestr(entry, content)
    return packed.getvalue()


def needed(tables: Tables, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Mark the rows of each table that rows of `derive.ledger_rows` need, and those rows themselves.

    Figures that a derived one is computed from are needed, and a claim that another repeats; then the exhibits that
    show any of them, the subjects, measures, documents, corridors, places and routes of them all, comparisons of two
    of them, the numbers left out of these documents and names mentioned in them, official series of these subjects,
    outcomes of what is there, and all units, by which wordings are read. No silence is: what all rows leave unsaid,
    fewer rows cannot tell.
    """
    shown = _closed(tables, set(rows["figure_id"]))
    marks = {
        "claims": tables.claims["claim_id"].isin(shown),
        "milestones": tables.milestones["milestone_id"].isin(shown),
        "derivations": tables.derivations["derivation_id"].isin(shown),
    }
    stated = {name: getattr(tables, name)[marks[name]] for name in _STATED}
    exhibits = pd.Series([bool(takes(one, rows).any()) for one in tables.exhibits.to_dict("records")], dtype=bool)
    named = {name: _listed(tables.exhibits[exhibits][name]) for name in ("subjects", "measures")}
    subjects = named["subjects"].union(*(frame["subject_id"] for frame in stated.values()))
    series = tables.series["subject_id"].isin(subjects)
    answered = pd.Series([shown.issuperset(cell.split(";")) for cell in tables.outcomes["promise_ids"]], dtype=bool)
    measured = [stated["claims"], stated["derivations"], tables.series[series]]
    measures = _related(tables, named["measures"].union(*(frame["measure_id"] for frame in measured)))
    sources = {*stated["claims"]["source_id"], *stated["milestones"]["source_id"]}
    about = tables.subjects[tables.subjects["subject_id"].isin(subjects)]
    routes = tables.routes["subject_id"].isin(subjects)
    places = {*about["place_id"], *about["far_place_id"], *tables.routes.loc[routes, "place_id"]}
    pairs = tables.comparisons["comparison_id"]
    return {
        **marks,
        "exhibits": exhibits,
        "silences": pd.Series(False, index=tables.silences.index),
        "mentions": tables.mentions["source_id"].isin(sources),
        "series": series,
        "observations": tables.observations["series_id"].isin(tables.series[series]["series_id"]),
        "outcomes": answered & tables.outcomes["subject_id"].isin(subjects),
        "comparisons": pairs.isin(compared(tables, shown)["comparison_id"]),
        "subjects": tables.subjects["subject_id"].isin(subjects),
        "units": pd.Series(True, index=tables.units.index),
        "measures": tables.measures["measure_id"].isin(measures),
        "sources": tables.sources["source_id"].isin(sources),
        "omissions": tables.omissions["source_id"].isin(sources),
        "corridors": tables.corridors["corridor_id"].isin(about["corridor_id"]),
        "places": tables.places["place_id"].isin(places),
        "routes": routes,
    }


def _listed(cells: pd.Series) -> set[str]:
    return {name for cell in cells for name in cell.split(";")} - {""}


def _related(tables: Tables, measures: set[str]) -> set[str]:
    """Add the measures that some measures are a growth, multiple, share or capacity of, however far on."""
    columns = (tables.measures[name].tolist() for name in ("measure_id", *RELATIONS))
    named = {measure: ";".join(cells).split(";") for measure, *cells in zip(*columns, strict=True)}
    ahead = measures
    while ahead:
        ahead = {name for measure in ahead for name in named[measure] if name} - measures
        measures = measures | ahead
    return measures


def table_files(tables: Tables) -> dict[str, list[str]]:
    """Return the files that each table was read from, in their order."""
    return {table.name: sorted(filter(table.holds, tables.files)) for table in contract()}


def chosen_file(content: bytes, chosen: Iterator[bool]) -> bytes:
    """Keep the head of a CSV file and its chosen rows, each cell as written unless it would run as a formula."""
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    lines = io.StringIO(newline="")
    kept = (map(escape_formula, cells) for cells in rows if next(chosen))
    csv.writer(lines, lineterminator="\n").writerows([head, *kept])
    return lines.getvalue().encode()


def readme(
    tables: Tables,
    selection: Selection,
    known: Extract,
    counts: Mapping[str, tuple[int, int]],
    today: date,
    *,
    full: bool,
) -> str:
    """Format the readme; `counts` has the rows in the archive and all there are, by table."""
    parts = [
        f"# {PRODUCT}: the evidence",
        f"Taken on {format_date(today)} · data version `{tables.version}`",
        "## What was asked for",
        _filters(tables, selection, known, full=full),
        "## What is in it",
        _table(("Table", "Rows here", "Rows in all"), [(name, *map(str, both)) for name, both in counts.items()]),
        "" if full else _why(known, counts),
        f"{_FILES.strip()}\n{(_WHOLE_TEXT if full else _CHOSEN_TEXT).strip()}",
        "## How to read a figure",
        "\n".join(f"- **{name}.** {words}" for name, words in READING.items()),
        "## Licences",
        _table(("What", "Licence", "From"), [tuple(map(escape_markdown, entry)) for entry in licences(tables)]),
        "## How to cite",
        escape_markdown(file_citation(tables, "everything" if full else known.selection_text, today)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape_markdown(words: str) -> str:
    """Escape a text so that Markdown shows it as it is, in one line."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def _chosen(tables: Tables, files: Mapping[str, Sequence[str]], marks: Mapping[str, pd.Series]) -> dict[str, bytes]:
    contents = {file: content for file, content in tables.files.items() if not file.endswith(".csv")}
    for name, parts in files.items():
        chosen = iter(marks[name].to_list())
        contents |= {file: chosen_file(tables.files[file], chosen) for file in parts}
    return contents


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


def _placed(package: Mapping[str, Any], files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    resources = [
        {**part, "path": _paths(part["path"], files[part["name"]])} if part["name"] in files else part
        for part in package["resources"]
    ]
    return {**package, "resources": resources}


def _paths(path: str | list[str], files: Sequence[str]) -> str | list[str]:
    if isinstance(path, list) and sorted(path) == sorted(files):
        return path
    return files[0] if isinstance(path, str) and len(files) == 1 else list(files)


def _as_selection(package: Mapping[str, Any], version: str, selection_text: str, today: date) -> dict[str, Any]:
    description = f"A selection of data version {version}: {selection_text}. {package.get('description', '')}"
    title = f"{package.get('title', package['name'])}, a selection"
    return {
        **package, "title": title, "description": description.strip(), "created": f"{today.isoformat()}T00:00:00Z",
    }  # fmt: skip


def _filled(
    tables: Tables, package: Mapping[str, Any], sources: pd.DataFrame, contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return a schema with data version, documents, flat files, and what each file comes to."""
    named = [{"title": row.title} | ({"path": row.url} if row.url else {}) for row in sources.itertuples()]
    own, made = package.get("sources", []), described(tables)
    parts = [part for part in package["resources"] if part["name"] not in {one["name"] for one in made}]
    return {
        **package,
        "version": tables.version,
        "sources": [*own, *(source for source in named if source not in own)],
        "resources": [part | _size(part, contents) for part in [*parts, *made]],
    }


def _size(part: Mapping[str, Any], contents: Mapping[str, bytes]) -> dict[str, Any]:
    paths = part.get("path", [])
    paths = [paths] if isinstance(paths, str) else paths
    if not paths or not contents.keys() >= set(paths):
        return {}
    first, *rest = (contents[path] for path in paths)
    whole = b"".join([first, *(content.partition(b"\n")[2] for content in rest)])
    return {"hash": f"sha256:{hashlib.sha256(whole).hexdigest()}", "bytes": len(whole)}


def _written(package: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()


def _filters(tables: Tables, selection: Selection, known: Extract, *, full: bool) -> str:
    sections = ", ".join(name.capitalize() for name in known.sections)
    filters = [*filter_words(tables, selection).items(), ("Sections", sections)]
    parts = [
        f"{_WHOLE} The slides and the workbook of the same order have:"
        if full
        else f"{escape_markdown(known.selection_text)}.",
        f"{known.counts()}.",
        _table(("Filter", "Is"), [(name, escape_markdown(words)) for name, words in filters]),
        outside_words(known.outside_filters) if known.outside_filters and not full else "",
    ]
    return "\n\n".join(filter(None, parts))


def _why(known: Extract, counts: Mapping[str, tuple[int, int]]) -> str:
    shown = len(known.claims()), len(known.derived())
    more = counts["claims"][0] - shown[0] + counts["derivations"][0] - shown[1]
    fit = "fits" if len(known.rows) == 1 else "fit"
    kinds = f"{counted(shown[0], 'claim')}, {counted(len(known.milestones()), 'milestone')}"
    text = (
        f"{counted(len(known.rows), 'statement')} {fit}: {kinds} and {counted(shown[1], 'derived figure')}. With them "
        "stand what they need (subjects, measures, documents, corridors, places, routes), the comparisons of two of "
        "them, and of the same documents the numbers left out and the names mentioned. Of silences none: what all rows "
        "leave unsaid, fewer rows cannot tell."
    )
    if more:
        stand, them = ("figure stands", "it") if more == 1 else ("figures stand", "them")
        text += f" {more} more {stand} here, because a derived one is computed from {them}"
        text += f" or a headline repeats {them}."
    return text


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
