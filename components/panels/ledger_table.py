"""The ledger: what a search finds, one table of all rows, the download; a row opens its evidence."""

import hashlib
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.controls import SHOWN
from components.exhibits import ledger_table
from components.exports import csv_bytes, ledger_file
from components.panels.markup import MOST_ROWS, NOTHING, evidence_link, link, open_evidence, printed_table, show
from components.selection import Selection, found, reading, search
from components.style import counted, number, quoted, short_month
from components.tables import Tables

ORDERS = {"Subject": "", "Newest document": "event_date", "Latest period": "period_end"}
_ADDRESSES = {"subject": "ledger?find={title}", "mention": "sources#{identifier}"}
_FIGURES = ("claim", "derivation")
_MOST_RESULTS = 12
# These stand in view on a window 1400 pixels wide.
_FIRST = ("Subject", "Figure or stage", "Type", "Refers to", "Said", "Wording")
_READ_IN = "subject and other names, measure, wording, what is counted, doubt, note and document"
_FOUND = Markup('<p class="atlas-found" role="status">{}{}</p><ol class="atlas-results">{}</ol>')
_RESULT = Markup("<li>{}{}<span>{}</span><div>{}</div></li>")
_VALUE = Markup("<b>{}</b>")
_HINT = Markup('<p class="atlas-ledger-hint">{}</p>')


def results(tables: Tables, rows: pd.DataFrame, words: str) -> None:
    """Show what `selection.search` finds for the words: the first twelve rows of the Atlas, then who mentions them.

    `rows` are all of `derive.ledger_rows`, with their `figure_id` as the index.
    """
    hits = search(tables, words)
    named = hits["kind"] == "mention"
    listed, first = hits[~named], hits[~named].head(_MOST_RESULTS)
    respelled(tables, words)
    if listed.empty:
        reason = " It is only mentioned:" if named.any() else " Try fewer or shorter words."
        message = f"No row of the Atlas has {quoted(reading(tables, words).words)}.{reason}"
        show(Markup('<p class="atlas-empty" role="status">{}</p>').format(message))
    else:
        read = ledger_table(tables, rows[rows.index.isin(first["identifier"])]).set_index("Id").to_dict("index")
        entries = NOTHING.join(_result(hit, read.get(hit["identifier"])) for hit in first.to_dict("records"))
        everything = link(f"ledger?find={quote(words)}", "all of them in the ledger")
        more = Markup("; the first {} here, {}").format(_MOST_RESULTS, everything)
        show(_FOUND.format(counted(len(listed), "result"), more if len(listed) > _MOST_RESULTS else "", entries))
    _mentions(hits[named])


def respelled(tables: Tables, words: str) -> None:
    """Show which of the words no row has, and what is shown instead; nothing if every word is in the evidence."""
    if instead := reading(tables, words).instead:
        shown = [
            f"No row has {quoted(word)}; showing {' or '.join(map(quoted, near))}." for word, near in instead.items()
        ]
        show(Markup('<p class="atlas-notice" role="status">{}</p>').format(" ".join(shown)))


def _mentions(mentions: pd.DataFrame) -> None:
    if len(mentions):
        entries = NOTHING.join(_result(hit) for hit in mentions.head(_MOST_RESULTS).to_dict("records"))
        rest = f"; the first {_MOST_RESULTS} here" if len(mentions) > _MOST_RESULTS else ""
        show(_FOUND.format(f"{counted(len(mentions), 'mention')} by name", rest, entries))


def ledger(tables: Tables, kept: pd.DataFrame) -> None:
    """Show the `kept` rows as a table, many of them in pages; the chosen row opens its evidence.

    `kept` has rows of `derive.ledger_rows`.
    """
    page = _page(kept)
    table = ledger_table(tables, page)
    chosen = _table(table, list(page["figure_id"]))
    if chosen:
        open_evidence(chosen, page["figure_id"])
    else:
        show(_HINT.format("Choose a row for its evidence and its citation."))
    st.download_button(
        f"{'This' if len(kept) == 1 else 'These'} {counted(len(kept), 'row')} with citations (CSV)",
        lambda: csv_bytes(ledger_file(tables, kept)),
        "atlas-ledger.csv",
        "text/csv",
        key="ledger-csv",
        on_click="ignore",
    )
    printed_table(_on_paper(table), len(kept))


def nothing_found(tables: Tables, rows: pd.DataFrame, words: str, shown: str, selection: Selection) -> None:
    """Show why no row is left, how to widen the choice, and who mentions the words."""
    reason = _empty_reason(tables, rows, words, shown, selection)
    show(Markup('<p class="atlas-empty">{} {}</p>').format(reason, link("ledger", "Show every row")))
    hits = search(tables, words)
    _mentions(hits[hits["kind"] == "mention"])


def _result(hit: dict[str, Any], read: dict[str, Any] | None = None) -> Markup:
    """Return a hit with its kind and, of a row that `read` has as `ledger_table` words it, its figure and period."""
    if address := _ADDRESSES.get(hit["kind"]):
        leads = link(address.format(identifier=quote(hit["identifier"]), title=quote(hit["title"])), hit["title"])
    else:
        leads = evidence_link({"figure_id": hit["identifier"]}, hit["title"])
    value = _VALUE.format(read["Figure or stage"]) if read and hit["kind"] in _FIGURES else NOTHING
    kind = f"{read['Type']}, {read['Refers to']}" if read else hit["kind"]
    return _RESULT.format(leads, value, kind, hit["detail"])


def _page(kept: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one page of `kept`, rows of `derive.ledger_rows`; all of them where they fit one."""
    if len(kept) <= MOST_ROWS:
        return kept
    left, right = st.columns(2, gap="medium")
    by = ORDERS[left.selectbox("Order of all rows", list(ORDERS), key="ledger-order")]
    if by:
        kept = kept.sort_values(by, ascending=False, kind="stable", na_position="last")
    starts = range(0, len(kept), MOST_ROWS)
    start = right.selectbox(
        "Rows in the table",
        starts,
        format_func=lambda first: _span(first, len(kept)),
        key=f"ledger-rows-{len(kept)}-{by}",
    )
    show(
        _HINT.format(
            f"The table holds {MOST_ROWS} rows at a time and sorts these alone; search, "
            "filters and order read all, and the file below has all."
        )
    )
    return kept.iloc[start : start + MOST_ROWS]


def _span(first: int, known: int) -> str:
    return f"{number(str(first + 1))}–{number(str(min(first + MOST_ROWS, known)))} of {number(str(known))}"


def _empty_reason(tables: Tables, rows: pd.DataFrame, words: str, shown: str, selection: Selection) -> str:
    """Show why no row is left: no such words, a type that milestones lack, hidden undated rows, or the filters."""
    having = rows[rows["figure_id"].isin(found(tables, words))] if words else rows
    words = reading(tables, words).words
    if having.empty:
        return f"No figure or milestone has the words {quoted(words)}. Read are {_READ_IN}. Try fewer or shorter words."
    listed = having[having["row_kind"].isin(SHOWN[shown])]
    having_words = f" with the words {quoted(words)}" if words else ""
    if listed.empty:
        return f"No {shown.lower()}{having_words}; the list “All” has {len(having)}."
    reason = f"{counted(len(listed), 'row')}{having_words}, but none within the filters."
    if selection.claim_types and set(listed["row_kind"]) == {"milestone"}:
        reason += " Milestones have no type: clear “Type”."
    if undated := selection.hidden_undated(listed):
        reason += f" {undated} undated would fit: switch on “Keep undated figures”."
    return f"{reason} Or widen the years, corridors, types or “As of”."


def _table(table: pd.DataFrame, identifiers: list[str]) -> str:
    configured = st.column_config
    state = hashlib.sha256("\n".join(identifiers).encode()).hexdigest()[:12]
    event: Any = st.dataframe(
        table,
        hide_index=True,
        height=min(430, 38 + 35 * len(table)),
        key=f"ledger-{state}",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        column_order=[*_FIRST, *(name for name in table.columns if name not in _FIRST)],
        alt=f"Ledger of {len(table)} figures and milestones with their documents and wordings",
        column_config={
            "Subject": configured.TextColumn(width=195),
            "Figure or stage": configured.TextColumn(width=115),
            "Type": configured.TextColumn(width=75),
            "Refers to": configured.TextColumn(width=115),
            "Said": configured.DateColumn(width=80, format="MMM YYYY"),
            "Wording": configured.TextColumn(width=320),
            "Document": configured.TextColumn(width=130),
            "Paragraph": configured.NumberColumn("Par.", width=45, help="0 is the headline or dateline."),
            "Measure": configured.TextColumn(width=130),
            "Doubt or assumption": configured.TextColumn(width=320),
            "Value": configured.NumberColumn(width=80, format="plain"),
            "Value to": configured.NumberColumn(width=80, format="plain"),
            "Lowest": configured.NumberColumn(width=80, format="%.6g"),
            "Highest": configured.NumberColumn(width=80, format="%.6g"),
            "From": configured.DateColumn(width=95, format="YYYY-MM-DD"),
            "Until": configured.DateColumn(width=95, format="YYYY-MM-DD"),
        },
    )
    return next((identifiers[place] for place in event["selection"]["rows"] if place < len(identifiers)), "")


def _on_paper(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that a sheet has room for, as texts; the paragraph stands with its document."""
    paragraphs = ["" if pd.isna(place) else f", par.\u00a0{place}" for place in table["Paragraph"]]
    months = ["" if pd.isna(day) else short_month(day) for day in table["Said"]]
    return pd.DataFrame(
        {
            **table[["Subject", "Figure or stage", "Measure", "Type"]],
            **{"Refers to": table["Refers to"], "Said": months},
            "Document": table["Document"] + paragraphs,
            **table[["Wording", "Doubt or assumption"]],
        }
    )
