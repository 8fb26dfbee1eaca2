"""Choose and word what stands on each page: rows, caption, chart and table, for the screen and for every file."""

from components.exhibits import commitments, corridors, overview, places, statistics
from components.exhibits.catalogue import PAGE_OF_KIND
from components.exhibits.exhibit import (
    FORMS,
    MOST_MARKS,
    Exhibit,
    Section,
    latest_documents,
    make_exhibit,
    slug,
    top_rows,
    top_subjects,
)
from components.exhibits.sections import SECTIONS
from components.exhibits.tables import allowed, dictionary_table, ledger_table
