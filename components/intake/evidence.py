"""The evidence with a document added, and what is odd about a new figure though no check refuses it."""

import csv
import fcntl
import io
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from components.tables import Tables, check, contract, normalised, read_folder
from components.tables.files import digest
from components.tables.silences import BrokenSilence

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_DESCRIPTION = "datapackage.json"
_LIST = re.compile(r'("path"\s*:\s*)(\[[^\]]*\])')
_BETWEEN = re.compile(r'",(\s*)"')
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
            files[_DESCRIPTION] = _listing(files[_DESCRIPTION].decode("utf-8-sig"), path).encode()
        if not isinstance(path, str) or not path:
            raise ValueError(f"rows of {table.name} have no file to go to")
        files[path] = _appended(files.get(path, b""), [column.name for column in table.columns], new)
    return files


def _listing(description: str, path: str) -> str:
    """Return a description that lists one more file of claims, and is else as it was, letter by letter."""
    described = json.loads(description)
    known = next(one["path"] for one in described["resources"] if one["name"] == "claims")
    known = [known] if isinstance(known, str) else known
    if path in known:
        return description
    for match in _LIST.finditer(description):
        if json.loads(match[2]) == known:
            between = _BETWEEN.search(match[2])
            last = description[: match.end(2) - 1].rstrip()
            return f"{last},{between[1] if between else ' '}{json.dumps(path)}{description[len(last) :]}"
    next(one for one in described["resources"] if one["name"] == "claims")["path"] = [*known, path]
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


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


def pack(files: Mapping[str, bytes], documents: Mapping[str, bytes]) -> bytes:
    """Pack the files of an evidence into a ZIP archive, with documents in a folder of their own."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
        for name, content in documents.items():
            archive.writestr(ZipInfo(f"documents/{name}"), content, ZIP_DEFLATED)
    return packed.getvalue()


def save(known: Tables, rows: Rows) -> Path:
    """Add rows to the evidence in its directory: all or nothing; return the archive of the state before, beside it.

    Files come to their places one after another, what is referred to before what refers to it, so that whoever reads
    meanwhile finds good evidence; where one fails, those before it are set back. Raises ValueError if the data have
    changed since they were read, TablesError for faults, OSError where it cannot be written.
    """
    folder = known.directory.resolve()
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        names, contents = read_folder(folder)
        if digest({name: contents[name] for name in names if name in contents}) != digest(known.files):
            raise ValueError("The data have changed meanwhile. Nothing was written; look at the document once more.")
        files = add_rows(known, rows)
        check(folder, list(files), files)
        return _replace(folder, known, {name: files[name] for name in files if files[name] != known.files.get(name)})
    except BlockingIOError:
        raise ValueError("Somebody else is adding a document just now. Nothing was written.") from None
    finally:
        os.close(handle)


def _replace(folder: Path, known: Tables, changed: Mapping[str, bytes]) -> Path:
    kept = folder / f"before-{known.version}.zip"
    _write(kept, pack(known.files, {}))
    ready = {name: folder / f"{name}.new" for name in sorted(changed, key=_place)}
    done: list[str] = []
    try:
        for name, file in ready.items():
            _write(file, changed[name], like=folder / name)
        for name, file in ready.items():
            file.replace(folder / name)
            done.append(name)
    except OSError:
        for name in reversed(done):
            if name in known.files:
                _write(ready[name], known.files[name])
                ready[name].replace(folder / name)
            else:
                (folder / name).unlink()
        raise
    finally:
        for file in ready.values():
            file.unlink(missing_ok=True)
    return kept


def _place(name: str) -> int:
    """Return when a file is replaced: what others refer to first, the description last but for claims."""
    order = ("units.csv", "measures.csv", "subjects.csv", "sources.csv")
    return (
        order.index(name) if name in order else 5 if name.startswith("claims/") else 6 if name.endswith(".csv") else 7
    )


def _write(file: Path, content: bytes, like: Path | None = None) -> None:
    with file.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    if like is not None and like.exists():
        shutil.copymode(like, file)
