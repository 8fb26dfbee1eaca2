"""A copy of the evidence with a sixth document of our own making: a new subject, a new unit, a quarter, a figure above
every axis of before, and rows that break three silences. `python -m tests.sixth OUTDIR` writes it, to be looked at."""

import csv
import hashlib
import shutil
import sys
from pathlib import Path

from tests.conftest import DATA
from tests.hostile import read_rows, write_rows

SOURCE, FILE = "2026-02-gazette", "2026-02-gazette.txt"
YEAR, QUARTER, NOW = ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-03-31"), ("", "")
BROKEN = {"khorgos-carried", "cargo-after-2013", "trans-caspian-capacity"}
# Subject, measure, value, hedge, claim type, period, what is counted, wording.
STATED = (
    ("trade-china", "trade_turnover", "152.4", "exact", "observed", YEAR, "Trade in goods with China",
     "trade reached $152.4 billion in 2025"),
    ("trade-china", "trade_turnover", "300", "exact", "target", ("", "2035-12-31"), "Trade in goods with China",
     "is to grow to $300 billion by 2035"),
    ("trade-xinjiang", "trade_turnover", "6.2", "over", "observed", QUARTER, "Trade with Xinjiang, first quarter",
     "more than $6.2 billion in January to March 2025"),
    ("altynkol-khorgos", "cargo_volume", "9.8", "exact", "observed", YEAR, "Cargo by rail through the crossing",
     "carried 9.8 million tons in 2025"),
    ("altynkol-khorgos", "cargo_capacity", "30", "exact", "capacity", NOW, "Capacity after the second track",
     "a capacity of 30 million tons a year"),
    ("cargo-kz-cn", "cargo_volume", "41.3", "about", "observed", YEAR, "Cargo by all modes",
     "about 41.3 million tons of cargo in 2025"),
    ("trans-caspian", "cargo_capacity", "6", "exact", "capacity", NOW, "Capacity of the ports and ferries",
     "can take 6 million tons a year"),
    ("trans-caspian", "cargo_volume", "5.1", "exact", "observed", YEAR, "Cargo of the whole route",
     "5.1 million tons took it in 2025"),
    ("container-trains", "train_count", "740", "exact", "observed", YEAR, "Trains with containers from China",
     "740 container trains ran in 2025"),
    ("container-trains", "train_count", "4000", "at_least", "target", ("", "2032-12-31"), "Trains from China",
     "at least 4,000 trains by 2032"),
    ("aktau-terminal", "container_volume", "274,200", "exact", "observed", YEAR, "Containers handled",
     "handled 274,200 TEU in 2025"),
    ("aktau-terminal", "container_volume", "500000", "up_to", "forecast", ("", "2028-12-31"), "Containers handled",
     "is expected to handle up to 500,000 TEU by 2028"),
    ("aktau-terminal", "wagon_count", "18400", "exact", "observed", YEAR, "Wagons unloaded",
     "unloaded 18,400 wagons in 2025"),
    ("china-europe-transit", "transit_share", "88", "exact", "observed", YEAR, "Rail transit alone",
     "88% of rail transit in 2025"),
    ("polyethylene-plant", "project_value", "8.1", "exact", "plan", NOW, "The plant with its harbour",
     "a plan worth $8.1 billion"),
    ("chinese-investment", "investment_reached", "31", "exact", "observed", NOW, "Chinese investment since 2005",
     "investment has reached $31 billion"),
)  # fmt: skip
TITLE = "An invented year of trade and transit"
TEXT = "\n\n".join([TITLE, "3 February 2026", *(f"It was said: {wording}." for *_, wording in STATED), ""])
NEW = {
    "units.csv": {"unit": "wagon", "name": "wagons", "dimension": "wagons", "factor": "1", "suffix": "wagons",
                  "words": "wagon;wagons"},
    "subjects.csv": {"subject_id": "aktau-terminal", "name": "Aktau container terminal with a long second name",
                     "kind": "terminal", "mode": "sea"},
    "sources.csv": {"source_id": SOURCE, "title": TITLE, "label": "Gazette", "publisher": "Gazette",
                    "event_date": "2026-02-03", "published_date": "2026-02-03", "date_basis": "stated",
                    "document_file": FILE, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                    "body_first_line": "5"},
    "omissions.csv": {"omission_id": "gazette-date", "source_id": SOURCE, "paragraph": "0",
                      "as_stated": "3 February 2026", "reason": "The date of the document."},
}  # fmt: skip
MEASURES = (
    {"measure_id": "container_volume", "name": "Containers", "unit": "TEU", "quantity": "containers",
     "definition": "Containers handled, in twenty-foot equivalent units."},
    {"measure_id": "wagon_count", "name": "Wagons", "unit": "wagon", "quantity": "wagons",
     "definition": "Number of wagons."},
)  # fmt: skip


def claim_id(place: int) -> str:
    return f"gazette-{place + 1}"


def add(file: Path, *rows: dict[str, str]) -> None:
    known = read_rows(file)
    write_rows(file, [*known, *(dict.fromkeys(known[0], "") | row for row in rows)])


def write(folder: Path) -> Path:
    """Write the copy and, in a folder `documents` beside it, its sixth document; give the copy's path."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for file, row in NEW.items():
        add(folder / file, row)
    add(folder / "measures.csv", *MEASURES)
    with (DATA / "claims" / "cargo.csv").open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    rows = [
        dict.fromkeys(columns, "") | {
            "claim_id": claim_id(place), "subject_id": subject, "measure_id": measure, "value": value, "hedge": hedge,
            "claim_type": kind, "period_start": start, "period_end": end, "perimeter": perimeter, "source_id": SOURCE,
            "paragraph": str(place + 1), "as_stated": wording,
        }
        for place, (subject, measure, value, hedge, kind, (start, end), perimeter, wording) in enumerate(STATED)
    ]  # fmt: skip
    write_rows(folder / "claims" / "gazette.csv", rows)
    (folder.parent / "documents").mkdir()
    (folder.parent / "documents" / FILE).write_text(TEXT, encoding="utf-8")
    return folder


if __name__ == "__main__":
    print(write(Path(sys.argv[1]) / "data"))
