"""What the first and the last slides say."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components.exhibits import SECTIONS
from components.exports.deck.plan.frame import ROOM
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.table import Cell, Row, Table, fitted, parted
from components.exports.evidence import filter_words
from components.exports.provenance import file_citation, licences, taken
from components.selection import Selection
from components.style import NO_DATE, Palette, period
from components.tables import Tables

_DOCUMENTS = (4.5, 2.5, 3.633, 1.5)
_PAIRS = (2.2, ROOM - 2.2)


def opening_facts(tables: Tables, selection: Selection, sections: Sequence[str], today: date) -> list[tuple[str, str]]:
    """Name the sections, each filter in words, the data version and the date."""
    chosen = [name.capitalize() for name in SECTIONS if not sections or name in sections]
    facts = [("Sections", ", ".join(chosen)), *filter_words(tables, selection).items()]
    facts += [("Data version", tables.version), ("Date", taken(today))]
    return [(name, one_line(words)) for name, words in facts]


def subtitle(tables: Tables) -> str:
    """Say how many documents of which years speak here."""
    years = tables.sources["event_date"].dt.year
    first, last = years.min(), years.max()
    count = f"{len(tables.sources)} documents" if len(tables.sources) != 1 else "one document"
    return f"What {count} of {first if first == last else f'{first}–{last}'} say"


def document_tables(tables: Tables, palette: Palette, room: float) -> list[Table]:
    """List the documents in order of date: title with publisher, date and how it is known, id."""
    head = Row(
        tuple(Cell(word, size=10.0, colour=palette.muted) for word in ("Document", "Published by", "Date", "Id"))
    )
    rows = [
        fitted(
            Row(
                (
                    Cell(one_line(source["title"])),
                    Cell(one_line(source["publisher"]), one_line(source["speaker"])),
                    Cell(_day(source["event_date"]), one_line(_basis(source))),
                    Cell(source["source_id"], size=10.0),
                )
            ),
            _DOCUMENTS,
        )
        for source in tables.sources.sort_values("event_date").to_dict("records")
    ]
    return parted(_DOCUMENTS, head, rows, room)


def terms_tables(
    tables: Tables, said: str, left_out: Sequence[tuple[str, str]], today: date, room: float
) -> list[Table]:
    """Say how to cite the deck, under which licences its parts stand, and what is left out because nothing fits."""
    pairs = [("How to cite", file_citation(tables, said, today))]
    pairs.append(("A figure", "Its citation, with wording, document and paragraph, is in the notes under its slide."))
    pairs += [(title, " · ".join(filter(None, (licence, origin)))) for title, licence, origin in licences(tables)]
    for section in dict.fromkeys(section for section, _ in left_out):
        named = "; ".join(title for within, title in left_out if within == section)
        pairs.append(("Nothing fits the filters", f"{section}: {named}"))
    rows = [fitted(Row((Cell(one_line(name), bold=True), Cell(one_line(words)))), _PAIRS) for name, words in pairs]
    return parted(_PAIRS, Row((Cell(""), Cell(""))), rows, room)


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _basis(source: dict[str, str]) -> str:
    basis = "as stated" if source["date_basis"] == "stated" else "inferred"
    return f"{basis}; {source['date_note']}" if source["date_note"] else basis
