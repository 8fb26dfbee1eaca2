"""Write ready tables as files that carry their evidence."""

from components.exports.citation import full_citation, inline_citation
from components.exports.ledger import ledger_file
from components.exports.table import csv_bytes

__all__ = ["csv_bytes", "full_citation", "inline_citation", "ledger_file"]
