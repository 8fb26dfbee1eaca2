"""A directory of evidence whose texts try to be more than text."""

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components import derive, tables
from tests.hostile import DATA, copy_data, read_rows, write_rows

COMMAND = "=cmd()|' /C calc'!A0"
LONG = "x" * 10_000
TOO_LONG = "€" * 40_000
HOSTILE = {
    ("claims/trade.csv", "trade-xinjiang-2023"): {"doubt": COMMAND, "note": f"{LONG}😀"},
    ("claims/trade.csv", "trade-china-2021"): {"doubt": TOO_LONG, "note": "+1-1|x"},
    ("claims/cargo.csv", "rail-cargo-2012"): {"doubt": '-2+3+cmd|" /C calc"!A0', "perimeter": "@SUM(A1:A9)"},
    ("claims/cargo.csv", "khorgos-distance"): {"doubt": 'x;=1+1; "=2+2', "note": "http://example.com/ _x0041_"},
    ("subjects.csv", "trade-xinjiang"): {"name": "<script>alert(1)</script>"},
    ("corridors.csv", "khorgos"): {"name": '=HYPERLINK("http://example.com","Khorgos")'},
    ("sources.csv", "2024-12-kazinform"): {"speaker": "חרוז, speaker", "note": ";=1+1"},
    ("milestones.csv", "altynkol-khorgos-operating-2013"): {"statement": "{=1+1}|`**bold**`", "note": "-"},
}


@pytest.fixture(scope="session")
def hostile_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    copy_data(folder)
    for (file, identifier), cells in HOSTILE.items():
        rows = read_rows(folder / file)
        next(row for row in rows if next(iter(row.values())) == identifier).update(cells)
        write_rows(folder / file, rows)
    return folder


@pytest.fixture(scope="session")
def hostile(hostile_directory: Path) -> tuple[tables.Tables, pd.DataFrame]:
    loaded = tables.load(hostile_directory)
    return loaded, derive.figures(loaded)


@pytest.fixture(scope="session")
def curated() -> Callable[[str], dict[str, dict[str, str]]]:
    """Read a table of the project by id, with the module `csv` alone."""

    def read(table: str) -> dict[str, dict[str, str]]:
        files = sorted((DATA / table).glob("*.csv")) if (DATA / table).is_dir() else [DATA / f"{table}.csv"]
        rows = [row for file in files for row in csv.DictReader(file.read_text("utf-8").splitlines())]
        return {next(iter(row.values())): row for row in rows}

    return read
