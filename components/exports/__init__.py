"""Write ready tables as files that carry their evidence."""

from components.exports.citation import full_citation, inline_citation
from components.exports.exhibit_files import displayed_file, full_file, statements_about
from components.exports.ledger import ledger_file
from components.exports.table import csv_bytes

__all__ = [
    "csv_bytes", "displayed_file", "full_citation", "full_file", "inline_citation", "ledger_file", "statements_about",
]  # fmt: skip
