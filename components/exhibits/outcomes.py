"""What became of promises, outside the documents: found by the statements that it names, worded with its day."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from components.style import period, period_length
from components.tables import Tables, once

OUTSIDE = "outside the documents"
SINCE = f"Since then ({OUTSIDE})"
NOTHING_FOUND = "nothing found"
SINCE_NOTE = f"What came since then is from {OUTSIDE}; “{NOTHING_FOUND}” is not “not done”."
Outcome = dict[str, Any]
_ANSWERED, _COLUMN = "answered from outside", "outcome_ids"


def outcomes_of(tables: Tables, identifiers: Iterable[str], day: pd.Timestamp | None = None) -> list[Outcome]:
    """Return the rows of `outcomes.csv` that name one of some statements: what happened last, then the latest first.

    With a day, those alone that were published by then, as exactly as their page dates itself.
    """
    known = _by_statement(tables)
    found = {one["outcome_id"]: one for key in identifiers for one in known.get(key, ()) if _published_by(one, day)}
    ordered = sorted(found.values(), key=_latest, reverse=True)
    return sorted(ordered, key=lambda one: one is not next(filter(_is_event, ordered), None))


def _is_event(outcome: Outcome) -> bool:
    """Return whether an outcome is something that happened, as an opening, and no amount."""
    return pd.isna(outcome["value"]) and pd.notna(outcome["happened_end"]) and not answer_words(outcome)


@once()
def _by_statement(tables: Tables) -> dict[str, list[Outcome]]:
    of: dict[str, list[Outcome]] = {}
    for outcome in tables.outcomes.to_dict("records"):
        for key in outcome["promise_ids"].split(";"):
            of.setdefault(key, []).append(outcome)
    return of


def _published_by(outcome: Outcome, day: pd.Timestamp | None) -> bool:
    published = str(outcome["published"])
    return day is None or "" < published <= f"{day:%Y-%m-%d}"[: len(published)]


def _latest(outcome: Outcome) -> str:
    """Return the day by which outcomes are put in order: when it had happened, else when it was published."""
    days = [day for day in (outcome["happened_end"], outcome["happened_start"]) if pd.notna(day)]
    return f"{days[0]:%Y-%m-%d}" if days else str(outcome["published"])


def outcome_words(outcome: Outcome) -> str:
    """Return what happened with its day or period behind its first clause, unless it names the year: “opened, 2025”."""
    start, end = outcome["happened_start"], outcome["happened_end"]
    what, named = str(outcome["what"]), [day for day in (end, start) if pd.notna(day)]
    if not named or str(named[0].year) in what:
        return what
    first, mark, rest = what.partition(";")
    return f"{first}, {_happened(start, end, what)}{mark}{rest}"


def _happened(start: pd.Timestamp, end: pd.Timestamp, what: str) -> str:
    if pd.isna(end):
        return f"from {period(start, start)}"
    if pd.isna(start) or str(start.year) in what:
        return f"by {period(end, end)}"
    if start == end or period_length(start, end) is not None:
        return period(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{period(end, end)}"
    return f"{period(start, start)} to {period(end, end)}"


def answer_words(outcome: Outcome) -> str:
    """Return the answer of an outcome to an open question, as in “500 km shorter”; blank if it answers none."""
    what = str(outcome["what"])
    return what.removeprefix(_ANSWERED).lstrip(":, ") if what.startswith(_ANSWERED) else ""


def add_outcomes(tables: Tables, shown: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Add to rows of `exhibits.commitments.board` what became of each promise, where the evidence has any outcome.

    Added: `outcome_ids`, the latest first, joined by ;: those that name the promise, or if none does, a stage of it;
    with a day, those published by then.
    """
    if tables.outcomes.empty:
        return shown
    found = [
        outcomes_of(tables, [key], day) or outcomes_of(tables, stages.split(";"), day)
        for key, stages in zip(shown["figure_id"], shown["stage_ids"], strict=True)
    ]
    joined = [";".join(one["outcome_id"] for one in outcomes) for outcomes in found]
    return shown.assign(**{_COLUMN: pd.Series(joined, index=shown.index, dtype="str")})


def shown_outcomes(tables: Tables, shown: pd.DataFrame) -> list[list[Outcome]] | None:
    """Return the outcomes of each row of a board, the latest first; None for a board that has no such column."""
    if _COLUMN not in shown:
        return None
    known = {one["outcome_id"]: one for one in tables.outcomes.to_dict("records")}
    return [[known[key] for key in keys.split(";") if key] for keys in shown[_COLUMN]]


def since_columns(tables: Tables, shown: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns of a board's table that are from outside: what came since then, its sources and addresses."""
    if (outcomes := shown_outcomes(tables, shown)) is None:
        return {}
    return {
        SINCE: [" | ".join(map(outcome_words, of)) or NOTHING_FOUND for of in outcomes],
        "Since then: sources": [" | ".join(map(source_words, of)) for of in outcomes],
        "Since then: addresses": [" ".join(one["url"] for one in of) for of in outcomes],
    }


def source_words(outcome: Outcome) -> str:
    """Format the source of an outcome: title, publisher and when it was published."""
    return ", ".join(filter(None, (outcome[name] for name in ("source_title", "publisher", "published"))))
