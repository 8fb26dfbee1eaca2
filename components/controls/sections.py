"""What a page shows under a selection, worked out once for everybody who asks for the same."""

from datetime import date

from components.controls.data import evidence, figures, tables
from components.exhibits import SECTIONS, Exhibit, Section, corridors
from components.selection import Selection


def section(name: str, selection: Selection) -> Section:
    """Give the section of `exhibits.SECTIONS` with this name, as the evidence of this run has it today."""
    known, read = evidence(), tables()
    return known.once((name, selection, date.today()), lambda: SECTIONS[name](read, known.figures, selection))


def corridor_agenda(selection: Selection, said: str) -> Exhibit:
    """Give the agenda of the chosen corridors on one axis; `said` is the selection in words."""
    known, read = evidence(), tables()
    asked = "corridor agenda", selection, said, date.today()
    return known.once(asked, lambda: corridors.agenda(read, figures(), selection, said=said))
