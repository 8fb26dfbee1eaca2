"""The briefing: its sections and slides, its files, its citation, and the command that makes the same again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import streamlit as st
from markupsafe import Markup

from components import controls
from components.exports.citation import document_citations, file_citation
from components.exports.command import command_line, file_stem
from components.exports.deck import Options, SlideTitle
from components.exports.extract import make_extract
from components.panels.markup import empty_note, row, show, wide_table
from components.selection import Selection, filters_of
from components.tables import Tables

NONE_CHOSEN = "No section is chosen. Choose at least one, and its slides are listed here."
_HEADS = ("Slide", "What it says, and from where", "Statements")
_OPENING = Markup('<tr><td>1</td><td colspan="2">Title, sections, filters, date and data version</td></tr>')
_GROUP = Markup('<tr class="atlas-group"><th scope="colgroup" colspan="3">{}</th></tr>')
_CLOSING = Markup(
    '<tr class="atlas-group"><td></td><td colspan="2">At the end: documents, citation, licences</td></tr>'
)
_PRESENT = Markup('<a href="{}" target="_self" aria-label="Present {}">Present</a>')
_COPY = Markup('<p class="atlas-copy">{}</p>')
_KEPT = "briefing-files"
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


def briefing_sections(tables: Tables, sections: Sequence[str]) -> None:
    """List the sections with the filters that apply to each, and a link to present its page."""
    rows = [row(name.capitalize(), _applying(name), _present(tables, name)) for name in sections]
    heads = ("Section", "Filters that apply to it", "On the screen")
    show(wide_table("Sections of the briefing", heads, rows, kind="atlas-chosen"))


def briefing_slides(titles: Sequence[SlideTitle]) -> None:
    """List what each slide will say, from which documents, and what is left out because nothing fits."""
    if not titles:
        empty_note(NONE_CHOSEN)
        return
    one_page, last = titles[0].number == 1, ""
    rows = [] if one_page else [_OPENING]
    for title in titles:
        if title.number is None:
            continue
        if title.section != last:
            last = title.section
            rows.append(_GROUP.format(last))
        words = Markup("{}<small>{}</small>").format(title.title, title.source)
        rows.append(row(title.number, words, title.figures, head=False))
    rows += [] if one_page else [_CLOSING]
    show(wide_table("Slides of the briefing", _HEADS, rows, kind="atlas-slides"))
    if left_out := "; ".join(f"{title.section}: {title.title}" for title in titles if title.number is None):
        note = f"Left out, because nothing fits the filters: {left_out}."
        show(Markup('<p class="atlas-foot">{}</p>').format(note))


@st.fragment
def briefing_files(
    tables: Tables, selection: Selection, sections: Sequence[str], options: Options, *, full: bool
) -> None:
    """Offer to make slides, workbook and archive, show the progress, then offer them for download.

    `full` puts every row of every table into the archive. The files stay until they are made again; those of another
    question are said to be out of date and not offered.
    """
    question = tables.version, selection, tuple(sections), options, full, date.today()
    show(_COPY.format(make_extract(tables, selection, sections).counts()))
    kept: Made | None = st.session_state.get(_KEPT)
    if kept is None or kept.question != question:
        place = st.empty()
        if not place.button(f"Make the files{'' if kept is None else ' again'}", type="primary", key="make-briefing"):
            if kept is not None:
                show(Markup('<p class="atlas-notice" role="status">{}</p>').format(OUT_OF_DATE))
            return
        with place.status("Making the files …", expanded=False) as status:
            kept = st.session_state[_KEPT] = Made(
                question, _made(tables, selection, sections, options, full, lambda told: status.update(label=told))
            )
            status.update(label="The files are ready.", state="complete", expanded=False)
    with st.container(horizontal=True):
        every = _together(kept.files)
        for file in (*kept.files, every):
            key = "all-files" if file is every else file.name.rpartition(".")[2]
            st.download_button(file.label, file.content, file.name, file.mime, key=key, on_click="ignore")


def briefing_words(
    tables: Tables, selection: Selection, sections: Sequence[str], options: Options, selection_text: str, *, full: bool
) -> None:
    """Show the citation of the briefing and its command line to copy; `selection_text` is the selection in words."""
    show(_COPY.format("Citation"))
    documents = selection.keep(tables.sources.sort_values("event_date"))
    cited = [file_citation(tables, selection_text, date.today()), "Documents:", *document_citations(documents)]
    st.code("\n".join(cited), language=None, wrap_lines=True)
    show(_COPY.format("The same files without the dashboard"))
    command = command_line(tables, selection, sections, full=full, more=options.words())
    st.code(command, language=None, wrap_lines=True)


def _made(
    tables: Tables,
    selection: Selection,
    sections: Sequence[str],
    options: Options,
    full: bool,
    tell: Callable[[str], object],
) -> tuple[File, ...]:
    from components.exports.archive import zip_bytes  # imported where needed: these libraries are slow to load
    from components.exports.deck import pptx_bytes
    from components.exports.workbook import xlsx_bytes

    given = tables, selection, sections
    tell("Choosing the statements …")
    known = make_extract(*given)
    shown, every = len(known.rows), len(known.every)
    slides = pptx_bytes(*given, options, tell=lambda number, count: tell(f"Drawing slide {number} of {count} …"))
    tell("Writing the workbook …")
    workbook = xlsx_bytes(*given)
    tell("Packing the archive …")
    archive = zip_bytes(*given, full=full)
    stem = file_stem(tables, selection)
    packed = f"all {every} statements" if full else f"{shown} of {every} statements"
    return (
        _file(stem, "pptx", "Slides", f"{_slides(slides)} slides", "presentationml.presentation", slides),
        _file(stem, "xlsx", "Workbook", f"{shown} of {every} statements", "spreadsheetml.sheet", workbook),
        _file(stem, "zip", "Archive", packed, "", archive),
    )


def _file(stem: str, ending: str, what: str, holds: str, kind: str, content: bytes) -> File:
    mime = f"application/vnd.openxmlformats-officedocument.{kind}" if kind else "application/zip"
    label = f"{what} ({ending.upper()}, {holds}, {_size(len(content))})"
    return File(f"{stem}.{ending}", label, mime, content)


def _together(files: Sequence[File]) -> File:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    stem = files[0].name.rpartition(".")[0]
    return File(f"{stem}-files.zip", "All of them in one file (ZIP)", "application/zip", packed.getvalue())


def _slides(deck: bytes) -> int:
    with ZipFile(BytesIO(deck)) as parts:
        return sum(name.startswith("ppt/slides/slide") for name in parts.namelist())


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"


def _applying(name: str) -> str:
    return ", ".join(one.words for one in filters_of(name)) or "none"


def _present(tables: Tables, name: str) -> Markup:
    return _PRESENT.format(controls.present_link(tables, name), name.capitalize())
