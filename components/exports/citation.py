"""What every file says of itself: whence it is, under which licences, and how to cite and read it."""

import re
from datetime import date
from typing import Any

import pandas as pd

from components import style
from components.charts import cited
from components.selection import document_name
from components.tables import Tables, once

Entry = dict[str, str]
PRODUCT = "Kazakhstan Trade & Transit Atlas"
_HEDGES = {
    "exact": "", "initial": "initially", "about": "about", "over": "over", "at_least": "at least", "up_to": "up to",
    "almost": "almost",
}  # fmt: skip
_NAMED_AFTER = ("multiple", "ordinal")
_NAMED_WITH = ("percent", "count")
_PLAIN_KINDS = ("observed", "growth")
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
    "Derived figure": "Computed by a formula from stated figures, with the interval that the written digits allow.",
    "Never": "Add unlike money, or join figures of different measure, perimeter, type or length of period.",
}


def inline_citation(tables: Tables, row: dict[str, Any]) -> str:
    """Cite a row of `ledger_rows` in a line: “US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)”."""
    return f"{_row_words(row)} ({_place(tables, row)})"


def full_citation(tables: Tables, row: dict[str, Any]) -> str:
    """Cite a row of `ledger_rows` in full: what is counted, wording, title, publisher, dates, speaker, public page."""
    if row["row_kind"] == "milestone":
        parts = [f"{_row_words(row)}. {row['statement']}"]
    else:
        counted = f" ({row['perimeter']})" if row["perimeter"] else ""
        parts = [f"{row['subject']}, {row['measure'].lower()}: {_row_words(row)}{counted}."]
    if row["claim_type"] == "derived":
        parts += [row["reading"], f"Assumption: {row['assumption']}" if row["assumption"] else ""]
        parts.append(f"Interval {_plain(style.interval(row['value'], row['low'], row['high']))}.")
        parts.append(f"Derived from {_documents(tables, row)}.")
    else:
        source = _sources(tables)[row["source_id"]]
        where = [
            source["title"],
            source["publisher"],
            _dated(source),
            style.paragraph_words(row["paragraph"], "paragraph"),
        ]
        parts.append(f"“{row['as_stated']}”, in: {', '.join(part for part in where if part)}.")
        parts.append(f"Speaker: {row['speaker']}." if row["speaker"] else "")
        parts.append(f"Doubt: {row['doubt']}" if row["doubt"] else "")
        parts.append(page_words(row))
    parts.append(f"{PRODUCT}, {row['figure_id']}, data version {tables.version}.")
    return " ".join(part for part in parts if part)


def page_words(row: dict[str, Any]) -> str:
    """Return where a row of `ledger_rows` stands in public, as in “Public page: <https://…>.”; blank if nowhere."""
    page = style.text_fragment_url(row["url"], row["as_stated"])
    return f"Public page: <{page}>." if page else ""


def document_citations(sources: pd.DataFrame) -> list[str]:
    """Cite each row of the table of sources: title, publisher, date and how sure it is, public page."""
    return [
        ", ".join(part for part in (source["title"], source["publisher"], _dated(source), source["url"]) if part)
        for source in sources.to_dict("records")
    ]


def _row_words(row: dict[str, Any]) -> str:
    undated = pd.isna(row["period_start"]) and pd.isna(row["period_end"])
    if row["row_kind"] == "milestone":
        due = "due " if pd.isna(row["happened_start"]) and pd.isna(row["happened_end"]) else ""
        when = style.NO_DATE if undated else due + style.period(row["period_start"], row["period_end"])
        return f"{row['subject']}: {style.stage_words(row['stage'])}, {when}"
    kind = "" if row["claim_type"] in _PLAIN_KINDS else f", {style.CLAIM_TYPES[row['claim_type']]}"
    return f"{_amount(row)}{'' if undated else _when(row)}{kind}{f', {style.NO_DATE}' if undated else ''}"


def _amount(row: dict[str, Any]) -> str:
    digits = style.quantity({**row, "hedge": "exact"}).replace("$", "US$ ")
    opened = digits.startswith(f">{style.THIN}")
    plain = _plain(digits.removeprefix(f">{style.THIN}").removeprefix("×"))
    hedge = "over" if opened else "" if row["claim_type"] == "derived" else _HEDGES[row["hedge"]]
    amount = f"{hedge} {plain}".strip()
    if row["unit"] in _NAMED_AFTER or row["quantity"] == "change":
        return f"{row['measure'].lower()}: {amount}"
    return amount + (f" {row['measure'].lower()}" if row["unit"] in _NAMED_WITH else "")


def hedge_words(hedge: str) -> str:
    """Return a hedge in words, as in “at least”; “none” for an exact figure."""
    return _HEDGES[hedge] or "none"


def _plain(words: str) -> str:
    return re.sub(rf"(?<=\d){style.THIN}(?=\d)", ",", words.replace(f"{style.THIN}%", "%")).replace(style.THIN, " ")


def _when(row: dict[str, Any]) -> str:
    start, end = row["period_start"], row["period_end"]
    words = style.period(start, end)
    return f" {words}" if pd.isna(start) or pd.isna(end) else f" {'on' if start == end else 'in'} {words}"


def _place(tables: Tables, row: dict[str, Any]) -> str:
    if row["claim_type"] == "derived":
        return f"from {_documents(tables, row)}"
    source = _sources(tables)[row["source_id"]]
    return f"{_named(source)}, {style.paragraph_words(row['paragraph'])}"


@once()
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
    return f"{document_name(source)}, {style.NO_DATE if pd.isna(day) else style.month(day)}"


def _dated(source: dict[str, Any]) -> str:
    event, published = source["event_date"], source["published_date"]
    basis = style.DATE_BASIS[source["date_basis"]]
    day = style.NO_DATE if pd.isna(event) else f"{style.period(event, event)} ({basis})"
    if pd.isna(published):
        return f"{day}, publication date not stated"
    return day if published == event else f"{day}, published {style.period(published, published)}"


def format_date(day: date) -> str:
    """Format the day on which a file is made, as in “21 November 2025”."""
    return f"{day.day} {day:%B %Y}"


def stamp(tables: Tables, day: date) -> str:
    """Format in short of which data and day a picture or slide is, as in “data ea4a9b5 · 21 November 2025”."""
    return f"data {tables.version} · {format_date(day)}"


def file_citation(tables: Tables, selection_text: str, day: date) -> str:
    """Cite a file as a whole, for the selection that is named in words."""
    count = style.counted(len(tables.sources), "document")
    made = f"data version {tables.version}, {format_date(day)}"
    return f"{PRODUCT}, evidence from {count}, {made}. Selection: {selection_text}."


def licensed(tables: Tables) -> list[tuple[str, list[Entry], list[Entry]]]:
    """Return what has a licence of its own: title, licences and origins, each with `title` and a web `path` or ""."""
    parts = [("Tables", tables.schema)]
    parts += [(part.get("title", part["name"]), part) for part in tables.schema["resources"]]
    return [
        (title, [*map(_entry, part["licenses"])], [*map(_entry, part.get("sources", []))])
        for title, part in parts
        if part.get("licenses")
    ]


def licences(tables: Tables) -> list[tuple[str, str, str]]:
    """Return whose the tables, places and base map are in words: what, licence with address, from where."""
    return [(title, _entry_words(given), _entry_words(sources)) for title, given, sources in licensed(tables)]


def _entry(given: Entry) -> Entry:
    path = given.get("path", "")
    public = path if path.startswith(("https://", "http://")) else ""
    title = given.get("title") or given.get("name") or path or "unnamed"
    return {"title": title if path in (public, title) else f"{title} ({path})", "path": public}


def _entry_words(entries: list[Entry]) -> str:
    return "; ".join(" ".join(dict.fromkeys(filter(None, entry.values()))) for entry in entries)
