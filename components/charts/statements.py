"""Word milestones and aims as the rows of an agenda."""

import pandas as pd

from components.style import CLAIM_TYPES, NO_DATE, period, quantity, short_month, stage_words

AIMS = ("target", "forecast", "plan", "pledge")
_COLUMNS = [
    "figure_id", "subject_id", "subject", "corridor_id", "event_date", "due_start", "due_end", "label", "stage",
    "claim_type", "statement", "as_stated", "publisher", "source_id", "doubt",
]  # fmt: skip


def statements(milestones: pd.DataFrame, figures: pd.DataFrame, corridors: tuple[str, ...] = ()) -> pd.DataFrame:
    """Give milestones, and the aims among the figures, as rows for `charts.agenda`: by corridor, subject and date.

    `milestones` has the columns of `selection.milestones_in_context`, `figures` those of `derive.figures`; targets,
    forecasts, plans and pledges among them count, and what they refer to is when they are due. `corridors` is their
    order; subjects of others, or of none, follow.
    """
    worded = milestones.rename(columns={"milestone_id": "figure_id"}).assign(claim_type="")
    worded["label"] = [
        stage_words(row.stage) + _due_words(row.due_start, row.due_end) for row in worded.itertuples(index=False)
    ]
    aims = figures[figures["claim_type"].isin(AIMS)].assign(stage="")
    aims = aims.assign(due_start=aims["period_start"], due_end=aims["period_end"])
    aims["label"] = [_aim_words(row) for row in aims.to_dict("records")]
    aims["statement"] = aims["perimeter"]
    frames = [frame[_COLUMNS] for frame in (worded, aims) if len(frame)]
    joined = pd.concat(frames) if frames else worded[_COLUMNS]
    ranks = {corridor: place for place, corridor in enumerate(corridors)}
    order = {subject: place for place, subject in enumerate(dict.fromkeys(joined["subject_id"]))}
    placed = joined.assign(
        rank=joined["corridor_id"].map(lambda key: ranks.get(key, len(ranks))), place=joined["subject_id"].map(order)
    )
    return placed.sort_values(["rank", "place", "event_date"], kind="stable", ignore_index=True)[_COLUMNS]


def told(rows: pd.DataFrame) -> str:
    """State in words what an agenda of these statements shows, for those who do not see it."""
    said = [f"{row.subject}: {row.label}, said {short_month(row.event_date)}" for row in rows.itertuples(index=False)]
    return "; ".join(said) + "."


def _due_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    when = period(start, end)
    return "" if when == NO_DATE else f", due {when}"


def _aim_words(figure: dict[str, object]) -> str:
    when = period(pd.Timestamp(str(figure["period_start"])), pd.Timestamp(str(figure["period_end"])))
    return f"{quantity(figure)} {CLAIM_TYPES[str(figure['claim_type'])]}" + ("" if when == NO_DATE else f", {when}")
