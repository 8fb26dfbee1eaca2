"""Find statements, subjects and mentions by words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from components.selection.intervals import figure_intervals
from components.selection.selection import (
    claims_in_context,
    milestones_in_context,
    with_measure,
    with_source,
    with_subject,
)
from components.tables import Tables, once
from components.tables.amounts import quantity

_DASHES = re.compile("[‐-―−_-]+")
_QUOTES = str.maketrans("", "", "‘’‚‛`´'“”„‟«»\"")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])")
_NUMERAL = re.compile(r"\d+(\.\d+)?")
_WORD = re.compile(r"\w+")
_AROUND = ".,;:!?()[]$%<>≥≤≈×…"
_STATED = ("as_stated", "speaker", "doubt", "note")
# A word of fewer letters than the first is read as it stands; one of fewer than the second is read for another only if
# it is a name (“China” for “Chino”, but not “train” for “grain”); from the third on, two letters may differ.
_LETTERS = 4, 6, 10
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


class Reading(NamedTuple):
    """Hold a query as it is read: its `words`, and `instead` of those that no row has, the closest that rows have."""

    words: str
    instead: Mapping[str, tuple[str, ...]]


def reading(tables: Tables, query: str) -> Reading:
    """Return how a query is read: a word of four letters or more that begins no word of the evidence is replaced.

    Taken are the words that differ in the fewest letters (one; from ten letters on two), as “Khorgos” for “Khorgoz”; a
    swap of neighbours counts as one. Numbers and ids are never replaced, nor a word that is close to none, nor any word
    where no row or mention has all that is then looked for.
    """
    return _reading(tables, query)


@once(8)
def _reading(tables: Tables, query: str) -> Reading:
    if query.strip() in _statement_texts(tables) or query.strip() in set(tables.sources["source_id"]):
        return Reading(query, {})
    known = _vocabulary(tables)
    parts = (part.strip(_AROUND) for part in _DASHES.sub(" ", query.translate(_QUOTES)).split())
    typed = {folded(part): part for part in parts}
    closest = {part: tuple(known[each] for each in _closest(word, known)) for word, part in typed.items()}
    instead = {part: shown for part, shown in closest.items() if shown}
    if not instead or not any(map(matcher(query, instead), _texts(tables))):
        return Reading(query, {})
    words = query.translate(_QUOTES)
    for part, shown in instead.items():
        words = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", " or ".join(shown), words, flags=re.IGNORECASE)
    return Reading(words, instead)


def _closest(word: str, known: Mapping[str, str]) -> list[str]:
    shortest, common, long = _LETTERS
    if len(word) < shortest or not word.isalpha() or any(each.startswith(word) for each in known):
        return []
    among = [each for each, name in known.items() if each.isalpha() and (len(each) >= common or name != each)]
    limit = 1 if len(word) < long else 2
    found = process.extract(word, among, scorer=OSA.distance, score_cutoff=limit, limit=None)
    return [each for each, distance, _ in found if distance == found[0][1]]


@once()
def _vocabulary(tables: Tables) -> dict[str, str]:
    """Return every word that a search reads, folded, with its spelling: that of names, where it stands in one."""
    named = (tables.subjects, tables.places, tables.mentions)
    names = {name for frame in named for column in ("name", "aliases") for name in frame[column]}
    names.update(tables.sources["speaker"], tables.sources["label"])
    spelled = {folded(word): word for word in sorted({word for name in names for word in _WORD.findall(name)})}
    return {
        word: spelled.get(word, word)
        for word in sorted({word for pair in _texts(tables) for text in pair for word in _WORD.findall(text)})
    }


def matcher(query: str, instead: Mapping[str, tuple[str, ...]] | None = None) -> Callable[[Text], bool]:
    """Return the test whether a row has every word of a query: words by their beginning, numbers whole.

    Where words of the query are to be read as others, as `reading` tells, one of these is enough.
    """
    joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), folded(query))
    words = dict.fromkeys(word for part in joined.split() if (word := part.strip(_AROUND)))
    numerals = [re.compile(rf"(?<![\d.]){re.escape(word)}(?!\d|\.\d)") for word in words if _NUMERAL.fullmatch(word)]
    others = {word: [word] for word in words if not _NUMERAL.fullmatch(word)}
    others |= {folded(typed): [folded(word) for word in shown] for typed, shown in (instead or {}).items()}
    beginnings = [re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, each))})") for each in others.values()]
    return lambda text: (
        all(pattern.search(text.own) for pattern in numerals)
        and all(pattern.search(text.own) or pattern.search(text.document) for pattern in beginnings)
    )


class Statement(NamedTuple):
    """Hold the text of a claim, milestone or derivation, that of its subject, and its document's id."""

    words: Text
    subject: str
    source_id: str


def found(tables: Tables, query: str) -> list[str]:
    """List the ids of the claims, milestones and derivations that have every word of a query; all for a blank one.

    Words are read as `reading` tells.

    Read are subject, other names, corridor, places, measure, figure, stated or computed, wording, what is counted,
    doubt, note, our words, speaker, and the document's title, label, publisher and speaker. Those whose subject has the
    words come first, those found by their document alone last. The id of a row finds that row, the id of a document all
    that it states.
    """
    return list(_found(tables, query))


@once(8)
def _found(tables: Tables, query: str) -> tuple[str, ...]:
    texts, identifier = _statement_texts(tables), query.strip()
    if identifier in texts:
        return (identifier,)
    if identifier in set(tables.sources["source_id"]):
        return tuple(key for key, text in texts.items() if text.source_id == identifier)
    has = matcher(query, reading(tables, query).instead)
    hits = [key for key, text in texts.items() if has(text.words)]
    hits.sort(key=lambda key: (not has(Text(texts[key].subject)), not has(Text(texts[key].words.own))))
    return tuple(hits)


@once(8)
def search(tables: Tables, query: str) -> pd.DataFrame:
    """List what has the words of a query: subjects, claims, derivations, milestones and mentions, by `kind`.

    Columns: `kind, identifier, title, detail, subject_id`; the last is blank for a mention, whose `identifier` is its
    document's id. In each kind those whose title has the words come first, and headline repeats last. A blank query
    finds nothing. Everybody shares the frame, as those of the tables.
    """
    if not any(map(str.isalnum, query)):
        return pd.DataFrame(columns=HITS, dtype="str")
    known, has = found(tables, query), matcher(query, reading(tables, query).instead)
    figures = _claim_hits(tables, known), _derivation_hits(tables, known)
    listed = _subject_hits(tables, has), *figures, _milestone_hits(tables, known), _mention_hits(tables, has)
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


def _derivation_hits(tables: Tables, known: list[str]) -> list[dict[str, str]]:
    derived = tables.derivations[tables.derivations["derivation_id"].isin(known)]
    return [
        _hit("derivation", row["derivation_id"], _title(row["subject"], row["measure"]), row["reading"], row)
        for row in with_measure(with_subject(derived, tables), tables).to_dict("records")
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
        for row, text in zip(mentions.to_dict("records"), _mention_texts(tables), strict=True)
        if has(Text(text))
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
def _texts(tables: Tables) -> set[Text]:
    """Return all that a search reads: the texts of subjects, statements and mentions."""
    statements = (statement.words for statement in _statement_texts(tables).values())
    return {*_subject_texts(tables).values(), *statements, *map(Text, _mention_texts(tables))}


@once()
def _mention_texts(tables: Tables) -> list[str]:
    return [_joined(name, aliases) for name, aliases in tables.mentions[["name", "aliases"]].itertuples(index=False)]


@once()
def _speaker_texts(tables: Tables) -> dict[str, str]:
    """Return every speaker with the other names that mentions give to whoever is named there."""
    named = tables.mentions[tables.mentions["aliases"] != ""].itertuples(index=False)
    others = {(re.compile(rf"(?<!\w){re.escape(folded(row.name))}(?!\w)"), row.aliases) for row in named}
    speakers = {name for frame in (tables.sources, tables.claims, tables.milestones) for name in frame["speaker"]}
    return {
        speaker: _joined(speaker, *sorted(names for name, names in others if name.search(folded(speaker))))
        for speaker in speakers
    }


@once()
def _statement_texts(tables: Tables) -> dict[str, Statement]:
    subjects, speakers = _subject_texts(tables), _speaker_texts(tables)
    documents = {
        row["source_id"]: _joined(row["title"], row["label"], row["publisher"], speakers[row["speaker"]])
        for row in tables.sources.to_dict("records")
    }
    derivations = with_measure(with_subject(tables.derivations, tables), tables).assign(claim_type="derived")
    intervals = figure_intervals(tables)
    texts: dict[str, Statement] = {}
    for frame, key, columns in (
        (claims_in_context(tables), "claim_id", ("measure", "perimeter", "claim_type", *_STATED)),
        (milestones_in_context(tables), "milestone_id", ("stage", "statement", *_STATED)),
        (derivations, "derivation_id", ("measure", "assumption", "reading", "claim_type")),
    ):
        read = frame.filter(items=[key, *columns, "value", "value_high", "subject_id", "source_id"])
        for row in read.to_dict("records"):
            cells = [speakers[row[column]] if column == "speaker" else row[column] for column in columns]
            cells += [_digits(row.get(name)) for name in ("value", "value_high")]
            if key == "derivation_id":
                level = intervals[row[key]]
                computed = {"value": level.value, "low": level.low, "high": level.high, "hedge": ""}
                cells.append(quantity(row | computed, unit=False))
            subject, source_id = subjects[row["subject_id"]].own, row.get("source_id", "")
            words = Text(f"{_joined(*cells)} | {subject}", documents.get(source_id, ""))
            texts[row[key]] = Statement(words, subject, source_id)
    return texts


def _digits(value: float | None) -> str:
    return "" if value is None or pd.isna(value) else f"{value:f}".rstrip("0").rstrip(".")


def _joined(*parts: str) -> str:
    return folded(" | ".join(filter(None, parts)))
