"""A selection in the words of a command line: read from there, and written for it."""

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from components.exhibits import SECTIONS
from components.selection import Filter, Selection, year_span
from components.style import CLAIM_TYPES, month, short_month
from components.tables import Tables

COMMAND = "python -m components.exports"
_LONGEST_NAME = 80


class UnknownValueError(ValueError):
    """Refuse a word that names nothing in the data; the text says which, and what there is."""

    def __init__(self, name: str, value: str, known: Iterable[object]) -> None:
        super().__init__(f"no {name} “{value}”; there are: {', '.join(map(str, known))}")


def choices(tables: Tables, one: Filter) -> dict[str, str]:
    """Return what a filter of several can be set to, as the data have it: words by id."""
    if one.field == "corridors":
        return dict(zip(tables.corridors["corridor_id"], tables.corridors["label"], strict=True))
    stated = {*tables.claims["claim_type"].unique(), "derived"}
    return {kind: word for kind, word in CLAIM_TYPES.items() if kind in stated}


def format_value(tables: Tables, one: Filter, value: Any) -> list[str]:
    """Format a value of a filter in the words that `parse_value` reads; a switch has none."""
    match one.kind:
        case "several":
            words = choices(tables, one)
            return [words[key] for key in value]
        case "span":
            return [str(year) for year in value]
        case "date":
            return [f"{value:%Y-%m-%d}"]
        case "switch":
            return []


def parse_value(tables: Tables, one: Filter, given: Any) -> Any:
    """Return the value of a filter by what was typed for it, blank for nothing. Raises UnknownValueError."""
    match one.kind:
        case "several":
            return _found(one.words, given, choices(tables, one))
        case "span":
            return parse_years(tables, tuple(given)) if given else None
        case "date":
            return parse_date(tables, given) if given else None
        case "switch":
            return given


def parse_years(tables: Tables, years: tuple[int, int]) -> tuple[int, int] | None:
    """Return a first and last year that the data refer to; None for all of them. Raises UnknownValueError."""
    span = year_span(tables)
    known = (f"{span[0]} to {span[1]}, the earlier one first",) if span else ("none, for no date is stated",)
    if not (span and span[0] <= years[0] <= years[1] <= span[1]):
        raise UnknownValueError("years", f"{years[0]} {years[1]}", known)
    return None if years == span else years


def parse_date(tables: Tables, words: str) -> pd.Timestamp:
    """Return a date, or that of the last document of a month. Raises UnknownValueError, also before any document."""
    days = tables.sources["event_date"].sort_values()
    months = {name(day).casefold(): day for day in days for name in (month, short_month)}
    known = ("a date as in 2024-12-31", *dict.fromkeys(short_month(day) for day in days))
    if words.casefold() in months:
        return months[words.casefold()]
    try:
        day = pd.to_datetime(words, format="%Y-%m-%d")
    except ValueError:
        raise UnknownValueError("date or month of a document", words, known) from None
    if day < days.min():
        raise UnknownValueError("document until", words, known[1:])
    return day


def parse_sections(words: Sequence[str]) -> tuple[str, ...]:
    """Return sections of a briefing in the order in which they are named, all for no word. Raises UnknownValueError."""
    return _found("section", words, dict.fromkeys(SECTIONS, "")) or tuple(SECTIONS)


def command_line(
    tables: Tables,
    selection: Selection,
    sections: Sequence[str],
    *,
    full: bool = False,
    more: Sequence[tuple[str, Sequence[str]]] = (),
) -> str:
    """Format the command that makes the files of a selection and its sections, for a shell.

    `more` are other options with their words; one without words that is blank is left out.
    """
    parts = [*COMMAND.split(), "OUTDIR"]
    for one in selection.touched():
        words = format_value(tables, one, getattr(selection, one.field))
        dashed = any(word.startswith("-") for word in words)
        parts += [f"{one.option}={word}" for word in words] if dashed else [one.option, *words]
    parts += ["--sections", *sections] if tuple(sections) not in ((), tuple(SECTIONS)) else []
    for option, given in more:
        parts += [f"{option}={word}" for word in given] if given else [option]
    return shlex.join([*parts, *(["--full"] if full else [])])


def file_stem(tables: Tables, selection: Selection) -> str:
    """Return the name of a selection's files: corridors and data version, as in “atlas-khorgos-9f09713”."""
    labels = tables.corridors.set_index("corridor_id")["label"]
    names = [re.sub(r"[^a-z0-9]+", "-", str(labels.get(key, key)).lower()).strip("-") for key in selection.corridors]
    scope = "-".join(filter(None, names))[:_LONGEST_NAME] or "all"
    return f"atlas-{scope}-{tables.version}"


def _found(name: str, words: Sequence[str], known: dict[str, str]) -> tuple[str, ...]:
    ids = {word.casefold(): key for key, label in known.items() for word in (key, label) if word}
    for word in words:
        if word.casefold() not in ids:
            raise UnknownValueError(name, word, [label or key for key, label in known.items()])
    return tuple(dict.fromkeys(ids[word.casefold()] for word in words))
