"""Hold the tables against the documents: `python -m components.audit DOCUMENTS_DIR` (exit 1 on any disagreement).

`python -m components.audit --checksum FILE` prints what sources.csv asks of a document.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from components import tables
from components.tables import Tables, normalised
from components.tables.quantities import find_numbers, find_quantities, in_latin_letters, stated_readings
from components.tables.units import Unit, Units, units_of

_DATES = (
    "period_start", "period_end", "base_start", "base_end", "happened_start", "happened_end", "due_start", "due_end",
)  # fmt: skip
_NO_MEASURE = ("", "ordinal", "years")
_FIRST_PARAGRAPH = re.compile(r"(?:\S+\s+){7,}\S*[.!?…][\"'”’»)]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEGINNING = re.compile(r"(?:^|[.!?…:\"(]|[-»«]\s)\s*[\"'(«]*$")
_UNIT = re.compile(r"(?<!19\d)(?<!20\d)\d ?$")
_NEAR = 12  # letters before a word that tell how it begins
# Capitalised in English, and no name.
_NO_NAME = (
    " january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday president presidents premier prime minister ministers deputy secretary chairman"
    " governor head heads state states government republic us usa mr mrs ms a according after all also among an and"
    " another as at before besides between beyond both but by during each every for from further he her his how if in"
    " into it its last many more most new no not of on one other our over she since so some such that the their then"
    " there these they this those through to today two under until we what when where which while who with within "
)


Documents = Path | Mapping[str, bytes]


def paragraphs(document: bytes, body_first_line: int) -> list[str]:
    """Return a document's normalised paragraphs: 0 is all before the body, then one for each non-blank line.

    `body_first_line` counts the file's lines from 1. Raises UnicodeDecodeError.
    """
    lines = document.decode("utf-8-sig").splitlines()
    head, body = lines[: body_first_line - 1], lines[body_first_line - 1 :]
    return [normalised(" ".join(head)), *(normalised(line) for line in body if line.strip())]


class WordingNumbers(NamedTuple):
    """Hold a wording and where the numbers begin that some row must have (`numbers`) and its own has (`claimed`)."""

    source_id: str
    paragraph: int
    wording: str
    numbers: frozenset[int]
    claimed: frozenset[int]


def wording_numbers(tables: Tables) -> list[WordingNumbers]:
    """Read the wording of every claim, milestone and omission.

    Of a milestone only the numbers with a unit must be claimed, for it states a stage; an omission claims all its own.
    """
    units = units_of(tables.units)
    measured = {key: units[unit] for key, unit in tables.measures.set_index("measure_id")["unit"].items()}
    claims, milestones, omissions = (
        frame.to_dict("records") for frame in (tables.claims, tables.milestones, tables.omissions)
    )
    return [
        *(_of_claim(row, units, measured[row["measure_id"]]) for row in claims),
        *(_of_milestone(row, units) for row in milestones),
        *(_of_omission(row) for row in omissions),
    ]


def _of_claim(row: dict[str, Any], units: Units, unit: Unit) -> WordingNumbers:
    wording, years = normalised(row["as_stated"]), _years(row)
    figures = [written for written in (row["value_written"], row["value_high_written"]) if written]
    found = find_quantities(wording, units)
    claimed = {
        part.start
        for part in found
        if part.figure in years or any(stated_readings([part], each, unit) for each in figures)
    }
    return _wording_numbers(row, wording, {part.start for part in found}, claimed)


def _of_milestone(row: dict[str, Any], units: Units) -> WordingNumbers:
    wording, years = normalised(row["as_stated"]), _years(row)
    found = find_quantities(wording, units)
    measured = {part.start for part in found if part.scaled or part.dimension not in _NO_MEASURE}
    return _wording_numbers(row, wording, measured, {part.start for part in found if part.figure in years})


def _of_omission(row: dict[str, Any]) -> WordingNumbers:
    wording = normalised(row["as_stated"])
    return _wording_numbers(row, wording, set(), {*range(len(wording))})


def _wording_numbers(row: dict[str, Any], wording: str, numbered: set[int], claimed: set[int]) -> WordingNumbers:
    return WordingNumbers(row["source_id"], int(row["paragraph"]), wording, frozenset(numbered), frozenset(claimed))


def _years(row: dict[str, Any]) -> set[int]:
    return {row[name].year for name in _DATES if name in row and pd.notna(row[name])}


@dataclass(frozen=True)
class Disagreement:
    """One disagreement between tables and documents: where, and what is wrong."""

    source_id: str
    paragraph: int | None
    row_id: str
    problem: str

    def __str__(self) -> str:
        place = self.source_id if self.paragraph is None else f"{self.source_id} paragraph {self.paragraph}"
        return f"{place}: {self.row_id + ': ' if self.row_id else ''}{self.problem}"


def _read(tables: Tables, documents: Documents) -> Iterator[tuple[Any, bytes, list[str] | Exception]]:
    """Yield each source with its document's content and paragraphs, or with the error of one that cannot be read."""
    for source in tables.sources.itertuples():
        name = source.document_file
        if isinstance(documents, Mapping) and name not in documents:
            continue
        try:
            content = documents[name] if isinstance(documents, Mapping) else (documents / name).read_bytes()
            yield source, content, paragraphs(content, int(source.body_first_line))
        except (OSError, UnicodeDecodeError) as error:
            yield source, b"", error


def disagreements(tables: Tables, documents: Documents) -> list[Disagreement]:
    """List every disagreement between the tables and the documents of a directory; an empty list is agreement.

    Documents given by name and content are those that are looked at.

    Checked are each document's `sha256`, each `as_stated` in its paragraph, that of mentions too, and that each number
    of a document lies in the wording of a claim, a milestone or an omission, and if a claim's wording has several, or a
    milestone's one with a unit, is the figure or a year of some row. That each wording holds its figure is checked on
    loading.
    """
    wordings, claimed = _wordings(tables), wording_numbers(tables)
    mentions = tables.mentions.rename(columns={"name": "row_id"})
    found: list[Disagreement] = []
    for source, content, texts in _read(tables, documents):
        if isinstance(texts, Exception):
            found.append(Disagreement(source.source_id, None, "", f"cannot be read: {texts}"))
            continue
        if (digest := hashlib.sha256(content).hexdigest()) != source.sha256:
            found.append(Disagreement(source.source_id, None, "", f"{source.document_file} has sha256 {digest}"))
        own = wordings[wordings["source_id"] == source.source_id]
        found += _missing_wordings(own, texts)
        found += _missing_wordings(mentions[mentions["source_id"] == source.source_id], texts)
        found += _uncovered_numbers(own, texts, source.source_id)
        found += _unclaimed_numbers([each for each in claimed if each.source_id == source.source_id], texts)
    return found


def _wordings(tables: Tables) -> pd.DataFrame:
    columns = ["source_id", "paragraph", "as_stated"]
    return pd.concat(
        [
            frame.rename(columns={key: "row_id"})[["row_id", *columns]]
            for frame, key in (
                (tables.claims, "claim_id"),
                (tables.milestones, "milestone_id"),
                (tables.omissions, "omission_id"),
            )
        ],
        ignore_index=True,
    )


def _spans(wording: str, text: str) -> list[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(normalised(wording))}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def _missing_wordings(wordings: pd.DataFrame, texts: list[str]) -> Iterator[Disagreement]:
    for row in wordings.itertuples():
        if row.paragraph >= len(texts) or not _spans(row.as_stated, texts[row.paragraph]):
            problem = f"“{row.as_stated}” does not stand in this paragraph"
            yield Disagreement(row.source_id, int(row.paragraph), row.row_id, problem)


def _uncovered_numbers(wordings: pd.DataFrame, texts: list[str], source_id: str) -> Iterator[Disagreement]:
    for paragraph, text in enumerate(texts):
        stated = wordings.loc[wordings["paragraph"] == paragraph, "as_stated"]
        spans = [span for wording in stated for span in _spans(wording, text)]
        for number in find_numbers(text):
            if not any(start <= number.start and number.end <= end for start, end in spans):
                problem = f"no row covers “{number.text}” in {_around(number.start, number.end, text)}"
                yield Disagreement(source_id, paragraph, "", problem)


def _unclaimed_numbers(claimed: list[WordingNumbers], texts: list[str]) -> Iterator[Disagreement]:
    """Find the numbers in wordings that no row has as its figure or year, as when one of two claims was dropped."""
    for paragraph, text in enumerate(texts):
        stated = [
            (each, start) for each in claimed if each.paragraph == paragraph for start, _ in _spans(each.wording, text)
        ]
        numbered = {start + place for each, start in stated for place in each.numbers}
        numbered -= {start + place for each, start in stated for place in each.claimed}
        for number in find_numbers(text):
            if number.start in numbered:
                around = _around(number.start, number.end, text)
                problem = f"no row has “{number.text}” as its figure or year, in {around}"
                yield Disagreement(claimed[0].source_id, paragraph, "", problem)


def uncovered_names(tables: Tables, documents: Documents) -> list[Disagreement]:
    """List the capitalised names of the documents that nothing covers, each at its first place in a document.

    A name is covered by a subject, corridor, place, source or speaker, or by a mention of its own document, that has
    it among its words. Read is English, in paragraphs: headlines capitalise what is no name. A single word that begins
    a sentence is taken for none, unless it is in capitals. Documents that cannot be read are passed over.
    """
    mentions, known = tables.mentions, known_names(tables)
    found: dict[tuple[str, str], Disagreement] = {}
    for source, _, texts in _read(tables, documents):
        if isinstance(texts, Exception):
            continue
        own = mentions.loc[mentions["source_id"] == source.source_id, ["name", "aliases"]].to_numpy().ravel()
        covering = Covering(known.union(*(cell.split(";") for cell in own)))
        for paragraph, text in enumerate(texts):
            for name, start, end in covering.lacking(text) if paragraph and in_latin_letters(text) else ():
                problem = f"no subject, place or mention covers “{name}” in {_around(start, end, text)}"
                found.setdefault((source.source_id, name), Disagreement(source.source_id, paragraph, "", problem))
    return list(found.values())


def known_names(tables: Tables) -> set[str]:
    """Return every name by which the tables know a subject, corridor, place, source or speaker."""
    everywhere = (
        tables.subjects[["name", "aliases"]], tables.places[["name", "aliases"]], tables.corridors[["name", "label"]],
        tables.sources[["label", "publisher", "speaker"]], tables.claims[["speaker"]], tables.milestones[["speaker"]],
    )  # fmt: skip
    return {name for frame in everywhere for cell in frame.to_numpy().ravel() for name in cell.split(";")}


class Covering:
    """Hold the names that are covered, to find in a text those that are not."""

    def __init__(self, names: set[str]) -> None:
        folded = {" ".join(_LETTERS.findall(normalised(name).casefold())) for name in names} - {""}
        self._within = f" {' | '.join(folded)} "
        longest = sorted((re.escape(name).replace(r"\ ", r"[^\w]+") for name in folded), key=len, reverse=True)
        self._whole = re.compile(rf"(?<!\w)(?:{'|'.join(longest) or '(?!)'})(?!\w)", re.IGNORECASE)

    def lacking(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the capitalised names of a normalised text that nothing covers, each with its place."""
        covered = [match.span() for match in self._whole.finditer(text)]
        run: list[re.Match[str]] = []
        for word in [*_LETTERS.finditer(text), None]:
            joined = word and run and re.fullmatch(r" ?-? ?", text[run[-1].end() : word.start()])
            named = word and self._is_named(word, text) and not any(a <= word.start() < b for a, b in covered)
            if run and not (joined and named):
                start, end = run[0].start(), run[-1].end()
                if not self._is_known(run, text):
                    yield text[start:end], start, end
                run = []
            if word and named:
                run.append(word)

    def _is_named(self, word: re.Match[str], text: str) -> bool:
        letters = word.group()
        at, after = word.start(), text[word.end() : word.end() + 1]
        unit = len(letters) <= 3 and (_UNIT.search(text, max(0, at - _NEAR), at) or after.isdigit())
        return letters[0].isupper() and f" {letters.casefold()} " not in _NO_NAME and not unit

    def _is_known(self, run: list[re.Match[str]], text: str) -> bool:
        if len(run) == 1 and not run[0].group().isupper() and _is_beginning(run[0].start(), text):
            return True
        words = " ".join(word.group().casefold() for word in run)
        return any(f" {words[: len(words) - ending]} " in self._within for ending in range(4))  # as of “Asian”


def _is_beginning(at: int, text: str) -> bool:
    return bool(_BEGINNING.search(text, max(0, at - _NEAR), at))


def _around(start: int, end: int, text: str) -> str:
    return f"“…{text[max(0, start - 30) : end + 30]}…”"


def checksum(document: Path) -> tuple[str, int]:
    """Return the `sha256` of a document and its probable `body_first_line`, that of the first long sentence."""
    lines = document.read_text(encoding="utf-8-sig").splitlines()
    body = (number for number, line in enumerate(lines, 1) if _FIRST_PARAGRAPH.fullmatch(line.strip()))
    return hashlib.sha256(document.read_bytes()).hexdigest(), next(body, 1)


def main() -> int:
    """Print every disagreement, and names to look at; return 0 for no disagreement, 1 for some or faulty tables."""
    parser = argparse.ArgumentParser(prog="python -m components.audit", description=__doc__.splitlines()[0])
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("documents", type=Path, nargs="?", help="the directory that holds the documents' text files")
    asked.add_argument("--checksum", type=Path, metavar="FILE", help="print sha256 and body_first_line of a document")
    arguments = parser.parse_args()
    try:
        if arguments.checksum:
            digest, first = checksum(arguments.checksum)
            print(f"sha256 {digest}\nbody_first_line {first}, if the first paragraph begins there")
            return 0
        loaded = tables.load()
    except (tables.TablesError, OSError, UnicodeDecodeError) as error:
        print(error)
        return 1
    found, names = disagreements(loaded, arguments.documents), uncovered_names(loaded, arguments.documents)
    print(*found, *names, sep="\n", end="\n" if found or names else "")
    if not found:
        print(
            f"{len(loaded.sources)} documents, {len(loaded.claims)} claims, {len(loaded.milestones)} milestones, "
            f"{len(loaded.omissions)} omissions, {len(loaded.mentions)} mentions: every wording stands, every number "
            f"is covered, {len(names) or 'no'} names to add to mentions.csv or to leave"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
