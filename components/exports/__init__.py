"""Write ready tables as files that carry their evidence."""

from components.exports.citation import full_citation, inline_citation
from components.exports.csv_files import csv_bytes, displayed_file, full_file, ledger_file, statements_about
