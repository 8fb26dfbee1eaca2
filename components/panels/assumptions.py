"""Say in words what a required pace takes for granted, and what is still missing to compute it."""

from typing import Any

from components import controls
from components.style import UNITS

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
