"""Versions of the evidence that are known by heart: which data version states which figures."""

import csv
import io
import itertools
import shutil
from dataclasses import dataclass
from math import nan
from pathlib import Path

from components import tables

DATA = Path(__file__).parents[2] / "data"
# In each file, digits that the documents state and what stands in their place in other versions.
DIGITS = {"claims/trade.csv": ("20.3", "21.4", "22.5"), "claims/cargo.csv": ("4.5", "5.4", "6.5")}


@dataclass(frozen=True)
class Version:
    """One version: the files in which it differs from the others, and each figure's value by its claim id.

    The value of a range is its middle, where the charts set its mark.
    """

    name: str
    files: dict[str, bytes]
    stated: dict[str, float]


def copy_data(folder: Path) -> Path:
    """Copy the evidence into a folder that is not there yet."""
    return Path(shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def known_versions(folder: Path) -> dict[str, Version]:
    """Give every combination of the digits by its data version; the folder, a copy of the data, is left as it was."""
    whole = {file: (folder / file).read_bytes() for file in DIGITS}
    known = {}
    for chosen in itertools.product(*DIGITS.values()):
        files = {
            file: whole[file].replace(digits[0].encode(), other.encode())
            for (file, digits), other in zip(DIGITS.items(), chosen, strict=True)
        }
        write(folder, files)
        name = tables.load(folder).version
        known[name] = Version(name, files, _stated(folder))
    write(folder, whole)
    return known


def broken(version: Version) -> list[dict[str, bytes]]:
    """Give files that no version may be read from: empty, half-written, of no text, and with a word for a figure."""
    file, content = next(iter(version.files.items()))
    values = (b"", content[: len(content) * 3 // 5], content + b"\xff\xfe", content.replace(b",25,", b",about 25,", 1))
    return [{file: value} for value in values]


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files one after the other, in place."""
    for file, content in files.items():
        (folder / file).write_bytes(content)


def _stated(folder: Path) -> dict[str, float]:
    stated = {}
    for file in sorted(folder.glob("claims/*.csv")):
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8"))):
            ends = [float(row[end]) for end in ("value", "value_high") if row[end]]
            stated[row["claim_id"]] = sum(ends) / len(ends) if ends else nan
    return stated
