"""The slides of a deck before they are drawn: which there are, what stands on each, and its words and notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from components import charts
from components.derive import input_claims
from components.exhibits import SECTIONS, Exhibit, Section
from components.exports.citation import PRODUCT, inline_citation, page_words, stamp
from components.exports.deck.layout import Box, Frame, make_frame, one_line
from components.exports.deck.plots import Plot, against_capacity, dated_and_undated, horizontal_bars, vertical_bars
from components.exports.deck.tables import (
    Table,
    coverage_tables,
    figure_tables,
    ladder_tables,
    promise_tables,
    stage_tables,
)
from components.exports.extract import chosen_sections
from components.selection import Selection
from components.style import Caption, formula_text, interval
from components.tables import Tables

Content = Table | tuple[Plot, ...] | Exhibit

# What stands on the slides of an exhibit, by its form. Tiles are set together; a fan is of a reader's own assumptions.
CONTENTS: dict[str, Callable[[Exhibit, Box], Sequence[Content]]] = {
    "bars": lambda exhibit, body: vertical_bars(exhibit.shown, body, top=exhibit.options.get("top")),
    "timeline": lambda exhibit, body: dated_and_undated(exhibit.shown, body),
    "dot_plot": lambda exhibit, body: horizontal_bars(exhibit.shown, body, **exhibit.options),
    "bullet": lambda exhibit, body: against_capacity(exhibit.shown, body),
    "board": lambda exhibit, body: promise_tables(exhibit.shown, body.height),
    "ladder": lambda exhibit, body: ladder_tables(exhibit.shown, body.height),
    "coverage_matrix": lambda exhibit, body: coverage_tables(exhibit.shown, exhibit.options["documents"], body.height),
    "status_matrix": lambda exhibit, body: stage_tables(exhibit.shown, exhibit.options["documents"], body.height),
    "map": lambda exhibit, body: [exhibit],
}
_MOST_FIGURES = 150
_FIGURES_FIRST = ("overview",)
_WIDEST_PART = "(99 of 99)"


@dataclass(frozen=True, eq=False)
class Slide:
    """Hold one slide: its section, words (with the source line of what stands on it), frame, content and its ids."""

    section: str
    title: str
    caption: Caption
    frame: Frame
    content: Content
    ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """Hold the slides between the opening and the closing, and what is left out because nothing fits the filters."""

    slides: tuple[Slide, ...]
    left_out: tuple[tuple[str, str], ...]


class SlideTitle(NamedTuple):
    """What one slide will say: its number (None where it is left out), section, title, figures, and documents."""

    number: int | None
    section: str
    title: str
    figures: int
    source: str


def plan_slides(
    tables: Tables, figures: pd.DataFrame, selection: Selection, sections: Sequence[str], today: date
) -> Plan:
    """Plan the slides of the sections in the order asked for; raises KeyError for an unknown one."""
    slides: list[Slide] = []
    left_out: list[tuple[str, str]] = []
    for key in chosen_sections(sections):
        section, name = SECTIONS[key](tables, figures, selection), key.capitalize()
        left_out += [(name, exhibit.caption.title) for exhibit in section.exhibits.values() if exhibit.shown.empty]
        shown = [exhibit for exhibit in section.exhibits.values() if len(exhibit.shown)]
        drawn = [
            slide
            for one in shown
            if one.form in CONTENTS
            for slide in _exhibit_slides(tables, name, section, one, today)
        ]
        groups = {exhibit.caption.title: exhibit.shown for exhibit in shown if exhibit.form not in CONTENTS}
        listed = figure_slides(tables, name, section, groups, today) if groups else []
        slides += listed + drawn if key in _FIGURES_FIRST else drawn + listed
    return Plan(tuple(slides), tuple(left_out))


def slide_titles(
    tables: Tables, figures: pd.DataFrame, selection: Selection, sections: Sequence[str]
) -> list[SlideTitle]:
    """Return what each slide between the opening and the closing will say, then what is left out.

    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. `figures` of a
    title counts figures and stages. Raises KeyError for an unknown section.
    """
    plan = plan_slides(tables, figures, selection, sections, date.today())
    titles = [
        SlideTitle(number, slide.section, slide.title, len(slide.ids), slide.caption.source)
        for number, slide in enumerate(plan.slides, start=2)
    ]
    return titles + [SlideTitle(None, section, title, 0, "") for section, title in plan.left_out]


def figure_slides(
    tables: Tables, name: str, section: Section, groups: Mapping[str, pd.DataFrame], today: date
) -> list[Slide]:
    """Set groups of figures as tables, the first 150 figures of them; `name` is that of the section."""
    tiles, left = {}, _MOST_FIGURES
    for group, rows in groups.items():
        tiles[group] = rows.head(left)
        left -= len(tiles[group])
    known, count = list(tiles), sum(map(len, groups.values()))
    title = known[0] if len(known) == 1 else "Figures one by one"
    shown = pd.concat(tiles.values())
    caption = Caption(
        title=f"{name}: {title[:1].lower()}{title[1:]}",
        subtitle="each figure by itself, as stated or derived; not to be added",
        source=charts.source_line(tables, list(shown["figure_id"])),
        filters="",
        note=f"These are the first {len(shown)} of {count} figures; the ledger has all." if count > len(shown) else "",
        alt_text=f"{name}: {', '.join(known)}. {charts.alt_text(shown)}",
        selection=section.selection_text,
    )
    return _slides(
        tables, name, section.question, caption, today, lambda body: figure_tables(tables, tiles, body.height)
    )


def slide_notes(tables: Tables, rows: pd.DataFrame, slide: Slide) -> str:
    """Format the notes of a slide; `rows` has all rows of `derive.ledger_rows`, indexed by `figure_id`."""
    known = {record["figure_id"]: record for record in rows.loc[list(dict.fromkeys(slide.ids))].to_dict("records")}
    parts = [_evidence(tables, rows, record) for record in known.values()]
    foot = [_labelled("Data source", f"{slide.caption.source}."), _labelled("Note", slide.caption.note)]
    foot.append(f"{PRODUCT}, data version {tables.version}.")
    return "\n\n".join([slide.title, *parts, "\n".join(filter(None, map(one_line, foot)))])


def _evidence(tables: Tables, rows: pd.DataFrame, row: Mapping[str, Any]) -> str:
    cited = inline_citation(tables, dict(row))
    if row["row_kind"] == "milestone":
        parts = [f"{cited}.", row["statement"], f"“{row['as_stated']}”"]
    elif row["claim_type"] == "derived":
        parts = [f"{row['subject']}: {cited}.", *_derivation(tables, rows, row)]
    else:
        parts = [f"{row['subject']}: {cited}.", f"“{row['as_stated']}”", _labelled("Counted", row["perimeter"])]
    parts += [_labelled(name.capitalize(), row[name]) for name in ("speaker", "doubt", "note")]
    parts.append(page_words(dict(row)))
    return one_line(f"[{row['figure_id']}] {' '.join(filter(None, parts))}")


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


def _exhibit_slides(tables: Tables, name: str, section: Section, exhibit: Exhibit, today: date) -> list[Slide]:
    aside = f"; {charts.AT_MIDDLE}"  # on a slide a bar stands over the name of its period
    words = exhibit.caption
    caption = replace(words, subtitle=words.subtitle.replace(aside, ""), alt_text=words.alt_text.replace(aside, ""))
    return _slides(tables, name, section.question, caption, today, lambda body: CONTENTS[exhibit.form](exhibit, body))


def _slides(
    tables: Tables,
    name: str,
    question: str,
    caption: Caption,
    today: date,
    make_contents: Callable[[Box], Sequence[Content]],
) -> list[Slide]:
    def frame(words: Caption, part: str = "") -> Frame:
        return make_frame(f"{name} · {question}", words, stamp(tables, today), part)

    contents = make_contents(frame(caption).body)
    if len(contents) > 1:
        contents = make_contents(frame(caption, _WIDEST_PART).body)
    slides = []
    for number, content in enumerate(contents, start=1):
        ids, part, words = _ids(content), "", caption
        if len(contents) > 1:
            part = f"({number} of {len(contents)})"
            words = replace(caption, source=charts.source_line(tables, list(ids)))
        title = one_line(f"{caption.title} {part}")
        slides.append(Slide(name, title, words, frame(words, part), content, ids))
    return slides


def _ids(content: Content) -> tuple[str, ...]:
    if isinstance(content, Exhibit):
        return tuple(content.shown["figure_id"])
    if isinstance(content, tuple):
        behind = [plot.behind["figure_id"] for plot in content if plot.behind is not None]
        return tuple([bar.figure["figure_id"] for plot in content for bar in plot.bars] + behind)
    return tuple(dict.fromkeys(key for row in content.rows for key in row.ids))
