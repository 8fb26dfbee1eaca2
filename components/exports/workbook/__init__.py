"""The evidence of a selection as an Excel workbook."""

from components.exports.cells import Link, decimals, text
from components.exports.workbook.book import formats, table_sheet, xlsx_bytes
from components.exports.workbook.columns import Column
