"""Find statements, subjects and mentions by words."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from components.selection.selection import (
    claims_in_context,
    milestones_in_context,
    with_measure,
    with_source,
    with_subject,
)
from components.tables import Tables, once

_DASHES = re.compile("[‐-―−_-]+")
_QUOTES = str.maketrans("", "", "‘’‚‛`´'“”„‟«»\"")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])")
_NUMERAL = re.compile(r"\d+(\.\d+)?")
_STATED = ("as_stated", "speaker", "doubt", "note")
HITS = ["kind", "identifier", "title", "detail", "subject_id"]


class Text(NamedTuple):
    """Hold the folded text of a row: its `own`, and that of its `document`, where no number is looked for."""

    own: str
    document: str = ""


def folded(text: str) -> str:
    """Reduce a text to what counts in a search: no case, accents, quotes, dashes or thousands separators."""
    bare = _THOUSANDS.sub("", text).casefold()
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_DASHES.sub(" ", bare.translate(_QUOTES)).split())


def matcher(query: str) -> Callable[[Text], bool]:
    """Return the test whether a row has every word of a query: words by their beginning, numbers whole."""
    joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), folded(query))
    words = dict.fromkeys(word for part in joined.split() if (word := part.strip(".,;:!?()[]$%<>≥≤≈×…")))
    numerals = [re.compile(rf"(?<![\d.]){re.escape(word)}(?!\d|\.\d)") for word in words if _NUMERAL.fullmatch(word)]
    others = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words if not _NUMERAL.fullmatch(word)]
    return lambda text: (
        all(pattern.search(text.own) for pattern in numerals)
        and all(pattern.search(text.own) or pattern.search(text.document) for pattern in others)
    )


class Statement(NamedTuple):
    """Hold the text of a claim, milestone or derivation, that of its subject, and its document's id."""

    words: Text
    subject: str
    source_id: str


def found(tables: Tables, query: str) -> list[str]:
    """List the ids of the claims, milestones and derivations that have every word of a query; all for a blank one.

    Read are subject, other names, corridor, places, measure, figure, wording, what is counted, doubt, note, our
    words, speaker, and the document's title, label, publisher and speaker. Those whose subject has the words come
    first, those found by their document alone last. The id of a row finds that row, the id of a document all that it
    states.
    """
    return list(_found(tables, query))


@once(8)
def _found(tables: Tables, query: str) -> tuple[str, ...]:
    texts, has, identifier = _statement_texts(tables), matcher(query), query.strip()
    if identifier in texts:
        return (identifier,)
    if identifier in set(tables.sources["source_id"]):
        return tuple(key for key, text in texts.items() if text.source_id == identifier)
    hits = [key for key, text in texts.items() if has(text.words)]
    hits.sort(key=lambda key: (not has(Text(texts[key].subject)), not has(Text(texts[key].words.own))))
    return tuple(hits)


@once(8)
def search(tables: Tables, query: str) -> pd.DataFrame:
    """List what has the words of a query: `kind` (subject, claim, milestone, mention), `identifier, title, detail, …`.

    The last column is `subject_id`, blank for a mention, whose `identifier` is its document's id. In each kind those
    whose title has the words come first, and headline repeats last. A blank query finds nothing.
    Everybody shares the frame, as those of the tables.
    """
    if not any(map(str.isalnum, query)):
        return pd.DataFrame(columns=HITS, dtype="str")
    known, has = found(tables, query), matcher(query)
    rows = _subject_hits(tables, has), _claim_hits(tables, known), _milestone_hits(tables, known)
    listed = *rows, _mention_hits(tables, has)
    hits = [hit for kind in listed for hit in sorted(kind, key=lambda hit: not has(Text(folded(hit["title"]))))]
    return pd.DataFrame(hits, columns=HITS)


def _subject_hits(tables: Tables, has: Callable[[Text], bool]) -> list[dict[str, str]]:
    names = _subject_texts(tables)
    rows = tables.subjects[[has(names[key]) for key in tables.subjects["subject_id"]]].to_dict("records")
    return [_hit("subject", row["subject_id"], row["name"], row["aliases"].replace(";", ", "), row) for row in rows]


def _claim_hits(tables: Tables, known: list[str]) -> list[dict[str, str]]:
    claims = claims_in_context(tables)
    claims = claims[claims["claim_id"].isin(known)]
    claims = claims.sort_values("repeats", key=lambda column: column != "", kind="stable")
    return [
        _hit("claim", row["claim_id"], _title(row["subject"], row["measure"]), f"“{row['as_stated']}”", row)
        for row in claims.to_dict("records")
    ]


def _milestone_hits(tables: Tables, known: list[str]) -> list[dict[str, str]]:
    milestones = milestones_in_context(tables)
    return [
        _hit("milestone", row["milestone_id"], _title(row["subject"], row["stage"]), row["statement"], row)
        for row in milestones[milestones["milestone_id"].isin(known)].to_dict("records")
    ]


def _mention_hits(tables: Tables, has: Callable[[Text], bool]) -> list[dict[str, str]]:
    """List the mentions whose name or alias has the words; what else their documents hold does not count."""
    mentions = with_source(tables.mentions.assign(subject_id=""), tables)
    return [
        _hit("mention", row["source_id"], row["name"], f"“{row['as_stated']}”", row)
        for row in mentions.to_dict("records")
        if has(Text(_joined(row["name"], row["aliases"])))
    ]


def _title(subject: str, matter: str) -> str:
    words = matter.replace("_", " ").lower()
    return subject if words == subject.lower() else f"{subject}: {words}"


def _hit(kind: str, identifier: str, title: str, detail: str, row: dict[str, Any]) -> dict[str, str]:
    day = row.get("event_date", pd.NaT)
    document = ", ".join(filter(None, [row.get("document", ""), "" if pd.isna(day) else f"{day:%B %Y}"]))
    cells = (kind, identifier, title, f"{detail} ({document})" if document else detail, row["subject_id"])
    return dict(zip(HITS, cells, strict=True))


@once()
def _subject_texts(tables: Tables) -> dict[str, Text]:
    corridors = tables.corridor_names
    places = {row.place_id: f"{row.name} | {row.aliases}" for row in tables.places.itertuples(index=False)}
    return {
        row["subject_id"]: Text(
            _joined(
                row["name"],
                row["aliases"],
                corridors.get(row["corridor_id"], ""),
                places.get(row["place_id"], ""),
                places.get(row["far_place_id"], ""),
            )
        )
        for row in tables.subjects.to_dict("records")
    }


@once()
def _statement_texts(tables: Tables) -> dict[str, Statement]:
    subjects = _subject_texts(tables)
    documents = {
        row["source_id"]: _joined(row["title"], row["label"], row["publisher"], row["speaker"])
        for row in tables.sources.to_dict("records")
    }
    derivations = with_measure(with_subject(tables.derivations, tables), tables).assign(claim_type="derived")
    texts: dict[str, Statement] = {}
    for frame, key, columns in (
        (claims_in_context(tables), "claim_id", ("measure", "perimeter", "claim_type", *_STATED)),
        (milestones_in_context(tables), "milestone_id", ("stage", "statement", *_STATED)),
        (derivations, "derivation_id", ("measure", "assumption", "reading", "claim_type")),
    ):
        read = frame.filter(items=[key, *columns, "value", "value_high", "subject_id", "source_id"])
        for row in read.to_dict("records"):
            cells = [row[column] for column in columns] + [_digits(row.get(name)) for name in ("value", "value_high")]
            subject, source_id = subjects[row["subject_id"]].own, row.get("source_id", "")
            words = Text(f"{_joined(*cells)} | {subject}", documents.get(source_id, ""))
            texts[row[key]] = Statement(words, subject, source_id)
    return texts


def _digits(value: float | None) -> str:
    return "" if value is None or pd.isna(value) else f"{value:f}".rstrip("0").rstrip(".")


def _joined(*parts: str) -> str:
    return folded(" | ".join(filter(None, parts)))
