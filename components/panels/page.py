"""What every page has: the stylesheet, head, sections and columns, present mode, and notices of faulty data."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components import controls
from components.panels.markup import link, row, show, table
from components.style import DARK, LIGHT, counted, visible
from components.tables import TablesError

_STYLE, _PRESENT = (
    Markup((Path(__file__).parent / name).read_text(encoding="utf-8")) for name in ("style.css", "present.css")
)
# On white paper, what is drawn for a dark page comes near to the light palette: lightness turned, hue kept.
_DARK_ON_PAPER = "invert(1) hue-rotate(180deg) saturate(.9) brightness(1.13)"
_HEAD = Markup('<header class="atlas-head"><h1>{}</h1><p class="atlas-question">{}</p>{}</header>')
_NOTICE = Markup('<p class="atlas-notice" role="alert">{}</p>')
_LEAD = Markup('<p class="atlas-lead">{}</p>')
_BESIDE = Markup('<p class="atlas-beside">Beside official statistics (outside the documents): {} {}</p>')
_LEAVE = Markup('<p class="atlas-leave"><span class="atlas-keys">Arrow keys: next exhibit · </span>{} · {}</p>')
_VERSION = Markup('<span class="atlas-version">Data version {}</span>')


def stylesheet() -> None:
    """Put the product's look on the page; the browser chooses between the light and the dark colours itself."""
    names = ("ink", "muted", "paper", "band", "grid", "axis", "accent", "needed", "no_corridor")
    colours = "".join(
        f"--atlas-{name.replace('_', '-')}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)});" for name in names
    )
    colours += "".join(
        f"--atlas-corridor-{name}:light-dark({LIGHT.corridors[name]},{DARK.corridors[name]});"
        for name in LIGHT.corridors
    )
    palettes = {"picture": controls.palette(), "page": controls.page_palette()}
    on_paper = "".join(
        f"--atlas-{name}-on-paper:{_DARK_ON_PAPER if palette is DARK else 'none'};"
        for name, palette in palettes.items()
    )
    present = _PRESENT if controls.presenting() else ""
    show(Markup("<style>:root{{{}{}}}{}{}</style>").format(colours, on_paper, _STYLE, present))


def page_head(title: str, question: str, selection: str) -> None:
    """Open a page: its title, the question it answers, the selection in words, and notices about the link."""
    show(_HEAD.format(title, question, Markup('<p class="atlas-selection" role="status">{}</p>').format(selection)))
    for notice in controls.notices():
        show(_NOTICE.format(notice))


def lead(words: str) -> None:
    """Show the sentence that a page begins with; nothing for a blank one."""
    if words:
        show(_LEAD.format(words))


def beside(words: str) -> None:
    """Show the sentence that holds a figure of a page against official statistics; nothing for a blank one."""
    if words:
        show(_BESIDE.format(words, link("statistics", "All verdicts")))


def presentation(query: str, version: str, *, presenting: bool) -> None:
    """Offer present mode in the sidebar, or in present mode the way out of it.

    `query` is the query of the link into the mode, or out of it; `version` is that of the data, named in both.
    """
    held = _VERSION.format(version)
    if presenting:
        out = link(query, "Leave present mode")
        show(
            Markup(
                '<p class="atlas-leave"><span class="atlas-keys">Arrow keys: next exhibit · </span>{} · {}</p>'
            ).format(held, out)
        )
    else:
        into = link(query, "Present this page")
        with st.sidebar:
            show(Markup('<p class="atlas-present">{}</p><p>{}</p>').format(into, held))


def section(title: str, below: str = "") -> None:
    """Open a section of a page with its title and, if given, one line below it."""
    below = Markup("<p>{}</p>").format(below) if below else ""
    show(Markup('<div class="atlas-section"><h2>{}</h2>{}</div>').format(title, below))


def columns(key: str, widths: Sequence[int]) -> list[DeltaGenerator]:
    """Lay out columns of these relative widths side by side, on a narrow window one under another.

    `key` is unique on its page.
    """
    with st.container(key=f"columns-{key}"):
        return st.columns(widths, gap="large")


def faults(error: TablesError) -> None:
    """Show the page for data that cannot be read: every fault with its file, line, column, value and expectation."""
    rows = [
        row(fault.file, fault.line or "", fault.column, visible(fault.value), fault.expected, head=False)
        for fault in error.faults
    ]
    what = f"{counted(len(error.faults), 'fault')}. Mend the files and reload; nothing is shown from faulty data."
    show(_HEAD.format("The data cannot be read", what, ""))
    show(table(("File", "Line", "Column", "Value", "Expected"), rows))


def stale_notice(error: TablesError) -> None:
    """Warn that a newer edit of the data could not be read, and that the last good data are shown."""
    first, count = str(error).splitlines()[0], counted(len(error.faults), "fault")
    show(
        _NOTICE.format(
            f"The data were edited and have faults; the last good data are shown. {count}, the first: {first}"
        )
    )
