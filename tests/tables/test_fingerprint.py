"""What is noticed of files without reading them, and that a data directory is only read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.tables import fingerprint
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
