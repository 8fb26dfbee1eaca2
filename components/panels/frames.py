"""Charts in their frame: heading, one of the views Chart · Table · Download, source line, note; figures as tiles."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import cycle, groupby
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components import controls
from components.charts import MOST_NAMED, cited
from components.exhibits import Exhibit, Section
from components.exhibits.catalogue import ALSO_STATED
from components.exports import csv_bytes, displayed_file, full_file, statements_about
from components.panels.card import cited_links
from components.panels.markup import (
    MOST_ROWS,
    NOTHING,
    chips,
    document_words,
    empty_note,
    evidence_link,
    latest,
    measure_words,
    open_evidence,
    show,
    truncation_note,
)
from components.panels.page import beside, lead, section
from components.panels.plots import plot
from components.style import CLAIM_TYPES, Caption, counted, interval, period, quantity
from components.tables import Tables

EMPTY = "Nothing here fits the filters. Widen the years, corridors or types, or keep undated figures."
READING_VIEWS = ("Table", "Download")
_HEADING = Markup('<div class="atlas-chart-head" id="exhibit-{}"><h3>{}</h3><p>{}</p></div>')
_FOOT = Markup('<p class="atlas-foot">Data source: {}{}</p>')
# As many marks of a form stand well in half the width of a page.
_FEW = {"bars": 6, "dot_plot": 6, "bullet": 6, "timeline": 3}
_ITEM = Markup("<li>{}</li>")
_TILE = Markup(
    '<div class="atlas-tile-figure">{figure}</div><div class="atlas-tile-subject">{subject}</div>'
    '<div class="atlas-tile-said">{kind}, {when}<br>{origin}</div>{badges}'
)
_KEPT = {"no_base": False, "no_deadline": False}
_MORE = Markup('; and {}, all in <a href="sources">Sources</a>')
_FILES = Markup(
    '<p class="atlas-foot">Displayed: what stands here, under the filters. Full: every statement about the same '
    "subjects, whatever the filters. Both name document, paragraph, data version and day. The whole evidence base "
    'is in the <a href="ledger" target="_self">ledger</a> and at <a href="data/claims.csv">/data/claims.csv</a>.'
    "{}</p>"
)
_PICTURE = Markup("<br>A picture (PNG or SVG) that carries title, sources and filters is taken at {}.")


def exhibits(tables: Tables, shown: Section) -> None:
    """Show the exhibits of a section part by part, charts of few marks two abreast; the empty ones in one line."""
    lead(shown.lead)
    beside(shown.beside)
    parts: dict[str, list[Exhibit]] = {}
    for exhibit in shown.exhibits.values():
        if len(exhibit.shown):
            parts.setdefault(exhibit.section, []).append(exhibit)
    for heading, part in parts.items():
        if heading == ALSO_STATED:
            section(heading, "What no exhibit above shows, by subject and unit.")
            _tiles(pd.concat([exhibit.shown for exhibit in part]))
            continue
        section(heading, _lead(part[0]) if len(part) == 1 else "")
        for few, abreast in groupby(part, _is_narrow):
            together = list(abreast)
            places = st.columns(2, gap="large") if few and len(together) > 1 else [st.container()]
            for place, exhibit in zip(cycle(places), together, strict=False):
                with place:
                    _exhibit(tables, exhibit, alone=len(part) == 1)
    empty = [exhibit.caption.title for exhibit in shown.exhibits.values() if exhibit.shown.empty]
    if shown.silences:
        section("What no document states")
        show(Markup('<ul class="atlas-silences">{}</ul>').format(Markup("").join(map(_ITEM.format, shown.silences))))
    if not parts:
        empty_note(EMPTY)
    elif empty:
        empty_note(f"{counted(len(empty), 'exhibit')} with nothing for this selection: {'; '.join(empty)}.")


def _is_narrow(exhibit: Exhibit) -> bool:
    return exhibit.is_drawn and len(exhibit.shown) <= _FEW.get(exhibit.form, 0)


def _lead(exhibit: Exhibit) -> str:
    return "" if exhibit.is_drawn else " ".join(filter(None, (exhibit.caption.note, exhibit.caption.subtitle)))


def _exhibit(tables: Tables, exhibit: Exhibit, *, alone: bool) -> None:
    if exhibit.is_drawn:
        chart(tables, exhibit)
        return
    if not alone:
        show(_HEADING.format(exhibit.key, exhibit.caption.title, _lead(exhibit)))
    _tiles(exhibit.shown)


def _tiles(shown: pd.DataFrame) -> None:
    known = controls.evidence()
    promised = known.memoize("promised", lambda: known.register.set_index("figure_id")[[*_KEPT]].to_dict("index"))
    tiles(shown, lambda figure: chips(promised.get(figure["figure_id"], _KEPT)))


@st.fragment
def chart(tables: Tables, exhibit: Exhibit) -> None:
    """Show an exhibit in its frame; a mark, or a row of its table, opens its evidence.

    Where no row is left, the frame says so.
    """
    with st.container(key=f"frame-{exhibit.key}"):
        view, body = frame(tables, exhibit, ("Chart", *READING_VIEWS))
        with body:
            if view == "Chart":
                plot(exhibit)
            else:
                read(tables, exhibit, view)


def frame(tables: Tables, exhibit: Exhibit, views: Sequence[str], *, empty: str = EMPTY) -> tuple[str, DeltaGenerator]:
    """Show what stands around an exhibit, with a switch between its views; return the chosen one and its place.

    Where no row is left, the frame says `empty`, and the view is blank.
    """
    caption = exhibit.caption
    show(_HEADING.format(exhibit.key, caption.title, caption.subtitle))
    body = st.container()
    if exhibit.shown.empty:
        with body:
            empty_note(empty)
        return "", body
    show(_foot(tables, exhibit.shown, caption))
    view = st.segmented_control(
        "View",  # the heading names it; a label is Markdown, which no text of the evidence may be
        views,
        default=views[0],
        required=True,
        key=f"{exhibit.key}-view",
        label_visibility="collapsed",
    )
    return view or views[0], body


def read(tables: Tables, exhibit: Exhibit, view: str, *, picture: str = "the chart’s upper right") -> None:
    """Show one of `READING_VIEWS` of an exhibit, or nothing.

    `picture` says where the buttons of the picture are; blank where there are none.
    """
    if view == "Table":
        _table(tables, exhibit)
    elif view == "Download":
        _downloads(tables, exhibit, picture)


def _foot(tables: Tables, shown: pd.DataFrame, caption: Caption) -> Markup:
    documents = cited(tables, shown["figure_id"])
    more = len(documents) - MOST_NAMED
    links = cited_links(documents[-MOST_NAMED:], "; ")
    links += _MORE.format(counted(more, "more document")) if more > 0 else ""
    return _FOOT.format(links, Markup("<br>Note: {}").format(caption.note) if caption.note else "")


def _table(tables: Tables, exhibit: Exhibit) -> None:
    shown = exhibit.shown.head(MOST_ROWS)
    table = exhibit.table(tables, shown)
    event: Any = st.dataframe(
        table,
        hide_index=True,
        key=f"{exhibit.key}-table",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        alt=f"What {exhibit.caption.title} shows, as a table",
    )
    if note := truncation_note(len(shown), len(exhibit.shown), "rows"):
        show(note)
    identifiers = list(shown["figure_id"])
    chosen = [int(table.index[place]) for place in event["selection"]["rows"] if place < len(table)]
    for place in chosen[:1]:
        if place < len(identifiers):
            open_evidence(identifiers[place], identifiers)


def _downloads(tables: Tables, exhibit: Exhibit, picture: str) -> None:
    evidence, key = controls.evidence(), exhibit.key
    about = statements_about(tables, evidence.figures, exhibit.shown["subject_id"].unique())
    files: dict[str, tuple[int, Callable[..., pd.DataFrame]]] = {
        "displayed": (len(exhibit.shown), displayed_file),
        "full": (about, full_file),
    }
    with st.container(horizontal=True, key=f"{key}-files"):
        for kind, (count, make) in files.items():
            st.download_button(
                f"{kind.capitalize()} data (CSV, {counted(count, 'row')})",
                partial(_csv, make, tables, exhibit, evidence, date.today()),
                f"atlas-{key}-{kind}.csv",
                "text/csv",
                key=f"{key}-{kind}-csv",
                on_click="ignore",
            )
    show(_FILES.format(_PICTURE.format(picture) if picture else ""))


def _csv(
    make: Callable[..., pd.DataFrame], tables: Tables, exhibit: Exhibit, evidence: controls.Evidence, day: date
) -> bytes:
    return csv_bytes(make(tables, exhibit, evidence.rows, day))


def tiles(shown: pd.DataFrame, badges: Callable[[dict[str, Any]], Markup] = lambda figure: NOTHING) -> None:
    """Show figures as tiles: value with hedge, subject, type, period, who said it and when; a tile opens its evidence.

    `shown` has rows of `derive.figures`; `badges` returns what stands under a tile's words. Of many figures the latest
    are shown, and a note names the others.
    """
    if shown.empty:
        empty_note("Nothing here fits the filters.")
        return
    kept, note = latest(shown, "figures")
    written = NOTHING.join(_tile(figure, badges(figure)) for figure in kept.to_dict("records"))
    show(Markup('<div class="atlas-tiles">{}</div>{}').format(written, note))


def _tile(figure: dict[str, Any], badges: Markup) -> Markup:
    derived = figure["claim_type"] == "derived"
    subject, measure = figure["subject"], measure_words(figure)
    named = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    bounds = f"interval {interval(figure['value'], figure['low'], figure['high'])}" if derived else ""
    told = _TILE.format(
        figure=quantity(figure),
        subject=figure["reading"] or named,
        kind=CLAIM_TYPES[figure["claim_type"]],
        when=period(figure["period_start"], figure["period_end"]),
        origin=bounds or document_words(figure),
        badges=badges,
    )
    return evidence_link(figure, told, f"atlas-tile atlas-{figure['claim_type']}")
