"""Read a text and draft the rows that it asks for: each figure with unit, hedge, period and paragraph."""

from components.intake.drafts import Drafts, Source, draft, write
from components.intake.evidence import add_rows, newly_broken, pack, save, warnings, with_rows
from components.intake.periods import read_day, read_span, span_words
from components.intake.text import Paragraph, paragraphs
from components.intake.worksheet import (
    DONE,
    DROPPED,
    KINDS,
    LABELS,
    MOST_BYTES,
    OPEN,
    Checked,
    Item,
    ItemFault,
    Worksheet,
    audit_worksheet,
    begin,
    check_worksheet,
    document_text,
    parts_of,
    read_worksheet,
    rows_of,
    statement_of,
    write_worksheet,
)
