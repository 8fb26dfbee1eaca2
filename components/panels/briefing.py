"""What a briefing will say before any of it is made: its sections with the filters that apply, and its slides."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components import controls
from components.exhibits import filters_of
from components.exports.deck import SlideTitle
from components.panels.markup import text
from components.panels.wide_table import wide_table
from components.tables import Tables

_STYLE = (Path(__file__).parent / "briefing.css").read_text(encoding="utf-8")
_FILTERS = {
    "corridors": "corridor",
    "years": "years",
    "claim_types": "kind of figure",
    "as_of": "as known in",
    "undated": "undated figures",
}
NONE_CHOSEN = "No section is chosen. Choose at least one, and its slides are listed here."
_SAY = ("Slide", "What it says, and from where", "Statements")


def briefing_sections(tables: Tables, sections: Sequence[str], titles: Sequence[SlideTitle]) -> None:
    """List the sections with the filters that apply to each, its number of slides, and a link to present its page."""
    slides = Counter(title.section for title in titles if title.number is not None)
    body = "".join(
        f'<tr><th scope="row">{text(name.capitalize())}</th><td>{text(_applying(name))}</td>'
        f"<td>{slides[name.capitalize()] or 'none'}</td>"
        f'<td><a href="{text(_present(tables, name))}" target="_self" aria-label="Present {text(name.capitalize())}">'
        "Present</a></td></tr>"
        for name in sections
    )
    heads = ("Section", "Filters that apply to it", "Slides", "On the screen")
    st.html(f"<style>{_STYLE}</style>{wide_table('Sections of the briefing', heads, body, kind='atlas-chosen')}")


def briefing_slides(titles: Sequence[SlideTitle]) -> None:
    """List what each slide will say, from which documents, and what is left out because nothing fits."""
    made = [title for title in titles if title.number is not None]
    if not titles:
        st.html(f'<p class="atlas-empty">{text(NONE_CHOSEN)}</p>')
        return
    rows = ['<tr><td>1</td><td colspan="2">Title, sections, filters, date and data version</td></tr>']
    said = ""
    for title in made:
        if title.section != said:
            said = title.section
            rows.append(f'<tr class="atlas-group"><th scope="colgroup" colspan="3">{text(said)}</th></tr>')
        rows.append(
            f"<tr><td>{title.number}</td><td>{text(title.title)}<small>{text(title.source)}</small></td>"
            f"<td>{title.figures}</td></tr>"
        )
    rows.append('<tr class="atlas-group"><td></td><td colspan="2">At the end: documents, citation, licences</td></tr>')
    st.html(wide_table("Slides of the briefing", _SAY, "".join(rows), kind="atlas-slides"))
    if left_out := [f"{title.section}: {title.title}" for title in titles if title.number is None]:
        st.html(f'<p class="atlas-foot">Left out, because nothing fits the filters: {text("; ".join(left_out))}.</p>')


def _applying(name: str) -> str:
    return ", ".join(words for field, words in _FILTERS.items() if field in filters_of(name)) or "none"


def _present(tables: Tables, name: str) -> str:
    return controls.present_link(tables, "./" if name == "overview" else name, filters_of(name))
