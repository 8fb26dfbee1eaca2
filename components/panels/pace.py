"""The required pace: its two ends as stated, the formula with numbers in it, what is assumed, and the fan."""

import math
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components import charts, controls, style
from components.derive import Interval, Pace, exactly, required_pace
from components.exhibits import Exhibit
from components.panels.frames import chart
from components.panels.markup import definition_list, document_link, empty_note, show
from components.panels.page import columns
from components.selection import Selection
from components.tables import Tables, units_of

_NOUNS = {"target": "target", "forecast": "expectation", "plan": "plan"}
# Quantities that do not flow, and trade, whose period is always a year; of others, a yearly level is taken.
_NO_FLOWS = ("investment", "length", "power", "trade")
_PERCENT = f"{style.THIN}%"
_NOTICE = Markup('<p class="atlas-notice" role="alert">{}</p>')
_ANSWER = Markup('<div class="atlas-section" role="status"><h2>Required pace: <b>{}</b></h2><p>{}</p></div>')
_FACTS = Markup(
    '<details class="atlas-fold"><summary>Its ends, the formula, what is taken for granted</summary>{}</details>'
)
_GROWTH = Markup(
    "({end} ÷ {start})<sup>1 ÷ ({due_year} − {base_year})</sup> − 1 = ({end} ÷ {start})<sup>1 ÷ {years}</sup> − 1 = "
    "<b>{growth}</b>, compound"
)
_STEP = Markup("({} − {}) ÷ {} = <b>{}</b>")
_FIGURE = Markup("<b>{}</b> {}, {}: {}{}")
_ORIGIN = Markup("<q>{}</q> – {} {}; {}")


def pace_panel(tables: Tables, chosen: Selection, corridors: tuple[str, ...], selection: str) -> None:
    """Ask for a required pace and show the answer first, or what is missing for one, then inputs and chart abreast.

    Levels and bases are those that `chosen` keeps, those of the corridors first; `selection` is in words.
    """
    first = st.container()
    left, right = columns("pace", [4, 7])
    with left:
        question = controls.ask_pace(chosen, corridors)
    with first:
        for unknown in question.unknown:
            show(
                _NOTICE.format(
                    f"This link asked for {unknown}, which is not offered here; what is used instead stands below."
                )
            )
        if question.level is None:
            empty_note("Choose a target or an expected level to see the pace it would need.")
            return
        if gaps := _missing(question):
            needed = f"Choose {_listed(gaps)}; nothing is filled in that no document states."
            show(_ANSWER.format("not computed yet", needed))
        else:
            try:
                pace = _pace(question)
            except ValueError as error:
                show(_NOTICE.format(f"No pace can be given: {error}."))
                return
            rates = _rates(tables, question.level, pace)
            show(_ANSWER.format(f"{rates[0]} a year", _ends_words(question, pace)))
    if gaps:
        with right:
            show(Markup('<div class="atlas-ends">{}</div>').format(definition_list(_ends(question))))
        return
    premises = assumptions(question, pace.note)
    with left:
        show(_FACTS.format(_facts(question, pace, premises, rates)))
    with right:
        _chart(tables, question, pace, premises, rates, selection)


def assumptions(question: controls.PaceQuestion, note: str) -> list[str]:
    """List what the pace takes for granted: years that are the reader's, a typed base, units, a derived base.

    `note` is what the computation set aside. All years and a level must be given.
    """
    level, base = question.level or {}, question.base
    premises = [_base_year(question), _due_year(question, level), note]
    if base is None:
        unit = f", in {level['unit_name']}" if _has_unit(level) else ""
        premises.append(f"The base is the reader’s own value, taken as exact{unit}.")
    elif base["claim_type"] == "derived":
        premises.append(f"The base is derived: {base['reading']}")
    if base is not None and base["unit"] != level["unit"]:
        premises.append("“A year” is stated for one of the two figures only; both are taken as yearly.")
    elif level["unit"] == level["unit_family"] and level["quantity"] not in _NO_FLOWS:
        premises.append("Per year is not stated; both figures are taken as yearly levels.")
    if base is not None and base["perimeter"] != level["perimeter"] and base["perimeter"] and level["perimeter"]:
        premises.append(f"The base counts “{base['perimeter']}”, the level “{level['perimeter']}”; taken for one.")
    if base is not None and base["hedge"] == "over":
        premises.append("The base is stated as a lower limit; growth can only be less.")
    return [sentence for sentence in premises if sentence]


def _missing(question: controls.PaceQuestion) -> list[str]:
    """List what the reader has yet to give before the pace can be computed, in words."""
    gaps = []
    if question.base is None and question.typed is None:
        gaps.append("a base")
    if question.base_year is None:
        gaps.append("the year of the base")
    if question.due_year is None:
        gaps.append("the due year")
    return gaps


def _ends_words(question: controls.PaceQuestion, pace: Pace) -> str:
    start, end = _written_ends(question)
    base, due = (
        f"{year}{'' if year == stated else ' (assumed)'}"
        for year, stated in ((pace.base_year, question.stated_base_year), (pace.due_year, question.stated_due_year))
    )
    level = question.level or {}
    unit = f", in {level['unit_name']}" if _has_unit(level) else ""
    return f"Needed each year, not forecast: from {start} in {base} to {end} in {due}{unit}."


def _facts(question: controls.PaceQuestion, pace: Pace, premises: list[str], rates: tuple[str, str]) -> Markup:
    start, end = _written_ends(question)
    growth, step = rates
    formula = _GROWTH.format(
        start=start, end=end, base_year=pace.base_year, due_year=pace.due_year, years=pace.years, growth=growth
    )
    return definition_list(
        [
            *_ends(question),
            ("Growth a year", formula),
            ("Step a year", _STEP.format(end, start, pace.years, step)),
            ("Taken for granted", Markup("<br>").join(premises)),
        ]
    )


def _ends(question: controls.PaceQuestion) -> list[tuple[str, str]]:
    left_out = "; ".join(
        f"{style.quantity(figure)} of {style.period(figure['period_start'], figure['period_end'])}"
        for figure in question.part_years
    )
    return [
        ("Level asked for", _figure(question.level or {})),
        ("Base", _figure(question.base) if question.base else _typed(question)),
        ("Not a base", f"{left_out}: part of a year is no yearly level." if left_out else ""),
    ]


def _figure(figure: dict[str, Any]) -> Markup:
    if figure["claim_type"] == "derived":
        origin: str = "derived"
    else:
        document = document_link(figure, style.source_label(figure["document"], figure["event_date"]))
        place = style.paragraph_words(figure["paragraph"])
        origin = _ORIGIN.format(figure["as_stated"], document, place, figure["speaker"] or style.UNATTRIBUTED)
    kind, when = style.CLAIM_TYPES[figure["claim_type"]], style.period(figure["period_start"], figure["period_end"])
    doubt = Markup("<br>Doubt: {}").format(figure["doubt"]) if figure["doubt"] else ""
    return _FIGURE.format(style.quantity(figure), kind, when, origin, doubt)


def _typed(question: controls.PaceQuestion) -> str:
    return "" if question.typed is None else Markup("<b>{}</b> typed by the reader").format(f"{question.typed:g}")


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _interval(figure: dict[str, Any]) -> Interval:
    return Interval(float(figure["value"]), float(figure["low"]), float(figure["high"]))


def _pace(question: controls.PaceQuestion) -> Pace:
    base = exactly(float(question.typed or 0)) if question.base is None else _interval(question.base)
    return required_pace(base, _interval(question.level or {}), question.base_year or 0, question.due_year or 0)


def _level_noun(level: dict[str, Any]) -> str:
    """Return what kind of statement a level is: target, expectation, plan, or task (for trade)."""
    return "task" if level["quantity"] == "trade" else _NOUNS[level["claim_type"]]


def _base_year(question: controls.PaceQuestion) -> str:
    year, stated = question.base_year, question.stated_base_year
    if question.base is None:
        return f"Base year {year}: given by the reader with the base."
    if stated is None:
        return f"Base year {year}: assumed by the reader; the document states none."
    return "" if year == stated else f"Base year {year}: assumed by the reader; the document states {stated}."


def _due_year(question: controls.PaceQuestion, level: dict[str, Any]) -> str:
    year, stated, noun = question.due_year, question.stated_due_year, _level_noun(level)
    if stated is None:
        return f"The {noun} names no year; the due year {year} is the reader’s."
    return "" if year == stated else f"The due year {year} is the reader’s; the {noun} names {stated}."


def _written_ends(question: controls.PaceQuestion) -> tuple[str, str]:
    """Write base and level as they stand in the formula: digits without hedge or unit."""
    level, base = question.level or {}, question.base
    if base is None:
        start = f"{question.typed:g}"
    else:
        start = (
            style.quantity(base, unit=False).lstrip(f">{style.THIN}")
            if base["claim_type"] == "derived"
            else _digits(base)
        )
    return start, _digits(level)


def _digits(figure: dict[str, Any]) -> str:
    return style.number(figure["value_written"])


def _rates(tables: Tables, level: dict[str, Any], pace: Pace) -> tuple[str, str]:
    """Return growth and step a year with their bounds, the step in the unit of the amounts."""
    growth, step = pace.yearly_growth, pace.yearly_step
    amounts = units_of(tables.units)[level["unit_family"]]
    named = amounts.name if amounts.prefix else amounts.suffix
    unit = f"{style.THIN}{named}" if named else ""
    return (
        style.bounded(growth.value, growth.low, growth.high, _PERCENT, floor=-100),
        style.bounded(step.value, step.low, step.high, unit),
    )


def _has_unit(level: dict[str, Any]) -> bool:
    """Return whether a level is written with a unit; one that only counts is not."""
    return bool(level["prefix"] or level["suffix"])


def _chart(
    tables: Tables,
    question: controls.PaceQuestion,
    pace: Pace,
    premises: list[str],
    rates: tuple[str, str],
    selection: str,
) -> None:
    """Draw the fan; `premises` is what the pace takes for granted, `selection` the filters in words."""
    level, base = question.level or {}, question.base
    rows = [{**base, "role": "base"}] if base else []
    shown = pd.DataFrame([*rows, {**level, "role": "target"}])
    growth, step = rates
    start, end = _written_ends(question)
    unit = level["unit_name"] if _has_unit(level) else f"number of {level['measure'].lower()}"
    title = f"{level['subject']}: the pace that {style.quantity(level)} by {pace.due_year} would need"
    caption = charts.caption(
        tables,
        shown,
        title=title,
        subtitle=f"{unit}; needed, not forecast",
        selection=selection,
        note=" ".join(premises),
        alt_text=f"From {start} in {pace.base_year} to {end} in {pace.due_year}: {growth} a year "
        f"or {step} each year would be needed. This is not a forecast.",
    )
    stated = "stated" if pace.base_year == question.stated_base_year else "assumed"
    due = "stated" if pace.due_year == question.stated_due_year else "assumed"
    words = {
        "base": f"base\nyear {stated}: {pace.base_year}",
        "target": f"{style.CLAIM_TYPES[level['claim_type']]}\nyear {due}: {pace.due_year}",
        "needed": f"needed, not forecast\n{growth} a year\nor {step.split(' (')[0]} each year",
    }
    options = {"pace": pace, "words": words}
    chart(tables, Exhibit("pace", shown, caption, "fan", options, lambda known, rows: _table(question, pace)))


def _table(question: controls.PaceQuestion, pace: Pace) -> pd.DataFrame:
    level, base = question.level or {}, question.base
    ends = [
        (pace.base_year, "base, typed by the reader" if base is None else f"base, {base['claim_type']}", pace.base),
        (pace.due_year, style.CLAIM_TYPES[level["claim_type"]], pace.target),
    ]
    ordered = ends if base is not None else ends[::-1]
    between = [(year, "needed, not forecast", pace.path(year)) for year in range(pace.base_year + 1, pace.due_year)]
    rows = [*ordered, *between]
    bounds = [style.rounded_outwards(figure.low, figure.high, _decimals(figure)) for _, _, figure in rows]
    return pd.DataFrame(
        {
            "Year": [str(year) for year, _, _ in rows],
            "What": [what for _, what, _ in rows],
            "Value": [round(figure.value, _decimals(figure)) for _, _, figure in rows],
            "Lowest": [None if math.isinf(low) else low for low, _ in bounds],
            "Highest": [None if math.isinf(high) else high for _, high in bounds],
            "Unit": level["unit_name"],
        }
    ).sort_values("Year")


def _decimals(figure: Interval) -> int:
    """Return the decimals that tell a figure from the ends of its interval."""
    width = figure.high - figure.low
    if math.isinf(width) or width <= 0:
        return 2
    return max(1 - round(math.log10(width)), 1)
