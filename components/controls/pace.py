"""Ask for the two ends of a required pace; what no document states is left for the reader to fill."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from components import derive
from components.controls.data import evidence
from components.controls.links import named
from components.selection import Selection
from components.style import CLAIM_TYPES, THIN, quantity, quoted, short_month

TYPED = "A value of my own"
YEARS = (1990, 2100)
_TARGET, _BASE, _VALUE, _BASE_YEAR, _DUE_YEAR = "pace-target", "pace-base", "pace-value", "base-year", "due-year"
# As many digits as a table may hold.
_MOST = 1e15


class Levels(NamedTuple):
    """The figures that a selection keeps, and those of them that are levels, by id and with their labels."""

    figures: pd.DataFrame
    levels: pd.DataFrame
    labels: dict[str, str]


class Bases(NamedTuple):
    """The figures from which a level may be reached, by id and with their labels, and those of a part of a year."""

    bases: pd.DataFrame
    labels: dict[str, str]
    part_years: tuple[dict[str, Any], ...]


def find_levels(selection: Selection, corridors: tuple[str, ...]) -> Levels:
    """Find the levels that a selection keeps, those of the corridors first."""
    known = evidence()

    def find() -> Levels:
        kept = selection.keep(known.stated_once)
        levels = derive.levels(kept, corridors).set_index("figure_id", drop=False)
        return Levels(kept, levels, _labels(levels))

    return known.memoize(("levels", selection, corridors), find)


def find_bases(selection: Selection, found: Levels, level_id: str) -> Bases:
    """Find the bases from which one of the levels that the selection keeps may be reached."""

    def find() -> Bases:
        level = found.levels.loc[level_id]
        bases = derive.bases(found.figures, level).set_index("figure_id", drop=False)
        part_years = tuple(derive.part_year_figures(found.figures, level).to_dict("records"))
        return Bases(bases, _labels(bases), part_years)

    return evidence().memoize(("bases", selection, level_id), find)


def suggested_level(levels: pd.DataFrame) -> str | None:
    """Return the level to begin with: a target of a corridor, or none."""
    own = levels[(levels["corridor_id"] != "") & (levels["claim_type"] == "target")]
    return None if own.empty else str(own["figure_id"].iloc[0])


def own_base(bases: pd.DataFrame) -> str | None:
    """Return the base that stands in the level's own sentence, or none."""
    return str(bases["figure_id"].iloc[0]) if len(bases) and bases["same_sentence"].iloc[0] else None


def _labels(figures: pd.DataFrame) -> dict[str, str]:
    return {row["figure_id"]: _label(row) for row in figures.to_dict("records")}


def _label(figure: dict[str, Any]) -> str:
    kind = CLAIM_TYPES[figure["claim_type"]]
    level = f"{figure['subject']}: {quantity(figure)} {kind}".replace(THIN, " ")
    return f"{level}, {short_month(figure['event_date'])}"


@dataclass(frozen=True)
class PaceQuestion:
    """What the reader asks: a level, a base (a figure, or a typed value) and two years; None where not yet filled.

    `level` and `base` are rows of `derive.figures`; `base_year, due_year` are typed or as the documents say, which is
    `stated_base_year, stated_due_year`.
    """

    level: dict[str, Any] | None = None
    base: dict[str, Any] | None = None
    typed: float | None = None
    base_year: int | None = None
    due_year: int | None = None
    stated_base_year: int | None = None
    stated_due_year: int | None = None
    part_years: tuple[dict[str, Any], ...] = ()
    unknown: tuple[str, ...] = ()


def ask_pace(selection: Selection, corridors: tuple[str, ...]) -> PaceQuestion:
    """Ask for level, base, base year and due year, which all live in the URL.

    Levels and bases are those that the selection keeps. Chosen to begin with are only a target of the first corridor
    and the base named in its own sentence; a level outside the corridors is never suggested. A year that is not typed
    is the one that a document states. What is typed stays, whatever else is chosen.
    """
    found = find_levels(selection, corridors)
    figures, levels, labels = found
    unknown = _unknown(_TARGET, "the target", list(labels.values()))
    first = suggested_level(levels)
    left, right = st.columns(2, gap="medium")
    with left:
        chosen = st.selectbox(
            "Target or expected level",
            list(labels),
            index=None if first is None else list(labels).index(first),
            format_func=labels.__getitem__,
            key=_TARGET,
            bind="query-params",
            placeholder="Choose a level",
            on_change=_follow_target,
            args=(figures, levels),
        )
    if chosen is None:
        return PaceQuestion(unknown=unknown)
    level = levels.loc[chosen]
    choices, base_labels, part_years = find_bases(selection, found, chosen)
    names = base_labels | {TYPED: TYPED}
    unknown += _unknown(_BASE, "the base", list(names.values()))
    start = own_base(choices)
    with right:
        based = st.selectbox(
            "Base",
            list(names),
            index=None if start is None else list(names).index(start),
            format_func=names.__getitem__,
            key=_BASE,
            bind="query-params",
            placeholder="Choose a base",
        )
    base = None if based in (None, TYPED) else choices.loc[str(based), figures.columns]
    stated = None if base is None else derive.stated_year(base), derive.stated_year(level)
    unknown += _unknown_years()
    with left:
        due_year = _year("Due year", _DUE_YEAR, stated[1], f"{level['event_date'].year} or later")
    with right:
        bound = "" if base is None else f"{base['event_date'].year} or earlier"
        base_year = _year("Year of the base", _BASE_YEAR, stated[0], bound)
        typed = _typed() if based == TYPED else None
    return PaceQuestion(
        level=level.to_dict(),
        base=None if base is None else base.to_dict(),
        typed=typed,
        base_year=base_year,
        due_year=due_year,
        stated_base_year=stated[0],
        stated_due_year=stated[1],
        part_years=part_years,
        unknown=unknown,
    )


def _typed() -> float | None:
    answer = st.number_input(
        "Value of the base",
        min_value=0.0,
        max_value=_MOST,
        value=None,
        format="%g",
        key=_VALUE,
        bind="query-params",
        placeholder="type it",
    )
    return None if answer is None else float(answer)


def _year(label: str, key: str, stated: int | None, bound: str) -> int | None:
    known = f"stated: {stated}" if stated else "; ".join(filter(None, ("not stated", bound)))
    typed = st.number_input(
        f"{label} ({known})",
        min_value=float(YEARS[0]),  # of whole numbers Streamlit breaks off over a link that asks for “inf”
        max_value=float(YEARS[1]),
        value=None,
        step=1.0,
        format="%.0f",
        key=key,
        bind="query-params",
        placeholder=f"{stated}, as stated; or type another" if stated else "not stated; type it",
    )
    return stated if typed is None else int(typed + 0.5)


def _follow_target(figures: pd.DataFrame, levels: pd.DataFrame) -> None:
    chosen = st.session_state[_TARGET]
    if st.session_state.get(_BASE) != TYPED:
        choices = pd.DataFrame() if chosen is None else derive.bases(figures, levels.loc[chosen])
        st.session_state[_BASE] = own_base(choices)


def _unknown(key: str, name: str, labels: list[str]) -> tuple[str, ...]:
    given = [value for value in dict.fromkeys(st.query_params.get_all(key)) if value]
    odd = given if len(given) > 1 else [value for value in given if value not in labels]
    return (f"{name} {named(odd)}",) if odd else ()


def _unknown_years() -> tuple[str, ...]:
    # Streamlit writes a year anew as 2030.0 where the reader comes back to the page.
    fit = [form for year in range(YEARS[0], YEARS[1] + 1) for form in (f"{year}", f"{year}.0")]
    given = st.query_params.get(_VALUE, "")
    value = (f"the value {quoted(given)}",) if given and not _is_value(given) else ()
    return value + _unknown(_BASE_YEAR, "the base year", fit) + _unknown(_DUE_YEAR, "the due year", fit)


def _is_value(given: str) -> bool:
    try:
        return 0 <= float(given) <= _MOST
    except ValueError:
        return False
