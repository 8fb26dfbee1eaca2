"""The required pace: its two ends as stated, the formula with numbers in it, what is assumed, and the fan."""

import math
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components import charts, controls
from components.derive import Interval, Pace, exactly, required_pace
from components.exhibits import Exhibit
from components.panels.chart import chart
from components.panels.markup import definition_list, text
from components.style import (
    CLAIM_TYPES,
    THIN,
    UNATTRIBUTED,
    UNITS,
    bounded,
    month,
    number,
    period,
    quantity,
    rounded_outwards,
)
from components.tables import Tables

_NOUNS = {"target": "target", "forecast": "expectation", "plan": "plan"}


def level_noun(level: dict[str, Any]) -> str:
    """Name what kind of statement a level is: target, expectation, plan, or task (for trade)."""
    return "task" if level["quantity"] == "trade" else _NOUNS[level["claim_type"]]


def missing(question: controls.PaceQuestion) -> list[str]:
    """List what the reader has yet to give before the pace can be computed, in words."""
    gaps = []
    if question.base is None and question.typed is None:
        gaps.append("a base")
    if question.base_year is None:
        gaps.append("the year of the base")
    if question.due_year is None:
        gaps.append("the due year")
    return gaps


def refuse_years(question: controls.PaceQuestion) -> None:
    """Raise ValueError where a base would be younger than its document, or a level due before its document."""
    level, base = question.level or {}, question.base
    base_year, due_year = question.base_year or 0, question.due_year or 0
    if base is not None and base["event_date"].year < base_year != question.stated_base_year:
        raise ValueError(f"a base in a document of {month(base['event_date'])} cannot be of {base_year}")
    if level["event_date"].year > due_year != question.stated_due_year:
        noun, document = level_noun(level), month(level["event_date"])
        raise ValueError(f"a {noun} in a document of {document} cannot be due in {due_year}".replace("a e", "an e", 1))


def assumptions(question: controls.PaceQuestion, note: str) -> list[str]:
    """List what the pace takes for granted: years that are the reader's, a typed base, units, a derived base.

    `note` is what the computation set aside. All years and a level must be given.
    """
    level, base = question.level or {}, question.base
    told = [_base_year(question), _due_year(question, level), note]
    if base is None:
        unit = "" if level["unit"] == "count" else f", in {UNITS[level['unit']]}"
        told.append(f"The base is the reader’s own value, taken as exact{unit}.")
    elif base["claim_type"] == "derived":
        told.append(f"The base is derived: {base['reading']}")
    if base is not None and base["unit"] != level["unit"]:
        told.append("“A year” is stated for one of the two figures only; both are taken as yearly.")
    elif level["unit"] in ("Mt", "count"):
        told.append("Per year is not stated; both figures are taken as yearly levels.")
    if base is not None and base["hedge"] == "over":
        told.append("The base is stated as a lower limit; growth can only be less.")
    return [sentence for sentence in told if sentence]


def _base_year(question: controls.PaceQuestion) -> str:
    year, stated = question.base_year, question.stated_base_year
    if question.base is None:
        return f"Base year {year}: given by the reader with the base."
    if stated is None:
        return f"Base year {year}: assumed by the reader; the document states none."
    return "" if year == stated else f"Base year {year}: assumed by the reader; the document states {stated}."


def _due_year(question: controls.PaceQuestion, level: dict[str, Any]) -> str:
    year, stated, noun = question.due_year, question.stated_due_year, level_noun(level)
    if stated is None:
        return f"The {noun} names no year; the due year {year} is the reader’s."
    return "" if year == stated else f"The due year {year} is the reader’s; the {noun} names {stated}."


_UNITS = {"Mt": f"{THIN}Mt", "Mt_per_year": f"{THIN}Mt", "USD_bn": f"{THIN}bn US dollars", "count": ""}
_PERCENT = f"{THIN}%"


def written_ends(question: controls.PaceQuestion) -> tuple[str, str]:
    """Write base and level as they stand in the formula: digits without hedge or unit."""
    level, base = question.level or {}, question.base
    if base is None:
        start = f"{question.typed:g}"
    else:
        start = quantity(base, unit=False).lstrip(f">{THIN}") if base["claim_type"] == "derived" else _digits(base)
    return start, _digits(level)


def _digits(figure: dict[str, Any]) -> str:
    return number(figure["value_written"])


def rates(question: controls.PaceQuestion, pace: Pace) -> tuple[str, str]:
    """Say growth and step a year with their bounds."""
    growth, step = pace.yearly_growth, pace.yearly_step
    unit = _UNITS.get((question.level or {})["unit"], f"{THIN}{(question.level or {})['unit']}")
    return (
        bounded(growth.value, growth.low, growth.high, _PERCENT, floor=-100),
        bounded(step.value, step.low, step.high, unit),
    )


def pace_chart(tables: Tables, question: controls.PaceQuestion, pace: Pace, taken: list[str], selection: str) -> None:
    """Draw the fan; `taken` is what the pace takes for granted, `selection` the filters in words."""
    level, base = question.level or {}, question.base
    rows = [{**base, "role": "base"}] if base else []
    shown = pd.DataFrame([*rows, {**level, "role": "target"}])
    growth, step = rates(question, pace)
    start, end = written_ends(question)
    unit = f"number of {level['measure'].lower()}" if level["unit"] == "count" else UNITS[level["unit"]]
    title = f"{level['subject']}: the pace that {quantity(level)} by {pace.due_year} would need"
    caption = charts.caption(
        tables,
        shown,
        title=title,
        subtitle=f"{unit}; needed, not forecast",
        selection=selection,
        note=" ".join(taken),
        alt_text=f"From {start} in {pace.base_year} to {end} in {pace.due_year}: {growth} a year "
        f"or {step} each year would be needed. This is not a forecast.",
    )
    stated = "stated" if pace.base_year == question.stated_base_year else "assumed"
    due = "stated" if pace.due_year == question.stated_due_year else "assumed"
    words = {
        "base": f"base\nyear {stated}: {pace.base_year}",
        "target": f"{CLAIM_TYPES[level['claim_type']]}\nyear {due}: {pace.due_year}",
        "needed": f"needed, not forecast\n{growth} a year\nor {step.split(' (')[0]} each year",
    }
    options = {"pace": pace, "words": words}
    chart(tables, Exhibit("pace", shown, caption, "fan", options, lambda known, rows: _table(question, pace)))


def _table(question: controls.PaceQuestion, pace: Pace) -> pd.DataFrame:
    level, base = question.level or {}, question.base
    ends = [
        (pace.base_year, "base, typed by the reader" if base is None else f"base, {base['claim_type']}", pace.base),
        (pace.due_year, CLAIM_TYPES[level["claim_type"]], pace.target),
    ]
    ordered = ends if base is not None else ends[::-1]
    between = [(year, "needed, not forecast", pace.path(year)) for year in range(pace.base_year + 1, pace.due_year)]
    rows = [*ordered, *between]
    bounds = [rounded_outwards(figure.low, figure.high, _decimals(figure)) for _, _, figure in rows]
    return pd.DataFrame(
        {
            "Year": [str(year) for year, _, _ in rows],
            "What": [what for _, what, _ in rows],
            "Value": [round(figure.value, _decimals(figure)) for _, _, figure in rows],
            "Lowest": [None if math.isinf(low) else low for low, _ in bounds],
            "Highest": [None if math.isinf(high) else high for _, high in bounds],
            "Unit": UNITS[level["unit"]],
        }
    ).sort_values("Year")


def _decimals(figure: Interval) -> int:
    """Give the decimals that tell a figure from the ends of its interval."""
    width = figure.high - figure.low
    if math.isinf(width) or width <= 0:
        return 2
    return max(1 - round(math.log10(width)), 1)


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
        refuse_years(question)
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
            f"{text(figure['document'])} ({text(month(figure['event_date']))})</a> {where}; "
            f"{text(figure['speaker'] or UNATTRIBUTED)}"
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
