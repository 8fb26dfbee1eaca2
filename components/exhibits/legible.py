"""Keep a chart legible: beyond a size it shows the foremost rows, and says so."""

import pandas as pd

from components.style import number

MOST_MARKS = 40
MOST_SUBJECTS = 60
MOST_DOCUMENTS = 8


def foremost_marks(
    rows: pd.DataFrame, *, by: str, most: int = MOST_MARKS, what: str = "figures"
) -> tuple[pd.DataFrame, str]:
    """Keep the rows with the highest values in column `by`, in their order, and say in a note if any are left out."""
    if len(rows) <= most:
        return rows, ""
    chosen = rows[by].sort_values(ascending=False, kind="stable", na_position="last").index[:most]
    how = "latest" if by == "event_date" else "largest"
    return rows[rows.index.isin(chosen)], _told(most, len(rows), how, what)


def foremost_subjects(rows: pd.DataFrame, *, most: int = MOST_SUBJECTS) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the subjects that most rows speak of, and say in a note if any subjects are left out."""
    counts = rows["subject_id"].value_counts(sort=True)
    if len(counts) <= most:
        return rows, ""
    chosen = counts.index[:most]
    return rows[rows["subject_id"].isin(chosen)], _told(most, len(counts), "most named", "subjects")


def latest_documents(sources: pd.DataFrame, *, most: int = MOST_DOCUMENTS) -> tuple[pd.DataFrame, str]:
    """Put documents in order of date, keep the latest, and say in a note if any are left out."""
    ordered = sources.sort_values("event_date", kind="stable")
    if len(ordered) <= most:
        return ordered, ""
    return ordered.tail(most), _told(most, len(ordered), "latest", "documents")


def _told(shown: int, known: int, how: str, what: str) -> str:
    return f"Drawn are the {shown} {how} of {number(str(known))} {what}; the ledger has all."
