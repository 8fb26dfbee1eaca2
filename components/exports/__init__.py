"""Write ready tables as files that carry their evidence."""

from components.exports.agenda import agenda_table
from components.exports.citation import full_citation, inline_citation
from components.exports.ledger import ledger_file, ledger_rows, ledger_table
from components.exports.table import csv_bytes, shown_table

__all__ = [
    "agenda_table", "csv_bytes", "full_citation", "inline_citation", "ledger_file", "ledger_rows", "ledger_table",
    "shown_table",
]  # fmt: skip
