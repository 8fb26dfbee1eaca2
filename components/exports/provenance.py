"""What every file says of itself: whence it is, under which licences, and how to cite and read it."""

from datetime import date

from components.exports.citation import PRODUCT
from components.tables import Tables

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


def licences(tables: Tables) -> list[tuple[str, str, str]]:
    """List whose the tables, places and base map are, as the schema says: what, licence with address, from where."""
    named = [
        ("Tables", tables.schema),
        *((part.get("title", part["name"]), part) for part in tables.schema["resources"]),
    ]
    return [
        (title, _entries(part["licenses"]), _entries(part.get("sources", [])))
        for title, part in named
        if part.get("licenses")
    ]


def _entries(named: list[dict[str, str]]) -> str:
    return "; ".join(" ".join(filter(None, (entry.get("title"), entry.get("path")))) for entry in named)
