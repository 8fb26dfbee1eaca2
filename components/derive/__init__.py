"""Compute what follows from the stated figures: intervals, implied values, and sentences."""

from components.derive.commitments import CHANGED_KINDS, changes, pairs, register, undated_sentence
from components.derive.pace import Pace, bases, levels, part_year_figures, required_pace, stated_year
from components.derive.rules import findings
from components.derive.sentences import unknown_numbers
from components.derive.statements import (
    BEGUN,
    PROMISED,
    STAGES,
    SUBJECT_GROUPS,
    coverage,
    derived,
    figures,
    input_claims,
    latest_stages,
    ledger_rows,
    stage_rank,
    stated,
)
from components.derive.statistics import official, official_levels
from components.derive.verdicts import FIT_COLUMNS, VERDICTS, fit_sentences, fits
from components.tables.intervals import Interval, exactly
