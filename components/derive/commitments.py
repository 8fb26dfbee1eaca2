"""List what is promised, expected or offered, pair what was said with what was said later, and tell what changed."""

from typing import Any

import pandas as pd

from components.derive import sentences
from components.derive.statements import BEGUN, PROMISED, latest_stages
from components.tables import Tables

PROMISES = ("target", "pledge", "plan", "forecast", "offer")
_CHANGING = ("target", "pledge", "forecast")
_LEVELS = ("trade", "cargo", "multiple", "growth", "share", "refining", "gas")
CHANGED_KINDS = ("revised", "progressed", "conflicting")
_FROM_BASE = ("multiple", "difference")
_KINDS = {
    "promises": {"target", "pledge", PROMISED[0]},
    "plans": {"plan", PROMISED[1], *BEGUN},
    "expectations": {"forecast"},
    "offers": {"offer", "suggested", "interest", "talks"},
}


def register(tables: Tables, statements: pd.DataFrame) -> pd.DataFrame:
    """List targets, pledges, plans, forecasts and offers, and milestones promised or due, by the day said.

    `statements` has all rows of `derive.ledger_rows`; headline repeats are left out, and a milestone whose subject
    has such a figure in the same document and no due date of its own. All its columns stay; `due_start, due_end` are
    filled for figures too. Added: `base_id` (the figure a level starts from, or ""), `no_base` (a level that is to
    change, without a base) and `no_deadline`.
    """
    promised = statements[statements["claim_type"].isin(PROMISES) & (statements["repeats"] == "")]
    bases = _bases(tables, promised)
    promised = promised.assign(
        due_start=promised["period_start"],
        due_end=promised["period_end"],
        base_id=bases,
        no_base=promised["claim_type"].isin(_CHANGING) & promised["quantity"].isin(_LEVELS) & (bases == ""),
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
    due_days: dict[tuple[str, str], list[Any]] = {}
    for subject, source, due in zip(
        promised["subject_id"].tolist(), promised["source_id"].tolist(), promised["due_end"], strict=True
    ):
        due_days.setdefault((subject, source), []).append(due)
    keys = list(zip(milestones["subject_id"].tolist(), milestones["source_id"].tolist(), strict=True))
    apart = [
        key not in due_days or (pd.notna(due) and due not in due_days[key])
        for key, due in zip(keys, milestones["due_end"], strict=True)
    ]
    own = pd.Series(apart, index=milestones.index, dtype=bool)
    return milestones.assign(base_id="", no_base=False)[own]


def undated_sentence(listed: pd.DataFrame, where: str = "") -> str:
    """Return how many of some promises have no date, as in “41 of 47 promises and offers have no date”, as a sentence.

    `listed` has rows of `register`; `where` follows what they are called. Blank where none is listed.
    """
    kinds = {*listed["claim_type"], *listed["stage"]}
    named = sentences.listed([name for name, among in _KINDS.items() if kinds & among])
    undated, whole = int(listed["no_deadline"].sum()), sentences.counted(len(listed))
    if not len(listed):
        return ""
    if len(listed) == 1:
        return f"The one {named.removesuffix('s')}{where} has {'no' if undated else 'a'} date."
    if undated == len(listed):
        return f"None of the {whole} {named}{where} has a date."
    if not undated:
        return f"All {whole} {named}{where} have a date."
    return f"{sentences.counted(undated)} of {whole} {named}{where} {'has' if undated == 1 else 'have'} no date."


def pairs(tables: Tables, statements: pd.DataFrame) -> pd.DataFrame:
    """Join each comparison with what its two statements are about, the newest first.

    Columns: `comparison_id, kind, reading, earlier_id, later_id`, of the later statement `subject_id, subject,
    event_date`, and of the earlier one `earlier_date`.
    """
    known = statements.set_index("figure_id")
    later = known.loc[tables.comparisons["later_id"]]
    earlier = known.loc[tables.comparisons["earlier_id"]]
    joined = tables.comparisons.assign(
        subject_id=later["subject_id"].array,
        subject=later["subject"].array,
        event_date=later["event_date"].array,
        earlier_date=earlier["event_date"].array,
    )
    return joined.sort_values(["event_date", "earlier_date"], ascending=False, kind="stable", ignore_index=True)


def changes(statements: pd.DataFrame, paired: pd.DataFrame, since: pd.Timestamp | None) -> pd.DataFrame:
    """Return what the documents after a day changed: stages, what was said otherwise, and things of a first stage.

    `statements` has rows of `derive.ledger_rows`, `paired` of `derive.pairs`; no day means that all are new. Columns:
    `figure_id`; `earlier_id`, what it was before, blank for a first stage; and `kind`, that of the comparison of both,
    blank where there is none.
    """
    start = pd.Timestamp.min if since is None else since
    stages = statements[statements["row_kind"] == "milestone"]
    now, before = (
        latest_stages(stages[is_new]) for is_new in (stages["event_date"] > start, stages["event_date"] <= start)
    )
    was = before.reindex(now.index)
    moved = now.assign(earlier_id=was["figure_id"].fillna(""))[["figure_id", "earlier_id"]][
        now["stage"] != was["stage"]
    ]
    between = paired[(paired["event_date"] > paired["earlier_date"]) & paired["later_id"].isin(statements["figure_id"])]
    between = between.rename(columns={"later_id": "figure_id"})[["figure_id", "earlier_id", "kind", "event_date"]]
    moved = moved.merge(between, how="left").fillna({"kind": ""})
    of_figures = between["kind"].isin(CHANGED_KINDS) & ~between["figure_id"].isin(moved["figure_id"])
    told = between[of_figures & (between["event_date"] > start)]
    found = pd.concat([moved, told])[["figure_id", "earlier_id", "kind"]].drop_duplicates("figure_id")
    return found.sort_values("earlier_id", key=lambda ids: ids == "", kind="stable", ignore_index=True)
