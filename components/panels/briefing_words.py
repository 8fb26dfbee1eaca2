"""What a briefing is cited by, and the command that makes the same files again."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.exports.asked import command_line
from components.exports.citation import document_citations
from components.exports.provenance import file_citation
from components.selection import Selection
from components.tables import Tables


def briefing_words(tables: Tables, selection: Selection, sections: Sequence[str], said: str, *, full: bool) -> None:
    """Give the citation of the briefing and its command line to copy; `said` is the selection in words."""
    st.html('<p class="atlas-copy">Citation</p>')
    documents = selection.keep(tables.sources.sort_values("event_date"))
    cited = [file_citation(tables, said, date.today()), "Documents:", *document_citations(documents)]
    st.code("\n".join(cited), language=None, wrap_lines=True)
    st.html('<p class="atlas-copy">The same files without the dashboard</p>')
    st.code(command_line(tables, selection, sections, full=full), language=None, wrap_lines=True)
