"""What every file says of itself: whence it is, under which licences, and how to cite and read it."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from components.charts import cited
from components.selection import document_name
from components.style import (
    CLAIM_TYPES,
    NO_DATE,
    THIN,
    interval,
    month,
    period,
    quantity,
    stage_words,
    text_fragment_url,
)
from components.tables import Tables

PRODUCT = "Kazakhstan Trade & Transit Atlas"
_HEDGES = {"over": "over", "at_least": "at least", "up_to": "up to", "almost": "almost", "about": "about"}
_NAMED_AFTER = ("multiple", "ordinal")
_NAMED_WITH = ("percent", "count")
_PLAIN_KINDS = ("observed", "growth")


def inline_citation(tables: Tables, row: dict[str, Any]) -> str:
    """Cite a row of `ledger_rows` in a line: “US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)”."""
    return f"{_told(row)} ({_place(tables, row)})"


def full_citation(tables: Tables, row: dict[str, Any]) -> str:
    """Cite a row of `ledger_rows` in full: what is counted, wording, title, publisher, dates, speaker, public page."""
    if row["row_kind"] == "milestone":
        said = [f"{_told(row)}. {row['statement']}"]
    else:
        counted = f" ({row['perimeter']})" if row["perimeter"] else ""
        said = [f"{row['subject']}, {row['measure'].lower()}: {_told(row)}{counted}."]
    if row["claim_type"] == "derived":
        said += [row["reading"], f"Assumption: {row['assumption']}" if row["assumption"] else ""]
        said.append(f"Interval {_plain(interval(row['value'], row['low'], row['high']))}.")
        said.append(f"Derived from {_documents(tables, row)}.")
    else:
        source = _sources(tables)[row["source_id"]]
        where = [source["title"], source["publisher"], _dated(source), _paragraph(row, "paragraph")]
        said.append(f"“{row['as_stated']}”, in: {', '.join(part for part in where if part)}.")
        said.append(f"Speaker: {row['speaker']}." if row["speaker"] else "")
        said.append(f"Doubt: {row['doubt']}" if row["doubt"] else "")
        said.append(page_words(row))
    said.append(f"{PRODUCT}, {row['figure_id']}, data version {tables.version}.")
    return " ".join(part for part in said if part)


def page_words(row: dict[str, Any]) -> str:
    """Return where a row of `ledger_rows` stands in public, as in “Public page: <https://…>.”; blank if nowhere."""
    page = text_fragment_url(row["url"], row["as_stated"])
    return f"Public page: <{page}>." if page else ""


def document_citations(sources: pd.DataFrame) -> list[str]:
    """Cite each row of the table of sources: title, publisher, date and how sure it is, public page."""
    return [
        ", ".join(part for part in (source["title"], source["publisher"], _dated(source), source["url"]) if part)
        for source in sources.to_dict("records")
    ]


def _told(row: dict[str, Any]) -> str:
    undated = pd.isna(row["period_start"]) and pd.isna(row["period_end"])
    if row["row_kind"] == "milestone":
        due = "due " if pd.isna(row["happened_start"]) and pd.isna(row["happened_end"]) else ""
        when = NO_DATE if undated else due + period(row["period_start"], row["period_end"])
        return f"{row['subject']}: {stage_words(row['stage'])}, {when}"
    kind = "" if row["claim_type"] in _PLAIN_KINDS else f", {CLAIM_TYPES[row['claim_type']]}"
    return f"{_amount(row)}{'' if undated else _when(row)}{kind}{f', {NO_DATE}' if undated else ''}"


def _amount(row: dict[str, Any]) -> str:
    digits = quantity({**row, "hedge": "exact"}).replace("$", "US$ ")
    opened = digits.startswith(f">{THIN}")
    plain = _plain(digits.removeprefix(f">{THIN}").removeprefix("×"))
    hedge = "over" if opened else "" if row["claim_type"] == "derived" else _HEDGES.get(row["hedge"], "")
    amount = f"{hedge} {plain}".strip()
    if row["unit"] in _NAMED_AFTER or row["quantity"] == "change":
        return f"{row['measure'].lower()}: {amount}"
    amount += f" {row['measure'].lower()}" if row["unit"] in _NAMED_WITH else ""
    return f"initially {amount}" if row["hedge"] == "initial" else amount


def _plain(words: str) -> str:
    return re.sub(rf"(?<=\d){THIN}(?=\d)", ",", words.replace(f"{THIN}%", "%")).replace(THIN, " ")


def _when(row: dict[str, Any]) -> str:
    start, end = row["period_start"], row["period_end"]
    words = period(start, end)
    return f" {words}" if pd.isna(start) or pd.isna(end) else f" {'on' if start == end else 'in'} {words}"


def _place(tables: Tables, row: dict[str, Any]) -> str:
    if row["claim_type"] == "derived":
        return f"from {_documents(tables, row)}"
    source = _sources(tables)[row["source_id"]]
    return f"{_named(source)}, {_paragraph(row, 'par.')}"


@lru_cache(maxsize=2)
def _sources(tables: Tables) -> dict[str, dict[str, Any]]:
    return {row["source_id"]: row for row in tables.sources.to_dict("records")}


def _documents(tables: Tables, row: dict[str, Any]) -> str:
    sources = _sources(tables)
    return "; ".join(
        f"{_named(sources[document.source_id])}, par. {', '.join(map(str, document.paragraphs))}"
        for document in cited(tables, [row["figure_id"]])
    )


def _named(source: dict[str, Any]) -> str:
    day = source["event_date"]
    return f"{document_name(source)}, {NO_DATE if pd.isna(day) else month(day)}"


def _paragraph(row: dict[str, Any], word: str) -> str:
    return "headline or dateline" if row["paragraph"] == 0 else f"{word} {row['paragraph']:.0f}"


def _dated(source: dict[str, Any]) -> str:
    event, published = source["event_date"], source["published_date"]
    basis = "as stated" if source["date_basis"] == "stated" else "inferred"
    day = NO_DATE if pd.isna(event) else f"{period(event, event)} ({basis})"
    if pd.isna(published):
        return f"{day}, publication date not stated"
    return day if published == event else f"{day}, published {period(published, published)}"


READING = {
    "Value": (
        "The figure as the document writes it, in the unit beside it. The written digits are its precision: 20.3 "
        "stands for 20.25 to 20.35, 25 for 24.5 to 25.5, 11e3 for 10,500 to 11,500. Targets and counts are exact."
    ),
    "Hedge": (
        "How the document qualifies it: exact (not at all), about, over, at_least, up_to, almost, or initial (a first "
        "stage). “Over 16” has no upper end, “up to 10” and “almost 50” none below. Never quote a figure without it."
    ),
    "Claim type": (
        "What kind of statement it is: observed, growth, forecast (expected), target, capacity, pledge, plan or offer. "
        "Only an observed figure is said to have happened; a capacity is not cargo carried."
    ),
    "No period": "None is stated; a filter by years keeps such a figure unless undated ones are left out.",
    "Derived figure": "In no document: computed by a formula, with the interval that the written digits allow.",
    "Never": "Add unlike money, or join figures of different measure, perimeter, kind or length of period.",
}


def taken(day: date) -> str:
    """Say the date on which a file is made, as in “21 November 2025”."""
    return f"{day.day} {day:%B %Y}"


def stamp(tables: Tables, day: date) -> str:
    """Say in short of which data and day a picture or slide is, as in “data ea4a9b5 · 21 November 2025”."""
    return f"data {tables.version} · {taken(day)}"


def file_citation(tables: Tables, said: str, day: date) -> str:
    """Cite a file as a whole; `said` is the selection in words."""
    count = f"{len(tables.sources)} documents" if len(tables.sources) != 1 else "1 document"
    return f"{PRODUCT}, evidence from {count}, data version {tables.version}, {taken(day)}. Selection: {said}."


def licensed(tables: Tables) -> list[tuple[str, list[dict[str, str]], list[dict[str, str]]]]:
    """List whose the tables, places and base map are, as the schema says: what, its licences, its sources."""
    named = [
        ("Tables", tables.schema),
        *((part.get("title", part["name"]), part) for part in tables.schema["resources"]),
    ]
    return [(title, part["licenses"], part.get("sources", [])) for title, part in named if part.get("licenses")]


def licences(tables: Tables) -> list[tuple[str, str, str]]:
    """List whose the tables, places and base map are: what, licence with address, from where."""
    return [(title, _entries(given), _entries(sources)) for title, given, sources in licensed(tables)]


def _entries(named: list[dict[str, str]]) -> str:
    return "; ".join(" ".join(filter(None, (entry.get("title"), entry.get("path")))) for entry in named)
