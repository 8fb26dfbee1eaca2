"""What a page shows under a selection, worked out once for everybody who asks for the same."""

from datetime import date

from components.controls.data import evidence
from components.exhibits import SECTIONS, Section
from components.selection import Selection


def section(name: str, selection: Selection) -> Section:
    """Give the section of `exhibits.SECTIONS` with this name, as the evidence of this run has it today."""
    known = evidence()
    if known.tables is None:
        raise known.error or ValueError("there is no evidence")
    read = known.tables
    return known.once((name, selection, date.today()), lambda: SECTIONS[name](read, known.figures, selection))
