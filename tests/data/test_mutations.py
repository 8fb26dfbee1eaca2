"""Seeded corruptions of the evidence, up to thousands: each is refused by name, or harmless, or told by the documents.

What nothing in the tables can tell is named below with its reason, and nothing else may be accepted. To see the table
of kinds by outcome: `ATLAS_MUTATIONS=1000 .venv/bin/python -m pytest -s tests/data/test_mutations.py`.
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from components import audit
from components.tables import RELATIONS, Tables, TablesError
from components.tables import BASEMAP
from components.tables import read_folder
from components.tables import TABLES, check
from components.tables import last_digit_value

from .mutations import KINDS, Files

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"
COUNT = int(os.environ.get("ATLAS_MUTATIONS", "40"))
KEYS = {
    "routes": ["subject_id", "leg", "order"], "mentions": ["name", "source_id"],
    "observations": ["series_id", "period_start", "period_end", "url"],
}  # fmt: skip
NOTES = {"note", "date_note"}
ROW = "(row)"


class Change(NamedTuple):
    """One cell of one row, or a whole row, that the corrupted tables hold otherwise."""

    table: str
    row: str
    column: str
    before: str
    after: str


# What the tables alone cannot tell: columns by table, "*" for any.
UNTOLD: dict[str, dict[str, set[str]]] = {
    "our own words, which nothing else repeats": {
        "*": {"name", "label", "aliases", "title", "publisher", "speaker", "perimeter", "doubt", "statement", "reading",
              "reason", "assumption", "definition", "description", "coordinate_source", "colour"},
    },
    "a point that still lies in its country": {"places": {"latitude", "longitude"}},
    "a border town given to the neighbour": {"places": {"country"}},
    "another kind, mode, accuracy or basis that goes with the rest": {
        "places": {"kind", "accuracy"}, "subjects": {"kind", "mode"}, "routes": {"basis"},
    },
    "another claim type that the wording allows": {"claims": {"claim_type"}},
    "another stage: the tables do not read the wordings of stages": {"milestones": {"stage"}},
    "another reading of a pair": {"comparisons": {"kind"}},
    "another subject, place or statement that fits": {
        "claims": {"subject_id"}, "milestones": {"subject_id"}, "derivations": {"subject_id", "inputs", "formula"},
        "comparisons": {"earlier_id", "later_id"}, "routes": {"place_id"},
        "subjects": {"place_id", "far_place_id", "corridor_id"},
    },
    "another measure or quantity that fits the unit": {
        "claims": {"measure_id"}, "derivations": {"measure_id"}, "measures": {"quantity", *RELATIONS},
    },
    "a unit that no figure is in, or a word for one that no wording has": {
        "units": {"dimension", "factor", "prefix", "suffix", "words"},
    },
    "another date that can be, where the wording names no year": {
        "claims": {"period_start", "period_end"}, "sources": {"event_date", "published_date", "date_basis"},
        "milestones": {"happened_start", "happened_end", "due_start", "due_end"},
    },
    "a line through its places in another order": {"routes": {"order", "leg"}},
    "another place, form or choice of rows of an exhibit": {
        "exhibits": {"page", "section", "order", "form", "subjects", "kinds", "quantities", "measures", "claim_types",
                     "months", "axis_group"},
    },
    "another sentence of what no document states, or another condition that no row meets": {
        "silences": {"text", "subjects", "quantities", "claim_types", "stages", "after"},
    },
    "another kind of what is mentioned": {"mentions": {"kind"}},
    "another reporter, subject or page of what stands outside the documents": {
        "series": {"reporter", "subject_id", "measure_id"}, "observations": {"as_printed", "source_title"},
        "outcomes": {"subject_id", "promise_ids", "what", "source_title", "url", "phrase"},
    },
    "another date that can be, of what stands outside the documents": {
        "observations": {"published"}, "outcomes": {"happened_start", "happened_end", "published"},
    },
    "a row that no other row names, dropped, renamed or added": {"*": {ROW}},
    "another document, paragraph or phrase: only the documents tell": {
        "*": {"source_id", "paragraph", "as_stated"}, "sources": {"document_file", "sha256", "body_first_line"},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> Files:
    """Read the evidence, of the base map only the countries, which places are held against, and the land."""
    _, files = read_folder(ROOT / "data")
    basemap = json.loads(files[BASEMAP])
    told = [(feature, feature["properties"]) for feature in basemap["features"]]
    basemap["features"] = [each for each, its in told if "country" in its or its["layer"] == "land"]
    return files | {BASEMAP: json.dumps(basemap).encode()}


def load(files: Files) -> Tables:
    return check(ROOT / "no-such-folder", sorted(files), files)


def changes(before: Tables, after: Tables) -> Iterator[Change]:
    """List what differs, whatever the order of rows; the notes of rows and the writing of a number do not count."""
    for name in sorted(TABLES):
        if getattr(before, name).equals(getattr(after, name)):
            continue
        old, new = (rows(tables, name) for tables in (before, after))
        for key in old.keys() ^ new.keys():
            yield Change(name, key, ROW, str(key in old), str(key in new))
        for key in old.keys() & new.keys():
            for column, was in old[key].items():
                now = new[key][column]
                if was != now and column not in NOTES and not same_figure(column, was, now):
                    yield Change(name, key, column.removesuffix("_written"), was, now)


def rows(tables: Tables, name: str) -> dict[str, dict[str, str]]:
    frame = getattr(tables, name).astype("object")
    records = frame.where(frame.notna(), "").astype("str").to_dict("records")
    columns = KEYS.get(name, list(frame.columns[:1]))
    return {"+".join(record[column] for column in columns): record for record in records}


def same_figure(column: str, was: str, now: str) -> bool:
    written = column.endswith("_written") and was and now
    return bool(written) and float(was) == float(now) and last_digit_value(was) == pytest.approx(last_digit_value(now))


def classes(change: Change, evidence: Tables) -> set[str]:
    """Name what may excuse a change; a unit, a figure, a hedge and a repeat have no excuse."""
    found = {
        named
        for named, columns in UNTOLD.items()
        for table in ("*", change.table)
        if change.column in columns.get(table, set())
    }
    if (change.table, change.column) == ("claims", "measure_id"):
        units = evidence.measures.set_index("measure_id")["unit"]
        fits = units[change.before] == units[change.after] or units[change.before] in ("count", "ordinal")
        return found if fits else set()
    return found


def outcome(evidence: Tables, files: Files, file: str) -> tuple[str, list[Change]]:
    try:
        tables = load(files)
    except TablesError as refusal:
        faults = refusal.faults
        named = any(fault.file == file for fault in faults) or all(
            fault.file in files and fault.line for fault in faults
        )
        return "refused" if named else "accepted wrongly", []
    changed = list(changes(evidence, tables))
    if not changed:
        return "harmless", []
    if DOCUMENTS.is_dir() and audit.disagreements(tables, DOCUMENTS):
        return "told by the documents", []
    return "untold", changed


def test_no_corruption_is_accepted_but_those_named_here(files):
    evidence = load(files)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    untold: Counter[str] = Counter()
    wrong: list[tuple[str, list[Change]]] = []
    for number in range(COUNT):
        kind = list(KINDS)[number % len(KINDS)]
        mutant = KINDS[kind](files, Random(f"mutant {number}"))
        result, changed = outcome(evidence, mutant.files, mutant.file)
        excuses = [classes(change, evidence) for change in changed]
        if result == "accepted wrongly" or not all(excuses):
            result = "accepted wrongly"
            wrong.append((kind, changed))
        untold.update(set().union(*excuses))
        outcomes[kind][result] += 1
    print(report(outcomes, untold))
    assert wrong == []
    assert set(outcomes) == set(list(KINDS)[:COUNT])


def report(outcomes: dict[str, Counter[str]], untold: Counter[str]) -> str:
    names = ("refused", "harmless", "told by the documents", "untold", "accepted wrongly")
    lines = [f"\n{'':48}" + "".join(f"{name:>23}" for name in names)]
    lines += [f"{kind:48}" + "".join(f"{found[name] or '·':>23}" for name in names) for kind, found in outcomes.items()]
    total: Counter[str] = sum(outcomes.values(), Counter())
    lines += [f"{'all':48}" + "".join(f"{total[name]:>23}" for name in names), "\nuntold:"]
    return "\n".join([*lines, *(f"{count:6}  {named}" for named, count in untold.most_common())])


@pytest.mark.parametrize("kind", ["another unit", "another hedge", "a digit of a figure", "a figure with other digits"])
def test_what_the_tables_must_tell_they_tell_always(files, kind):
    """Each of these is tried a few times more: a figure is its digits, its unit and its hedge."""
    evidence = load(files)
    for number in range(12):
        mutant = KINDS[kind](files, Random(f"{kind} {number}"))
        assert outcome(evidence, mutant.files, mutant.file)[0] in ("refused", "harmless")
