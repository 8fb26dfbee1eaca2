"""What a page shows under a selection, worked out once for everybody who asks for the same."""

from datetime import date
from functools import lru_cache

from components.controls.data import Evidence, evidence
from components.exhibits import SECTIONS, Section
from components.selection import Selection


def section(name: str, selection: Selection) -> Section:
    """Give the section of `exhibits.SECTIONS` with this name, as the evidence of this run has it today."""
    return _section(name, selection, evidence(), date.today())


@lru_cache(maxsize=64)
def _section(name: str, selection: Selection, known: Evidence, day: date) -> Section:
    if known.tables is None:
        raise known.error or ValueError("there is no evidence")
    return SECTIONS[name](known.tables, known.figures, selection)
