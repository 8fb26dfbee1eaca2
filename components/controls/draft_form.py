"""Ask for the cells of a figure, stage or name in plain words, and for a new subject, measure or unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.controls.new_rows import NEW, ask_new_row, every_row, fault_note
from components.intake import OPEN, Checked, Item, Worksheet, read_span, span_words, statement_of
from components.style import CLAIM_TYPES, stage_words
from components.tables import Tables
from components.tables.schema import choices

SHEET = "intake-sheet"
_HEDGES = {
    "exact": "as printed", "about": "about", "over": "over, more than", "up_to": "up to", "almost": "almost, nearly",
    "at_least": "at least", "initial": "initial, for a start",
}  # fmt: skip
_TYPES = {
    "observed": "observed: so it was", "growth": "growth: a change since before", "forecast": "expected",
    "target": "target: a level to reach", "capacity": "capacity: what it can take", "pledge": "pledge: promised",
    "plan": "plan: intended", "offer": "offer: what could be supplied",
}  # fmt: skip
_DIFFERS = "differs"
_STANDING = {
    "restated": ("Says the same", "Both texts state it."),
    "progressed": ("Goes on", "The later text goes on from the earlier."),
    _DIFFERS: ("Differs because …", ""),
}
_DIFFERENCES = {
    "different_perimeter": "counts something else", "revised": "corrects it", "conflicting": "contradicts it",
}  # fmt: skip
_SPAN_HELP = "2023 · January–April 2024 · by 2030 · 2024-01-05 to 2024-02-01; blank if none is stated"
_REASONS = (
    "A year; it stands in the periods of figures.", "A date.", "A way of naming, not a figure.",
    "Part of a name or a kind.", "An order, not an amount.",
    "A period, or a time; it stands in the periods of figures.",
    "A word of speech, not a figure.", "No figure of trade or transit.", "The same number is a figure elsewhere.",
)  # fmt: skip


def ask_fields(sheet: Worksheet, known: Tables, item: Item, checked: Checked) -> None:
    """Ask for the cells of an item by its kind, each with what is wrong with it below."""
    _Form(sheet, known, item, checked).ask()


class _Form:
    """The fields of one item: each shows the cell, and writes what is answered back into it."""

    def __init__(self, sheet: Worksheet, known: Tables, item: Item, checked: Checked) -> None:
        self.sheet, self.known, self.item = sheet, known, item
        self.place = sheet.at
        self.faults = [one for one in checked.faults if one.place == self.place]
        self.said: set[str] = set()

    def ask(self) -> None:
        """Ask for the fields of the item's kind."""
        {"claims": self._figure, "omissions": self._number, "milestones": self._stage, "mentions": self._name}[
            self.item.kind
        ]()
        if rest := [one.words for one in self.faults if one.column not in self.said]:
            fault_note(*dict.fromkeys(rest))

    # The kinds

    def _figure(self) -> None:
        self._subject()
        left, right = st.columns([3, 2], gap="small")
        with left:
            self._measure()
        with right:
            self._choice(
                "claim_type",
                "What kind",
                {key: _TYPES.get(key, word) for key, word in CLAIM_TYPES.items() if key != "derived"},
            )
        if self.item.cells.get("measure_id") == NEW:
            ask_new_row(self.sheet, self.known, self.item, "measures")
        left, middle, right = st.columns([2, 2, 3], gap="small")
        with left:
            self._text(
                "value", "Figure, as printed", **{"help": f"In {self._unit_name()}" if self._unit_name() else None}
            )
        with middle:
            self._text("value_high", "to, if a range")
        with right:
            self._choice("hedge", "Worded as", _HEDGES)
        left, right = st.columns(2, gap="small")
        with left:
            self._span("period", "Time it is of")
        with right:
            self._span("base", "Compared with")
        self._text("as_stated", "Wording, 12 words at most")
        left, right = st.columns(2, gap="small")
        with left:
            self._text("speaker", "Who says so, if not the text itself")
        with right:
            self._text("perimeter", "What exactly is counted")
        with st.expander("Doubt and note"):
            self._text("doubt", "What is doubtful in it")
            self._text("note", "Note")

    def _number(self) -> None:
        reasons = list(dict.fromkeys([*_REASONS, *filter(None, [self.item.cells.get("reason", "")])]))
        self._choice("reason", "Why it is no figure", {one: one for one in reasons}, own=True)
        self._text("as_stated", "Wording, 12 words at most")

    def _stage(self) -> None:
        self._subject()
        self._choice("stage", "Stage", {one: stage_words(one) for one in choices("milestones", "stage")})
        drafted = statement_of(self.sheet, self.known, self.item)
        self._text("statement", "In one sentence of yours", placeholder=drafted)
        left, right = st.columns(2, gap="small")
        with left:
            self._span("happened", "When it happened")
        with right:
            self._span("due", "When it is due")
        self._text("as_stated", "Wording, 12 words at most")
        self._text("speaker", "Who says so, if not the text itself")

    def _name(self) -> None:
        self._choice("kind", "What it is", {one: one for one in choices("mentions", "kind")})
        self._text("name", "Name")
        self._text("aliases", "Other names, parted by ;")

    # Fields

    def _say(self, *columns: str) -> None:
        self.said.update(columns)
        if any(self.item.cells.get(column) == NEW for column in columns):
            return
        if words := [one.words for one in self.faults if one.column in columns]:
            fault_note(*dict.fromkeys(words))

    def _key(self, column: str) -> str:
        return f"intake-{column}-{self.item.number}-{self.item.kind}"

    def _text(self, column: str, label: str, **more: Any) -> None:
        key, cell = self._key(column), self.item.cells.get(column, "")
        _show(key, cell)
        st.text_input(label, cell, key=key, on_change=_take, args=(key, column), max_chars=500, **more)
        self._say(column)

    def _choice(self, column: str, label: str, words: Mapping[str, str], *, own: bool = False) -> None:
        key, cell = self._key(column), self.item.cells.get(column, "")
        place = list(words).index(cell) if cell in words else None
        _show(key, None if place is None else cell)
        st.selectbox(
            label, list(words), place, format_func=lambda one: words.get(one, one), key=key, on_change=_take,
            args=(key, column), placeholder="Choose", accept_new_options=own,
        )  # fmt: skip
        self._say(column)

    def _span(self, name: str, label: str) -> None:
        key, cells = self._key(name), self.item.cells
        odd = cells.get(f"{name}_words", "")
        shown = odd or span_words(cells.get(f"{name}_start", ""), cells.get(f"{name}_end", ""))
        _show(key, shown)
        said = date.fromisoformat(self.sheet.source["event_date"])
        st.text_input(
            label,
            shown,
            key=key,
            on_change=_take_span,
            args=(key, name, said),
            help=_SPAN_HELP,
            max_chars=60,
            placeholder="not stated",
        )
        if odd:
            fault_note(f"“{odd}” is not understood. Write it as 2023, January–April 2024 or by 2030.")
        self._say(f"{name}_start", f"{name}_end")

    # Subjects and measures, those of the evidence and new ones

    def _subjects(self) -> dict[str, str]:
        names = {row["subject_id"]: row["name"] for row in every_row(self.sheet, self.known, "subjects")}
        ranked = self.item.cells.get("choices", "").split(";")
        before = [one.cells.get("subject_id", "") for one in reversed(self.sheet.accepted("claims"))]
        return {one: names[one] for one in dict.fromkeys([*ranked, *before, *names]) if one in names}

    def _subject(self) -> None:
        self._choice("subject_id", "What it is about", {**self._subjects(), NEW: "Something new …"})
        if self.item.cells.get("subject_id") == NEW:
            ask_new_row(self.sheet, self.known, self.item, "subjects")

    def _unit_name(self) -> str:
        units = {row["unit"]: row["name"] for row in every_row(self.sheet, self.known, "units")}
        measures = {row["measure_id"]: row["unit"] for row in every_row(self.sheet, self.known, "measures")}
        own = self.item.cells.get("unit", "")
        return units.get(measures.get(self.item.cells.get("measure_id", ""), own), "")

    def _measure(self) -> None:
        units = {row["unit"]: row for row in every_row(self.sheet, self.known, "units")}
        subject, unit, chosen = (self.item.cells.get(name, "") for name in ("subject_id", "unit", "measure_id"))
        own = set(self.known.claims.loc[self.known.claims["subject_id"] == subject, "measure_id"])
        dimension = units[unit]["dimension"] if unit in units else ""
        rows = [
            row
            for row in every_row(self.sheet, self.known, "measures")
            if not dimension or units[row["unit"]]["dimension"] == dimension or row["measure_id"] == chosen
        ]
        rows.sort(key=lambda row: (row["unit"] != unit, row["measure_id"] not in own))
        words = {row["measure_id"]: f"{row['name']} ({units[row['unit']]['name']})" for row in rows}
        self._choice("measure_id", "What is counted", {**words, NEW: "Something new …"})


def _show(key: str, cell: str | bool | None) -> None:
    """Have a field that stands show its cell; one that is new has it as its default too.

    Of two runs that follow closely a browser may see the second alone, in which the cell is no news any more: without
    the default its field would be blank, and its next message would empty the cell.
    """
    if st.session_state.get(key) != cell or key not in st.session_state:
        st.session_state[key] = cell


def _current() -> Item | None:
    sheet: Worksheet | None = st.session_state.get(SHEET)
    return sheet.current if sheet else None


def _put(item: Item, cells: Mapping[str, str]) -> None:
    """Put cells into an item, which is then to be accepted anew if one of them is another."""
    if any(item.cells.get(column, "") != cell for column, cell in cells.items()):
        item.cells |= cells
        item.state = OPEN


def _take(key: str, column: str) -> None:
    """Take what was answered into the cell of the current item."""
    if item := _current():
        _put(item, {column: " ".join(str(st.session_state[key] or "").split())})


def _take_span(key: str, name: str, said: date) -> None:
    if (item := _current()) is None:
        return
    typed = str(st.session_state[key] or "").strip()
    try:
        start, end = read_span(typed, said)
    except ValueError:
        _put(item, {f"{name}_words": typed})
        return
    days = {f"{name}_start": start, f"{name}_end": end}
    _put(item, {column: day.isoformat() if day else "" for column, day in days.items()} | {f"{name}_words": ""})


def ask_comparison(statement_id: str) -> None:
    """Ask, by one click, how the current item stands to a statement of the evidence."""
    if (item := _current()) is None:
        return
    key, cells = f"intake-compared-{item.number}-{statement_id}", item.cells
    kind = cells.get("compared_kind", "") if cells.get("compared_id") == statement_id else ""
    chosen = _DIFFERS if kind in _DIFFERENCES else kind or None
    _show(key, chosen)
    st.segmented_control(
        "How it stands to this", list(_STANDING), default=chosen, format_func=lambda one: _STANDING[one][0], key=key,
        label_visibility="collapsed", on_change=_compare, args=(key, statement_id),
    )  # fmt: skip
    if chosen == _DIFFERS:
        left, right = st.columns([2, 3], gap="small")
        names = [f"{key}-kind", f"{key}-reading"]
        _show(names[0], kind)
        _show(names[1], cells.get("compared_reading", ""))
        left.selectbox("It", list(_DIFFERENCES), list(_DIFFERENCES).index(kind), format_func=_DIFFERENCES.__getitem__,
                       key=names[0], on_change=_take, args=(names[0], "compared_kind"))  # fmt: skip
        right.text_input("In one sentence of yours", cells.get("compared_reading", ""), key=names[1], on_change=_take,
                         args=(names[1], "compared_reading"), max_chars=300)  # fmt: skip


def _compare(key: str, statement_id: str) -> None:
    if item := _current():
        chosen = st.session_state[key]
        kind = next(iter(_DIFFERENCES)) if chosen == _DIFFERS else chosen or ""
        reading = _STANDING[chosen][1] if chosen else ""
        compared = {"compared_id": statement_id if kind else "", "compared_kind": kind}
        _put(item, compared | {"compared_reading": reading})


def ask_repeat(sheet: Worksheet, item: Item, first: Item) -> None:
    """Ask, by one click, whether a figure is said once more that another one of the document has already."""
    key, identifier = f"intake-repeats-{item.number}-{first.number}", sheet.identifier(first)
    _show(key, item.cells.get("repeats") == identifier)
    st.checkbox(
        f"It says once more: “{first.cells['as_stated']}”",
        item.cells.get("repeats") == identifier,
        key=key,
        on_change=_repeat,
        args=(key, item, first, identifier),
    )


_OF_A_FACT = (
    "subject_id", "measure_id", "claim_type", "perimeter", "period_start", "period_end", "base_start", "base_end",
)  # fmt: skip


def _repeat(key: str, item: Item, first: Item, identifier: str) -> None:
    told = {name: first.cells.get(name, "") for name in _OF_A_FACT} | {"repeats": identifier}
    _put(item, told if st.session_state[key] else {"repeats": ""})
