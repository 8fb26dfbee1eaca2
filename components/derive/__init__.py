"""Compute what follows from the stated figures: intervals and implied values."""

from components.derive.commitments import about_corridors, pairs, register
from components.derive.coverage import SUBJECT_GROUPS, coverage, stated
from components.derive.figures import claim_intervals, derived, figures, input_claims
from components.derive.ledger import ledger_rows
from components.derive.levels import bases, levels, part_year_figures, stated_year
from components.derive.pace import Pace, required_pace
from components.derive.stages import STAGES, latest_stages
from components.tables.arithmetic import Interval, exactly, written

__all__ = [
    "STAGES", "SUBJECT_GROUPS", "Interval", "Pace", "about_corridors", "bases", "claim_intervals", "coverage",
    "derived", "exactly", "figures", "input_claims", "latest_stages", "ledger_rows", "levels", "pairs",
    "part_year_figures", "register", "required_pace", "stated", "stated_year", "written",
]  # fmt: skip
