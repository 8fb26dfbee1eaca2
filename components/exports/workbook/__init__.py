"""The evidence of a selection as an Excel workbook."""

from components.exports.workbook.book import xlsx_bytes
