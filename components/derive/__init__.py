"""Compute what follows from the stated figures: intervals and implied values."""

from components.derive.figures import claim_intervals, derived, figures, input_claims
from components.derive.intervals import Interval, exactly, written
from components.derive.stages import STAGES, latest_stages

__all__ = [
    "STAGES", "Interval", "claim_intervals", "derived", "exactly", "figures", "input_claims", "latest_stages",
    "written",
]  # fmt: skip
