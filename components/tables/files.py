"""Which files hold the data, and what state they are in."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from components.tables.basemap import BASEMAP
from components.tables.faults import Fault, TablesError, escaped
from components.tables.schema import CONTRACT, NAME, Table, contract, listed

# Several times the 100,000 claims that loading is measured with.
MOST_BYTES = 256 * 2**20


def data_directory(directory: Path | str | None) -> Path:
    """Choose the directory that is named, or $ATLAS_DATA, or the project's own."""
    return Path(directory or os.environ.get("ATLAS_DATA") or CONTRACT.parent).absolute()


def evidence_files(directory: Path | str | None = None) -> list[str]:
    """Name the files of a directory that are its evidence, and no others: nothing else is read, watched or served.

    They are the description, the base map, each table's one file, there or not, and every CSV in a table's folder.
    """
    folder = data_directory(directory)
    names = {NAME, BASEMAP}
    with suppress(TablesError):
        for table in contract():
            found = (file.relative_to(folder).as_posix() for file in folder.glob(table.where))
            names.update(filter(table.holds, found if len(table.paths) > 1 else table.paths))
    return sorted(names)


def read_folder(folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return the names and contents of the evidence's files; one that cannot be read has no content."""
    names = evidence_files(folder)
    contents = {}
    for name in names:
        with suppress(OSError):
            contents[name] = read_file(folder / name)
    return names, contents


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


def table_files(folder: Path, names: Iterable[str], table: Table, descriptor: Mapping[str, Any]) -> list[str]:
    """Return the files of a table: its one file, or of `names` every CSV of its folder and what it lists.

    An optional table that is neither described nor there has none.
    """
    if len(table.paths) == 1:
        described = table.name in {each["name"] for each in descriptor.get("resources", [])}
        return [path for path in table.paths if described or not table.optional or (folder / path).exists()]
    return sorted(set(filter(table.holds, [*names, *listed(descriptor, table.name)]))) or [table.where]


def take(folder: Path, files: Iterable[str], contents: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Fault]]:
    """Take files from the contents of a folder, or read them where they are not there; list those it cannot."""
    taken: dict[str, bytes] = {}
    faults = []
    for file in files:
        if not file.isprintable():
            faults.append(
                Fault(escaped(file), None, "", "a name that cannot be shown", "a file name in printable UTF-8")
            )
            continue
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
    for name in evidence_files(folder):
        with suppress(OSError):
            status = (folder / name).stat()
            state.append((name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return hashlib.sha256(repr((folder.is_dir(), state)).encode()).hexdigest()
