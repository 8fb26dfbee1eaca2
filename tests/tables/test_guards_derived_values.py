"""What cannot be computed is refused by name, in a derived figure itself and in those that rest on it."""

import pytest

from components.tables import Fault, Interval
from components.tables.guards import UNLESS, Figure, derived_value

from .conftest import grown

ASSUMED = {"grade": "assumes", "assumption": "That both count the same."}
TONNES = {"measure_id": "cargo_volume"}
IN_2024 = {"period_start": "2024-01-01", "period_end": "2024-12-31"}


@pytest.fixture(scope="module")
def known(frames):
    """Add figures that are nothing, or could be, or have an open end, and a measure of pace."""

    def claim(name: str, value: str, hedge: str = "exact", **cells: str) -> dict[str, str]:
        words = {"exact": "", "over": "over ", "up_to": "up to ", "about": "about "}[hedge]
        stated = f"{words}{value} {'million tons' if cells.get('measure_id') == 'cargo_volume' else 'trains'}"
        perimeter = {"perimeter": "Container trains; route not stated"}
        return {"claim_id": name, "value": value, "hedge": hedge, "as_stated": stated} | perimeter | cells

    claims = grown(
        frames,
        "claims",
        claim("no-trains", "0"),
        claim("no-cargo", "0", **TONNES),
        claim("cargo-4.5", "4.5", **TONNES),
        claim("cargo-4.6", "4.6", **TONNES),
        claim("cargo-over-4", "4", "over", **TONNES),
        claim("cargo-up-to-5", "5", "up_to", **TONNES),
        claim("fall-by-all", "-100", claim_type="growth", measure_id="cargo_growth", as_stated="fell 100 percent"),
        claim("cargo-2024", "4.5", **TONNES, **IN_2024),
        claim("trains-2024", "600", **IN_2024),
        claim("no-trains-2024", "0", **IN_2024),
        claim("trains-over-2024", "600", "over", **IN_2024),
        claim("trains-nine-months", "600", period_start="2024-04-01", period_end="2024-12-31"),
        claim("trains-twice", "2", measure_id="train_multiple", as_stated="2 times"),
        claim("trains-half-2024", "600", period_start="2024-01-01", period_end="2024-06-30"),
        claim("trains-to-2029", "2000", "up_to", claim_type="plan", period_end="2029-12-31"),
    )
    pace = {"measure_id": "test_pace", "unit": "percent", "quantity": "pace"}
    change = {"measure_id": "test_change", "unit": "Mt", "quantity": "change"}
    return grown(claims, "measures", pace, change)


CARGO = {"formula": "multiple", "measure_id": "cargo_multiple"}
PACE = {"formula": "required_growth", "measure_id": "test_pace", "inputs": "trains-2024;container-trains-2029"}
SPREAD = {
    "derivation_id": "spread",
    "formula": "difference",
    "inputs": "cargo-4.6;cargo-4.5",
    "measure_id": "test_change",
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"inputs": "container-trains-2029;no-trains"},
         "an input that multiple can divide by; no-trains leaves nothing"),
        (CARGO | {"inputs": "cargo-4.5;no-cargo"}, "an input that multiple can divide by; no-cargo leaves nothing"),
        ({"formula": "prior_from_growth", "inputs": "cargo-4.5;fall-by-all", "measure_id": "cargo_volume"} | ASSUMED,
         "an input that prior_from_growth can divide by; fall-by-all leaves nothing"),
        ({"formula": "difference", "inputs": "cargo-4.5;cargo-over-4", "measure_id": "test_change"},
         "a part with an upper end for difference; cargo-over-4 has none"),
        (PACE | {"inputs": "no-trains-2024;container-trains-2029"},
         "an input that required_growth can divide by; no-trains-2024 leaves nothing"),
        (PACE | {"inputs": "trains-over-2024;container-trains-2029"},
         "a base with an upper end for required_growth; trains-over-2024 has none"),
        (PACE | {"inputs": "trains-2024;trains-to-2029"}, f"a target that is more than an upper limit, {UNLESS}"),
        (PACE | {"inputs": "container-trains-2029;trains-2024"},
         "a base, then a target that is due whole years after it; container-trains-2029 ends 2029-12-31, trains-2024 "
         "2024-12-31"),
        (PACE | {"inputs": "container-trains-base;container-trains-2029"},
         "a base, then a target that is due whole years after it; container-trains-base ends without a date, "
         "container-trains-2029 2029-12-31"),
        (PACE | {"inputs": "trains-half-2024;container-trains-2029"},
         "a base, then a target that is due whole years after it; trains-half-2024 ends 2024-06-30, "
         "container-trains-2029 2029-12-31"),
        (PACE | {"inputs": "trains-nine-months;container-trains-2029"}, f"inputs of one length of period, {UNLESS}"),
        ({"formula": "scaled_by", "measure_id": "train_count", "inputs": "trains-2024;trains-twice"},
         f"inputs of one period, {UNLESS}"),
        (PACE | {"inputs": "cargo-2024;container-trains-2029"},
         "inputs in one unit for required_growth; these are in Mt and count"),
        (PACE | {"inputs": "trains-2024"}, "2 inputs for required_growth, joined by ;"),
        (PACE | {"inputs": "fall-by-all;container-trains-2029"},
         "a level as input 1 of required_growth; fall-by-all is of the quantity growth"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_by_name(faults, known, row, expected):
    found = faults("derivations", {"formula": "multiple", **row}, also=known)
    assert [fault for fault in found if fault.file == "derivations.csv"] == [
        Fault("derivations.csv", 1, "inputs", row["inputs"], expected)
    ]


# 4.6 is 4.55 to 4.65, 4.5 is 4.45 to 4.55: what lies between them is 0.1, and can be 0. 5 to 4.5 stays above it.
@pytest.mark.parametrize(
    ("first", "row", "expected"),
    [
        ({"inputs": "cargo-4.5;cargo-4.6"}, CARGO | {"inputs": "cargo-4.6;spread"},
         "an input that multiple can divide by; spread leaves nothing"),
        ({"inputs": "cargo-up-to-5;cargo-4.5"}, CARGO | {"inputs": "cargo-4.6;spread"},
         "an input that multiple can divide by; spread lies between -4.55 and 0.55, which can leave nothing"),
        ({"inputs": "cargo-up-to-5;cargo-4.5"}, CARGO | {"inputs": "spread;cargo-4.6"},
         "inputs of 0 or more for multiple; spread lies between -4.55 and 0.55"),
    ],
)  # fmt: skip
def test_a_derived_figure_that_can_be_nothing_divides_nothing(faults, known, first, row, expected):
    rows = [SPREAD | first, row | ASSUMED]
    found = faults("derivations", *rows, also=known)
    assert [fault for fault in found if fault.file == "derivations.csv"] == [
        Fault("derivations.csv", 2, "inputs", row["inputs"], expected)
    ]


def test_a_figure_beyond_all_numbers_is_refused():
    undated = (None, None)
    huge = [
        Figure(name, "", "", Interval(1e200, 1e200, 1e200), "", "count", "count", undated, undated) for name in "ab"
    ]
    assert derived_value("scaled_by", huge, assumed=True) == (
        None,
        [("inputs", "inputs that give a figure for scaled_by; these give inf between inf and inf")],
    )


def test_what_rests_on_a_refused_figure_is_not_refused_for_it_again(faults, known):
    none = {"derivation_id": "none", "formula": "multiple", "inputs": "cargo-4.5;no-cargo"} | CARGO
    rests = {"derivation_id": "rests", "formula": "multiple", "inputs": "cargo-4.5;scaled"} | CARGO | ASSUMED
    scaled = {"derivation_id": "scaled", "formula": "scaled_by", "inputs": "cargo-4.5;none"} | TONNES | ASSUMED
    found = faults("derivations", rests, scaled, none, also=known)
    assert [(fault.line, fault.column) for fault in found if fault.file == "derivations.csv"] == [(3, "inputs")]


@pytest.mark.parametrize(
    "row",
    [
        PACE,
        PACE | {"period_start": "2024-01-01", "period_end": "2029-12-31"},
        PACE | {"period_end": "2029-12-31"},
        PACE | {"inputs": "trains-2024;trains-to-2029"} | ASSUMED,
        PACE | {"inputs": "trains-nine-months;container-trains-2029"} | ASSUMED,
        CARGO | {"inputs": "cargo-4.6;cargo-up-to-5"},
        {"formula": "scaled_by", "measure_id": "train_count", "inputs": "container-trains-base;trains-twice"},
    ],
)
def test_what_can_be_computed_passes(faults, known, row):
    found = faults("derivations", row, also=known)
    assert [fault for fault in found if fault.file == "derivations.csv"] == []


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"measure_id": "cargo_growth"}, "measure_id", "a measure of the quantity pace, which required_growth gives"),
        ({"subject_id": "trade-china"}, "subject_id", "container-trains, as the inputs are about"),
        ({"period_start": "2025-01-01", "period_end": "2029-12-31"}, "period_start",
         "the period that the inputs give, blank or until 2029-12-31 or 2024-01-01 to 2029-12-31"),
    ],
)  # fmt: skip
def test_a_required_growth_is_a_pace_of_its_subject_up_to_the_target(faults, known, row, column, expected):
    found = faults("derivations", PACE | row, also=known)
    assert [(fault.column, fault.expected) for fault in found if fault.file == "derivations.csv"] == [
        (column, expected)
    ]


def test_a_pace_is_in_percent_and_never_a_growth_to_take_back(faults, known):
    wrong = {"measure_id": "other_pace", "unit": "multiple", "quantity": "pace"}
    assert Fault("measures.csv", 1, "unit", "multiple", "percent, as the quantity is pace") in faults("measures", wrong)
    pace = PACE | {"derivation_id": "pace"}
    row = {"formula": "prior_from_growth", "inputs": "trains-2024;pace", "measure_id": "train_count"}
    (found,) = (each for each in faults("derivations", pace, row, also=known) if each.file == "derivations.csv")
    assert found.expected == "a growth as input 2 of prior_from_growth; pace is of the quantity pace"
