"""The fan of a required pace in its frame, and its numbers in words."""

import math
from typing import Any

import pandas as pd

from components import charts, controls
from components.derive import Interval, Pace
from components.exhibits import Exhibit
from components.panels.chart import chart
from components.style import CLAIM_TYPES, THIN, UNITS, bounded, number, quantity, rounded_outwards
from components.tables import Tables

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
        told=f"From {start} in {pace.base_year} to {end} in {pace.due_year}: {growth} a year "
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
    chart(tables, Exhibit("pace", shown, caption, charts.fan, options, lambda known, rows: _table(question, pace)))


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
