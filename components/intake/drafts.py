"""The rows that a text asks for, as drafts: what is blank is for a person to say."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from components.audit import Covering, known_names
from components.intake.figures import Figure, read_figures, wording
from components.intake.periods import Span, base_of, period_of, read_periods
from components.intake.text import Paragraph, document, paragraphs, sentences
from components.tables import Tables, contract, find_numbers, normalised, once
from components.tables.units import units_of

MOST_CHOICES = 6
_SOURCE_ID = re.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_BETWEEN = r"\W+"
_SAID = (
    r"(?:said|says|stated|noted|stressed|added|told|recalled|announced|reported|emphasi[sz]ed|explained|underlined"
    r"|pointed out)"
)
_TITLE = (
    r"(?:(?:Deputy |Prime |Vice[- ])*(?:Minister|Premier|President|Governor|Director|Chairman|Chairwoman|Secretary) )?"
)
_NAME = r"(?P<{}>[A-Z][\w’'-]+(?: (?:al-|bin )?[A-Z][\w’'-]+){{0,3}})"
_SPEAKERS = [
    re.compile(rf"\b{_SAID} {_TITLE}{_NAME.format('name')}"),
    re.compile(
        rf"(?:^|[,\"] ?|\b(?:that|but|and) ){_TITLE}{_NAME.format('name')}(?:,[^,]{{0,60}})?,? (?:also )?{_SAID}\b"
    ),
    re.compile(
        rf"\b[Aa]ccording to (?:the )?(?:deputy )?(?:minister |president |premier )?{_TITLE}{_NAME.format('name')}"
    ),
]
_NOBODY = re.compile(
    r"^(?:The|It|He|She|They|We|In|On|As|This|That|Its|His|Her|Our)\b|^(?:Ministry|Agency|News|Government|Kazakhstan|China)\b"
)
# The words that decide the type of a figure, the more particular type first.
_TYPES = {
    "growth": "rose|grew|risen|grown|fell|fallen|growth|growing|increased?s?|decreased?s?|declined?|dropped|up|down"
    "|(?:more|less) than in",
    "capacity": "capacity|(?:can|able to) (?:take|carry|handle|receive|process|pass)|throughput of|room for",
    "target": "targets?|goals?|aims?|task|seeks?|wants? to|wanted to",
    "offer": "could (?:supply|offer)|offer(?:s|ed)?|ready to supply",
    "pledge": "pledge[ds]?|promise[ds]?|commit(?:s|ted)|agreed",
    "forecast": "expect(?:s|ed)?|forecasts?|projected|estimates?|potential|should (?:reach|produce|carry)",
    "plan": "plan(?:s|ned)?|intend(?:s|ed)?|will|is to|are to|to be",
    "observed": "was|were|amounted|reached|carried|handled|made up|came to|totall?ed|passed|moved|traded|exceeded"
    "|invested|work",
}
# The words of a stage, the more particular first: a plan to launch is a plan.
_STAGES = {
    "interest": r"interest(?:ed)? in|expressed interest",
    "talks": r"in talks|negotiat\w+|possibilit\w+",
    "suggested": r"suggest\w*|propos\w+|idea|promising project",
    "under_way": r"under construction|under ?way|being (?:built|implemented|developed)|in progress|joint work"
    r"|in development|(?:works?|construction) (?:began|started|continues)|continues? to",
    "pledged": r"we will|will (?:build|launch|complete|repair|strengthen|ensure|continue)|agreed|pledge[ds]?",
    "planned": r"plan(?:s|ned)?|seeks? to|is to|are to|will be|scheduled|set for|to open|will open|will become",
    "operating": r"operat\w+|launched|(?:was|were|been|has) opened|put into operation|commissioned|carries|carried"
    r"|handled|is working|works",
}
_READ_STAGES = [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _STAGES.items()]
_READ_TYPES = [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _TYPES.items()]
_NO_LEVEL = ("percent", "multiple")
_NAME_KINDS = {
    "programme": "Initiative|Programme?|Strategy|Plan|Agenda|Vision",
    "company": "Company|Corporation|Corp|Group|Holding|JSC|LLP|LLC|Ltd|Inc|Bank|Airlines?|Railways?|Logistics",
    "body": "Ministry|Committee|Council|Commission|Union|Organi[sz]ation|Agency|Association|University|Institute"
    "|Government|Parliament|Senate|Forum|Party|Department|Bureau|Customs|Court|Akimat",
}


@dataclass(frozen=True)
class Source:
    """What a person says of a document: its day, and what the text does not have of itself."""

    day: date
    published: date | None = None
    publisher: str = ""
    title: str = ""
    url: str = ""
    source_id: str = ""


@dataclass(frozen=True)
class Drafts:
    """Hold the draft rows of a document by table, its paragraphs, and its text as it is to be kept."""

    sources: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    omissions: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    paragraphs: list[Paragraph]
    text: str


def draft(text: str, said: Source, tables: Tables) -> Drafts:
    """Draft the rows of a text: its figures as claims, its other numbers as omissions, stages of what it names.

    The columns are those of the tables; all have also `start` and `end` (letters of the paragraph as printed), claims
    `unit` and `choices` (subjects by rank, joined by ;). Blank is what the wording does not decide: the
    publisher too, where the text does not name it, and the basis of a day that it does not state. Raises ValueError for
    an id that no document can have.
    """
    found = paragraphs(text)
    kept, first = document(found)
    title = said.title or " ".join(text.strip().split("\n", 1)[0].split())
    source_id = said.source_id or _identifier(f"{said.day:%Y-%m}-{said.publisher or 'document'}")
    if not _SOURCE_ID.fullmatch(source_id):
        raise ValueError(f"{source_id!r} is no id of a document: small letters and digits, joined by - _ or .")
    source = {
        "source_id": source_id, "title": title, "label": said.publisher,
        "publisher": said.publisher if said.publisher in text else "",
        "event_date": said.day.isoformat(), "published_date": _day(said.published),
        "date_basis": "stated" if _is_named(said.day, text) else "",
        "url": said.url, "document_file": f"{source_id}.txt", "body_first_line": first,
        "sha256": hashlib.sha256(kept.encode()).hexdigest(),
    }  # fmt: skip
    claims: list[dict[str, Any]] = []
    omissions: list[dict[str, Any]] = []
    for paragraph in found:
        for row, is_claim in _rows(paragraph, said.day, title, tables):
            kind, rows = ("figure", claims) if is_claim else ("number", omissions)
            key = "claim_id" if is_claim else "omission_id"
            rows.append({key: f"{source_id}-{kind}-{len(rows) + 1}", "source_id": source_id, **row})
    stages = [
        {"milestone_id": f"{source_id}-stage-{number}", "source_id": source_id, **row}
        for number, row in enumerate(_stages(found, tables), 1)
    ]
    mentions = list(_mentions(found, source_id, tables))
    return Drafts([source], claims, stages, omissions, mentions, found, kept)


def _is_named(day: date, text: str) -> bool:
    written = (f"{day:%Y-%m-%d}", f"{day.day} {day:%B} {day:%Y}", f"{day:%B} {day.day}, {day:%Y}", f"{day:%d.%m.%Y}")
    return any(words in text for words in written)


def _stages(found: list[Paragraph], tables: Tables) -> Iterator[dict[str, Any]]:
    """Draft a stage of each subject that a sentence names beside a word for one, once for each paragraph."""
    for paragraph in found:
        seen = set()
        for at, sentence in sentences(paragraph.plain) if paragraph.number else ():
            word = next(((name, match) for name, words in _READ_STAGES for match in words.finditer(sentence)), None)
            if word is None:
                continue
            stage, match = word
            for choice in choices(tables, sentence, match.start(), "", ""):
                if (choice.subject_id, stage) in seen:
                    continue
                seen.add((choice.subject_id, stage))
                row = {"subject_id": choice.subject_id, "stage": stage, "speaker": speaker(sentence)}
                yield row | _place(paragraph, at, sentence, match.start(), match.end(), [])


def _mentions(found: list[Paragraph], source_id: str, tables: Tables) -> Iterator[dict[str, Any]]:
    """Draft a mention of each name that nothing covers, at its first place; a speaker is a person."""
    covering, seen = Covering(known_names(tables)), set()
    speakers = {speaker(sentence) for paragraph in found for _, sentence in sentences(paragraph.plain)}
    for paragraph in found:
        for name, start, end in covering.lacking(paragraph.plain) if paragraph.number else ():
            if name not in seen:
                seen.add(name)
                kind = "person" if name in speakers else _kind(name)
                row = {"name": name, "kind": kind, "source_id": source_id, "paragraph": paragraph.number}
                first, printed = paragraph.cut(start, end)
                yield row | {"as_stated": printed, "start": first, "end": first + len(printed)}


def _kind(name: str) -> str:
    """Return the kind of a name that has a word for it; else blank."""
    return next((kind for kind, words in _NAME_KINDS.items() if re.search(rf"\b(?:{words})\b", name)), "")


def _rows(paragraph: Paragraph, said: date, title: str, tables: Tables) -> Iterator[tuple[dict[str, Any], bool]]:
    units = units_of(tables.units)
    for at, sentence in sentences(paragraph.plain):
        stated, omitted = read_figures(sentence, units)
        places = [(one.start, one.end) for one in stated]
        taken = [*places, *((one.start, one.end) for one in omitted)]
        named = read_periods(sentence, said)
        for one in stated:
            ranked = choices(tables, sentence, one.start, paragraph.plain, title)[:MOST_CHOICES]
            subject = ranked[0].subject_id if ranked and ranked[0].distance < 1e4 else ""
            of = period_of((one.start, one.end), places, named, sentence, yearly=one.yearly)
            growth = one.dimension in _NO_LEVEL
            base = base_of((one.start, one.end), of, named) if growth else (None, None)
            measure = _measure(tables, subject, one)
            row = {
                "subject_id": subject, "measure_id": measure, "value": one.value, "value_high": one.value_high,
                "hedge": one.hedge, "claim_type": _claim_type(sentence, one, places), **_days("period", of),
                **_days("base", base), "perimeter": "", "speaker": speaker(sentence), "unit": one.unit,
                "choices": ";".join(choice.subject_id for choice in ranked),
            }  # fmt: skip
            yield row | _place(paragraph, at, sentence, one.start, one.told, taken), True
        for other in omitted:
            place = _place(paragraph, at, sentence, other.start, other.end, taken)
            if find_numbers(normalised(place["as_stated"])):  # “both” is none that a row must account for
                yield {"reason": other.reason} | place, False


def _place(
    paragraph: Paragraph, at: int, sentence: str, start: int, end: int, taken: list[tuple[int, int]]
) -> dict[str, Any]:
    begin, stop = wording(sentence, start, end, taken)
    _, phrase = paragraph.cut(at + begin, at + stop)
    first, printed = paragraph.cut(at + start, at + end)
    return {"paragraph": paragraph.number, "as_stated": phrase, "start": first, "end": first + len(printed)}


def _claim_type(sentence: str, one: Figure, places: list[tuple[int, int]]) -> str:
    """Return the type that the words around a figure decide, in its own part of the sentence; else blank."""
    before = [end for _, end in places if end <= one.start]
    after = [start for start, _ in places if start >= one.end]
    own = sentence[max(before, default=0) : min(after, default=len(sentence))]
    levels = one.dimension != "percent"
    return next((name for name, words in _READ_TYPES if not (name == "growth" and levels) and words.search(own)), "")


def _measure(tables: Tables, subject: str, one: Figure) -> str:
    """Return the one measure in which the evidence has figures of a subject in a unit; "" where that is not one."""
    units = dict(zip(tables.measures["measure_id"], tables.measures["unit"], strict=True))
    own = tables.claims[tables.claims["subject_id"] == subject]["measure_id"]
    known = {measure for measure in own if units[measure] == one.unit}
    return known.pop() if len(known) == 1 else ""


def _days(name: str, span: Span) -> dict[str, str]:
    return {f"{name}_start": _day(span[0]), f"{name}_end": _day(span[1])}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _identifier(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


class Choice(NamedTuple):
    """Hold a subject that a figure may be about, and how far its name stands from it, in letters; less is better."""

    subject_id: str
    distance: float


@once()
def _named(tables: Tables) -> list[tuple[str, re.Pattern[str], int]]:
    """List the names of subjects, with what finds them in a folded text, the longest first."""
    names: dict[tuple[str, str], int] = {}
    for row in tables.subjects.itertuples(index=False):
        for name in {row.name, *filter(None, row.aliases.split(";"))}:
            plain = " ".join(re.findall(r"\w+", normalised(name).casefold()))
            if plain:
                names[row.subject_id, plain] = len(plain)
    ordered = sorted(names.items(), key=lambda entry: -entry[1])
    return [(subject, re.compile(rf"\b{plain}\b".replace(" ", _BETWEEN)), size) for (subject, plain), size in ordered]


@once(4)
def _names_in(tables: Tables, text: str) -> list[tuple[str, int, int, int]]:
    """List the subjects named in a text, each with where its name begins and ends, and the length of the name."""
    found: list[tuple[str, int, int, int]] = []
    folded = text.casefold()
    for subject, name, size in _named(tables):
        for match in name.finditer(folded):
            start, end = match.span()
            if not any(first <= start and end <= last and last - first > size for _, first, last, _ in found):
                found.append((subject, start, end, size))
    return found


def choices(tables: Tables, sentence: str, place: int, paragraph: str, title: str) -> list[Choice]:
    """Rank the subjects whose names stand in a sentence, then in its paragraph, then in the title of the document.

    In the sentence the nearest name before the figure comes first, and a longer name before a shorter within it.
    """
    found: dict[str, float] = {}
    for penalty, text, at in ((0.0, sentence, place), (1e4, paragraph, len(paragraph)), (2e4, title, len(title))):
        for subject, start, end, size in _names_in(tables, text):
            away = at - end if end <= at else 1.5 * (start - at) + 40
            found[subject] = min(found.get(subject, 1e9), penalty + max(away, 0) - size / 10)
    return [Choice(subject, away) for subject, away in sorted(found.items(), key=lambda entry: entry[1])]


def speaker(sentence: str) -> str:
    """Return the name of whoever a sentence says speaks; "" where it names nobody."""
    return next(_speakers(sentence), "")


def _speakers(sentence: str) -> Iterator[str]:
    for pattern in _SPEAKERS:
        for match in pattern.finditer(sentence):
            name = match["name"].strip()
            if not _NOBODY.search(name):
                yield name


def write(drafts: Drafts, folder: Path) -> list[Path]:
    """Write drafts as CSV files and the text into a folder, which is made; return what was written."""
    source = drafts.sources[0]
    files = {
        "sources.csv": ("sources", drafts.sources, ()),
        f"claims/{source['source_id']}.csv": ("claims", drafts.claims, ("unit", "start", "choices")),
        "milestones.csv": ("milestones", drafts.milestones, ("start",)),
        "omissions.csv": ("omissions", drafts.omissions, ("start",)),
        "mentions.csv": ("mentions", drafts.mentions, ()),
    }
    written = []
    known = {table.name: [column.name for column in table.columns] for table in contract()}
    for name, (table, rows, more) in files.items():
        columns = known[table]
        written.append(folder / name)
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        with written[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*columns, *more], restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    text = folder / str(source["document_file"])
    text.write_bytes(drafts.text.encode())
    return [*written, text]
