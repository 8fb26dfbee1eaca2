"""What is noticed of files without reading them, and that a data directory is only read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.tables import TablesError, evidence_files, fingerprint, load
from tests.soak.versions import copy_data

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_data(tmp_path / "data")


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    places = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for place in places:
        place.chmod(0o555)
    yield folder
    for place in places:
        place.chmod(0o755)


def test_an_empty_folder_is_another_state_than_none(tmp_path: Path) -> None:
    missing = fingerprint(tmp_path / "data")
    (tmp_path / "data").mkdir()
    assert fingerprint(tmp_path / "data") != missing


def test_a_file_that_may_be_read_again_is_noticed(folder: Path) -> None:
    (folder / "sources.csv").chmod(0o000)
    closed = fingerprint(folder)
    (folder / "sources.csv").chmod(0o644)
    assert fingerprint(folder) != closed


def test_a_file_put_in_the_place_of_another_with_its_times_is_noticed(folder: Path) -> None:
    file, other = folder / "sources.csv", folder / "other"
    before, status = fingerprint(folder), file.stat()
    other.write_bytes(file.read_bytes())
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert fingerprint(folder) != before


def test_a_directory_that_nobody_may_write_is_read(read_only: Path) -> None:
    before = fingerprint(read_only)
    bound = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    tried = subprocess.run([*bound, "touch", read_only / "new.csv"], capture_output=True)
    assert tried.returncode != 0, "nobody may write there"
    answer = subprocess.run(
        [*bound, sys.executable, "-m", "components.tables", read_only], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "no faults" in answer.stdout
    assert fingerprint(read_only) == before


def test_what_is_no_table_is_neither_named_nor_watched_nor_read(folder: Path) -> None:
    named, before, version = evidence_files(folder), fingerprint(folder), load(folder).version
    assert {name for name in named if "/" in name} == {f"claims/{file.name}" for file in (folder / "claims").iterdir()}
    assert set(named) == {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for name in ("claims.csv", "more.csv", "notes/more.csv", "claims/old/trade.csv", "claims/~$trade.csv", "a.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\xff")
    assert (evidence_files(folder), fingerprint(folder), load(folder).version) == (named, before, version)
    (folder / "claims/new.csv").write_bytes((folder / "claims/energy.csv").read_bytes().split(b"\n")[0] + b"\n")
    assert "claims/new.csv" in evidence_files(folder)
    assert fingerprint(folder) != before
    assert "claims/new.csv" in load(folder).files


@pytest.mark.parametrize("path", ["claims/2025/x.csv", "../x.csv", "x/claims/trade.csv", "https://example.org/x.csv"])
def test_a_file_that_would_not_be_watched_cannot_be_listed(folder: Path, path: str) -> None:
    descriptor = folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace("claims/trade.csv", path), "utf-8")
    (folder / "claims/2025").mkdir()
    (folder / "claims/trade.csv").rename(folder / "claims/2025/x.csv")
    with pytest.raises(TablesError) as refused:
        load(folder)
    assert ("datapackage.json", "claims", path, "the path claims/*.csv") in {
        (fault.file, fault.column, fault.value, fault.expected) for fault in refused.value.faults
    }


@pytest.mark.parametrize(("name", "shown"), [(b"b\xff.csv", "b\\udcff.csv"), (b"a\nb.csv", "a\\nb.csv")])
def test_a_file_name_that_cannot_be_shown_is_a_fault_that_can(folder: Path, name: bytes, shown: str) -> None:
    content = (folder / "claims/energy.csv").read_bytes()
    with open(os.path.join(os.fsencode(folder), b"claims", name), "wb") as file:  # noqa: PTH118, PTH123
        file.write(content)
    with pytest.raises(TablesError) as refused:
        load(folder)
    (fault,) = refused.value.faults
    assert (fault.file, fault.expected) == (f"claims/{shown}", "a file name in printable UTF-8")
    assert str(fault).encode().startswith(b"claims/")
