"""The evidence with a document added, and what is odd about a new figure though no check refuses it."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from components.tables import Tables, check, contract, normalised
from components.tables.silences import BrokenSilence

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_DESCRIPTION = "datapackage.json"
_RELATIVE = re.compile(r"\b(?:this|last|previous|past) year\b|\byear (?:earlier|ago|before)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_FAR = 10.0


def add_rows(known: Tables, rows: Rows) -> dict[str, bytes]:
    """Return the files of an evidence with rows added, by table and column: claims in one file of their document.

    The other rows stand behind those of their table; what was there stays as it is, letter by letter. Columns that a
    table does not have are left out. Raises ValueError for a table without rows of its own kind of file.
    """
    files = dict(known.files)
    described = json.loads(files[_DESCRIPTION])
    paths = {one["name"]: one["path"] for one in described["resources"]}
    for table in contract():
        new = rows.get(table.name, ())
        if not new:
            continue
        path = paths.get(table.name, table.paths[0] if table.paths else "")
        if table.name == "claims":
            path = f"claims/{new[0]['source_id']}.csv"
            listed = next(one for one in described["resources"] if one["name"] == "claims")
            listed["path"] = sorted({*([listed["path"]] if isinstance(listed["path"], str) else listed["path"]), path})
            files[_DESCRIPTION] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
        if not isinstance(path, str) or not path:
            raise ValueError(f"rows of {table.name} have no file to go to")
        files[path] = _appended(files.get(path, b""), [column.name for column in table.columns], new)
    return files


def _appended(content: bytes, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = content.decode("utf-8-sig")
    head = next(csv.reader(io.StringIO(text)), list(columns))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, head, restval="", extrasaction="ignore", lineterminator="\n")
    if not text:
        writer.writeheader()
    writer.writerows(rows)
    between = b"" if not content or content.endswith(b"\n") else b"\n"
    return content + between + written.getvalue().encode()


def with_rows(known: Tables, rows: Rows) -> Tables:
    """Return an evidence with rows added, after every check. Raises TablesError with all that is wrong."""
    files = add_rows(known, rows)
    return check(known.directory, list(files), files)


def newly_broken(known: Tables, then: Tables) -> list[BrokenSilence]:
    """List the silences that the rows added to an evidence break."""
    before = {one.silence_id for one in known.broken_silences}
    return [one for one in then.broken_silences if one.silence_id not in before]


def warnings(known: Tables, claim: Mapping[str, Any], paragraph: str) -> Iterator[str]:
    """Say what is odd about the draft of a claim: its years, subject and size, and whether it was said before.

    `claim` has the cells of a row as text, `paragraph` is the one that it stands in.
    """
    yield from _unnamed_years(claim, paragraph)
    yield from _unnamed_subject(known, claim, paragraph)
    own = known.claims[
        (known.claims["subject_id"] == claim["subject_id"])
        & (known.claims["measure_id"] == claim["measure_id"])
        & (known.claims["source_id"] != claim.get("source_id", ""))
    ]
    value = float(claim["value"])
    if own.empty or not value:
        return
    low, high = float(own["value"].min()), float(own["value"].max())
    if value > high * _FAR or value * _FAR < low:
        among = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        yield f"It is far from what other documents say of the same ({among}). Is the unit right?"
    same = [row for row in own.to_dict("records") if row["value"] == value and _alike(claim, row)]
    labels = dict(zip(known.sources["source_id"], known.sources["label"], strict=True))
    for row in same:
        said = labels[row["source_id"]] or row["source_id"]
        yield f"{said} states the same figure, “{row['as_stated']}”. Is this a comparison?"


def _unnamed_years(claim: Mapping[str, Any], paragraph: str) -> Iterator[str]:
    if _RELATIVE.search(paragraph):
        return
    for name, words in (("period", "period"), ("base", "base")):
        days = [claim.get(f"{name}_{end}", "") for end in ("start", "end")]
        years = sorted({day[:4] for day in days if day} - set(re.findall(r"(?:19|20)\d\d", paragraph)))
        if years:
            yield f"The paragraph does not name {' or '.join(years)}, the year of the {words}."


def _unnamed_subject(known: Tables, claim: Mapping[str, Any], paragraph: str) -> Iterator[str]:
    found = known.subjects[known.subjects["subject_id"] == claim["subject_id"]]
    text = _words(paragraph)
    for row in found.itertuples():
        names = [row.name, *filter(None, row.aliases.split(";"))]
        if not any(_words(name) in text for name in names):
            yield f"The paragraph has none of the names of {row.name}."


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(normalised(text).casefold()))} "


def _alike(claim: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Return whether a claim and a row of the table speak of one time, or of none."""
    days = [claim.get(name, "") for name in ("period_start", "period_end")]
    return days == ["" if pd.isna(row[name]) else f"{row[name]:%Y-%m-%d}" for name in ("period_start", "period_end")]
