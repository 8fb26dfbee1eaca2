"""Ask the analyst: the data in use, the filters, the appearance."""

from components.controls.appearance import palette, presenting
from components.controls.data import evidence, figures, tables
from components.controls.filters import FILTERS, select, year_span

__all__ = ["FILTERS", "evidence", "figures", "palette", "presenting", "select", "tables", "year_span"]
