"""The document that is being added: what the evidence says beside it, what is left, and the evidence with it."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components import controls
from components.intake import (
    KINDS,
    OPEN,
    Checked,
    Item,
    Worksheet,
    audit_worksheet,
    document_text,
    pack,
    paragraphs,
    warnings,
)
from components.panels.markup import document_words, evidence_link, kind_words, show, statement_words, when_words
from components.panels.page import section
from components.style import counted
from components.tables import Tables

_WARNING = Markup('<p class="atlas-warning">{}</p>')
_MOST_BESIDE = 4
_MOST_LEFT = 12


def intake_progress(sheet: Worksheet) -> str:
    """Return in words how much of each kind is decided, as in “9 of 14 figures”."""
    return " · ".join(
        f"{decided} of {counted(count, KINDS[kind][0])}" for kind, (decided, count) in sheet.progress().items()
    )


def beside(sheet: Worksheet, tables: Tables, item: Item) -> None:
    """Show what is odd about an item, and what the evidence says of the same, to be compared by one click."""
    if item.kind not in ("claims", "milestones"):
        return
    if item.kind == "claims":
        printed = {paragraph.number: paragraph.printed for paragraph in paragraphs(sheet.text)}
        try:
            odd = list(warnings(tables, {**item.cells, "source_id": ""}, printed.get(item.paragraph, "")))
        except ValueError:
            odd = []
        if odd:
            show(Markup("").join(map(_WARNING.format, odd)))
        for first in sheet.alike(item):
            controls.ask_repeat(sheet, item, first)
    same = _same(item)
    if len(same):
        with st.container(key="intake-beside"):
            show(Markup("<h3>{}</h3>").format(f"What the evidence says of {same['subject'].iloc[0]}"))
            for row in same.to_dict("records"):
                show(_line(row))
                controls.ask_comparison(row["figure_id"])


def _same(item: Item) -> pd.DataFrame:
    """Return the latest rows of the item's subject, those of its own measure first; stages for a stage."""
    rows = controls.evidence().rows
    kind = "figure" if item.kind == "claims" else "milestone"
    own = rows[(rows["subject_id"] == item.cells.get("subject_id", "")) & (rows["row_kind"] == kind)]
    own = own[own["claim_type"] != "derived"]
    own = own.assign(same=own["measure_id"] == item.cells.get("measure_id", ""))
    return own.sort_values(["same", "event_date"], ascending=False, kind="stable").head(_MOST_BESIDE)


def _line(row: dict[str, Any]) -> Markup:
    words = ", ".join((kind_words(row), when_words(row), document_words(row)))
    return Markup('<p class="atlas-said"><b>{}</b> {}</p>').format(evidence_link(row, statement_words(row)), words)


def intake_result(sheet: Worksheet, tables: Tables, checked: Checked) -> None:
    """Show what is left to do, what the checks say of the whole, and if they agree, offer the evidence with it."""
    section("What is left", intake_progress(sheet))
    controls.ask_missing(sheet)
    left = [place for place, item in enumerate(sheet.items) if item.state == OPEN]
    wrong = {fault.place: fault.words for fault in checked.faults if fault.place != sheet.at or sheet.at not in left}
    if left:
        words = [f"{KINDS[sheet.items[at].kind][0]} “{sheet.items[at].cells['as_stated']}”" for at in left]
        controls.ask_next([controls.Place(at, one) for at, one in zip(left, words, strict=True)][:_MOST_LEFT])
        if len(left) > _MOST_LEFT:
            show(Markup('<p class="atlas-foot">and {} more</p>').format(len(left) - _MOST_LEFT))
    for silence in checked.broken:
        show(_WARNING.format(f"It says otherwise than “{silence}”, which is no longer shown then."))
    if wrong:
        controls.fault_note(*dict.fromkeys(wrong.values()))
    elif not left and checked.tables is not None:
        _finished(sheet, tables, checked.tables)
    controls.ask_to_leave(sheet)


def _finished(sheet: Worksheet, tables: Tables, then: Tables) -> None:
    if disagreeing := audit_worksheet(sheet, then):
        controls.fault_note(*disagreeing)
        return
    figures = len(then.claims) - len(tables.claims)
    show(
        Markup('<p class="atlas-lead">{}</p>').format(
            f"The document is whole: {counted(figures, 'figure')}, and every number accounted for."
        )
    )
    text = {sheet.source["document_file"]: document_text(sheet).encode()}
    with st.container(horizontal=True):
        st.download_button(
            "The evidence with it (ZIP)", pack(then.files, text), "atlas-evidence.zip", "application/zip",
            key="intake-zip", on_click="ignore",
        )  # fmt: skip
        if controls.may_add(tables):
            controls.ask_to_add(sheet, tables)
