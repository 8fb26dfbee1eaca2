"""The slides of a deck before they are drawn: which there are, what stands on each, and its words and notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from components import charts, derive
from components.exhibits import SECTIONS, Exhibit, Section, statistics
from components.exports.citation import PRODUCT, inline_citation, stamp
from components.exports.deck import brief
from components.exports.deck.layout import Box, Frame, Grid, make_frame, one_line
from components.exports.deck.options import LENGTHS, Options, Paper
from components.exports.deck.plots import Plot, dated_and_undated, horizontal_bars, vertical_bars
from components.exports.deck.tables import (
    Table,
    coverage_tables,
    figure_tables,
    ladder_tables,
    promise_tables,
    stage_tables,
)
from components.exports.extract import chosen_sections
from components.selection import Selection, as_known, within
from components.style import Caption
from components.tables import Tables

RELATED = "related, not filtered"


@dataclass(frozen=True)
class Summary:
    """Hold the sentences of a summary, each with the key of the slide that shows more of it."""

    lines: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]


Content = Table | tuple[Plot, ...] | Exhibit | Summary


_USUAL = Options()

# What stands on the slides of an exhibit, by its form. Tiles are set together; a fan is of a reader's own assumptions.
CONTENTS: dict[str, Callable[[Exhibit, Box], Sequence[Content]]] = {
    "bars": lambda exhibit, body: vertical_bars(exhibit.shown, body, top=exhibit.options.get("top")),
    "timeline": lambda exhibit, body: dated_and_undated(exhibit.shown, body, **exhibit.options),
    "dot_plot": lambda exhibit, body: horizontal_bars(exhibit.shown, body, **exhibit.options),
    "bullet": lambda exhibit, body: horizontal_bars(exhibit.shown.sort_values("value", kind="stable"), body),
    "board": lambda exhibit, body: promise_tables(exhibit.shown, body),
    "ladder": lambda exhibit, body: ladder_tables(exhibit.shown, body),
    "coverage_matrix": lambda exhibit, body: coverage_tables(exhibit.shown, exhibit.options["documents"], body),
    "status_matrix": lambda exhibit, body: stage_tables(exhibit.shown, exhibit.options["documents"], body),
    "map": lambda exhibit, body: [exhibit],
}
_JOINED = ("coverage_matrix",)
_MOST_FIGURES = 150
_COLON = ": "  # stands behind the name of a subject
_FIGURES_FIRST = ("overview",)
_WIDEST_PART = "(99 of 99)"
_MOST_WORDS, _WORDS_OF_THE_END = 150, 14


@dataclass(frozen=True, eq=False)
class Slide:
    """Hold one slide: its key, section, words (with the sources of what stands on it), frame, content and its ids."""

    key: str
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
    """What one slide will say: number (None where it is left out), section, title, figures, documents, key, ids."""

    number: int | None
    section: str
    title: str
    figures: int
    source: str
    key: str = ""
    ids: tuple[str, ...] = ()


def plan_slides(
    tables: Tables, selection: Selection, sections: Sequence[str], today: date, options: Options = _USUAL
) -> Plan:
    """Plan the slides of the sections in the order asked for; raises KeyError for an unknown section or slide."""
    chosen = chosen_sections(sections)
    if not options.context and selection.corridors:
        tables = within(tables, selection.corridors)
    paper = Paper(today, options.grid())
    slides = _brief_slides(tables, selection, chosen, paper, options)
    rows = derive.ledger_rows(tables)
    text = selection.sentence(rows, tables.corridor_names, what="statement")
    kept = set(selection.keep(rows)["figure_id"])
    if options.statistics:
        slides += _statistics_slides(tables, rows[rows["figure_id"].isin(kept)], text, paper)
    if options.pace is not None:
        slides += _pace_slides(tables, rows, options.pace, text, paper)
    left_out: list[tuple[str, str]] = []
    if options.length == "full":
        for key in chosen:
            made, lacking = _section_slides(tables, selection, key, text, paper)
            slides += made
            left_out += lacking
    slides = [_marked(slide) if selection.corridors and set(slide.ids) - kept else slide for slide in slides]
    if options.slides:
        keys = [slide.key for slide in slides]
        if unknown := [key for key in options.slides if key not in keys]:
            raise KeyError(", ".join(unknown))
        slides = [slide for key in dict.fromkeys(options.slides) for slide in slides if slide.key == key]
    own = dict(options.titles)
    return Plan(
        tuple(_titled(slide, own[slide.key], paper.grid) if slide.key in own else slide for slide in slides),
        tuple(left_out),
    )


def _section_slides(
    tables: Tables, selection: Selection, key: str, text: str, paper: Paper
) -> tuple[list[Slide], list[tuple[str, str]]]:
    section, name = SECTIONS[key](tables, selection), key.capitalize()
    section = replace(section, selection_text=text)
    shown = _joined(tables, [exhibit for exhibit in section.exhibits.values() if len(exhibit.shown)])
    drawn = [
        slide for one in shown if one.form in CONTENTS for slide in _exhibit_slides(tables, name, section, one, paper)
    ]
    groups = {exhibit.caption.title: exhibit.shown for exhibit in shown if exhibit.form not in CONTENTS}
    listed = figure_slides(tables, name, section, groups, paper) if groups else []
    lacking = [(name, exhibit.caption.title) for exhibit in section.exhibits.values() if exhibit.shown.empty]
    return (listed + drawn if key in _FIGURES_FIRST else drawn + listed), lacking


def _joined(tables: Tables, exhibits: Sequence[Exhibit]) -> list[Exhibit]:
    """Join matrices of one form that follow one another, so that no slide holds a few rows alone."""
    joined: list[Exhibit] = []
    for form, group in groupby(exhibits, lambda one: one.form):
        known = list(group)
        if form not in _JOINED or len(known) == 1:
            joined += known
            continue
        first, shown = known[0], pd.concat([one.shown for one in known])
        whats = {one.caption.title.rpartition(": ")[2] for one in known}
        title = whats.pop() if len(whats) == 1 else first.caption.title
        caption = replace(
            first.caption,
            title=title[:1].upper() + title[1:],
            source=charts.source_line(tables, list(shown["figure_id"])),
            alt_text=" ".join(one.caption.alt_text for one in known),
        )
        joined.append(replace(first, shown=shown, caption=caption))
    return joined


def _brief_slides(
    tables: Tables, selection: Selection, sections: Sequence[str], paper: Paper, options: Options
) -> list[Slide]:
    """Return the summary, a slide for each of its findings, and what changed; of one page the summary alone.

    What is said holds as of the day that the selection names.
    """
    if selection.as_of is not None:
        tables = as_known(tables, selection.as_of)
    rows = derive.ledger_rows(tables)
    kept = set(selection.keep(rows)["figure_id"])
    text = selection.sentence(rows, tables.corridor_names, what="statement")
    topics = set() if "overview" in sections else set(sections)
    # Two slides that are asked for besides leave room for one finding fewer.
    most = brief.MOST_FINDINGS - (options.statistics and options.pace is not None)
    told = brief.points(tables, rows, kept, topics)[:most]
    changed = brief.changed(tables, rows, kept if not topics or "commitments" in topics else ())
    name, slides = LENGTHS["brief"], []
    taken: set[str] = set()
    for point in told:
        slides += _point_slides(tables, selection, point, text, paper, taken)
    listed = rows[rows["figure_id"].isin(kept) & (rows["repeats"] == "")]
    lines = [(point.text, point.key) for point in told]
    if len(listed) and len(told) < most and selection.touched() and not topics:
        title = brief.listed_title(listed, _scope(tables, selection))
        caption = _caption(tables, title, "what fits the filters, one statement a row", listed, text)
        rowed = partial(brief.statement_tables, listed)
        slides += _slides(tables, brief.LISTED, name, "", caption, paper, rowed, most=1)
        lines.append((f"{title}.", brief.LISTED))
    if len(changed):
        title, ids = brief.changed_title(changed), [*changed["earlier_id"], *changed["later_id"]]
        about = rows[rows["figure_id"].isin(ids)]
        caption = _caption(tables, title, "what later documents say of the same", about, text)
        paired = partial(brief.changed_tables, changed, rows)
        slides += _slides(tables, brief.CHANGES, name, "What changed", caption, paper, paired, most=1)
        lines.append((f"{title}.", brief.CHANGES))
    if not told:
        return slides[:1] if options.length == "onepage" else slides
    about = pd.concat([point.rows for point in told])
    caption = _caption(tables, _summary_title(tables, selection), "what the documents say most tellingly", about, text)
    summary = Summary(tuple(lines[: brief.MOST_FINDINGS]), tuple(dict.fromkeys(about["figure_id"])))
    first = _slides(tables, brief.SUMMARY, name, "In short", caption, paper, lambda body: [summary])
    return first if options.length == "onepage" else first + slides


def _point_slides(
    tables: Tables, selection: Selection, point: brief.Point, text: str, paper: Paper, taken: set[str]
) -> list[Slide]:
    """Return the slide of a point: the chart that it is the title of, if that holds all it rests on, else its rows."""
    name, page = LENGTHS["brief"], point.page.capitalize()
    scope = _scope(tables, selection) if point.count is not None else ""  # a count is of what a corridor leaves
    label = f"{scope}: {point.label}" if scope else point.label
    caption = _caption(tables, point.text.removesuffix("."), label, point.rows, text)
    if point.exhibit_id not in taken and point.page in SECTIONS:
        exhibit = SECTIONS[point.page](tables, selection).exhibits.get(point.exhibit_id)
        levels = set(point.rows.loc[~point.rows["dimension"].isin(brief.NO_LEVELS), "figure_id"])
        if exhibit is not None and exhibit.form in CONTENTS and levels <= set(exhibit.shown["figure_id"]):
            drawn = replace(exhibit.caption, title=caption.title, selection=text)
            made = _slides(tables, point.key, name, page, drawn, paper, partial(CONTENTS[exhibit.form], exhibit))
            if len(made) == 1:
                taken.add(point.exhibit_id)
                return _resting_on(point, made)
    made = _slides(tables, point.key, name, page, caption, paper, partial(brief.point_contents, point), most=1)
    return _resting_on(point, made)


def _statistics_slides(tables: Tables, rows: pd.DataFrame, text: str, paper: Paper) -> list[Slide]:
    """Return the slide of verdicts that official statistics give, which says that they stand outside the documents."""
    found = derive.fits(tables)
    judged = found[found["figure_id"].isin(rows["figure_id"]) & found["difference"].notna() & (found["repeats"] == "")]
    if judged.empty:
        return []
    about = rows[rows["figure_id"].isin(judged["figure_id"])]
    said = derive.fit_sentences(tables, judged)
    # First the figures on which reporters differ, last what looks ahead.
    rank = dict(zip(said["figure_id"], said["verdict"].map(list(statistics.ORDER).index), strict=True))
    judged = judged.sort_values("figure_id", key=lambda keys: keys.map(rank), kind="stable")
    differing = said.loc[said["verdict"] == "differs", "text"]
    title = str(differing.iloc[0]).removesuffix(".") if len(differing) else "Beside official statistics"
    publishers = "; ".join(dict.fromkeys(judged["publisher"]))
    caption = replace(
        _caption(tables, title, "figures beside official statistics, each reporter by itself", about, text),
        note=f"Official statistics stand outside the documents: {publishers}.",
    )
    made = partial(brief.verdict_tables, judged, about)
    return _slides(
        tables, brief.STATISTICS, LENGTHS["brief"], "Beside official statistics", caption, paper, made, most=1
    )


def _pace_slides(tables: Tables, rows: pd.DataFrame, asked: brief.PaceAsked, text: str, paper: Paper) -> list[Slide]:
    """Return the slide of a required pace. Raises KeyError for a figure that there is not, ValueError for no pace."""
    pace = brief.asked_pace(rows, asked)
    caption = replace(
        _caption(tables, pace.title, "what the level would take, compound; no forecast", pace.rows, text),
        note=f"Assumption: {pace.assumption}",
    )
    made = partial(brief.pace_tables, pace)
    slides = _slides(tables, brief.PACE, LENGTHS["brief"], "Required pace", caption, paper, made, most=1)
    return [replace(slide, ids=tuple(pace.rows["figure_id"])) for slide in slides]


def _resting_on(point: brief.Point, slides: Sequence[Slide]) -> list[Slide]:
    """Count to a slide all that its title rests on, drawn or not."""
    ids = list(point.rows["figure_id"]) if point.count is None else []
    return [replace(slide, ids=tuple(dict.fromkeys([*ids, *slide.ids]))) for slide in slides]


def _scope(tables: Tables, selection: Selection) -> str:
    return ", ".join(tables.corridor_names.get(key, key) for key in selection.corridors)


def _summary_title(tables: Tables, selection: Selection) -> str:
    return f"In short: {_scope(tables, selection) or 'what the documents say'}"


def _caption(tables: Tables, title: str, label: str, rows: pd.DataFrame, selection: str) -> Caption:
    source = charts.source_line(tables, list(dict.fromkeys(rows["figure_id"])))
    told = f"{title}. {label}."
    return Caption(title=title, subtitle=label, source=source, filters="", alt_text=told, selection=selection)


def _marked(slide: Slide) -> Slide:
    eyebrow = replace(slide.frame.eyebrow, text=f"{slide.frame.eyebrow.text} · {RELATED}")
    return replace(slide, frame=replace(slide.frame, eyebrow=eyebrow))


def _titled(slide: Slide, title: str, grid: Grid) -> Slide:
    """Put a title of the reader's own on a slide; a number in it that its rows do not have stays for him to mend."""
    line = make_frame("", replace(slide.caption, title=title), "", grid=grid).title
    line = replace(line, box=slide.frame.title.box)
    return replace(slide, title=one_line(title), frame=replace(slide.frame, title=line))


def slide_titles(
    tables: Tables, selection: Selection, sections: Sequence[str], options: Options = _USUAL
) -> list[SlideTitle]:
    """Return what each slide between the opening and the closing will say, then what is left out.

    `sections` are names in `SECTIONS`, none means all. `figures` of a title counts figures and stages. Raises KeyError
    for an unknown section.
    """
    plan = plan_slides(tables, selection, sections, date.today(), options)
    titles = [
        SlideTitle(number, slide.section, slide.title, len(slide.ids), slide.caption.source, slide.key, slide.ids)
        for number, slide in enumerate(plan.slides, start=1 if options.length == "onepage" else 2)
    ]
    return titles + [SlideTitle(None, section, title, 0, "") for section, title in plan.left_out]


def figure_slides(
    tables: Tables, name: str, section: Section, groups: Mapping[str, pd.DataFrame], paper: Paper
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
        title=f"{name}: {title if _COLON in title else title[:1].lower() + title[1:]}",
        subtitle="each figure by itself, as stated or derived; not to be added",
        source=charts.source_line(tables, list(shown["figure_id"])),
        filters="",
        note=f"These are the first {len(shown)} of {count} figures; the ledger has all." if count > len(shown) else "",
        alt_text=f"{name}: {', '.join(known)}. {charts.alt_text(shown)}",
        selection=section.selection_text,
    )
    return _slides(
        tables,
        f"{name.lower()}-figures",
        name,
        section.question,
        caption,
        paper,
        lambda body: figure_tables(tables, tiles, body),
    )


def slide_notes(tables: Tables, rows: pd.DataFrame, slide: Slide) -> str:
    """Format the notes of a slide: a line to say, then the evidence in lines of its own, of at most 150 words.

    `rows` has all rows of `derive.ledger_rows`, indexed by `figure_id`; the workbook has what is left out.
    """
    lines = [one_line(f"{slide.title.removesuffix('.')}.")]
    left = _MOST_WORDS - len(lines[0].split()) - _WORDS_OF_THE_END
    known = rows.loc[list(dict.fromkeys(slide.ids))].to_dict("records")
    for number, row in enumerate(known):
        wording = f" “{row['as_stated']}”" if row["as_stated"] else ""
        line = one_line(f"[{row['figure_id']}] {inline_citation(tables, row)}.{wording}")
        left -= len(line.split())
        if left < 0:
            lines.append(f"{len(known) - number} more in the workbook.")
            break
        lines.append(line)
    return "\n\n".join([*lines, f"{PRODUCT}, data version {tables.version}."])


def _exhibit_slides(tables: Tables, name: str, section: Section, exhibit: Exhibit, paper: Paper) -> list[Slide]:
    caption = replace(exhibit.caption, selection=section.selection_text)
    made = partial(CONTENTS[exhibit.form], exhibit)
    return _slides(tables, exhibit.key, name, section.question, caption, paper, made)


def _slides(
    tables: Tables,
    key: str,
    name: str,
    question: str,
    caption: Caption,
    paper: Paper,
    make_contents: Callable[[Box], Sequence[Content]],
    most: int | None = None,
) -> list[Slide]:
    """Lay contents under their words, one a slide; of more than `most` the rest is left to the workbook, and said."""

    def frame(words: Caption, part: str = "") -> Frame:
        return make_frame(" · ".join(filter(None, (name, question))), words, stamp(tables, paper.day), part, paper.grid)

    contents = make_contents(frame(caption).body)
    if most and len(contents) > most:
        shown = len(_ids(contents[0]))
        count = len(dict.fromkeys(key for content in contents for key in _ids(content)))
        more = f"{shown} of {count} statements are shown; the workbook has all."
        caption = replace(caption, note=" ".join(filter(None, (more, caption.note))))
        contents = make_contents(frame(caption).body)[:most]
    if len(contents) > 1:
        contents = make_contents(frame(caption, _WIDEST_PART).body)
    slides = []
    for number, content in enumerate(contents, start=1):
        ids, part, words = _ids(content), "", caption
        if len(contents) > 1:
            part = f"({number} of {len(contents)})"
            told = f"{caption.title} {part}. {_described(content)}"
            words = replace(caption, source=charts.source_line(tables, list(ids)), alt_text=told)
        title = one_line(f"{caption.title} {part}")
        slides.append(Slide(key, name, title, words, frame(words, part), content, ids))
    return slides


def _described(content: Content) -> str:
    """Return what stands on one slide of several in words."""
    if isinstance(content, Table):
        rows = [": ".join(filter(None, (cell.text.replace("\n", ", ") for cell in row.cells))) for row in content.rows]
        return "; ".join(filter(None, rows))
    bars = [bar for plot in content for bar in plot.bars] if isinstance(content, tuple) else []
    return "; ".join(one_line(f"{bar.figure['subject']}: {bar.label}") for bar in bars)


def _ids(content: Content) -> tuple[str, ...]:
    if isinstance(content, Summary):
        return content.ids
    if isinstance(content, Exhibit):
        return tuple(content.shown["figure_id"])
    if isinstance(content, tuple):
        return tuple(bar.figure["figure_id"] for plot in content for bar in plot.bars)
    return tuple(dict.fromkeys(key for row in content.rows for key in row.ids))
