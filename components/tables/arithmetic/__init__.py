"""Arithmetic of figures known only as far as they are written: what data are checked and derived figures made by."""

from .formulas import FORMULAS, computed, divisor
from .intervals import EXACT_UNITS, Interval, exactly, written

__all__ = ["EXACT_UNITS", "FORMULAS", "Interval", "computed", "divisor", "exactly", "written"]
