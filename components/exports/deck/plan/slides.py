"""The slides of a deck in their order, before any is drawn: words, content, evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from components import charts
from components.exhibits import SECTIONS, Exhibit, Section
from components.exports.deck.plan.contents import Content, Ids, Pages, exhibit_pages, table_pages
from components.exports.deck.plan.frame import Box, Frame, framed
from components.exports.deck.plan.lists import figure_tables
from components.exports.deck.plan.plain import one_line
from components.exports.provenance import stamp
from components.selection import Selection
from components.style import Palette
from components.tables import Tables

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
        caption.alternative.replace(aside, ""),
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
        section.said,
        stamp(tables, today),
        f"{name}: {', '.join(known)}. {charts.alternative(pd.concat(tiles.values()))}",
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
