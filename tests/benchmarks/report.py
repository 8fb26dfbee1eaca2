"""What was measured, as Markdown."""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Measure:
    """One thing measured several times at each contestant: `values` by the contestant's name."""

    name: str
    unit: Callable[[float], str]
    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, contestant: str, value: float) -> None:
        """Note one more value."""
        self.values.setdefault(contestant, []).append(value)

    def median(self, contestant: str) -> float | None:
        """Give the median of a contestant's values, or None if it has none."""
        return statistics.median(self.values[contestant]) if contestant in self.values else None

    def ratio(self, contestant: str, other: str) -> float | None:
        """Give how many times the other's median a contestant's is, or None if either is missing or nothing."""
        above, below = self.median(contestant), self.median(other)
        return above / below if above is not None and below else None


@dataclass(frozen=True)
class Target:
    """What a ratio, or a size, must not exceed, and what was measured."""

    name: str
    limit: float
    measured: float | None
    unit: Callable[[float], str]

    @property
    def verdict(self) -> str:
        """Whether it is met, in a word."""
        if self.measured is None:
            return "not measured"
        return "met" if self.measured <= self.limit else "**missed**"


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms"


def kilobytes(value: float) -> str:
    return f"{value / 1e3:.1f} kB"


def megabytes(value: float) -> str:
    return f"{value / 1e6:.2f} MB"


def mebibytes(value: float) -> str:
    return f"{value / 2**20:.1f} MiB"


def times(value: float) -> str:
    return f"{value:.2f}"


def comparison(measures: Iterable[Measure], names: Sequence[str], ratios: Sequence[tuple[str, str]]) -> str:
    """Write a table with the medians of the named contestants, and with the ratio of the one to the other of a pair."""
    rows = [
        [
            measure.name,
            *(_told(measure.median(name), measure.unit) for name in names),
            *(_told(measure.ratio(*pair), times) for pair in ratios),
        ]
        for measure in measures
    ]
    return table(["", *names, *(f"{one} / {other}" for one, other in ratios)], rows)


def targets(reached: Iterable[Target]) -> str:
    """Write the table of targets."""
    rows = [
        [target.name, f"≤ {target.unit(target.limit)}", _told(target.measured, target.unit), target.verdict]
        for target in reached
    ]
    return table(["target", "at most", "measured", ""], rows)


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; a row that is too short ends in empty cells."""
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *([*row, *[""] * (len(names) - len(row))] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _told(value: float | None, unit: Callable[[float], str]) -> str:
    if value is None:
        return "–"
    return "no answer" if value == math.inf else unit(value)
