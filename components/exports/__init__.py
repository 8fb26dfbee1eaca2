"""Write ready tables as files that carry their evidence."""

from components.exports.archive import zip_bytes
from components.exports.citation import PRODUCT, full_citation, inline_citation, licences, licensed
from components.exports.command import UnknownValueError, command_line, parse_date, parse_sections
from components.exports.exhibit_files import (
    csv_bytes,
    displayed_file,
    exhibit_file,
    full_file,
    ledger_file,
    statements_about,
)
from components.exports.flat_files import SDMX_COLUMNS, time_period
from components.exports.statements import FIGURES
