"""The ledger as a file."""

import pandas as pd

from components.exhibits import ledger_table
from components.exports.citation import inline_citation
from components.tables import Tables


def ledger_file(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows of `ledger_rows` as the table of a download: as for reading, with a citation and the data version."""
    citations = [inline_citation(tables, record) for record in rows.to_dict("records")]
    table = ledger_table(tables, rows)
    days = {name: pd.to_datetime(table[name]).dt.strftime("%Y-%m-%d") for name in ("Said", "From", "Until")}
    return table.assign(**days, Citation=citations, **{"Data version": tables.version})
