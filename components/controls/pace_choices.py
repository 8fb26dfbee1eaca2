"""The levels that a required pace may lead to, the bases it may start from, and which of them are suggested."""

from typing import Any, NamedTuple

import pandas as pd

from components import derive
from components.controls.data import evidence
from components.selection import Selection
from components.style import CLAIM_TYPES, THIN, quantity, short_month


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

    return known.once(("levels", selection, corridors), find)


def find_bases(selection: Selection, found: Levels, level_id: str) -> Bases:
    """Find the bases from which one of the levels that the selection keeps may be reached."""

    def find() -> Bases:
        level = found.levels.loc[level_id]
        bases = derive.bases(found.figures, level).set_index("figure_id", drop=False)
        part_years = tuple(derive.part_year_figures(found.figures, level).to_dict("records"))
        return Bases(bases, _labels(bases), part_years)

    return evidence().once(("bases", selection, level_id), find)


def suggested_level(levels: pd.DataFrame) -> str | None:
    """Name the level to begin with: a target of a corridor, or none."""
    own = levels[(levels["corridor_id"] != "") & (levels["claim_type"] == "target")]
    return None if own.empty else str(own["figure_id"].iloc[0])


def own_base(bases: pd.DataFrame) -> str | None:
    """Name the base that stands in the level's own sentence, or none."""
    return str(bases["figure_id"].iloc[0]) if len(bases) and bases["same_sentence"].iloc[0] else None


def _labels(figures: pd.DataFrame) -> dict[str, str]:
    return {row["figure_id"]: _label(row) for row in figures.to_dict("records")}


def _label(figure: dict[str, Any]) -> str:
    kind = CLAIM_TYPES[figure["claim_type"]]
    level = f"{figure['subject']}: {quantity(figure)} {kind}".replace(THIN, " ")
    return f"{level}, {short_month(figure['event_date'])}"
