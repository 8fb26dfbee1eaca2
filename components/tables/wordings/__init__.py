"""Read what a wording says: its numbers, with scale and unit, and the words that qualify them."""

from .numbers import Number, numbers, step
from .quantities import Quantity, quantities
from .text import in_latin_letters, normalised
from .units import MEASURED, YEARLY, readings

__all__ = [
    "MEASURED",
    "YEARLY",
    "Number",
    "Quantity",
    "in_latin_letters",
    "normalised",
    "numbers",
    "quantities",
    "readings",
    "step",
]
