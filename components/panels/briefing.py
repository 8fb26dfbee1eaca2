"""What a briefing is cited by, and the command that makes the same files again."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import streamlit as st

from components import controls
from components.exports.citation import document_citations, file_citation
from components.exports.command import command_line
from components.exports.deck import SlideTitle
from components.panels.markup import text, wide_table
from components.selection import Selection, filters_of
from components.tables import Tables

_STYLE = (Path(__file__).parent / "briefing.css").read_text(encoding="utf-8")
NONE_CHOSEN = "No section is chosen. Choose at least one, and its slides are listed here."
_SAY = ("Slide", "What it says, and from where", "Statements")


def briefing_sections(tables: Tables, sections: Sequence[str], titles: Sequence[SlideTitle]) -> None:
    """List the sections with the filters that apply to each, its number of slides, and a link to present its page."""
    slides = Counter(title.section for title in titles if title.number is not None)
    body = "".join(
        f'<tr><th scope="row">{text(name.capitalize())}</th><td>{text(_applying(name))}</td>'
        f"<td>{slides[name.capitalize()] or 'none'}</td>"
        f'<td><a href="{text(controls.present_link(tables, name))}" target="_self" '
        f'aria-label="Present {text(name.capitalize())}">Present</a></td></tr>'
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
    return ", ".join(one.words for one in filters_of(name)) or "none"


_KEPT, _ASKED = "briefing-files", "briefing-asked"
_NAME = "atlas-briefing"
OUT_OF_DATE = (
    "The files were made of other sections, filters or data, or on another day. Make them again, or set the filters "
    "back to have the former ones."
)


@dataclass(frozen=True)
class File:
    """One file of a briefing, with what it holds in words."""

    name: str
    label: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Made:
    """The files, and the question that they answer."""

    question: tuple[Any, ...]
    files: tuple[File, ...]


@st.fragment
def briefing_files(tables: Tables, selection: Selection, sections: Sequence[str], *, full: bool) -> None:
    """Offer to make slides, workbook and archive, show the progress, then offer them for download.

    `full` puts every row of every table into the archive. The files stay until they are made again; those of another
    question are said to be out of date and not offered.
    """
    question = tables.version, selection, tuple(sections), full, date.today()
    kept: Made | None = st.session_state.get(_KEPT)
    if st.session_state.pop(_ASKED, None) == question:
        with st.status("Making the files …", expanded=True) as status:
            kept = Made(question, _made(tables, selection, sections, full, status.write))
            status.update(label="The files are ready.", state="complete", expanded=False)
        st.session_state[_KEPT] = kept
    elif kept is None or kept.question != question:
        label = "Make the files" if kept is None else "Make the files again"
        st.button(label, type="primary", key="make-briefing", on_click=_ask, args=(question,))
        if kept is not None:
            st.html(f'<p class="atlas-notice" role="status">{text(OUT_OF_DATE)}</p>')
        return
    with st.container(horizontal=True):
        for file in kept.files:
            st.download_button(file.label, file.content, file.name, file.mime, key=file.name, on_click="ignore")


def _ask(question: tuple[Any, ...]) -> None:
    st.session_state[_ASKED] = question


def _made(
    tables: Tables, selection: Selection, sections: Sequence[str], full: bool, tell: Callable[[str], object]
) -> tuple[File, ...]:
    from components.exports.archive import zip_bytes  # imported where needed: these libraries are slow to load
    from components.exports.deck import pptx_bytes
    from components.exports.extract import make_extract
    from components.exports.workbook import xlsx_bytes

    figures = controls.evidence().figures
    given = tables, figures, selection, sections
    tell("Choosing the statements …")
    known = make_extract(*given)
    shown, every = len(known.rows), len(known.every)
    tell("Drawing the slides …")
    slides = pptx_bytes(*given)
    tell("Writing the workbook …")
    workbook = xlsx_bytes(*given)
    tell("Packing the archive …")
    archive = zip_bytes(*given, full=full)
    packed = f"all {every} statements" if full else f"{shown} of {every} statements"
    return (
        _file("pptx", "Slides", f"{_slides(slides)} slides", "presentationml.presentation", slides),
        _file("xlsx", "Workbook", f"{shown} of {every} statements", "spreadsheetml.sheet", workbook),
        _file("zip", "Archive", packed, "", archive),
    )


def _file(ending: str, what: str, holds: str, kind: str, content: bytes) -> File:
    mime = f"application/vnd.openxmlformats-officedocument.{kind}" if kind else "application/zip"
    label = f"{what} ({ending.upper()}, {holds}, {_size(len(content))})"
    return File(f"{_NAME}.{ending}", label, mime, content)


def _slides(deck: bytes) -> int:
    with ZipFile(BytesIO(deck)) as parts:
        return sum(name.startswith("ppt/slides/slide") for name in parts.namelist())


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"


def briefing_words(tables: Tables, selection: Selection, sections: Sequence[str], said: str, *, full: bool) -> None:
    """Give the citation of the briefing and its command line to copy; `said` is the selection in words."""
    st.html('<p class="atlas-copy">Citation</p>')
    documents = selection.keep(tables.sources.sort_values("event_date"))
    cited = [file_citation(tables, said, date.today()), "Documents:", *document_citations(documents)]
    st.code("\n".join(cited), language=None, wrap_lines=True)
    st.html('<p class="atlas-copy">The same files without the dashboard</p>')
    st.code(command_line(tables, selection, sections, full=full), language=None, wrap_lines=True)
