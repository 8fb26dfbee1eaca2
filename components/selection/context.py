"""Join a statement with its subject, corridor, measure and document."""

from functools import lru_cache

import pandas as pd

from components.tables import Tables


def with_subject(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `subject, kind, mode, corridor_id` to a frame that has `subject_id`; the row order stays."""
    subjects = tables.subjects.set_index("subject_id")[["name", "kind", "mode", "corridor_id"]]
    return frame.join(subjects.rename(columns={"name": "subject"}), on="subject_id")


def with_measure(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `measure, unit, quantity` to a frame that has `measure_id`; the row order stays."""
    measures = tables.measures.set_index("measure_id")[["name", "unit", "quantity"]]
    return frame.join(measures.rename(columns={"name": "measure"}), on="measure_id")


def with_source(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `publisher, speaker, event_date, date_basis` to a frame that has `source_id`; the row order stays."""
    sources = tables.sources.set_index("source_id")
    return frame.join(sources[["publisher", "speaker", "event_date", "date_basis"]], on="source_id")


def claims_in_context(tables: Tables) -> pd.DataFrame:
    """Give all claims, one row each, with their subject, measure and document."""
    return with_source(with_measure(with_subject(tables.claims, tables), tables), tables)


@lru_cache(maxsize=2)
def milestones_in_context(tables: Tables) -> pd.DataFrame:
    """Give all milestones with their subject and document, and `period_start, period_end`.

    The period is when the thing happened, or where the document gives no such date, when it is due. Everybody shares
    the frame, as those of the tables.
    """
    joined = with_source(with_subject(tables.milestones, tables), tables)
    happened = joined["happened_start"].notna() | joined["happened_end"].notna()
    return joined.assign(
        period_start=joined["happened_start"].where(happened, joined["due_start"]),
        period_end=joined["happened_end"].where(happened, joined["due_end"]),
    )
