"""The table behind a chart: what it shows, with its evidence."""

import math

import pandas as pd

from components.charts import source_line
from components.style import CLAIM_TYPES, UNITS, period, quantity
from components.tables import Tables


def figures_table(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of a chart as a table for reading: figure, unit, period, kind, interval, document, wording.

    `figures` has the columns of `derive.figures`; the order stays. Numbers stay numbers; an open end is blank.
    """
    records = figures.to_dict("records")
    return pd.DataFrame(
        {
            "Subject": figures["subject"].to_list(),
            "Measure": figures["measure"].to_list(),
            "Figure": [quantity(record) for record in records],
            "Value": figures["value"].to_list(),
            "Value to": figures["value_high"].to_list(),
            "Unit": [UNITS[unit] for unit in figures["unit"]],
            "Kind": [CLAIM_TYPES[kind] for kind in figures["claim_type"]],
            "Period": [period(record["period_start"], record["period_end"]) for record in records],
            "Lowest": [record["low"] for record in records],
            "Highest": [None if math.isinf(record["high"]) else record["high"] for record in records],
            "Wording": [record["as_stated"] or record["reading"] for record in records],
            "What is counted": figures["perimeter"].to_list(),
            "Doubt or assumption": [record["doubt"] or record["assumption"] for record in records],
            "Document": [source_line(tables, [record["figure_id"]], most=None) for record in records],
            "Id": figures["figure_id"].to_list(),
        }
    )
