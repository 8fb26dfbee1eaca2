"""Ask what a briefing is to have: sections, length, slides in their order, titles, a pace, a template."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components import derive
from components.controls.data import evidence
from components.controls.links import notice_unknown
from components.controls.new_rows import fault_note
from components.controls.pace import YEARS, find_bases, find_levels, suggested_base
from components.exhibits import SECTIONS
from components.exports import deck
from components.exports.deck import LENGTHS, Options, PaceAsked, SlideTitle
from components.selection import Selection

_SLIDES, _LEVEL, _BASE, _FROM, _TO = "slides", "pace-level", "pace-of", "pace-from", "pace-to"
_MOST_OF_TITLE = 60
LARGEST_TEMPLATE_MB = 10


def ask_sections() -> tuple[str, ...]:
    """Ask which of `exhibits.SECTIONS` a briefing has, all to begin with; the choice lives in the URL by title."""
    titles = {name.capitalize(): name for name in SECTIONS}
    told = "asked for the section {}, which is not one of a briefing; it is left out"
    notice_unknown("sections", titles.__contains__, told)
    chosen = st.pills(
        "Sections", list(titles), selection_mode="multi", default=list(titles), key="sections", bind="query-params"
    )
    return tuple(name for title, name in titles.items() if title in chosen)


def ask_options(selection: Selection) -> Options:
    """Ask how long a deck is to be, for whom and by whom, and what of other corridors; the answers live in the URL.

    A template is asked for too, which lives in the session alone.
    """
    lengths = {LENGTHS[key]: key for key in ("brief", "onepage", "full")}
    told = "asked for the length {}, which is none of a briefing; showing Brief"
    notice_unknown("length", lengths.__contains__, told, single=True)
    left, middle, right = st.columns([2, 2, 2], gap="medium")
    length = left.segmented_control(
        "Length", list(lengths), default=next(iter(lengths)), required=True, key="length", bind="query-params"
    )
    audience = middle.text_input("For", key="for", bind="query-params", max_chars=80, placeholder="on the title slide")
    author = right.text_input("By", key="by", bind="query-params", max_chars=80, placeholder="on the title slide")
    context = bool(selection.corridors) and st.toggle(
        "Also what is related, marked as not filtered", key="context", bind="query-params"
    )
    held = evidence().tables
    statistics = (
        held is not None
        and len(held.observations) > 0
        and st.toggle(
            "Also a slide beside official statistics, outside the documents", key="statistics", bind="query-params"
        )
    )
    options = Options(
        lengths[length or LENGTHS["brief"]], context, audience.strip(), author.strip(), statistics=statistics
    )
    left, right = st.columns(2, gap="medium")
    with left.expander("A required pace as a slide"):
        options = replace(options, pace=_ask_pace(selection))
    with right.expander("A template of your own"):
        template, name = _ask_template()
    return replace(options, template=template, template_name=name)


def _ask_pace(selection: Selection) -> PaceAsked | None:
    """Ask for level, base and their years; what the documents state is filled in."""
    found = find_levels(replace(selection, corridors=()), selection.corridors or tuple(_corridors()))
    labels = {label: key for key, label in found.labels.items()}
    told = "asked for the level {}, which is none of this evidence; it is left out"
    notice_unknown(_LEVEL, labels.__contains__, told, single=True)
    level = st.selectbox(
        "Level", list(labels), index=None, key=_LEVEL, bind="query-params", placeholder="None: no such slide"
    )
    if level is None:
        return None
    bases = find_bases(replace(selection, corridors=()), found, labels[level])
    if bases.bases.empty:
        st.caption("No document states a yearly figure of the same from which this level could be reached.")
        return None
    based, first = {label: key for key, label in bases.labels.items()}, suggested_base(bases.bases)
    at = next((place for place, key in enumerate(based.values()) if key == first), 0)
    base = based[st.selectbox("Base", list(based), index=at, key=_BASE, bind="query-params")]
    asked_of = (
        ("Year of the base", bases.bases.loc[base], _FROM),
        ("Year of the level", found.levels.loc[labels[level]], _TO),
    )
    years = []
    for name, figure, key in asked_of:
        stated = derive.stated_year(figure)
        hint = "none is stated: yours to assume" if stated is None else f"{stated}, as stated"
        given = st.number_input(name, *YEARS, value=None, step=1, key=key, bind="query-params", placeholder=hint)
        years.append(given or stated)
    first_year, last_year = years
    if first_year is None or last_year is None:
        st.caption("A year that no document states is yours to assume; the slide says that it is assumed.")
        return None
    asked = PaceAsked(labels[level], base, int(first_year), int(last_year))
    try:
        deck.asked_pace(evidence().rows, asked)
    except ValueError as error:
        fault_note(f"There is no such pace: {error}.")
        return None
    return asked


def _corridors() -> list[str]:
    held = evidence().tables
    return [] if held is None else list(held.corridor_names)


def _ask_template() -> tuple[bytes, str]:
    """Ask for a template; say which of its layouts are lacking, or why it is none."""
    given = st.file_uploader(
        "PowerPoint file whose look the slides take",
        ["pptx", "potx"],
        key="template",
        max_upload_size=LARGEST_TEMPLATE_MB,
    )
    if given is None:
        return b"", ""
    content = given.getvalue()
    try:
        missing = deck.missing_layouts(content)
    except deck.TemplateError as error:
        fault_note(f"{str(error)[:1].upper()}{str(error)[1:]}. The slides keep their own look.")
        return b"", ""
    if missing:
        st.caption(f"It has no layout for: {', '.join(missing)}. Others of it stand in.")
    return content, given.name


def ask_slides(titles: Sequence[SlideTitle], options: Options) -> Options:
    """Ask which slides a deck has, in which order, and for titles of the reader's own; the answers live in the URL."""
    known = {one.key: one for one in reversed(titles) if one.number is not None}
    names = {key: f"{known[key].title[:_MOST_OF_TITLE]}" for key in reversed(known)}
    told = "asked for the slide {}, which is not one of this deck; it is left out"
    notice_unknown(_SLIDES, {*names.values()}.__contains__, told)
    chosen = st.multiselect(
        "Slides, in their order", list(names), format_func=names.__getitem__, key=_SLIDES, bind="query-params",
        placeholder="All, as listed below",
    )  # fmt: skip
    own = []
    with st.expander("Slide by slide: show, order, title"):
        order = [*chosen, *(key for key in names if key not in chosen)]
        first = min((one.number or 1 for one in known.values()), default=1)
        for number, key in enumerate(order, start=first):
            title = _ask_slide(number, key, names, known[key].title, shown=not chosen or key in chosen)
            if title:
                own.append((key, title))
                if odd := derive.unknown_numbers(title, *_rows_of(known[key].ids)):
                    st.caption(f"Not in the rows of this slide: {', '.join(odd)}")
    return replace(options, slides=tuple(chosen), titles=tuple(own))


def _ask_slide(number: int, key: str, names: dict[str, str], title: str, *, shown: bool) -> str:
    st.session_state[f"show-{key}"] = shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.checkbox(f"Slide {number}", key=f"show-{key}", on_change=partial(_show, key, list(names)))
        for name, step in (("↑", -1), ("↓", 1)):
            told = f"Slide {number} {'earlier' if step < 0 else 'later'}"
            moved = partial(_move, key, list(names), step)
            st.button(name, key=f"move-{key}-{step}", on_click=moved, help=told, disabled=not shown, type="tertiary")
        given: str = st.text_input(
            f"Title of slide {number}", key=f"title-{key}", bind="query-params", max_chars=160, placeholder=title,
            label_visibility="collapsed", disabled=not shown,
        )  # fmt: skip
    return given.strip()


def _show(key: str, every: list[str]) -> None:
    chosen = [*(st.session_state[_SLIDES] or every)]
    _choose([one for one in chosen if one != key] if key in chosen else [*chosen, key], every)


def _move(key: str, every: list[str], step: int) -> None:
    chosen = [*(st.session_state[_SLIDES] or every)]
    at = chosen.index(key)
    to = min(max(at + step, 0), len(chosen) - 1)
    chosen[at], chosen[to] = chosen[to], chosen[at]
    _choose(chosen, every)


def _choose(chosen: list[str], every: list[str]) -> None:
    st.session_state[_SLIDES] = [] if chosen == every else chosen


def _rows_of(ids: Sequence[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = evidence().rows_by_id.loc[list(dict.fromkeys(ids))].to_dict("records")
    return rows


def slide_titles(sections: tuple[str, ...], selection: Selection, options: Options) -> list[SlideTitle]:
    """Return what each slide of a deck will say, in its order, then what is left out."""
    known, day = evidence(), date.today()
    if known.tables is None or not sections:
        return []
    read = known.tables
    # What all share is known by the digest of a reader's template, not by his file.
    asked = replace(options, template=hashlib.sha256(options.template).digest())
    question = ("slide titles", sections, selection, asked, day)
    return known.memoize(question, lambda: deck.slide_titles(read, selection, sections, options))
