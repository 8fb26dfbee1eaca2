"""Every stated figure, derived figure and milestone in one frame."""

import pandas as pd

from components.selection import milestones_in_context
from components.tables import Tables


def ledger_rows(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """Join all figures with all milestones, one row each, for filters, tables and citations.

    `figures` has all rows of `derive.figures`. Added are `row_kind` (figure, milestone) and, of milestones, their own
    columns with their id as `figure_id`; a milestone has no claim type (""), measure or value. Rows go by subject, then
    by date of document, with derived figures last.
    """
    milestones = milestones_in_context(tables).rename(columns={"milestone_id": "figure_id"})
    joined = pd.concat(
        [figures.assign(row_kind="figure"), milestones.assign(row_kind="milestone", claim_type="")],
        ignore_index=True,
    )
    text = [name for name in joined.columns if name in {*_text_columns(figures), *_text_columns(milestones)}]
    subjects = {key: place for place, key in enumerate(tables.subjects["subject_id"])}
    ordered = joined.assign(
        subject_place=joined["subject_id"].map(subjects),
        derived=joined["claim_type"] == "derived",
        **{name: joined[name].fillna("") for name in text},
    ).sort_values(["subject_place", "derived", "event_date", "paragraph"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["subject_place", "derived"])


def _text_columns(frame: pd.DataFrame) -> list[str]:
    return list(frame.select_dtypes("string").columns)
