"""Checked tables, kept from one start to the next under a fingerprint of everything they follow from.

Small data are not kept: their check is over before anyone waits for it, and nothing is left on the disk. Whatever is
wrong with the cache, the data are read as if there were none.
"""

import hashlib
import json
import logging
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import ZipFile

import pandas
from platformdirs import user_cache_path

from components.tables.files import digest

WORTH = 5_000_000
GENERATIONS = 3
NAME = "kazakhstan-trade-transit-atlas"
PREFIX = "tables-"
MANIFEST = "manifest.json"
LIBRARIES = ("frictionless", "jsonschema", "numpy", "pandas", "pyarrow")

log = logging.getLogger(__name__)


class Kept(NamedTuple):
    """Hold checked tables by name, the names of the files they were read from, and their version."""

    frames: dict[str, pandas.DataFrame]
    files: tuple[str, ...]
    version: str


def cache_directory() -> Path | None:
    """Choose the directory that $ATLAS_CACHE names (none if it is blank), or the user's own for caches."""
    named = os.environ.get("ATLAS_CACHE")
    return user_cache_path(NAME, appauthor=False) if named is None else Path(named).absolute() if named else None


def cache_file(names: Sequence[str], contents: Mapping[str, bytes], contract: bytes) -> Path | None:
    """Name the file that keeps the tables of these contents; none if they are too small or there is no place for it."""
    if sum(map(len, contents.values())) < WORTH:
        return None
    try:
        directory = cache_directory()
        return directory / f"{PREFIX}{cache_key(names, contents, contract)}.zip" if directory else None
    except Exception as error:  # no home directory, or libraries without metadata
        log.warning("There is no cache, so each start checks the data anew: %s", error)
        return None


def cache_key(names: Sequence[str], contents: Mapping[str, bytes], contract: bytes) -> str:
    """Reduce what tables follow from to hex digits: all files, the contract, the code that checks, its libraries."""
    package = Path(__file__).parent
    code = {str(file.relative_to(package)): file.read_bytes() for file in package.rglob("*.py")}
    libraries = [sys.version, *(version(library) for library in LIBRARIES)]
    whole = repr([sorted(names), digest(contents), digest(code), digest({"contract": contract}), libraries])
    return hashlib.sha256(whole.encode()).hexdigest()


def read_cache(file: Path) -> Kept | None:
    """Give what a file keeps, or nothing if it is missing or damaged."""
    try:
        with ZipFile(file) as archive:
            if archive.comment != file.name.encode():
                return None
            members = {name: archive.read(name) for name in archive.namelist()}
        kept = json.loads(members.pop(MANIFEST))
        frames = {name: pandas.read_feather(BytesIO(content)) for name, content in members.items()}
        with suppress(OSError):
            os.utime(file)
        return Kept(frames, tuple(kept["files"]), kept["version"])
    except FileNotFoundError:
        return None
    except Exception as error:  # whatever a damaged file makes its readers trip over
        log.warning("%s cannot be read, so the data are checked anew: %s", file, error)
        return None


def write_cache(file: Path, kept: Kept) -> None:
    """Write a file whole or not at all, and remove the files that have not been used for longest."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=PREFIX, suffix=".part", delete=False) as part:
            try:
                write(part, file.name, kept)
                part.close()
                Path(part.name).replace(file)
            finally:
                Path(part.name).unlink(missing_ok=True)
        files = sorted(file.parent.glob(f"{PREFIX}*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[GENERATIONS:]:
            old.unlink()
    except Exception as error:  # a full or read-only disk, or another process at the same work
        log.warning("%s cannot be written, so the next start checks the data anew: %s", file, error)


def write(part: IO[bytes], name: str, kept: Kept) -> None:
    """Write tables into an open file, with the name by which it will be known."""
    with ZipFile(part, "w") as archive:
        archive.comment = name.encode()
        archive.writestr(MANIFEST, json.dumps({"files": kept.files, "version": kept.version}))
        for table, frame in kept.frames.items():
            with archive.open(table, "w", force_zip64=True) as member:
                frame.to_feather(member, compression="zstd")
