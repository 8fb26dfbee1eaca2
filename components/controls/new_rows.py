"""Ask for what the evidence does not know yet and a document speaks of: a subject, a measure, a unit."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from components.intake import Item, Worksheet, check_worksheet
from components.tables import Tables
from components.tables.schema import choices

NEW = "+"
_UNIT = "intake-unit-added"
_KEYS = {"subjects": "subject_id", "measures": "measure_id", "units": "unit"}
_RELATED = {"growth": "growth_of", "multiple": "multiple_of", "share": "share_of", "capacity": "capacity_for"}


class Field(NamedTuple):
    """Name a column, how it is asked for, and its choices in words, the one `chosen` first; None where it is typed."""

    column: str
    label: str
    words: Mapping[str, str] | None = None
    placeholder: str = ""
    chosen: str = ""


def fault_note(*words: str) -> None:
    """Show what is wrong, and have it read out."""
    note = Markup('<p class="atlas-fault" role="alert">{}</p>')
    st.html(str(Markup("").join(note.format(one) for one in words)))


def every_row(sheet: Worksheet, known: Tables, table: str) -> list[dict[str, str]]:
    """Return the rows of a table of the evidence, then those that the document adds."""
    return [*getattr(known, table).to_dict("records"), *sheet.added.get(table, [])]


def ask_new_row(sheet: Worksheet, known: Tables, item: Item, table: str) -> None:
    """Ask for a new subject, measure or unit; it is added once it is good, and the item has it then."""
    with st.container(border=True, key=f"intake-new-{table}"):
        if table == "measures" and _UNIT in st.session_state:
            st.session_state["intake-new-measures-unit"] = st.session_state.pop(_UNIT)
        row = _ask(_FIELDS[table](sheet, known, item), table)
        if table == "measures":
            if column := _RELATED.get(row["quantity"]):
                levels = {one["measure_id"]: one["name"] for one in every_row(sheet, known, "measures")}
                row |= _ask([Field(column, "Of which measure", levels)], table)
            if row["unit"] == NEW:
                ask_new_row(sheet, known, item, "units")
                return
        if st.button("Add it", key=f"intake-add-{table}"):
            _add(sheet, known, item, table, row)


def _ask(fields: list[Field], table: str) -> dict[str, str]:
    """Ask for fields two abreast."""
    row = {}
    places = chain.from_iterable(st.columns(2, gap="small") for _ in fields[::2])
    for place, one in zip(places, fields, strict=False):
        key = f"intake-new-{table}-{one.column}"
        if one.words is None:
            typed = place.text_input(one.label, key=key, max_chars=300, placeholder=one.placeholder)
            row[one.column] = " ".join(typed.split())
            continue
        first = list(one.words).index(one.chosen) if one.chosen in one.words else None
        chosen = place.selectbox(
            one.label, list(one.words), index=first, format_func=one.words.__getitem__, key=key,
            placeholder=one.placeholder or "Choose",
        )  # fmt: skip
        row[one.column] = chosen or ""
    return row


def _of_subject(sheet: Worksheet, known: Tables, item: Item) -> list[Field]:
    plain = {name: {one: one.replace("_", " ") for one in choices("subjects", name)} for name in ("kind", "mode")}
    return [
        Field("name", "Name of it"),
        Field("kind", "Kind", plain["kind"]),
        Field("mode", "Mode of transport, if it has one", plain["mode"], "None"),
        Field("corridor_id", "Corridor, if it belongs to one", known.corridor_names, "None"),
        Field("aliases", "Other names in the text, parted by ;"),
    ]


def _of_measure(sheet: Worksheet, known: Tables, item: Item) -> list[Field]:
    units = {row["unit"]: row["name"] for row in every_row(sheet, known, "units")}
    quantities = sorted({row["quantity"] for row in every_row(sheet, known, "measures")})
    return [
        Field("name", "What is counted, in words"),
        Field("unit", "Unit", units | {NEW: "A new unit …"}, chosen=item.cells.get("unit", "")),
        Field("quantity", "Sort of quantity", {one: one.replace("_", " ") for one in quantities}),
    ]


def _of_unit(sheet: Worksheet, known: Tables, item: Item) -> list[Field]:
    return [
        Field("name", "Name of the unit", placeholder="thousand barrels"),
        Field("suffix", "Sign after a figure", placeholder="kbbl"),
        Field("dimension", "What it measures", placeholder="oil"),
        Field("factor", "How many base units it is", placeholder="1000"),
        Field("words", "Words by which texts name it, parted by ;"),
    ]


_FIELDS = {"subjects": _of_subject, "measures": _of_measure, "units": _of_unit}


def _add(sheet: Worksheet, known: Tables, item: Item, table: str, row: dict[str, str]) -> None:
    key, between = _KEYS[table], "-" if table == "subjects" else "_"
    if table == "units":
        row["dimension"] = _identifier(row["dimension"], "_")
    taken = {str(one[key]) for one in every_row(sheet, known, table)}
    first = _identifier(row["name"], between) or "new"
    name = next(one for one in (first, *(f"{first}{between}{number}" for number in range(2, 999))) if one not in taken)
    added = sheet.added.setdefault(table, [])
    added.append({key: name, **row})
    if wrong := [one.words for one in check_worksheet(sheet, known).faults if one.place is None]:
        added.pop()
        fault_note(*dict.fromkeys(wrong))
        return
    item.cells[key] = name
    if table == "units":
        st.session_state[_UNIT] = name
    st.rerun()


def _identifier(words: str, between: str) -> str:
    return re.sub(r"[^a-z0-9]+", between, words.lower()).strip(between)
