"""Which rows an exhibit of `exhibits.csv` takes, and how long their periods are."""

from collections.abc import Mapping
from typing import Any

import pandas

CHOICES = {
    "subjects": "subject_id",
    "kinds": "kind",
    "quantities": "quantity",
    "measures": "measure_id",
    "claim_types": "claim_type",
}


def takes(exhibit: Mapping[str, Any], rows: pandas.DataFrame) -> pandas.Series:
    """Mark the rows that an exhibit takes; a blank cell of the exhibit asks for nothing.

    `exhibit` is a row of the table `exhibits`; `rows` has `subject_id, kind, repeats` and, if they are figures,
    `quantity, measure_id, claim_type, period_start, period_end`. A figure that repeats another is never taken.
    """
    taken = rows["repeats"] == ""
    for column, key in CHOICES.items():
        if exhibit[column]:
            taken &= rows[key].isin(exhibit[column].split(";"))
    return taken if pandas.isna(exhibit["months"]) else taken & (period_months(rows) == exhibit["months"])


def period_months(rows: pandas.DataFrame) -> pandas.Series:
    """Return the length of each period in months; NaN where it has none, or is not of whole months."""
    start, after = rows["period_start"], rows["period_end"] + pandas.Timedelta(days=1)
    months = (after.dt.year - start.dt.year) * 12 + after.dt.month - start.dt.month
    return months.where(start.dt.day == after.dt.day).astype("float64")
