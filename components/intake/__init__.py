"""Read a text and draft the rows that it asks for: each figure with unit, hedge, period and paragraph."""

from components.intake.drafts import Drafts, Source, draft, write
from components.intake.evidence import add_rows, newly_broken, warnings, with_rows
from components.intake.text import Paragraph, paragraphs
