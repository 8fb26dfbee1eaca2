"""What is wrong with the data, and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

SHOWN, LONGEST = 100, 1_000
MOST_ALIKE = 20
MOST_LISTED = 1_000


class Fault(NamedTuple):
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
        found = f' column {self.column}: "{_short(self.value)}"' if self.column else f": {_short(self.value)}"
        return escaped(f"{place}{found} — expected {self.expected}")


class Faults:
    """Collect faults: of each file and column the first that are found, and how many there are."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: defaultdict[tuple[str, str], list[Fault]] = defaultdict(list)
        self.add(faults)

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, faults: Iterable[Fault]) -> None:
        """Take more faults in."""
        for fault in faults:
            kind = fault[0], fault[2]
            self._counts[kind] += 1
            if self._counts[kind] <= MOST_ALIKE + 1:
                self._first[kind].append(fault)

    def listed(self) -> tuple[Fault, ...]:
        """Return the faults by file and line, and in place of the rest of each kind how many more there are."""
        every: list[Fault] = []
        for kind, found in self._first.items():
            count = self._counts[kind] - MOST_ALIKE
            # Some things are counted up to the most that is listed, and no further.
            at_least = "at least " if count >= MOST_LISTED - MOST_ALIKE else ""
            words = f"and {at_least}{count:,} more like it in this file"
            every += [*found[:MOST_ALIKE], *(fault._replace(value=words) for fault in found[MOST_ALIKE:])]
        every = sorted(dict.fromkeys(every), key=lambda fault: (fault.file, fault.line or 0))
        if len(every) > MOST_LISTED:
            left = f"and at least {len(every) - MOST_LISTED:,} more from here on"
            every[MOST_LISTED:] = [every[MOST_LISTED]._replace(column="", value=left)]
        return tuple(fault._replace(column=_short(fault.column), value=_short(fault.value, LONGEST)) for fault in every)


class TablesError(Exception):
    """Refuse the data; `faults` lists what is wrong, and the text has one of them on each line."""

    def __init__(self, faults: Iterable[Fault] | Faults) -> None:
        self.faults = (faults if isinstance(faults, Faults) else Faults(faults)).listed()
        super().__init__("\n".join(map(str, self.faults)))


def escaped(text: str) -> str:
    """Write what cannot be printed by its number."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def _short(text: str, most: int = SHOWN) -> str:
    return text if len(text) <= most else text[:most] + "…"
