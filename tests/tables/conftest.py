"""A guard is tested on the curated tables with rows added: what is sound stays so, one wrong row is one fault."""

from collections.abc import Callable

import pandas
import pytest

from components.tables import Fault, Tables, Units, units_of
from components.tables.guards import guard_faults

Frames = dict[str, pandas.DataFrame]
SOUND = {
    "claims": {
        "claim_id": "added", "subject_id": "container-trains", "measure_id": "train_count", "value": "7",
        "hedge": "exact", "claim_type": "observed", "perimeter": "Trains of a test", "source_id": "2024-12-kazinform",
        "paragraph": "1", "as_stated": "7 trains",
    },
    "milestones": {
        "milestone_id": "added-milestone", "subject_id": "container-trains", "stage": "planned", "statement": "A test.",
        "source_id": "2024-12-kazinform", "paragraph": "1", "as_stated": "trains are planned",
    },
    "derivations": {
        "derivation_id": "added-derivation", "formula": "multiple",
        "inputs": "container-trains-2029;container-trains-base",
        "subject_id": "container-trains", "measure_id": "train_multiple", "grade": "follows",
    },
    "comparisons": {
        "comparison_id": "added-comparison", "earlier_id": "rail-cargo-2012", "later_id": "trans-caspian-aim",
        "kind": "different_perimeter", "reading": "A test.",
    },
    "sources": {
        "source_id": "test-source", "title": "A test", "event_date": "2024-05-31", "date_basis": "stated",
        "document_file": "test.txt", "sha256": "0" * 64, "body_first_line": "1",
    },
    "subjects": {"subject_id": "test-subject", "name": "A test", "kind": "programme"},
    "measures": {"measure_id": "test_measure", "name": "A test", "unit": "count", "quantity": "count"},
    "places": {
        "place_id": "test-place", "name": "A test", "country": "KZ", "kind": "city", "latitude": "48",
        "longitude": "67",
        "accuracy": "exact", "coordinate_source": "a test",
    },
    "routes": {"subject_id": "we-wc-highway", "leg": "1", "order": "1", "place_id": "almaty", "basis": "outside"},
    "omissions": {
        "omission_id": "added-omission", "source_id": "2024-12-kazinform", "paragraph": "1", "as_stated": "December 5",
        "reason": "A test.",
    },
    "exhibits": {
        "exhibit_id": "added-exhibit", "page": "cargo", "section": "A test", "order": "1", "form": "tiles",
        "title": "A test",
    },
    "silences": {"silence_id": "added-silence", "text": "No document states it.", "claim_types": "offer"},
    "mentions": {
        "name": "A test", "kind": "company", "source_id": "2024-12-kazinform", "paragraph": "1",
        "as_stated": "said A test on Monday",
    },
    "series": {
        "series_id": "test-series", "name": "A test", "reporter": "A test", "subject_id": "trade-china",
        "measure_id": "trade_turnover", "unit": "USD_bn", "definition": "A test.",
    },
    "observations": {
        "series_id": "trade-china-by-china", "period_start": "2019-01-01", "period_end": "2019-12-31", "value": "22.1",
        "as_printed": "$22.1 billion", "source_title": "A test", "publisher": "A test", "published": "2020",
        "url": "https://a.org/test",
    },
    "outcomes": {
        "outcome_id": "test-outcome", "subject_id": "container-trains", "promise_ids": "container-trains-2029",
        "what": "7 ran", "source_title": "A test", "publisher": "A test", "url": "https://a.org/test",
        "phrase": "7 trains ran",
    },
}  # fmt: skip


def grown(frames: Frames, table: str, *rows: dict[str, str]) -> Frames:
    """Add rows to a table, each sound but for the cells given as a CSV would write them."""
    frame = frames[table]
    texts = pandas.DataFrame(
        [dict.fromkeys(frame.columns, "") | SOUND[table] | row for row in rows], columns=frame.columns
    )
    if table == "claims":
        texts["value_written"], texts["value_high_written"] = texts["value"], texts["value_high"]
    typed = {
        name: texts[name] if str(kind) == "str" else texts[name].where(texts[name] != "", None).astype(kind)
        for name, kind in frame.dtypes.items()
    }
    return frames | {table: pandas.concat([frame, pandas.DataFrame(typed).astype(frame.dtypes)], ignore_index=True)}


@pytest.fixture(scope="session")
def frames(evidence: Tables) -> Frames:
    return {name: getattr(evidence, name) for name in (*SOUND, "corridors", "units")}


@pytest.fixture(scope="session")
def units(evidence: Tables) -> Units:
    return units_of(evidence.units)


@pytest.fixture(scope="session")
def faults(frames: Frames, evidence: Tables) -> Callable[..., list[Fault]]:
    """Add rows to tables, and give what the guards find; a fault of an added row has its number as line."""

    def found(table: str, *rows: dict[str, str], also: Frames | None = None) -> list[Fault]:
        known = also or frames
        size = len(known[table])
        return guard_faults(
            grown(known, table, *rows), lambda name, position: (f"{name}.csv", position - size + 1), evidence.basemap
        )

    return found
