"""The table behind an agenda: each statement with its dates and evidence."""

import pandas as pd

from components.charts import source_line
from components.style import month, period
from components.tables import Tables


def agenda_table(tables: Tables, statements: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of an agenda as a table for reading; `statements` is what `charts.statements` gives."""
    return pd.DataFrame(
        {
            "Subject": statements["subject"].to_list(),
            "Statement": statements["label"].to_list(),
            "Said": [month(day) for day in statements["event_date"]],
            "Due": [period(row.due_start, row.due_end) for row in statements.itertuples(index=False)],
            "In our words, or what is counted": statements["statement"].to_list(),
            "Wording": statements["as_stated"].to_list(),
            "Doubt": statements["doubt"].to_list(),
            "Document": [source_line(tables, [key]) for key in statements["figure_id"]],
            "Id": statements["figure_id"].to_list(),
        }
    )
