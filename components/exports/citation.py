"""Cite a figure or milestone: in a line, and in full with its document, date and how sure it is."""

import re
from functools import lru_cache
from typing import Any

import pandas as pd

from components.charts import cited
from components.style import CLAIM_TYPES, NO_DATE, THIN, interval, month, period, quantity, stage_words
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
    """Cite a row of `ledger_rows` in full: what is counted, wording, title, publisher, dates, speaker, data version."""
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
        said += [f"Speaker: {source['speaker']}." if source["speaker"] else ""]
        said += [f"Doubt: {row['doubt']}" if row["doubt"] else ""]
    said.append(f"{PRODUCT}, {row['figure_id']}, data version {tables.version}.")
    return " ".join(part for part in said if part)


def document_citations(sources: pd.DataFrame) -> list[str]:
    """Cite each row of the table of sources: title, publisher, date and how sure it is."""
    return [
        ", ".join(part for part in (source["title"], source["publisher"], _dated(source)) if part)
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
    return f"{source['publisher'] or source['title']}, {NO_DATE if pd.isna(day) else month(day)}"


def _paragraph(row: dict[str, Any], word: str) -> str:
    return "headline or dateline" if row["paragraph"] == 0 else f"{word} {row['paragraph']:.0f}"


def _dated(source: dict[str, Any]) -> str:
    event, published = source["event_date"], source["published_date"]
    basis = "as stated" if source["date_basis"] == "stated" else "inferred"
    day = NO_DATE if pd.isna(event) else f"{period(event, event)} ({basis})"
    if pd.isna(published):
        return f"{day}, publication date not stated"
    return day if published == event else f"{day}, published {period(published, published)}"
