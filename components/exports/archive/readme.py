"""The readme of an archive, in Markdown: what is in it, how much of all there is, and how to read and cite it."""

import re
from collections.abc import Mapping
from datetime import date

from components.exports.citation import PRODUCT
from components.exports.evidence import Evidence, beside_words, filter_words
from components.exports.provenance import READING, file_citation, licences, taken
from components.selection import Selection
from components.tables import Tables

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|!&~])")
_WHOLE = "Every row of every table, byte for byte as the project keeps them: no filter applies here."
_WHOLE_TEXT = """
- No cell is changed, not even one that a spreadsheet would run as a formula: look before you open tables of others.
"""
_CHOSEN_TEXT = """
- A cell that a spreadsheet would run as a formula (one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return,
  and is no number) has a `'` before it; reading the files in again does not take it away.
"""
_FILES = """
- The figures are as written: `11e3` stays `11e3`, `20.30` stays `20.30`. Blank is blank, never zero.
- UTF-8 without a byte order mark, commas, one head line. In Excel use *Data, From Text/CSV*, or take the workbook.
- `datapackage.json` describes every column (Frictionless Data Package); `frictionless validate datapackage.json`
  checks the files. The folder is an evidence directory of the dashboard: `ATLAS_DATA=FOLDER make run` shows it.
"""


def readme(
    tables: Tables,
    selection: Selection,
    known: Evidence,
    counts: Mapping[str, tuple[int, int]],
    today: date,
    *,
    full: bool,
) -> str:
    """Write the readme; `counts` has the rows in the archive and all there are, by table."""
    said = "everything" if full else known.said
    parts = [
        f"# {PRODUCT}: the evidence",
        f"Taken on {taken(today)} · data version `{tables.version}`",
        "## What was asked for",
        _asked(tables, selection, known, full=full),
        "## What is in it",
        _table(("Table", "Rows here", "Rows in all"), [(name, *map(str, both)) for name, both in counts.items()]),
        "" if full else _why(known, counts),
        f"{_FILES.strip()}\n{(_WHOLE_TEXT if full else _CHOSEN_TEXT).strip()}",
        "## How to read a figure",
        "\n".join(f"- **{name}.** {words}" for name, words in READING.items()),
        "## Licences",
        _table(("What", "Licence", "From"), [tuple(map(plain, entry)) for entry in licences(tables)]),
        "## How to cite",
        plain(file_citation(tables, said, today)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(words: str) -> str:
    """Write a text so that Markdown shows it as it is, in one line."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def _asked(tables: Tables, selection: Selection, known: Evidence, *, full: bool) -> str:
    sections = ", ".join(name.capitalize() for name in known.sections)
    filters = [*filter_words(tables, selection).items(), ("Sections", sections)]
    told = [
        f"{_WHOLE} The slides and the workbook of the same order have:" if full else f"{plain(known.said)}.",
        _table(("Filter", "Is"), [(name, plain(words)) for name, words in filters]),
        beside_words(known.beside) if known.beside and not full else "",
    ]
    return "\n\n".join(filter(None, told))


def _why(known: Evidence, counts: Mapping[str, tuple[int, int]]) -> str:
    shown = len(known.claims()), len(known.derived())
    more = counts["claims"][0] - shown[0] + counts["derivations"][0] - shown[1]
    told = (
        f"{len(known.rows)} statements fit: {shown[0]} claims, {len(known.milestones())} milestones and {shown[1]} "
        "derived figures. With them stand what they need (subjects, measures, documents, corridors, places, routes), "
        "the comparisons of two of them, and the numbers left out of the same documents."
    )
    if more:
        told += (
            f" {more} more figures stand here, because a derived one is computed from them or a headline repeats them."
        )
    return told


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
