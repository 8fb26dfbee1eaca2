"""Write ready tables as files that carry their evidence."""

from components.exports.table import csv_bytes, shown_table

__all__ = ["csv_bytes", "shown_table"]
