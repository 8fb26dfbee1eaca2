"""Which files hold the data, and what state they are in."""

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from .contract import CONTRACT, Table
from .faults import Fault

Parsed = TypeVar("Parsed")


def data_directory(directory: Path | str | None) -> Path:
    """Choose the directory that is named, or $ATLAS_DATA, or the project's own."""
    return Path(directory or os.environ.get("ATLAS_DATA") or CONTRACT.parent).absolute()


def table_files(folder: Path, table: Table, descriptor: Mapping[str, Any]) -> list[str]:
    """Name the files of a table: its one file, or every CSV of its folder and what the descriptor lists."""
    if len(table.paths) == 1:
        return list(table.paths)
    part = Path(table.paths[0]).parent
    files = {f"{part}/{file.name}" for file in (folder / part).glob("*.csv") if not file.name.startswith(".")}
    for resource in descriptor.get("resources", []):
        if resource["name"] == table.name:
            paths = resource.get("path", [])
            files |= {paths} if isinstance(paths, str) else set(paths)
    return sorted(files) or [f"{part}/*.csv"]


def read_file(
    folder: Path,
    file: str,
    contents: dict[str, bytes],
    parse: Callable[[str, bytes], tuple[Parsed, list[Fault]]],
    blank: Callable[[], Parsed],
) -> tuple[Parsed, list[Fault]]:
    """Read a file into `contents` and parse it; if it cannot be read, give a `blank` and the fault."""
    try:
        contents[file] = (folder / file).read_bytes()
    except OSError as error:
        return blank(), [Fault(file, None, "", error.strerror or str(error), "a file that can be read")]
    return parse(file, contents[file])


def digest(contents: Mapping[str, bytes]) -> str:
    """Reduce the names and contents of all files to the data version, 7 hex digits."""
    whole = hashlib.sha256()
    for file, content in sorted(contents.items()):
        whole.update(os.fsencode(file) + f" {len(content)} ".encode() + content)
    return whole.hexdigest()[:7]


def fingerprint(directory: Path | str | None = None) -> str:
    """Say cheaply what state the files are in (name, size, time of change), so that an edit is noticed."""
    state: list[tuple[str, int, int]] = []
    for pattern in ("*.csv", "*/*.csv", "*json"):
        for file in data_directory(directory).glob(pattern):
            with suppress(OSError):
                status = file.stat()
                state.append((str(file), status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(sorted(state)).encode()).hexdigest()
