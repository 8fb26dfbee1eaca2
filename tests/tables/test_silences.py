"""What no document states holds until a row says otherwise; then that row is named, and the data still load."""

import json
from pathlib import Path
from random import Random

import pytest

from components.tables import Tables, load
from components.tables.__main__ import main
from tests.hostile import copy_data, read_rows, write_rows

CLAIM = {
    "claim_id": "khorgos-carried-2024", "subject_id": "altynkol-khorgos", "measure_id": "cargo_volume", "value": "9.1",
    "hedge": "exact", "claim_type": "observed", "period_start": "2024-01-01", "period_end": "2024-12-31",
    "perimeter": "Cargo on the line", "source_id": "2025-09-council", "paragraph": "4",
    "as_stated": "carried 9.1 million tons in 2024",
}  # fmt: skip
MILESTONE = {
    "milestone_id": "bakhty-works", "subject_id": "bakhty", "stage": "operating", "statement": "The crossing works.",
    "source_id": "2025-09-council", "paragraph": "4", "as_stated": "the crossing works",
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy_data(tmp_path / "data")
    return tmp_path / "data"


def add(file: Path, row: dict[str, str]) -> int:
    """Add a row and return its line."""
    rows = read_rows(file)
    write_rows(file, [*rows, dict.fromkeys(rows[0], "") | row])
    return len(rows) + 2


def test_today_no_silence_is_broken(evidence: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(evidence.silent) == len(evidence.silences) >= 8
    assert main([str(evidence.directory)]) == 0
    assert "broken" not in capsys.readouterr().out


def test_a_row_that_breaks_a_silence_is_named_and_refuses_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = add(data / "claims" / "cargo.csv", CLAIM), add(data / "milestones.csv", MILESTONE)
    loaded = load(data)
    assert {(one.silence_id, one.row_id, one.file, one.line) for one in loaded.broken_silences} == {
        ("khorgos-carried", "khorgos-carried-2024", "claims/cargo.csv", lines[0]),
        ("platform-kept", "bakhty-works", "milestones.csv", lines[1]),
        ("new-crossings-open", "bakhty-works", "milestones.csv", lines[1]),
    }
    assert set(loaded.silences["silence_id"]) - set(loaded.silent["silence_id"]) == {
        "khorgos-carried", "platform-kept", "new-crossings-open",
    }  # fmt: skip
    assert main([str(data)]) == 0
    first, *told = capsys.readouterr().out.splitlines()
    assert first.endswith(f": no faults, broken silences: 3, data version {loaded.version}")
    named = (
        f"silence khorgos-carried is broken by khorgos-carried-2024 (claims/cargo.csv:{lines[0]}): “No document states"
    )
    assert any(line.startswith(named) for line in told)


def test_it_is_broken_exactly_where_a_row_fits_all_that_it_names(data: Path) -> None:
    """Draw conditions of every make-up, and hold what loading says against a reading of the CSV files row by row."""
    random = Random("silences")
    quantities = {row["measure_id"]: row["quantity"] for row in read_rows(data / "measures.csv")}
    said = {row["source_id"]: row["event_date"] for row in read_rows(data / "sources.csv")}
    claims = [row for file in sorted((data / "claims").glob("*.csv")) for row in read_rows(file)]
    milestones = read_rows(data / "milestones.csv")
    days = [*said.values(), "2012-12-31", "2024-09-30", "2030-12-31"]

    def some(names: list[str], chance: float) -> list[str]:
        return random.sample(sorted(set(names)), random.randint(1, 2)) if random.random() < chance else []

    drawn, expected = [], set()
    for number in range(400):
        subjects = some([row["subject_id"] for row in [*claims, *milestones]], 0.7)
        wanted = some([*quantities.values()], 0.5)
        kinds = some([row["claim_type"] for row in claims], 0.5)
        stages = (
            some([row["stage"] for row in milestones], 0.5) if wanted or kinds else some(["planned", "operating"], 1)
        )
        after = random.choice(days) if random.random() < 0.3 else ""
        named = (subjects, wanted, kinds, stages)
        columns = dict(zip(("subjects", "quantities", "claim_types", "stages"), map(";".join, named), strict=True))
        drawn.append({"silence_id": f"drawn-{number}", "text": "No document states it.", **columns, "after": after})
        fits = [
            (wanted or kinds)
            and row["subject_id"] in (subjects or [row["subject_id"]])
            and quantities[row["measure_id"]] in (wanted or [quantities[row["measure_id"]]])
            and row["claim_type"] in (kinds or [row["claim_type"]])
            and (row["period_end"] or row["period_start"] or said[row["source_id"]]) > after
            for row in claims
        ] + [
            row["stage"] in stages
            and row["subject_id"] in (subjects or [row["subject_id"]])
            and (row["happened_end"] or row["happened_start"] or said[row["source_id"]]) > after
            for row in milestones
        ]
        expected |= {(f"drawn-{number}", sum(map(bool, fits)))} if any(fits) else set()
    write_rows(data / "silences.csv", drawn)
    loaded = load(data)
    assert {(one.silence_id, one.more + 1) for one in loaded.broken_silences} == expected
    assert 40 < len(expected) < 360
    assert set(loaded.silent["silence_id"]).isdisjoint(name for name, _ in expected)


def test_a_directory_without_silences_and_mentions_loads(data: Path, evidence: Tables) -> None:
    description = json.loads((data / "datapackage.json").read_text("utf-8"))
    kept = [each for each in description["resources"] if each["name"] not in ("silences", "mentions")]
    (data / "datapackage.json").write_text(json.dumps(description | {"resources": kept}), encoding="utf-8")
    for name in ("silences.csv", "mentions.csv"):
        (data / name).unlink()
    loaded = load(data)
    assert (len(loaded.silences), len(loaded.silent), loaded.broken_silences, len(loaded.mentions)) == (0, 0, (), 0)
    assert list(loaded.mentions.columns) == list(evidence.mentions.columns)
