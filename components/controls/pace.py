"""Ask for the two ends of a required pace; what no document states is left for the reader to fill."""

from dataclasses import dataclass
from itertools import chain
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
_ANSWERS = (_BASE, _VALUE, _BASE_YEAR, _DUE_YEAR)
# What was answered for each level, the level of the last answer, and the level that was suggested last.
_KEPT, _LAST, _FIRST = "pace-kept", "pace-last", "pace-first"
# As many digits as a table may hold.
_MOST = 1e15


class Levels(NamedTuple):
    """The figures that a selection keeps, those that are levels by id and with their labels, and the first to ask."""

    figures: pd.DataFrame
    levels: pd.DataFrame
    labels: dict[str, str]
    first: str | None


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
        return Levels(kept, levels, _labels(levels), _suggested_level(kept, levels))

    return known.memoize(("levels", selection, corridors), find)


def find_bases(selection: Selection, found: Levels, level_id: str) -> Bases:
    """Find the bases from which one of the levels that the selection keeps may be reached."""

    def find() -> Bases:
        level = found.levels.loc[level_id]
        bases = derive.bases(found.figures, level).set_index("figure_id", drop=False)
        part_years = tuple(derive.part_year_figures(found.figures, level).to_dict("records"))
        return Bases(bases, _labels(bases), part_years)

    return evidence().memoize(("bases", selection, level_id), find)


def _suggested_level(figures: pd.DataFrame, levels: pd.DataFrame) -> str | None:
    """Return the level of a corridor to begin with: one with a due year, with a base before others, else a target."""
    own = levels[levels["corridor_id"] != ""]
    dated = own[own[["period_start", "period_end"]].notna().any(axis=1)]
    # Whether there is a base follows from what is measured: one level of each is tried.
    measured = dated.drop_duplicates(["subject_id", "quantity", "unit_family", "measure_id"])
    based = (key for key, level in measured.iterrows() if len(derive.bases(figures, level)))
    targets = own[own["claim_type"] == "target"]
    return next(chain(based, dated.index, targets.index), None)


def has_dated_level(selection: Selection, corridors: tuple[str, ...]) -> bool:
    """Return whether the level to begin with has a due year and a base from which it may be reached."""
    found = find_levels(selection, corridors)
    if (first := found.first) is None or derive.stated_year(found.levels.loc[first]) is None:
        return False
    return len(find_bases(selection, found, first).bases) > 0


def suggested_base(bases: pd.DataFrame) -> str | None:
    """Return the base to begin with: of the level's own sentence, else the latest observed one, a dated one first."""
    if bases.empty:
        return None
    dated = [derive.stated_year(base) is not None for _, base in bases.iterrows()]
    ranked = bases.assign(observed=bases["claim_type"] == "observed", dated=dated)
    order = ["same_sentence", "observed", "dated", "period_end", "event_date"]
    return str(ranked.sort_values(order, ascending=False, kind="stable")["figure_id"].iloc[0])


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

    Levels and bases are those that the selection keeps; a level outside the corridors is never suggested. A year that
    is not typed is the one that a document states. What is typed stays; what was typed for a level is there again when
    the reader comes back to it, from another level, corridor or page.
    """
    found = find_levels(selection, corridors)
    levels, labels, first = found.levels, found.labels, found.first
    unknown = _unknown(_TARGET, "the target", list(labels.values()))
    _recall_level(labels, first)
    chosen = st.selectbox(
        "Target or expected level",
        list(labels),
        index=None if first is None else list(labels).index(first),
        format_func=labels.__getitem__,
        key=_TARGET,
        bind="query-params",
        placeholder="Choose a level",
        on_change=_follow_target,
        args=(selection, found),
    )
    if chosen is None:
        return PaceQuestion(unknown=unknown)
    level = levels.loc[chosen]
    choices, base_labels, part_years = find_bases(selection, found, chosen)
    names = base_labels | {TYPED: TYPED}
    unknown += _unknown(_BASE, "the base", list(names.values()))
    _recall_answers(chosen, names)
    start = suggested_base(choices)
    based = st.selectbox(
        "Base",
        list(names),
        index=None if start is None else list(names).index(start),
        format_func=names.__getitem__,
        key=_BASE,
        bind="query-params",
        placeholder="Choose a base",
    )
    base = None if based in (None, TYPED) else choices.loc[str(based), found.figures.columns]
    stated = None if base is None else derive.stated_year(base), derive.stated_year(level)
    unknown += _unknown_value()
    typed = _typed() if based == TYPED else None
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        last = YEARS[1] if base is None else max(base["event_date"].year, stated[0] or 0)
        base_year, odd = _year("Year of the base", _BASE_YEAR, stated[0], YEARS[0], last)
        unknown += odd
    with right:
        earliest = min(level["event_date"].year, stated[1] or YEARS[1])
        due_year, odd = _year("Due year", _DUE_YEAR, stated[1], earliest, YEARS[1])
        unknown += odd
    st.session_state.setdefault(_KEPT, {})[chosen] = {key: st.session_state.get(key) for key in _ANSWERS}
    st.session_state[_LAST] = chosen
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


def _year(label: str, key: str, stated: int | None, first: int, last: int) -> tuple[int | None, tuple[str, ...]]:
    """Ask for a year that the document can mean; return it, and in words what a link asks for beyond these."""
    # Streamlit writes a year anew as 2030.0 where the reader comes back to the page.
    fit = [form for year in range(first, last + 1) for form in (f"{year}", f"{year}.0")]
    odd = () if key in st.session_state else _unknown(key, f"the {key.replace('-', ' ')}", fit)
    bound = f"{first} or later" if first > YEARS[0] else f"{last} or earlier" if last < YEARS[1] else ""
    known = f"stated: {stated}" if stated else "; ".join(filter(None, ("not stated", bound)))
    typed = st.number_input(
        f"{label} ({known})",
        min_value=float(first),  # of whole numbers Streamlit breaks off over a link that asks for “inf”
        max_value=float(last),
        value=None,
        step=1.0,
        format="%.0f",
        key=key,
        bind="query-params",
        placeholder=f"{stated}" if stated else "type it",
    )
    return stated if typed is None else int(typed + 0.5), odd


def _recall_level(labels: dict[str, str], first: str | None) -> None:
    """Choose the level of before where the reader comes back to the page; follow suggestions until a choice."""
    last, before = st.session_state.get(_LAST), st.session_state.get(_FIRST)
    st.session_state[_FIRST] = first
    if _TARGET not in st.session_state:
        if last in labels and not is_pace_linked():
            st.session_state[_TARGET] = last
    elif (chosen := st.session_state[_TARGET]) == before or chosen not in (None, *labels):
        st.session_state[_TARGET] = first


def _recall_answers(level_id: str, names: dict[str, str]) -> None:
    """Fill in what was typed for a level before, where the reader comes back to it and no link says otherwise."""
    came_back = st.session_state.get(_LAST) != level_id and _TARGET not in st.query_params
    new_page = not any(key in st.session_state for key in _ANSWERS) and not is_pace_linked()
    if came_back or new_page:
        _fill_in(level_id, names)


def _fill_in(level_id: str, names: dict[str, str]) -> bool:
    """Fill in what was typed for a level before, if anything was; return whether it was."""
    kept = st.session_state.get(_KEPT, {}).get(level_id)
    for key, value in (kept or {}).items():
        if key != _BASE or value in names:
            st.session_state[key] = value
    return kept is not None


def is_pace_linked() -> bool:
    """Return whether the link says anything of a required pace."""
    return any(key in st.query_params for key in (_TARGET, *_ANSWERS))


def _follow_target(selection: Selection, found: Levels) -> None:
    chosen = st.session_state[_TARGET]
    if chosen is None:
        return
    bases, names, _ = find_bases(selection, found, chosen)
    if not _fill_in(chosen, names | {TYPED: TYPED}) and st.session_state.get(_BASE) != TYPED:
        st.session_state[_BASE] = suggested_base(bases)


def _unknown(key: str, name: str, labels: list[str]) -> tuple[str, ...]:
    given = [value for value in dict.fromkeys(st.query_params.get_all(key)) if value]
    odd = given if len(given) > 1 else [value for value in given if value not in labels]
    return (f"{name} {named(odd)}",) if odd else ()


def _unknown_value() -> tuple[str, ...]:
    given = st.query_params.get(_VALUE, "")
    return (f"the value {quoted(given)}",) if given and not _is_value(given) else ()


def _is_value(given: str) -> bool:
    try:
        return 0 <= float(given) <= _MOST
    except ValueError:
        return False
