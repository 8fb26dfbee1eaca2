"""What is wrong with the data, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 100


@dataclass(frozen=True)
class Fault:
    """Name one thing that is wrong: where it stands, what stands there, and what was expected.

    `file` is relative to the data directory; `line` is the line an editor shows, None where the whole file is
    meant; `column` is blank where no single column is meant, and `value` then describes what was found.
    """

    file: str
    line: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        value = self.value if len(self.value) <= SHOWN else self.value[:SHOWN] + "…"
        found = f' column {self.column}: "{value}"' if self.column else f": {value}"
        text = f"{place}{found} — expected {self.expected}"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


class TablesError(Exception):
    """Refuse the data; `faults` holds every fault, and the text lists them, one on each line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line or 0)))
        super().__init__("\n".join(map(str, self.faults)))
