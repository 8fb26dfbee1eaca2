"""Columns that stand one under another as soon as a chart in them would be too narrow to read."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import controls
from components.panels.markup import text
from components.style import DARK, LIGHT, counted, visible
from components.tables import TablesError

_PRESENT = (Path(__file__).parent / "present.css").read_text(encoding="utf-8")
_WHITE = (Path(__file__).parent / "white.css").read_text(encoding="utf-8")
_STYLESHEET = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("page.css", "print.css"))
# On white paper, what is drawn for a dark page comes near to the light palette: lightness turned, hue kept.
_DARK_ON_PAPER = "invert(1) hue-rotate(180deg) saturate(.9) brightness(1.13)"


def stylesheet() -> None:
    """Give the page the product's look; the browser chooses between the light and the dark colours itself."""
    names = ("ink", "muted", "paper", "band", "grid", "axis", "accent", "needed")
    colours = "".join(f"--atlas-{name}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)});" for name in names)
    palettes = {"picture": controls.palette(), "page": controls.page_palette()}
    on_paper = "".join(
        f"--atlas-{name}-on-paper:{_DARK_ON_PAPER if palette is DARK else 'none'};"
        for name, palette in palettes.items()
    )
    on_white = _WHITE if controls.on_white() else ""
    st.html(f"<style>:root{{{colours}{on_paper}}}{_STYLESHEET}{on_white}</style>")


def page_head(title: str, question: str, selection: str) -> None:
    """Open a page: its title, the question it answers, the selection in words, and notices about the link."""
    st.html(
        f'<header class="atlas-head"><h1>{text(title)}</h1><p class="atlas-question">{text(question)}</p>'
        f'<p class="atlas-selection" role="status">{text(selection)}</p></header>'
    )
    for notice in controls.notices():
        st.html(f'<p class="atlas-notice" role="alert">{text(notice)}</p>')


def presentation(query: str, version: str, *, presenting: bool) -> None:
    """Offer present mode in the sidebar, or in present mode hide all that is not for the audience.

    `query` is the query of the link into the mode, or out of it; `version` is that of the data, named in both.
    """
    named = f'<span class="atlas-version">Data version {text(version)}</span>'
    if not presenting:
        st.sidebar.html(
            f'<p class="atlas-present"><a href="{text(query)}" target="_self">Present this page</a></p><p>{named}</p>'
        )
        return
    st.html(f"<style>{_PRESENT}</style>")
    st.html(f'<p class="atlas-leave">{named} · <a href="{text(query)}" target="_self">Leave present mode</a></p>')


def section(title: str, lead: str = "") -> None:
    """Open a section of a page with its title and, if given, one line of lead."""
    told = f"<p>{text(lead)}</p>" if lead else ""
    st.html(f'<div class="atlas-section"><h2>{text(title)}</h2>{told}</div>')


def faults(error: TablesError) -> None:
    """Show the page for data that cannot be read: every fault with its file, line, column, value and expectation."""
    rows = "".join(
        f"<tr><td>{text(fault.file)}</td><td>{text(fault.line or '')}</td><td>{text(fault.column)}</td>"
        f"<td>{text(visible(fault.value))}</td><td>{text(fault.expected)}</td></tr>"
        for fault in error.faults
    )
    st.html(
        '<header class="atlas-head"><h1>The data cannot be read</h1><p class="atlas-question">'
        f"{counted(len(error.faults), 'fault')}. Mend the files and reload; "
        "nothing is shown from faulty data.</p></header>"
        '<table class="atlas-table"><thead><tr><th>File</th><th>Line</th><th>Column</th><th>Value</th>'
        f"<th>Expected</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def stale_notice(error: TablesError) -> None:
    """Say that a newer edit of the data could not be read, and that the last good data are shown."""
    first = str(error).splitlines()[0]
    st.html(
        '<p class="atlas-notice" role="alert">The data were edited and have faults; the last good data are shown. '
        f"{counted(len(error.faults), 'fault')}, the first: {text(first)}</p>"
    )


_STYLE = (Path(__file__).parent / "columns.css").read_text(encoding="utf-8")


def columns(key: str, widths: Sequence[int]) -> list[DeltaGenerator]:
    """Lay out columns of these relative widths side by side on a wide window; `key` is unique on its page."""
    with st.container(key=f"columns-{key}"):
        st.html(f"<style>{_STYLE}</style>")
        return st.columns(widths, gap="large")
