"""Choose what is shown: statements joined with what they are about, and the filter an analyst sets."""

from components.selection.filters import FILTERS, Filter, filters_of
from components.selection.full_text import Reading, Text, folded, found, matcher, reading, search
from components.selection.selection import (
    Selection,
    as_known,
    claims_in_context,
    document_name,
    is_undated,
    milestones_in_context,
    within,
    year_span,
)
