"""The document that is being added: each figure of it with what was decided, what is left, and what is wrong."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from components.audit import disagreements, uncovered_names
from components.intake.drafts import Source, draft
from components.intake.evidence import Rows, newly_broken, with_rows
from components.intake.text import Paragraph, document, paragraphs
from components.tables import HIDDEN, Fault, Tables, TablesError, contract

MOST_BYTES, MOST_NUMBERS, MOST_ITEMS = 200_000, 2_000, 600
# What a text asks to be decided, by the table that it goes to: its name, its id, and where it stands in the walk.
KINDS = {
    "claims": ("figure", "claim_id", 0),
    "omissions": ("other number", "omission_id", 0),
    "milestones": ("stage", "milestone_id", 1),
    "mentions": ("name", "", 2),
}
OPEN, DONE, DROPPED = "open", "done", "dropped"
COMPARED = {"id": "compared_id", "kind": "compared_kind", "reading": "compared_reading"}
# What is called what in the tables and in the form.
LABELS = {
    "subject_id": "what it is about", "measure_id": "what is counted", "value": "the figure",
    "value_high": "the upper end of the range", "hedge": "how exactly it is worded", "claim_type": "what kind it is",
    "period_start": "the time it is of", "period_end": "the time it is of", "base_start": "what it is compared with",
    "base_end": "what it is compared with", "perimeter": "what exactly is counted", "as_stated": "the wording",
    "speaker": "who says so", "repeats": "the figure that it repeats", "doubt": "the doubt", "note": "the note",
    "stage": "the stage", "statement": "the stage in a sentence", "happened_start": "when it happened",
    "happened_end": "when it happened", "due_start": "when it is due", "due_end": "when it is due",
    "compared_kind": "how it stands to the other", "compared_reading": "why it differs",
    "reason": "why it is no figure", "kind": "the kind", "name": "the name", "aliases": "other names",
    "event_date": "the day of the document", "published_date": "the day of publication", "publisher": "the publisher",
    "title": "the title", "url": "the address", "date_basis": "how the day is known", "source_id": "the document",
    "compared_earlier_id": "the earlier statement", "compared_later_id": "the later statement",
    "unit": "the unit", "quantity": "the sort of quantity", "mode": "the mode of transport",
    "dimension": "what it measures", "factor": "how many base units it is", "growth_of": "of which measure",
    "multiple_of": "of which measure", "share_of": "of which measure", "capacity_for": "of which measure",
    "different_perimeter": "counts something else", "claim_id": "the figure", "corridor_id": "the corridor",
}  # fmt: skip
_COLUMN = re.compile(rf"\b(?:{'|'.join(name for name in LABELS if '_' in name)})\b")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_VERSION = 1


@dataclass
class Item:
    """Hold one thing of a text at its place in a paragraph as printed, the table it goes to, and its cells as text.

    Its `number` is its own in the document for good.
    """

    number: int
    kind: str
    paragraph: int
    start: int
    end: int
    cells: dict[str, str]
    state: str = OPEN


@dataclass
class Worksheet:
    """Hold a text, what is said of it, its items in the order of the walk, new subjects and units, and the place."""

    text: str
    source: dict[str, str]
    items: list[Item]
    added: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    at: int = 0

    @property
    def current(self) -> Item | None:
        """Return the item that the walk has come to; None in a text without any."""
        return self.items[self.at] if self.items else None

    def next_open(self) -> None:
        """Go on to the next item that is open, from the beginning again if none follows; stay if there is none."""
        count = len(self.items)
        ahead = ((self.at + step) % count for step in range(1, count + 1))
        self.at = next((place for place in ahead if self.items[place].state == OPEN), self.at)

    def progress(self) -> dict[str, tuple[int, int]]:
        """Return how many items of each kind are decided, and how many there are."""
        every = Counter(item.kind for item in self.items)
        decided = Counter(item.kind for item in self.items if item.state != OPEN)
        return {kind: (decided[kind], every[kind]) for kind in KINDS if every[kind]}

    def identifier(self, item: Item) -> str:
        """Return the id that the row of an item has."""
        noun = KINDS[item.kind][0].split()[-1]
        return f"{self.source['source_id']}-{noun}-{item.number}"

    def add(self, kind: str, place: tuple[int, int, int], cells: dict[str, str]) -> None:
        """Add an item of a kind at a place, a paragraph and its letters from and to, as the current one."""
        number = 1 + max((item.number for item in self.items), default=0)
        self.items.insert(self.at, Item(number, kind, *place, cells))

    def alike(self, item: Item) -> list[Item]:
        """List the accepted figures of the same value and unit as another one has."""
        known = [one for one in self.accepted("claims") if one is not item and item.kind == "claims"]
        return [one for one in known if all(one.cells.get(name) == item.cells.get(name) for name in ("value", "unit"))]

    def accepted(self, kind: str) -> list[Item]:
        """List the accepted items of a kind."""
        return [item for item in self.items if item.kind == kind and item.state == DONE]


class ItemFault(NamedTuple):
    """Say in plain words what is wrong with a cell of an item (by its place in the worksheet), or with the rest."""

    place: int | None
    column: str
    words: str


@dataclass(frozen=True)
class Checked:
    """Hold the evidence with the document, None where it has faults, these, and the silences that it breaks."""

    tables: Tables | None
    faults: tuple[ItemFault, ...] = ()
    broken: tuple[str, ...] = ()


def begin(text: str, said: Source, known: Tables) -> Worksheet:
    """Draft a text and lay it out to be decided. Raises ValueError, in words, for what is no document."""
    if (size := len(text.encode("utf-8", "replace"))) > MOST_BYTES:
        raise ValueError(f"The text has {size:,} bytes; at most {MOST_BYTES:,} are taken. Add it in parts.")
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text).replace("\t", " ")).strip()
    if "\n\n" not in text:
        text = text.replace("\n", "\n\n")  # each line is a paragraph then
    if odd := HIDDEN.search(text.replace("\n", " ")):
        raise ValueError(f"The text has a sign that cannot be shown ({odd[0]!r}). Paste it as plain text.")
    if len(text.split()) < 2:
        raise ValueError("There is no text yet: paste it, or choose a file.")
    if (count := len(re.findall(r"\d+", text))) > MOST_NUMBERS:
        raise ValueError(f"The text has {count:,} numbers; at most {MOST_NUMBERS:,} are taken. Add it in parts.")
    drafts = draft(text, said, known)
    source = {name: str(cell) for name, cell in drafts.sources[0].items()}
    taken = set(known.sources["source_id"])
    if source["sha256"] in set(known.sources["sha256"]):
        raise ValueError("This text is in the evidence already.")
    if source["source_id"] in taken:
        if said.source_id:
            raise ValueError(f"There is a document with the id {said.source_id} already.")
        more = (f"{source['source_id']}-{number}" for number in range(2, len(taken) + 3))
        source["source_id"] = next(name for name in more if name not in taken)
        source["document_file"] = f"{source['source_id']}.txt"
    source["date_basis"] = source["date_basis"] or "inferred"
    items = [
        Item(0, kind, row["paragraph"], row["start"], row["end"], _texts(row), DONE if kind == "omissions" else OPEN)
        for kind in KINDS
        for row in getattr(drafts, kind)
    ]
    if len(items) > MOST_ITEMS:
        raise ValueError(
            f"The text has {len(items)} figures and names; at most {MOST_ITEMS} are taken. Add it in parts."
        )
    items.sort(key=lambda item: (KINDS[item.kind][2], item.paragraph, item.start))
    for number, item in enumerate(items, 1):
        item.number = number
    sheet = Worksheet(text, source, items, at=len(items) - 1)
    sheet.next_open()
    return sheet


def _texts(row: dict[str, Any]) -> dict[str, str]:
    return {name: str(cell) for name, cell in row.items() if name not in ("source_id", "start", "end")}


def rows_of(sheet: Worksheet, known: Tables, also: Item | None = None) -> dict[str, list[dict[str, str]]]:
    """Return the rows of what is decided, and of one more item, by table."""
    found: dict[str, list[dict[str, str]]] = {**{name: list(rows) for name, rows in sheet.added.items()}}
    found["sources"] = [sheet.source]
    for item, row in _decided(sheet, also):
        if item.kind == "milestones":
            row["statement"] = row.get("statement") or statement_of(sheet, known, item)
        found.setdefault(item.kind, []).append(row)
    found["comparisons"] = [row for _, row in _compared(sheet, known, also)]
    return {name: rows for name, rows in found.items() if rows}


def statement_of(sheet: Worksheet, known: Tables, item: Item) -> str:
    """Return the sentence of a stage that nobody has written: what it is of, and the stage; blank without these."""
    rows = [*known.subjects[["subject_id", "name"]].to_dict("records"), *sheet.added.get("subjects", [])]
    name = next((row["name"] for row in rows if row["subject_id"] == item.cells.get("subject_id")), "")
    stage = item.cells.get("stage", "").replace("_", " ")
    return f"{name}: {stage}." if name and stage else ""


def _decided(sheet: Worksheet, also: Item | None) -> Iterator[tuple[Item, dict[str, str]]]:
    for item in sheet.items:
        if item.state == DONE or item is also:
            key = {KINDS[item.kind][1]: sheet.identifier(item)} if KINDS[item.kind][1] else {}
            place = {"source_id": sheet.source["source_id"], "paragraph": str(item.paragraph)}
            yield item, item.cells | key | place


def _compared(sheet: Worksheet, known: Tables, also: Item | None) -> Iterator[tuple[Item, dict[str, str]]]:
    """Yield the comparison of each item with a statement of the evidence, the earlier document's first."""
    dated = known.sources.set_index("source_id")["event_date"]
    sources: dict[str, str] = {}
    for table, key in (("claims", "claim_id"), ("milestones", "milestone_id")):
        sources |= dict(zip(getattr(known, table)[key], getattr(known, table)["source_id"], strict=True))
    for item, row in _decided(sheet, also):
        other = item.cells.get(COMPARED["id"], "")
        if item.kind not in ("claims", "milestones") or not other:
            continue
        pair = other, row[KINDS[item.kind][1]]
        if other in sources and f"{dated[sources[other]]:%Y-%m-%d}" > sheet.source["event_date"]:
            pair = pair[1], pair[0]
        yield item, {
            "comparison_id": f"{row[KINDS[item.kind][1]]}-compared", "earlier_id": pair[0], "later_id": pair[1],
            "kind": item.cells.get(COMPARED["kind"], ""), "reading": item.cells.get(COMPARED["reading"], ""),
        }  # fmt: skip


def check_worksheet(sheet: Worksheet, known: Tables, also: Item | None = None) -> Checked:
    """Check the evidence with all that is decided, and with one more item."""
    rows: Rows = rows_of(sheet, known, also)
    try:
        then = with_rows(known, rows)
    except TablesError as error:
        return Checked(None, tuple(dict.fromkeys(_faults(error.faults, sheet, known, also))))
    except ValueError as error:
        return Checked(None, (ItemFault(None, "", str(error)),))
    return Checked(then, broken=tuple(one.text for one in newly_broken(known, then)))


def _faults(faults: tuple[Fault, ...], sheet: Worksheet, known: Tables, also: Item | None) -> Iterator[ItemFault]:
    """Say of each fault which item it is of: its row stands behind those that its file had."""
    places: dict[str, list[int]] = {}
    for item, _ in _decided(sheet, also):
        places.setdefault(item.kind, []).append(sheet.items.index(item))
    places["comparisons"] = [sheet.items.index(item) for item, _ in _compared(sheet, known, also)]
    files = {f"{table.name}.csv": table.name for table in contract()}
    files[f"claims/{sheet.source['source_id']}.csv"] = "claims"
    for fault in faults:
        table = files.get(fault.file, "")
        content = known.files.get(fault.file, b"")
        before = content.count(b"\n") + (not content.endswith(b"\n")) if content else 1
        own = places.get(table, [])
        at = (fault.line or 0) - before - 1
        place = own[at] if 0 <= at < len(own) else None
        column = f"compared_{fault.column}" if table == "comparisons" else fault.column
        yield ItemFault(place, column, _in_words(fault, column, table if place is None else ""))


def _in_words(fault: Fault, column: str, table: str) -> str:
    if not fault.value and fault.expected.startswith("a value"):
        return f"Say {LABELS.get(column, column)}."
    expected = _COLUMN.sub(lambda match: LABELS[match[0]], fault.expected)
    named = LABELS.get(column, column.replace("_", " "))
    found = f"“{fault.value}”" if fault.value else "nothing"
    return f"{f'{table}: ' if table else ''}{named[:1].upper()}{named[1:]}: expected {expected}; there is {found}."


def audit_worksheet(sheet: Worksheet, then: Tables) -> list[str]:
    """Hold the evidence with the document against its text; return in words what disagrees."""
    texts = {sheet.source["document_file"]: document_text(sheet).encode()}
    return [one.problem for one in (*disagreements(then, texts), *uncovered_names(then, texts))]


def document_text(sheet: Worksheet) -> str:
    """Return the text as a document is kept, of which the checksum is."""
    return document(paragraphs(sheet.text))[0]


def parts_of(sheet: Worksheet) -> Iterator[tuple[Paragraph, list[tuple[str, int | None]]]]:
    """Yield each paragraph in parts: its text from mark to mark, with the place of the item that is marked.

    Where two overlap, the current one is marked, else the one of the lower place.
    """
    for paragraph in paragraphs(sheet.text):
        own = [place for place, item in enumerate(sheet.items) if item.paragraph == paragraph.number]
        parts: list[tuple[str, int | None]] = []
        marked: list[int] = []
        for place in sorted(own, key=lambda place: (place != sheet.at, place)):
            item = sheet.items[place]
            others = (sheet.items[other] for other in marked)
            if item.start < item.end and not any(item.start < one.end and one.start < item.end for one in others):
                marked.append(place)
        at = 0
        for place in sorted(marked, key=lambda place: sheet.items[place].start):
            item = sheet.items[place]
            parts += [(paragraph.printed[at : item.start], None), (paragraph.printed[item.start : item.end], place)]
            at = item.end
        parts.append((paragraph.printed[at:], None))
        yield paragraph, [part for part in parts if part[0]]


def write_worksheet(sheet: Worksheet) -> str:
    """Write a worksheet as JSON, to go on with later."""
    return json.dumps({"atlas_intake": _VERSION, **asdict(sheet)}, ensure_ascii=False)


def read_worksheet(written: str) -> Worksheet:
    """Read a worksheet from what `write_worksheet` wrote. Raises ValueError, in words, for anything else."""
    try:
        given = json.loads(written)
        if not isinstance(given, dict) or given.pop("atlas_intake", None) != _VERSION:
            raise TypeError
        items = [Item(**item) for item in given.pop("items")]
        sheet = Worksheet(items=items, **given)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ValueError("This is no draft of this page.") from None
    kept = document_text(sheet) if isinstance(sheet.text, str) and len(sheet.text) <= MOST_BYTES else ""
    long = {part.number: len(part.printed) for part in paragraphs(sheet.text)} if kept else {}
    if not (kept and _is_sound(sheet, long) and sheet.source["sha256"] == hashlib.sha256(kept.encode()).hexdigest()):
        raise ValueError("This draft does not belong together, and cannot be gone on with.")
    return sheet


def _is_sound(sheet: Worksheet, long: dict[int, int]) -> bool:
    columns = {column.name for table in contract() if table.name == "sources" for column in table.columns}
    return (
        _is_row(sheet.source)
        and sheet.source.keys() <= columns
        and {"source_id", "event_date", "sha256", "document_file"} <= sheet.source.keys()
        and isinstance(sheet.added, dict)
        and sheet.added.keys() <= {"subjects", "measures", "units"}
        and all(isinstance(rows, list) and all(map(_is_row, rows)) for rows in sheet.added.values())
        and len(sheet.items) <= MOST_ITEMS
        and len({item.number for item in sheet.items}) == len(sheet.items)
        and type(sheet.at) is int
        and 0 <= sheet.at < max(len(sheet.items), 1)
        and all(
            item.kind in KINDS
            and item.state in (OPEN, DONE, DROPPED)
            and _is_row(item.cells)
            and all(type(number) is int for number in (item.number, item.paragraph, item.start, item.end))
            and 0 <= item.start <= item.end <= long.get(item.paragraph, -1)
            for item in sheet.items
        )
    )  # fmt: skip


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values())
