"""The words of sentences that follow from rows: amounts, nouns, days, documents, and curated words that still hold."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from components.tables import amounts, quantities

Row: TypeAlias = Mapping[str, Any]
NOUNS = {"target": "aim", "forecast": "expectation", "pledge": "pledge", "plan": "plan", "offer": "offer"}
_STAGES = {"talks": "in talks", "interest": "of interest"}
_NUMBER_WORDS = {value: word for word, value in reversed(quantities.CARDINALS.items())}


def plain(words: str) -> str:
    """Return a cell's text with single spaces."""
    return " ".join(words.split())


def listed(words: Sequence[str]) -> str:
    """Join words as in “a, b and c”."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def with_article(noun: str) -> str:
    """Return a noun after its indefinite article."""
    return f"{'an' if noun[:1] in tuple('aeiou') else 'a'} {noun}"


def counted(count: int) -> str:
    """Write a count in digits."""
    return amounts.number(str(count))


def count_word(count: int) -> str:
    """Write a small count as a word."""
    return _NUMBER_WORDS.get(count) or counted(count)


def subject(row: Row) -> str:
    """Return the name of the subject."""
    return plain(row["subject"])


def measure(row: Row) -> str:
    """Return the name of the measure as it stands inside a sentence."""
    return plain(row["measure"][:1].lower() + row["measure"][1:])


def is_flow(row: Row) -> bool:
    """Return whether the subject is itself what is measured, such as trade with a country."""
    return bool(row["kind"].endswith("_flow"))


def noun(row: Row) -> str:
    """Name what a figure is an amount of; "" where its subject or unit says it."""
    if is_flow(row) or row["measure"] == row["subject"]:
        return ""
    quantity = row["quantity"].replace("_", " ")
    if _is_bare_count(row):
        return measure(row)
    said_by_subject = quantity in subject(row).lower().split()
    return quantity if quantity in measure(row).split() and not said_by_subject else ""


def _is_bare_count(row: Row) -> bool:
    """Return whether a figure counts things that its unit does not name."""
    return bool(row["dimension"] == "count" and not row["suffix"])


def amount(row: Row) -> str:
    """Write a figure with its hedge and unit, as in “more than $21.2 bn”."""
    return amounts.quantity(row, words=True)


def amount_of(row: Row) -> str:
    """Write a figure with its noun, as in “up to 10 Mt of cargo a year” and “52 projects”."""
    if _is_bare_count(row) or not noun(row):
        return f"{amount(row)} {noun(row)}".strip()
    figure, a_year, rest = amount(row).partition(" a year")
    return f"{figure} of {noun(row)}{a_year}{rest}"


def is_undated(row: Row) -> bool:
    """Return whether a row names neither the start nor the end of its period."""
    return bool(pd.isna(row["period_start"]) and pd.isna(row["period_end"]))


def when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Say a period after what happens in it, as in “ in 2023” and “ by 2030”; "" where there is none."""
    if pd.isna(start) and pd.isna(end):
        return ""
    before = "" if pd.isna(start) or pd.isna(end) else "on " if start == end else "in "
    return f" {before}{amounts.period(start, end)}"


def period(row: Row, undated: str = "") -> str:
    """Say the period of a row as `when` does; `undated` where it has none."""
    return when(row["period_start"], row["period_end"]) or undated


def months(row: Row) -> int | None:
    """Return the length of what a figure counts; None where the row does not say it."""
    start, end = row["period_start"], row["period_end"]
    if amounts.yearly(row):
        return 12
    return None if pd.isna(start) or pd.isna(end) else (end.year - start.year) * 12 + end.month - start.month + 1


def stage(row: Row) -> str:
    """Say a stage and the month of its document, as in “in talks in April 2013”."""
    words = _STAGES.get(row["stage"], row["stage"].replace("_", " "))
    return f"{words} in {amounts.month(row['event_date'])}"


def says(row: Row) -> str:
    """Ascribe what is promised or expected to its speaker, if the document does."""
    speaker = plain(row["speaker"]) if row["claim_type"] in NOUNS else ""
    return f", {speaker} said" if speaker else ""


def said(row: Row, what: str = "") -> str:
    """Say in brackets who said a figure and when, or when alone, after what it is."""
    speaker = plain(row["speaker"])
    by = f"{speaker}, " if speaker else "" if what else "said in "
    return f" ({what}{'; ' if what else ''}{by}{amounts.month(row['event_date'])})"


def fitting(words: str, *rows: Row) -> str:
    """Return curated words if each of their numbers is one of the rows, so that they cannot become false unnoticed.

    A number of the rows is a value, a year, the months of a period, or the difference of two values; one and two say
    how many rows there are. Otherwise the words are "".
    """
    return "" if unknown_numbers(words, *rows) else plain(words)


def unknown_numbers(words: str, *rows: Row) -> list[str]:
    """List the numbers of some words that are none of the rows, as `fitting` reads them."""
    known = {1.0, 2.0}
    for row in rows:
        days = [row[name] for name in ("period_start", "period_end", "event_date") if pd.notna(row[name])]
        known |= {row["value"], row["value_high"], float(months(row) or 1), *(float(day.year) for day in days)}
    if len(rows) == 2:
        known.add(abs(rows[0]["value"] - rows[1]["value"]))
    return [number.text for number in quantities.find_numbers(words) if not known & _values(number.text.lower())]


def _values(word: str) -> set[float]:
    for table in (quantities.CARDINALS, quantities.ORDINALS, quantities.MULTIPLES):
        if word in table:
            return {float(table[word])}
    if word in quantities.FRACTIONS:
        return {quantities.FRACTIONS[word] * 100}
    return {value for value, _ in quantities.digit_values(word)} if word[:1].isdigit() else set()


def reading(words: str, *rows: Row) -> str:
    """Return a reading of the rows, set off and with its period, if it fits them; "" otherwise."""
    kept = fitting(words, *rows).rstrip(".")
    return f" {kept}." if kept else ""


def assuming(derived: Row, *rows: Row) -> str | None:
    """Say what a derived figure assumes: "" where nothing, None where its words do not fit the rows."""
    if not derived["assumption"]:
        return ""
    words = fitting(derived["assumption"], derived, *rows).rstrip(".")
    return f", assuming {words[0].lower()}{words[1:]}" if words else None
