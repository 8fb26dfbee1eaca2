"""Which files hold the data, and what state they are in."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from components.tables.faults import Fault
from components.tables.schema import CONTRACT, Table

# Several times the 100,000 claims that loading is measured with.
MOST_BYTES = 256 * 2**20


def data_directory(directory: Path | str | None) -> Path:
    """Choose the directory that is named, or $ATLAS_DATA, or the project's own."""
    return Path(directory or os.environ.get("ATLAS_DATA") or CONTRACT.parent).absolute()


def data_files(folder: Path) -> dict[str, Path]:
    """List the files in which a folder can hold data, by their names in it."""
    found = (file for pattern in ("*.csv", "*/*.csv", "*json") for file in folder.glob(pattern))
    return {file.relative_to(folder).as_posix(): file for file in sorted(found)}


def read_folder(folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return the names and contents of files that can hold data; one that cannot be read has no content."""
    files = data_files(folder)
    contents = {}
    for name, file in files.items():
        with suppress(OSError):
            contents[name] = read_file(file)
    return list(files), contents


def read_file(file: Path) -> bytes:
    """Read an ordinary file. Raises OSError for one that might never end, as a pipe or device, or that is too large."""
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "a pipe, socket or device")
    if status.st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"larger than {MOST_BYTES >> 20} MiB")
    return file.read_bytes()


def table_files(names: Iterable[str], table: Table, descriptor: Mapping[str, Any]) -> list[str]:
    """Return the files of a table: its one file, or of `names` every CSV of its folder and what it lists."""
    if len(table.paths) == 1:
        return list(table.paths)
    part = PurePosixPath(table.paths[0]).parent
    files = {name for name in names if (file := PurePosixPath(name)).parent == part and not file.name.startswith(".")}
    for resource in descriptor.get("resources", []):
        if resource["name"] == table.name:
            paths = resource.get("path", [])
            files |= {paths} if isinstance(paths, str) else set(paths)
    return sorted(files) or [f"{part}/*.csv"]


def take(folder: Path, files: Iterable[str], contents: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Fault]]:
    """Take files from the contents of a folder, or read them where they are not there; list those it cannot."""
    taken: dict[str, bytes] = {}
    faults = []
    for file in files:
        try:
            taken[file] = contents[file] if file in contents else read_file(folder / file)
        except OSError as error:
            faults.append(Fault(file, None, "", error.strerror or str(error), "a file that can be read"))
    return taken, faults


def digest(contents: Mapping[str, bytes]) -> str:
    """Reduce the names and contents of files to 64 hex digits, of which the first 7 are the data version."""
    whole = hashlib.sha256()
    for file, content in sorted(contents.items()):
        whole.update(os.fsencode(file) + f" {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()


def fingerprint(directory: Path | str | None = None) -> str:
    """Return cheaply what state the files are in, so that an edit is noticed, or that a file can be read again.

    It is made of the folder's being there and of each file's name, size, times of edit and of change, and inode.
    """
    folder = data_directory(directory)
    state: list[tuple[str, int, int, int, int]] = []
    for file in data_files(folder).values():
        with suppress(OSError):
            status = file.stat()
            state.append((str(file), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return hashlib.sha256(repr((folder.is_dir(), state)).encode()).hexdigest()
