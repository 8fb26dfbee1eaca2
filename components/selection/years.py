"""The years that the evidence speaks of."""

from functools import lru_cache

import pandas as pd

from components.tables import Tables


@lru_cache(maxsize=2)
def year_span(tables: Tables) -> tuple[int, int]:
    """Give the first and last year that any figure or milestone refers to."""
    frames = (
        (tables.claims, ("period_start", "period_end")),
        (tables.milestones, ("happened_start", "happened_end", "due_start", "due_end")),
        (tables.derivations, ("period_start", "period_end")),
    )
    years = pd.concat([frame[column] for frame, columns in frames for column in columns]).dropna().dt.year
    return int(years.min()), int(years.max())
