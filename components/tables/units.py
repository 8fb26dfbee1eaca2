"""The units of an evidence: what each comes to, how a figure in it is written, and by which words texts name it."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

import pandas

from components.tables.parsing import normalised

WORD_END = "(?![a-zа-яё])"
_YEARLY = "_per_year"
_EXACT = ("count", "ordinal")
# Dimensions of shares, factors, ranks and spans of time, which are no levels.
NO_LEVELS = ("percent", "multiple", "ordinal", "years")


class Unit(NamedTuple):
    """Hold a row of the table `units`, its `words` in their parts; `family` is the unit of the axis that it stands on.

    That is the unit of the amounts for a rate a year (million tonnes for million tonnes a year), else the unit itself.
    """

    unit: str
    name: str
    dimension: str
    factor: float
    prefix: str
    suffix: str
    words: tuple[str, ...]
    family: str

    @property
    def amount(self) -> str:
        """Return the dimension of what is counted, of a rate a year that of its amounts."""
        return self.dimension.removesuffix(_YEARLY)

    @property
    def yearly(self) -> bool:
        """Return whether the unit is a rate a year."""
        return self.dimension.endswith(_YEARLY)

    @property
    def exact(self) -> bool:
        """Return whether figures in it are whole and without any doubt: counts and ranks."""
        return self.dimension in _EXACT and self.factor == 1


class Units:
    """Look up units by name, and find them in texts.

    A text is given as its `shape`: normalised, its digits as they are, or if none stands behind a letter, all 0.
    """

    def __init__(self, rows: Iterable[Unit]) -> None:
        self.rows = {row.unit: row for row in rows}
        named = [(word, row) for row in self.rows.values() for word in row.words]
        named.sort(key=lambda one: len(one[0]), reverse=True)
        self._named = [row for _, row in named]
        signs = {place for place, (word, row) in enumerate(named) if row.prefix and _is_sign(word)}
        patterns = [(place, _pattern(word)) for place, (word, _) in enumerate(named)]
        self._after = re.compile(rf"\s*-?\s*(?:{_any_of(patterns)}){WORD_END}", re.IGNORECASE)
        self._before = re.compile(rf"(?<![A-Za-z])(?:{_any_of(one for one in patterns if one[0] in signs)})\s*$")

    def __getitem__(self, unit: str) -> Unit:
        return self.rows[unit]

    def after(self, shape: str, start: int) -> tuple[Unit, int] | None:
        """Return the unit that is named at a place of a text, behind a figure, and where its name ends."""
        found = self._after.match(shape, start)
        return (self._named[_place(found)], found.end()) if found else None

    def before(self, shape: str) -> tuple[Unit | None, int]:
        """Return the unit whose sign ends a text, as “US$” before a figure, and where that begins."""
        found = self._before.search(shape)
        return (self._named[_place(found)], found.start()) if found else (None, len(shape))

    def of(self, amount: str) -> list[Unit]:
        """List the units of amounts of a dimension and of their rates a year, in the order of the table."""
        return [row for row in self.rows.values() if row.amount == amount]

    @cached_property
    def columns(self) -> pandas.DataFrame:
        """Return what a figure must carry of its unit to be written, compared and drawn, indexed by unit.

        Columns: `unit_name, dimension, prefix, suffix, unit_family`.
        """
        rows = self.rows.values()
        return pandas.DataFrame(
            {
                "unit_name": [row.name for row in rows],
                "dimension": [row.dimension for row in rows],
                "prefix": [row.prefix for row in rows],
                "suffix": [row.suffix for row in rows],
                "unit_family": [row.family for row in rows],
            },
            index=[*self.rows],
        )


def units_of(frame: pandas.DataFrame) -> Units:
    """Return the units of a table `units`, made once for all tables that hold the same."""
    return _units(tuple(frame.itertuples(index=False, name=None)))


@lru_cache(maxsize=8)
def _units(rows: tuple[tuple[str, str, str, float, str, str, str], ...]) -> Units:
    amounts = {(row[2], row[3]): row[0] for row in reversed(rows)}
    return Units(
        Unit(
            *row[:6],
            tuple(filter(None, row[6].split(";"))),
            amounts.get((row[2].removesuffix(_YEARLY), row[3]), row[0]) if row[2].endswith(_YEARLY) else row[0],
        )
        for row in rows
    )


def _pattern(word: str) -> str:
    """Return the pattern of a word: of any case if it has no capital, of any ending if it ends with *."""
    text = normalised(word.removesuffix("*"))
    pattern = re.sub(r"([1-9])", r"[0\1]", re.escape(text)) + (r"\w*" if word.endswith("*") else "")
    return pattern if text == text.lower() else f"(?-i:{pattern})"


def _is_sign(word: str) -> bool:
    return word.isupper() or not any(map(str.isalpha, word))


def _any_of(patterns: Iterable[tuple[int, str]]) -> str:
    return "|".join(f"(?P<n{place}>{pattern})" for place, pattern in patterns) or "(?!)"


def _place(found: re.Match[str]) -> int:
    return int(str(found.lastgroup)[1:])
