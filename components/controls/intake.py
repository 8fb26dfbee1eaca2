"""Ask for a document to add, and walk through what stands in it; nothing of it leaves the session and its tab."""

import os
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import streamlit as st
from markupsafe import Markup

from components.controls.data import tables
from components.controls.draft_form import SHEET, ask_fields
from components.controls.new_rows import fault_note
from components.intake import (
    DONE,
    DROPPED,
    KINDS,
    MOST_BYTES,
    OPEN,
    Checked,
    Item,
    Source,
    Worksheet,
    begin,
    check_worksheet,
    paragraphs,
    parts_of,
    read_day,
    read_worksheet,
    rows_of,
    save,
    write_worksheet,
)
from components.tables import Tables, TablesError, normalised

EDIT = "ATLAS_EDIT"
_TOLD, _FORGET = "intake-told", "intake-forget"
_TEXT = "intake-text"
_BASES = {"stated": "Printed with the text", "inferred": "Worked out"}
# What Backspace does with an item of each kind, and what its button says.
_LEAVE = {"claims": "No figure", "omissions": "It is a figure", "milestones": "Leave out", "mentions": "Leave out"}
_OTHERS = {"claims": "Figure", "milestones": "Stage", "mentions": "Name"}


@cache
def browser_part() -> Any:
    """Return our component, which draws what the server hands it; Streamlit knows it once it runs, not before."""
    return st.components.v2.component("atlas_plot.plot", js="plot.js", isolate_styles=False)


def worksheet() -> Worksheet | None:
    """Return the document that is being added in this session, if there is one."""
    sheet: Worksheet | None = st.session_state.get(SHEET)
    return sheet


def _tell(words: str) -> None:
    st.session_state[_TOLD] = words


def show_told() -> None:
    """Show what became of the last act, once."""
    if words := st.session_state.pop(_TOLD, ""):
        fault_note(words)


def text_part() -> None:
    """Show the text with its marks, each of which leads to its item; before there is one, the choice of a file.

    What is being added is kept by the tab of the browser, which gives it back after a reload.
    """
    sheet = worksheet()
    data: dict[str, Any] = {"part": "atlasIntake", "most": MOST_BYTES}
    if sheet is None:
        data["forget"] = st.session_state.pop(_FORGET, False)
    else:
        data |= {"draft": write_worksheet(sheet), "at": sheet.at, "paragraphs": _marked(sheet)}
    with st.container(key="intake-document"):
        browser_part()(
            key="intake",
            data=data,
            on_file_change=_take_file,
            on_draft_change=_take_draft,
            on_item_change=lambda: _go_to(st.session_state["intake"].get("item")),
            on_odd_change=lambda: _tell(_ODD.get(st.session_state["intake"].get("odd"), "")),
        )


_ODD = {
    "size": f"The file is larger than {MOST_BYTES:,} bytes, of which a text may have no more.",
    "type": "The file is no plain text in UTF-8. Copy its text and paste it.",
}


def _marked(sheet: Worksheet) -> list[dict[str, Any]]:
    return [
        {
            "number": paragraph.number,
            "parts": [[words, *([] if at is None else [at, sheet.items[at].kind, sheet.items[at].state])]
                      for words, at in parts],
        }
        for paragraph, parts in parts_of(sheet)
    ]  # fmt: skip


def _take_file() -> None:
    st.session_state[_TEXT] = str(st.session_state["intake"].get("file") or "")


def _take_draft() -> None:
    if worksheet() is not None:
        return
    try:
        st.session_state[SHEET] = read_worksheet(str(st.session_state["intake"].get("draft") or ""))
    except ValueError as error:
        _tell(str(error))
        st.session_state[_FORGET] = True


def _go_to(place: Any) -> None:
    sheet = worksheet()
    if sheet is not None and type(place) in (int, float) and 0 <= place < len(sheet.items):
        sheet.at = int(place)


def ask_document(known: Tables) -> None:
    """Ask for a text and what is to be said of it, and begin to add it."""
    text = st.text_area("The text", key=_TEXT, height=240, placeholder="Paste the text here, its title above it")
    left, middle, right = st.columns(3, gap="medium")
    day = left.text_input("Day of the document", key="intake-day", placeholder="2025-03-17", max_chars=40)
    basis = middle.segmented_control(
        "How the day is known", list(_BASES), default="stated", required=True, format_func=_BASES.__getitem__,
        key="intake-basis",
    )  # fmt: skip
    published = right.text_input("Day of publication, if another", key="intake-published", max_chars=40)
    left, right = st.columns([1, 2], gap="medium")
    publisher = left.text_input("Publisher, or a short name", key="intake-publisher", max_chars=80)
    title = right.text_input("Title, if it is not the first line", key="intake-title", max_chars=300)
    url = st.text_input("Public address, if it has one", key="intake-url", max_chars=500, placeholder="https://")
    if not st.button("Find its figures", type="primary", key="intake-begin"):
        return
    try:
        if not day.strip():
            raise ValueError("Say of which day the document is: “last year” counts from it.")
        if not publisher.strip():
            raise ValueError("Say who published it, or give it a short name.")
        of = read_day(day)
        said = Source(
            of, read_day(published) if published.strip() else of, publisher.strip(), title.strip(), url.strip()
        )
        sheet = begin(text, said, known)
    except ValueError as error:
        fault_note(str(error))
        return
    sheet.source["date_basis"] = basis or "stated"
    wrong = [one.words for one in check_worksheet(sheet, known).faults if one.place is None]
    if wrong:
        fault_note(*wrong)
        return
    st.session_state[SHEET] = sheet
    st.rerun()


def ask_item(
    sheet: Worksheet, known: Tables, checked: Checked, beside: Callable[[Worksheet, Tables, Item], None]
) -> None:
    """Ask what becomes of the current item: its fields with what is wrong with them, then to accept it or not.

    `beside` shows and asks, after the fields, what else is to be said of it.
    """
    item = sheet.current
    if item is None:
        return
    noun = KINDS[item.kind][0]
    alike = [one for one in sheet.items if one.kind == item.kind]
    number = next(number for number, one in enumerate(alike, 1) if one is item)
    state = {OPEN: "to decide", DONE: "accepted", DROPPED: "left out"}[item.state]
    head = Markup('<div class="atlas-item" role="status"><h2>{} {} of {}</h2><p>{} · {}</p></div>')
    place = "above the body" if item.paragraph == 0 else f"paragraph {item.paragraph}"
    st.html(str(head.format(noun.capitalize(), number, len(alike), place, state)))
    with st.container(key="intake-acts", horizontal=True):
        st.button("Accept ⏎", type="primary", key="intake-accept", on_click=_accept)
        st.button(f"{_LEAVE[item.kind]} ⌫", key="intake-leave", on_click=_leave)
        st.button("‹", key="intake-back", on_click=_step, args=(-1,), help="The one before (←)")
        st.button("›", key="intake-on", on_click=_step, args=(1,), help="The next one (→)")
    with st.container(key="intake-form"):
        ask_fields(sheet, known, item, checked)
    beside(sheet, known, item)


def _step(by: int) -> None:
    if sheet := worksheet():
        sheet.at = (sheet.at + by) % len(sheet.items)


def _accept() -> None:
    sheet = worksheet()
    if sheet is None or (item := sheet.current) is None:
        return
    checked = check_worksheet(sheet, tables(), item)
    wrong = [one.words for one in checked.faults if one.place == sheet.at]
    wrong += [words for name, words in item.cells.items() if name.endswith("_words") and words]
    if wrong:
        _tell("Not accepted yet: see what is said beside the fields.")
        return
    item.state = DONE
    sheet.next_open()


def _leave() -> None:
    """Make a figure an omission with a reason to pick, or the other way round; leave out a stage or a name."""
    sheet = worksheet()
    if sheet is None or (item := sheet.current) is None:
        return
    if item.kind in ("milestones", "mentions"):
        item.state = DROPPED
        sheet.next_open()
        return
    item.state = OPEN
    if item.kind == "claims":
        item.kind = "omissions"
        return
    item.kind = "claims"
    digits = re.search(r"\d+(?:[.,]\d+)?", item.cells["as_stated"])
    item.cells = {"value": digits[0].replace(",", ".") if digits else "", "hedge": "exact"} | item.cells


def ask_missing(sheet: Worksheet) -> None:
    """Ask for a figure, stage or name that was not found, by its wording in the text."""
    with st.expander("Add what was not found"):
        kind = st.segmented_control(
            "What it is",
            list(_OTHERS),
            default="claims",
            required=True,
            format_func=_OTHERS.__getitem__,
            key="intake-kind",
        )
        wording = st.text_input("Its wording, as it stands in the text", key="intake-wording", max_chars=200)
        if st.button("Add it", key="intake-add"):
            if place := _find(sheet, wording):
                *where, printed = place
                cells = {"as_stated": printed} | ({"name": printed} if kind == "mentions" else {"hedge": "exact"})
                sheet.add(kind or "claims", (where[0], where[1], where[2]), cells)
                st.rerun()
            fault_note("This wording does not stand in the text.")


def _find(sheet: Worksheet, wording: str) -> tuple[int, int, int, str] | None:
    sought = normalised(" ".join(wording.split()))
    for paragraph in paragraphs(sheet.text) if sought else ():
        at = paragraph.plain.find(sought)
        if at >= 0:
            start, printed = paragraph.cut(at, at + len(sought))
            return paragraph.number, start, start + len(printed), printed
    return None


class Place(NamedTuple):
    """Name an item by its place in the worksheet, and say what is left to do with it."""

    at: int
    words: str


def ask_next(left: list[Place]) -> None:
    """Offer to go to what is left, one by one."""
    with st.container(key="intake-left", horizontal=True, gap="small"):
        for place in left:
            st.button(place.words, key=f"intake-go-{place.at}", type="tertiary", on_click=_go_to, args=(place.at,))


def ask_to_leave(sheet: Worksheet) -> None:
    """Offer the draft as a file to go on with later, and to put the document away."""
    with st.container(horizontal=True, key="intake-keep"):
        st.download_button(
            "Save the draft", write_worksheet(sheet).encode(), f"{sheet.source['source_id']}.draft.json",
            "application/json", key="intake-save", on_click="ignore",
        )  # fmt: skip
        st.button("Put it away", key="intake-away", on_click=_put_away, help="Forgets the text and what was decided")


def _put_away() -> None:
    st.session_state.pop(SHEET, None)
    st.session_state.pop(_TEXT, None)
    st.session_state[_FORGET] = True


def may_add(known: Tables) -> bool:
    """Return whether this server may write into the evidence: asked to by its owner, and able to."""
    return os.environ.get(EDIT) == "1" and os.access(known.directory, os.W_OK)


def ask_to_add(sheet: Worksheet, known: Tables) -> None:
    """Offer to add the document to the evidence that this server shows."""
    if not st.button("Add to the evidence", type="primary", key="intake-write"):
        return
    try:
        kept = save(known, rows_of(sheet, known))
    except (ValueError, OSError, TablesError) as error:
        fault_note(f"It was not added. {error}")
        return
    _put_away()
    _tell(f"“{sheet.source['title']}” is in the evidence now; the state before is kept in {kept.name}.")
    st.rerun()
