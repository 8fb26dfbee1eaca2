"""What the first and the last slides say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from components import charts
from components.derive import input_claims
from components.exhibits import SECTIONS, Exhibit, Section
from components.exports.citation import PRODUCT, file_citation, inline_citation, licences, page_words, stamp, taken
from components.exports.deck.bars import Plot, against_capacity, dated_and_undated, lying, standing
from components.exports.deck.layout import ROOM, Box, Frame, framed, one_line
from components.exports.deck.tables import (
    Agenda,
    Cell,
    Row,
    Table,
    agendas,
    coverage_tables,
    figure_tables,
    fitted,
    parted,
    stage_tables,
)
from components.exports.extract import filter_words
from components.selection import Selection, document_name
from components.style import LIGHT, NO_DATE, Palette, formula_text, interval, period
from components.tables import Tables

Content = Table | Agenda | tuple[Plot, ...] | Exhibit
Ids = tuple[str, ...]
Pages = list[tuple[Content, Ids]]


def exhibit_pages(exhibit: Exhibit, palette: Palette, body: Box) -> Pages:
    """Give the contents of an exhibit's slides, each with the ids of what it shows."""
    return _CONTENTS[exhibit.form](exhibit, palette, body)


def table_pages(tables: list[Table]) -> Pages:
    """Give tables as contents of slides."""
    return [(table, _ids_of(table)) for table in tables]


def _ids_of(table: Table) -> Ids:
    return tuple(dict.fromkeys(key for row in table.rows for key in row.ids))


def _plot_pages(plots: list[tuple[Plot, ...]]) -> Pages:
    pages: Pages = []
    for slide in plots:
        behind = [plot.behind["figure_id"] for plot in slide if plot.behind is not None]
        pages.append((slide, tuple([bar.figure["figure_id"] for plot in slide for bar in plot.bars] + behind)))
    return pages


def _documents(exhibit: Exhibit) -> Any:
    return exhibit.options["documents"]


# What stands on the slides of an exhibit, by its form.
_CONTENTS: dict[str, Callable[[Exhibit, Palette, Box], Pages]] = {
    "bars": lambda exhibit, palette, body: _plot_pages(standing(exhibit.shown, body, top=exhibit.options.get("top"))),
    "timeline": lambda exhibit, palette, body: _plot_pages(dated_and_undated(exhibit.shown, body)),
    "dot_plot": lambda exhibit, palette, body: _plot_pages(lying(exhibit.shown, body, **exhibit.options)),
    "bullet": lambda exhibit, palette, body: _plot_pages(against_capacity(exhibit.shown, body)),
    "coverage_matrix": lambda exhibit, palette, body: table_pages(
        coverage_tables(exhibit.shown, _documents(exhibit), palette, body.height)
    ),
    "status_matrix": lambda exhibit, palette, body: table_pages(
        stage_tables(exhibit.shown, _documents(exhibit), palette, body.height)
    ),
    "agenda": lambda exhibit, palette, body: [
        (agenda, _ids_of(agenda.table)) for agenda in agendas(exhibit.shown, palette, body)
    ],
    "map": lambda exhibit, palette, body: [(exhibit, tuple(exhibit.shown["figure_id"]))],
}

_MOST_FIGURES = 150
_FIGURES_FIRST = ("overview",)
_WIDEST = "(99 of 99)"


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide: its section, the words around it, what stands on it and the ids of what it shows."""

    section: str
    title: str
    frame: Frame
    content: Content
    ids: Ids
    source: str
    note: str
    alternative: str


@dataclass(frozen=True, eq=False)
class Plan:
    """The slides between the opening and the closing, and what is left out because nothing fits the filters."""

    slides: tuple[Slide, ...]
    left_out: tuple[tuple[str, str], ...]


def planned(
    tables: Tables,
    figures: pd.DataFrame,
    selection: Selection,
    sections: Sequence[str],
    palette: Palette,
    today: date,
) -> Plan:
    """Plan the slides of the sections in the order of `SECTIONS`; raises KeyError for an unknown one."""
    unknown = set(sections) - set(SECTIONS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    slides: list[Slide] = []
    left_out: list[tuple[str, str]] = []
    for name, make in SECTIONS.items():
        if sections and name not in sections:
            continue
        section = make(tables, figures, selection)
        drawn: list[Slide] = []
        for exhibit in section.exhibits.values():
            if exhibit.shown.empty:
                left_out.append((name.capitalize(), exhibit.caption.title))
            else:
                drawn += _exhibit_slides(tables, name.capitalize(), section, exhibit, palette, today)
        groups = {group: rows for group, rows in section.tiles.items() if len(rows)}
        left_out += [(name.capitalize(), group) for group in section.tiles if group not in groups]
        listed: list[Slide] = []
        if groups:
            listed = _figure_slides(tables, name.capitalize(), replace(section, tiles=groups), palette, today)
        slides += listed + drawn if name in _FIGURES_FIRST else drawn + listed
    return Plan(tuple(slides), tuple(left_out))


def _exhibit_slides(
    tables: Tables, name: str, section: Section, exhibit: Exhibit, palette: Palette, today: date
) -> list[Slide]:
    caption = exhibit.caption
    aside = f"; {charts.AT_MIDDLE}"  # on a slide a bar stands over the name of its period
    return _slides(
        tables,
        name,
        section.question,
        caption.title,
        caption.subtitle.replace(aside, ""),
        caption.source,
        caption.note,
        caption.selection,
        stamp(tables, today),
        caption.alt_text.replace(aside, ""),
        lambda body: exhibit_pages(exhibit, palette, body),
    )


def _figure_slides(tables: Tables, name: str, section: Section, palette: Palette, today: date) -> list[Slide]:
    tiles, left = {}, _MOST_FIGURES
    for group, rows in section.tiles.items():
        tiles[group] = rows.head(left)
        left -= len(tiles[group])
    stated = sum(map(len, section.tiles.values()))
    known = list(tiles)
    title = known[0] if len(known) == 1 else "Figures one by one"
    ids = [key for rows in tiles.values() for key in rows["figure_id"]]
    return _slides(
        tables,
        name,
        section.question,
        f"{name}: {title[:1].lower()}{title[1:]}",
        "each figure by itself, as stated or derived; not to be added",
        charts.source_line(tables, ids),
        f"These are the first {len(ids)} of {stated} figures; the ledger has all." if stated > len(ids) else "",
        section.selection_text,
        stamp(tables, today),
        f"{name}: {', '.join(known)}. {charts.alt_text(pd.concat(tiles.values()))}",
        lambda body: table_pages(figure_tables(tables, tiles, palette, body.height)),
    )


def _slides(
    tables: Tables,
    name: str,
    question: str,
    title: str,
    subtitle: str,
    source: str,
    note: str,
    said: str,
    dated: str,
    alternative: str,
    pages: Callable[[Box], Pages],
) -> list[Slide]:
    def frame(part: str, named: str) -> Frame:
        eyebrow = f"{name} · {question}"
        return framed(
            section=eyebrow, title=title, part=part, subtitle=subtitle, source=named, note=note, said=said, stamp=dated
        )

    parts = pages(frame("", source).body)
    if len(parts) > 1:
        parts = pages(frame(_WIDEST, source).body)
    slides = []
    for number, (content, ids) in enumerate(parts, start=1):
        part = f"({number} of {len(parts)})" if len(parts) > 1 else ""
        rests = charts.source_line(tables, list(ids)) if part else source
        named = one_line(f"{title} {part}")
        slides.append(Slide(name, named, frame(part, rests), content, ids, rests, note, one_line(alternative)))
    return slides


class SlideTitle(NamedTuple):
    """What one slide will say: its number (None where it is left out), section, title, figures, and documents."""

    number: int | None
    section: str
    title: str
    figures: int
    source: str


def slide_titles(
    tables: Tables, figures: pd.DataFrame, selection: Selection, sections: Sequence[str]
) -> list[SlideTitle]:
    """Tell what each slide between the opening and the closing will say, then what is left out.

    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. `figures` of a
    title counts figures and stages. Raises KeyError for an unknown section.
    """
    known = planned(tables, figures, selection, sections, LIGHT, date.today())
    said = [
        SlideTitle(number, slide.section, slide.title, len(slide.ids), slide.source)
        for number, slide in enumerate(known.slides, start=2)
    ]
    return said + [SlideTitle(None, section, title, 0, "") for section, title in known.left_out]


def slide_notes(tables: Tables, rows: pd.DataFrame, slide: Slide) -> str:
    """Write the notes of a slide; `rows` has all rows of `derive.ledger_rows`, indexed by `figure_id`."""
    known = {record["figure_id"]: record for record in rows.loc[list(dict.fromkeys(slide.ids))].to_dict("records")}
    parts = [_evidence(tables, rows, record) for record in known.values()]
    foot = [_labelled("Data source", f"{slide.source}."), _labelled("Note", slide.note)]
    foot.append(f"{PRODUCT}, data version {tables.version}.")
    return "\n\n".join([slide.title, *parts, "\n".join(filter(None, map(one_line, foot)))])


def _evidence(tables: Tables, rows: pd.DataFrame, row: Mapping[str, Any]) -> str:
    cited = inline_citation(tables, dict(row))
    if row["row_kind"] == "milestone":
        told = [f"{cited}.", row["statement"], f"“{row['as_stated']}”"]
    elif row["claim_type"] == "derived":
        told = [f"{row['subject']}: {cited}.", *_derivation(tables, rows, row)]
    else:
        told = [f"{row['subject']}: {cited}.", f"“{row['as_stated']}”", _labelled("Counted", row["perimeter"])]
    told += [_labelled(name.capitalize(), row[name]) for name in ("speaker", "doubt", "note")]
    told.append(page_words(dict(row)))
    return one_line(f"[{row['figure_id']}] {' '.join(filter(None, told))}")


def _derivation(tables: Tables, rows: pd.DataFrame, row: Mapping[str, Any]) -> list[str]:
    keys = row["inputs"].split(";")
    inputs = [rows.loc[key].to_dict() for key in keys]
    wordings = (rows.loc[key] for key in input_claims(tables, row["figure_id"]))
    return [
        f"Formula: {formula_text(row['formula'], inputs)}, from {' and '.join(keys)}.",
        f"Interval: {interval(row['value'], row['low'], row['high'])}.",
        f"Rests on {'; '.join(f'“{claim.as_stated}” [{claim.name}]' for claim in wordings)}.",
        row["reading"],
        _labelled("Assumption", row["assumption"]),
    ]


def _labelled(name: str, words: str) -> str:
    return f"{name}: {words}" if words else ""


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
    """List the documents in order of date: title, short name with speaker, date and how it is known, id."""
    head = Row(
        tuple(Cell(word, size=10.0, colour=palette.muted) for word in ("Document", "Published by", "Date", "Id"))
    )
    rows = [
        fitted(
            Row(
                (
                    Cell(one_line(source["title"])),
                    Cell(one_line(document_name(source)), one_line(source["speaker"])),
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
