"""The files of a briefing: made when asked for, kept while what they were made of stays the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import streamlit as st

from components import controls
from components.panels.markup import text
from components.selection import Selection
from components.tables import Tables

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
    from components.exports.evidence import evidence
    from components.exports.workbook import xlsx_bytes

    figures = controls.evidence().figures
    given = tables, figures, selection, sections
    tell("Choosing the statements …")
    known = evidence(*given)
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
