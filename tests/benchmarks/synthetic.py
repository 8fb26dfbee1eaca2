"""Write an evidence directory of any size: `python -m tests.benchmarks.synthetic OUTDIR CLAIMS`.

The curated evidence stays as it is; beside it stand invented subjects, documents and statements, in blocks of ten
claims that one document makes of one flow. The same number of claims always gives the same bytes.
"""

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path

import numpy
import pandas

DATA = Path(__file__).parents[2] / "data"
FILE = "claims/synthetic.csv"
FLOWS = {
    "cargo_flow": ("rail", "cargo_volume", "cargo_growth", "million tonnes"),
    "trade_flow": ("unstated", "trade_turnover", "trade_growth", "billion US dollars"),
}
BLOCK = (
    ("observed", "exact", "{}", "2015-01-01", "2015-12-31"),
    ("observed", "over", "over {}", "2016-01-01", "2016-12-31"),
    ("observed", "about", "about {}", "2017-01-01", "2017-12-31"),
    ("observed", "exact", "{}", "2018-01-01", "2018-12-31"),
    ("observed", "exact", "{}", "2019-01-01", "2019-12-31"),
    ("growth", "exact", "grew by {}", "2019-01-01", "2019-12-31"),
    ("forecast", "up_to", "up to {}", "2025-01-01", "2025-12-31"),
    ("target", "exact", "is to reach {}", "", "2030-12-31"),
    ("plan", "exact", "from {} to {}", "", ""),
    ("observed", "exact", "{}", "2019-01-01", "2019-12-31"),
)
LAST_YEAR, GROWTH, RANGE, HEADLINE = 4, 5, 8, 9
CLAIMS_TO_A_SUBJECT, CLAIMS_TO_A_SOURCE = 100, 500


def write(folder: Path, claims: int, seed: int = 0) -> Path:
    """Write a valid evidence directory with so many claims, those of `data/` among them, and give its path."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    added = claims - sum(len(rows(file)) for file in DATA.glob("claims/*.csv"))
    subjects = -(-added // CLAIMS_TO_A_SUBJECT)
    sources = max(2, added // CLAIMS_TO_A_SOURCE)
    kinds = [list(FLOWS)[number % len(FLOWS)] for number in range(subjects)]
    columns = list(pandas.read_csv(DATA / "claims/trade.csv", nrows=0))
    stated = claim_columns(added, kinds, sources, numpy.random.default_rng(seed))
    pandas.DataFrame(stated)[columns].to_csv(folder / FILE, index=False, lineterminator="\n")
    append(folder / "sources.csv", map(source, range(sources)))
    corridors = ["", *(row["corridor_id"] for row in rows(DATA / "corridors.csv"))]
    append(folder / "subjects.csv", map(subject, range(subjects), kinds, cycle(corridors)))
    append(folder / "milestones.csv", (row for number in range(subjects) for row in milestones(number, sources)))
    append(folder / "comparisons.csv", map(comparison, range(subjects)))
    append(folder / "derivations.csv", map(derivation, range(added // CLAIMS_TO_A_SUBJECT), kinds))
    describe(folder / "datapackage.json")
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def append(file: Path, added: Iterable[dict[str, str]]) -> None:
    with file.open("r+", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, next(csv.reader(lines)), restval="", lineterminator="\n")
        lines.seek(0, 2)
        writer.writerows(added)


def describe(file: Path) -> None:
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    next(resource for resource in descriptor["resources"] if resource["name"] == "claims")["path"].append(FILE)
    file.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2), encoding="utf-8")


def claim_columns(
    count: int, kinds: Sequence[str], sources: int, random: numpy.random.Generator
) -> dict[str, list[str]]:
    blocks = -(-count // len(BLOCK))
    levels = random.uniform(5, 500, (blocks, len(BLOCK)))
    levels[:, GROWTH] = random.uniform(1, 30, blocks)
    levels[:, HEADLINE] = levels[:, LAST_YEAR]
    digits = random.integers(0, 3, blocks)
    columns: dict[str, list[str]] = {name: [] for name in rows(DATA / "claims/trade.csv")[0]}
    for number in range(count):
        block, place = divmod(number, len(BLOCK))
        kind, hedge, wording, start, end = BLOCK[place]
        flow = number // CLAIMS_TO_A_SUBJECT
        _, level, growth, unit = FLOWS[kinds[flow]]
        value = f"{levels[block, place]:.{digits[block]}f}"
        high = f"{levels[block, place] * 1.25:.{digits[block]}f}" if place == RANGE else ""
        stated = wording.format(value, high) + (" percent" if place == GROWTH else f" {unit}")
        cells = {
            "claim_id": f"synthetic-{block}-{place}",
            "subject_id": f"synthetic-flow-{flow}",
            "measure_id": growth if place == GROWTH else level,
            "value": value,
            "value_high": high,
            "hedge": hedge,
            "claim_type": kind,
            "period_start": start,
            "period_end": end,
            "base_start": "2018-01-01" if place == GROWTH else "",
            "base_end": "2018-12-31" if place == GROWTH else "",
            "perimeter": f"Synthetic flow {flow} through gate {block}, both directions",
            "source_id": f"synthetic-document-{block % sources}",
            "paragraph": "0" if place == HEADLINE else str(block % 40 + 1),
            "as_stated": stated,
            "speaker": f"Synthetic speaker {block % 12}",
            "repeats": f"synthetic-{block}-{LAST_YEAR}" if place == HEADLINE else "",
            "doubt": f"Whether gate {block} counts both directions is not stated." if place == RANGE else "",
            "note": "Invented, to measure how the dashboard grows." if place == 0 else "",
        }
        for name, cell in cells.items():
            columns[name].append(cell)
    return columns


def source(number: int) -> dict[str, str]:
    day = str(numpy.datetime64("2020-01-01") + number)
    return {
        "source_id": f"synthetic-document-{number}",
        "title": f"Synthetic document {number}",
        "label": f"Gazette {number % 12}",
        "publisher": f"Synthetic publisher {number % 12}",
        "url": f"https://example.org/{number}",
        "event_date": day,
        "published_date": day,
        "date_basis": "stated",
        "document_file": f"synthetic-{number}.txt",
        "sha256": f"{number:064x}",
        "body_first_line": "1",
    }


def subject(number: int, kind: str, corridor: str) -> dict[str, str]:
    return {
        "subject_id": f"synthetic-flow-{number}",
        "name": f"Synthetic flow {number}",
        "aliases": f"Invented flow {number};Made-up flow {number}",
        "kind": kind,
        "corridor_id": corridor,
        "mode": FLOWS[kind][0],
    }


def milestones(number: int, sources: int) -> list[dict[str, str]]:
    first = number % (sources - 1)
    return [
        {
            "milestone_id": f"synthetic-{stage}-{number}",
            "subject_id": f"synthetic-flow-{number}",
            "stage": stage,
            "statement": f"Synthetic flow {number}: {stage}.",
            "source_id": f"synthetic-document-{source}",
            "paragraph": "1",
            "as_stated": wording,
        }
        for stage, source, wording in (("planned", first, "is planned"), ("operating", first + 1, "is in operation"))
    ]


def comparison(number: int) -> dict[str, str]:
    return {
        "comparison_id": f"synthetic-stage-{number}",
        "earlier_id": f"synthetic-planned-{number}",
        "later_id": f"synthetic-operating-{number}",
        "kind": "progressed",
        "reading": "A plan becomes a flow in operation.",
    }


def derivation(number: int, kind: str) -> dict[str, str]:
    block = number * CLAIMS_TO_A_SUBJECT // len(BLOCK)
    return {
        "derivation_id": f"synthetic-prior-{number}",
        "formula": "prior_from_growth",
        "inputs": f"synthetic-{block}-{LAST_YEAR};synthetic-{block}-{GROWTH}",
        "subject_id": f"synthetic-flow-{number}",
        "measure_id": FLOWS[kind][1],
        "period_start": "2018-01-01",
        "period_end": "2018-12-31",
        "grade": "follows",
        "reading": "The year before, which the stated growth implies.",
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
