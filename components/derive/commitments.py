"""List what is promised, expected or offered, and pair what was said with what was said later."""

from typing import Any

import pandas as pd

from components.derive.statements import PROMISED
from components.tables import Tables

PROMISES = ("target", "pledge", "plan", "forecast", "offer")
_CHANGING = ("target", "pledge", "forecast")
_LEVELS = ("trade", "cargo", "multiple", "growth", "share", "refining", "gas")
_FROM_BASE = ("multiple", "difference")


def register(tables: Tables, statements: pd.DataFrame) -> pd.DataFrame:
    """List targets, pledges, plans, forecasts and offers, and milestones promised or due, by the day said.

    `statements` has all rows of `derive.ledger_rows`; headline repeats are left out, and a milestone whose subject
    has such a figure in the same document and no due date of its own. All its columns stay; `due_start, due_end` are
    filled for figures too. Added: `base_id` (the figure a level starts from, or ""), `no_base` (a level that is to
    change, without a base), `no_deadline`, `beside` (ids of figures said of a milestone's subject in its document).
    """
    promised = statements[statements["claim_type"].isin(PROMISES) & (statements["repeats"] == "")]
    bases = _bases(tables, promised)
    promised = promised.assign(
        due_start=promised["period_start"],
        due_end=promised["period_end"],
        base_id=bases,
        no_base=promised["claim_type"].isin(_CHANGING) & promised["quantity"].isin(_LEVELS) & (bases == ""),
        beside="",
    )
    listed = pd.concat([promised, _promised_milestones(statements, promised)], ignore_index=True)
    undated = listed["due_start"].isna() & listed["due_end"].isna()
    return listed.assign(no_deadline=undated).sort_values(["event_date", "paragraph"], kind="stable", ignore_index=True)


def _bases(tables: Tables, promised: pd.DataFrame) -> pd.Series:
    starts: dict[str, str] = {}
    same_measure: dict[tuple[str, str], str] = {}
    known = tables.derivations
    for row in known[known["formula"].isin(_FROM_BASE) & (known["grade"] == "follows")].itertuples(index=False):
        level, base = row.inputs.split(";")
        starts[level] = base
        same_measure[row.subject_id, row.measure_id] = base
    rows = zip(*(promised[name].tolist() for name in ("figure_id", "subject_id", "measure_id")), strict=True)
    bases = [starts.get(figure, same_measure.get((subject, measure), "")) for figure, subject, measure in rows]
    return pd.Series(bases, index=promised.index, dtype="str")


def _promised_milestones(statements: pd.DataFrame, promised: pd.DataFrame) -> pd.DataFrame:
    stated = statements[(statements["source_id"] != "") & (statements["repeats"] == "")]
    milestones = stated[stated["row_kind"] == "milestone"]
    dated = milestones["due_start"].notna() | milestones["due_end"].notna()
    milestones = milestones[milestones["stage"].isin(PROMISED) | dated]
    due_days = _lists(promised, "due_end")
    beside = _lists(stated[stated["row_kind"] == "figure"], "figure_id")
    keys = list(zip(milestones["subject_id"].tolist(), milestones["source_id"].tolist(), strict=True))
    apart = [
        key not in due_days or (pd.notna(due) and due not in due_days[key])
        for key, due in zip(keys, milestones["due_end"], strict=True)
    ]
    own = pd.Series(apart, index=milestones.index, dtype=bool)
    named = [";".join(beside.get(key, [])) for key in keys]
    return milestones.assign(base_id="", no_base=False, beside=named)[own]


def _lists(rows: pd.DataFrame, column: str) -> dict[tuple[str, str], list[Any]]:
    listed: dict[tuple[str, str], list[Any]] = {}
    for subject, source, cell in zip(
        rows["subject_id"].tolist(), rows["source_id"].tolist(), rows[column], strict=True
    ):
        listed.setdefault((subject, source), []).append(cell)
    return listed


def pairs(tables: Tables, statements: pd.DataFrame) -> pd.DataFrame:
    """Join each comparison with what its two statements are about, the newest first.

    Columns: `comparison_id, kind, reading, earlier_id, later_id`, of the later statement `subject_id, subject,
    event_date, later_corridor_id`, and of the earlier one `earlier_date, earlier_corridor_id`.
    """
    known = statements.set_index("figure_id")
    later = known.loc[tables.comparisons["later_id"]]
    earlier = known.loc[tables.comparisons["earlier_id"]]
    joined = tables.comparisons.assign(
        subject_id=later["subject_id"].array,
        subject=later["subject"].array,
        event_date=later["event_date"].array,
        later_corridor_id=later["corridor_id"].array,
        earlier_date=earlier["event_date"].array,
        earlier_corridor_id=earlier["corridor_id"].array,
    )
    return joined.sort_values(["event_date", "earlier_date"], ascending=False, kind="stable", ignore_index=True)


def about_corridors(paired: pd.DataFrame, corridors: tuple[str, ...]) -> pd.DataFrame:
    """Keep the pairs of which either statement belongs to one of the corridors; all where none is named."""
    if not corridors:
        return paired
    touched = paired["later_corridor_id"].isin(corridors) | paired["earlier_corridor_id"].isin(corridors)
    return paired[touched]
