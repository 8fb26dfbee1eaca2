"""The required pace: its two ends as stated, the formula with numbers in it, what is assumed, and the fan."""

from pathlib import Path
from typing import Any

import streamlit as st

from components import controls
from components.derive import Interval, Pace, exactly, required_pace
from components.panels.assumptions import assumptions, missing
from components.panels.markup import definition_list, text
from components.panels.pace_chart import pace_chart, rates, written_ends
from components.style import CLAIM_TYPES, month, period, quantity
from components.tables import Tables

_STYLESHEET = (Path(__file__).parent / "pace.css").read_text(encoding="utf-8")


def pace_panel(tables: Tables, question: controls.PaceQuestion, selection: str) -> None:
    """Show the answer to a required-pace question, or say what is missing for one; `selection` is in words."""
    st.html(f"<style>{_STYLESHEET}</style>")
    for unknown in question.unknown:
        st.html(
            f'<p class="atlas-notice" role="alert">This link asked for {text(unknown)}, '
            "which is not offered here; what is used instead stands below.</p>"
        )
    if question.level is None:
        st.html('<p class="atlas-empty">Choose a target or an expected level to see the pace it would need.</p>')
        return
    gaps = missing(question)
    if gaps:
        st.html(
            f'<p class="atlas-empty">Not computed yet. Choose {text(_listed(gaps))}; '
            "nothing is filled in that no document states.</p>"
        )
        st.html(f'<div class="atlas-ends">{definition_list(_ends(question))}</div>')
        return
    try:
        pace = _pace(question)
    except ValueError as error:
        st.html(f'<p class="atlas-notice" role="alert">No pace can be given: {text(error)}.</p>')
        return
    taken = assumptions(question, pace.note)
    st.html(_answer(question, pace, taken))
    pace_chart(tables, question, pace, taken, selection)


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _interval(figure: dict[str, Any]) -> Interval:
    return Interval(float(figure["value"]), float(figure["low"]), float(figure["high"]))


def _pace(question: controls.PaceQuestion) -> Pace:
    base = exactly(float(question.typed or 0)) if question.base is None else _interval(question.base)
    return required_pace(base, _interval(question.level or {}), question.base_year or 0, question.due_year or 0)


def _figure(figure: dict[str, Any]) -> str:
    if figure["claim_type"] == "derived":
        said = "derived"
    else:
        where = "headline" if figure["paragraph"] == 0 else f"par. {figure['paragraph']}"
        said = (
            f"<q>{text(figure['as_stated'])}</q> – <a href='sources#{text(figure['source_id'])}' target='_self'>"
            f"{text(figure['publisher'])} ({text(month(figure['event_date']))})</a> {where}; {text(figure['speaker'])}"
        )
    kind = CLAIM_TYPES[figure["claim_type"]]
    when = period(figure["period_start"], figure["period_end"])
    told = f"<b>{text(quantity(figure))}</b> {text(kind)}, {text(when)}: {said}"
    return told + (f"<br>Doubt: {text(figure['doubt'])}" if figure["doubt"] else "")


def _ends(question: controls.PaceQuestion) -> list[tuple[str, str]]:
    left_out = "; ".join(
        f"{quantity(figure)} of {period(figure['period_start'], figure['period_end'])}"
        for figure in question.part_years
    )
    return [
        ("Level asked for", _figure(question.level or {})),
        ("Base", _figure(question.base) if question.base else _typed(question)),
        ("Not a base", text(f"{left_out}: part of a year is no yearly level.") if left_out else ""),
    ]


def _typed(question: controls.PaceQuestion) -> str:
    return "" if question.typed is None else f"<b>{question.typed:g}</b> typed by the reader"


def _answer(question: controls.PaceQuestion, pace: Pace, taken: list[str]) -> str:
    start, end = written_ends(question)
    growth, step = rates(question, pace)
    span = f"{pace.due_year} − {pace.base_year}"
    facts = [
        *_ends(question),
        (
            "Growth a year",
            f"({end} ÷ {start})<sup>1 ÷ ({span})</sup> − 1 = ({end} ÷ {start})<sup>1 ÷ {pace.years}</sup> − 1 = "
            f"<b>{text(growth)}</b>, compound",
        ),
        ("Step a year", f"({end} − {start}) ÷ {pace.years} = <b>{text(step)}</b>"),
        ("Taken for granted", "<br>".join(map(text, taken))),
    ]
    return (
        '<div class="atlas-pace" role="status"><p class="atlas-pace-answer">'
        f"<b>{text(growth)}</b> a year needed, not forecast</p>{definition_list(facts)}</div>"
    )
