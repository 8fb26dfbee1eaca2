"""Count what each document says of each subject, and group subjects for reading."""

import pandas as pd

SUBJECT_GROUPS: dict[str, tuple[str, ...]] = {
    "Routes and crossings": ("corridor", "highway", "rail_line", "waterway", "crossing", "terminal", "port"),
    "Trade and cargo": ("trade_flow", "cargo_flow"),
    "Projects": ("project", "programme", "event"),
    "Energy": ("energy",),
}


def stated(statements: pd.DataFrame) -> pd.DataFrame:
    """Keep what a document states, each once: no derived figures and no headline repeats.

    `statements` has the columns `source_id` and `repeats` of `derive.ledger_rows`.
    """
    return statements[(statements["source_id"] != "") & (statements["repeats"] == "")]


def coverage(statements: pd.DataFrame) -> pd.DataFrame:
    """Count the figures and the milestones of each subject in each document that speaks of it.

    `statements` has the columns of `derive.ledger_rows`. Columns: `subject_id, source_id, subject, kind, corridor_id,
    figures, milestones, ids` (a list). Subjects come in the order of their kinds in `SUBJECT_GROUPS`, then by name.
    """
    rows = stated(statements)
    cells = (
        rows.assign(is_figure=rows["row_kind"] == "figure", is_milestone=rows["row_kind"] == "milestone")
        .groupby(["subject_id", "source_id"], sort=False)
        .agg(
            subject=("subject", "first"),
            kind=("kind", "first"),
            corridor_id=("corridor_id", "first"),
            figures=("is_figure", "sum"),
            milestones=("is_milestone", "sum"),
        )
        .reset_index()
    )
    ids: dict[tuple[str, str], list[str]] = {}
    columns = (rows[name].tolist() for name in ("subject_id", "source_id", "figure_id"))
    for subject, source, figure in zip(*columns, strict=True):
        ids.setdefault((subject, source), []).append(figure)
    cells["ids"] = [ids[key] for key in zip(cells["subject_id"].tolist(), cells["source_id"].tolist(), strict=True)]
    order = [kind for kinds in SUBJECT_GROUPS.values() for kind in kinds]
    ranked = cells.assign(rank=[order.index(kind) if kind in order else len(order) for kind in cells["kind"]])
    return ranked.sort_values(["rank", "subject"], kind="stable", ignore_index=True).drop(columns="rank")
