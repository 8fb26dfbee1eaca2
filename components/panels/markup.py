"""HTML that cannot be told from text: `Markup` is HTML, all else is text, and escaped as soon as it joins HTML."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.exhibits import MOST_MARKS, top_rows
from components.style import CLAIM_TYPES, NO_DATE, number, period, quantity, short_month, stage_words

MOST_ROWS = 250
NO_BASE = "no base"
NO_DEADLINE = "no deadline"
NOTHING = Markup("")
_LINK = Markup('<a href="{}" target="_self">{}</a>')
_EVIDENCE = Markup('<a href="figure/{}" data-figure="{}" class="{}">{}</a>')
_CELL = Markup("<td>{}</td>")
_ROW_HEAD = Markup('<th scope="row">{}</th>')
_COLUMN_HEAD = Markup('<th scope="col">{}</th>')
_TERM = Markup("<dt>{}</dt><dd>{}</dd>")


def show(html: Markup) -> None:
    """Show HTML on the page; it must be `Markup`, into which every text has gone escaped."""
    st.html(str(html))


def empty_note(words: str) -> None:
    """Show in words why there is nothing to show."""
    show(Markup('<p class="atlas-empty">{}</p>').format(words))


def link(address: str, words: str) -> Markup:
    """Return a link that opens in the same tab."""
    return _LINK.format(address, words)


def document_link(statement: dict[str, Any], words: str) -> Markup:
    """Return a link to the document of a statement on the page Sources."""
    return link(f"sources#{statement['source_id']}", words)


def evidence_link(statement: dict[str, Any], words: str, kind: str = "") -> Markup:
    """Return a link that opens a statement's evidence in the drawer, or without script on a page of its own."""
    identifier = statement["figure_id"]
    return _EVIDENCE.format(quote(identifier, safe=""), identifier, kind, words)


def open_evidence(identifier: str, among: Iterable[str] = ()) -> None:
    """Have the drawer open the evidence of a statement, whose previous and next ones are those that it is among."""
    show(Markup('<span hidden data-opens="{}" data-among="{}"></span>').format(identifier, " ".join(among)))


def public_link(url: str, words: str) -> Markup:
    """Return a link that opens a public page in a tab of its own, without a referrer; nothing without an address."""
    html = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
    return html.format(url, words) if url else NOTHING


def definition_list(entries: Iterable[tuple[str, str]]) -> Markup:
    """Return names and their contents as a definition list; empty contents are left out."""
    terms = NOTHING.join(_TERM.format(name, content) for name, content in entries if content)
    return Markup('<dl class="atlas-facts">{}</dl>').format(terms)


def row(*cells: object, head: bool = True) -> Markup:
    """Return a row of a table; its first cell names it where `head` says so."""
    written = [(_ROW_HEAD if head and not place else _CELL).format(cell) for place, cell in enumerate(cells)]
    return Markup("<tr>{}</tr>").format(NOTHING.join(written))


def table(heads: Iterable[str], rows: Iterable[Markup], *, kind: str = "", caption: str = "") -> Markup:
    """Return a table of rows under the names of its columns; a column without a name has none."""
    return Markup('<table class="atlas-table {}">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        kind,
        Markup("<caption>{}</caption>").format(caption) if caption else "",
        NOTHING.join((_COLUMN_HEAD if head else _CELL).format(head) for head in heads),
        NOTHING.join(rows),
    )


def wide_table(label: str, heads: Iterable[str], rows: Iterable[Markup], *, kind: str = "") -> Markup:
    """Return a table that scrolls sideways where it is too wide; `label` names it to those who do not see it."""
    return Markup('<div class="atlas-wide" tabindex="0" role="group" aria-label="{}">{}</div>').format(
        label, table(heads, rows, kind=kind)
    )


def printed_table(shown: pd.DataFrame, count: int) -> None:
    """Put a table of texts on paper instead of the page's `st.dataframe`, which is cut there; the screen hides it.

    `shown` has the rows on the screen, of `count` in all; how many are left out is said below it.
    """
    rows = [row(*cells, head=False) for cells in shown.itertuples(index=False)]
    note = f"Printed are the {len(shown)} rows on the screen, of {count}; the file to download has all."
    show(
        Markup('<div class="atlas-printed">{}{}</div>').format(
            table(shown.columns, rows),
            Markup('<p class="atlas-foot">{}</p>').format(note) if count > len(shown) else "",
        )
    )


def latest(
    rows: pd.DataFrame, noun: str, address: str = "ledger", *, most: int = MOST_MARKS
) -> tuple[pd.DataFrame, Markup]:
    """Return the rows of the latest documents, in their order, and a note of how many there are; `noun` names them.

    `rows` has `event_date`; `address` leads to all of them in the ledger.
    """
    kept, _ = top_rows(rows, by="event_date", most=most)
    return kept, truncation_note(len(kept), len(rows), noun, how="latest", address=address)


def truncation_note(
    shown: int, known: int, noun: str, *, how: str = "first", address: str = "ledger", where: str = "the ledger"
) -> Markup:
    """Return a note that so many of the known are shown, with a link to where all are; nothing if all are shown."""
    if shown >= known:
        return NOTHING
    return Markup('<p class="atlas-foot atlas-rest">Shown are the {} {} of {} {}; {} has all.</p>').format(
        shown, how, number(str(known)), noun, link(address, where)
    )


def chip(words: str) -> Markup:
    """Return one badge."""
    return Markup('<span class="atlas-chip">{}</span>').format(words)


def chips(commitment: dict[str, Any]) -> Markup:
    """Return the badges that apply to a row of `derive.register`; nothing where none does."""
    lacking = ((NO_BASE, commitment["no_base"]), (NO_DEADLINE, commitment["no_deadline"]))
    badges = NOTHING.join(chip(words) for words, lacks in lacking if lacks)
    return Markup('<div class="atlas-chips">{}</div>').format(badges) if badges else NOTHING


def statement_words(statement: dict[str, Any]) -> str:
    """Format a row of `derive.ledger_rows` in short: the figure with hedge and unit, or the stage."""
    return stage_words(statement["stage"]) if statement["row_kind"] == "milestone" else quantity(statement)


def kind_words(statement: dict[str, Any]) -> str:
    """Return what kind of statement it is: observed, target, …, or stage."""
    return CLAIM_TYPES.get(statement["claim_type"], "stage")


def measure_words(statement: dict[str, Any]) -> str:
    """Return what a figure measures as words within a sentence, as in “power capacity (GW)”."""
    name: str = statement["measure"]
    return name[:1].lower() + name[1:]


def when_words(statement: dict[str, Any]) -> str:
    """Format what time a statement refers to, as in “by 2030”, “due by 2025” or “no date stated”."""
    when = period(statement["period_start"], statement["period_end"])
    due = statement["row_kind"] == "milestone" and pd.isna(statement["happened_start"])
    return f"due {when}" if due and pd.isna(statement["happened_end"]) and when != NO_DATE else when


def document_words(statement: dict[str, Any]) -> str:
    """Return the document of a statement and its month, as in “Kazinform, Dec 2024”."""
    return f"{statement['document']}, {short_month(statement['event_date'])}"
