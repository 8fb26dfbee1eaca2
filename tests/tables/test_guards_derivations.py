"""A formula gets the inputs it needs, alike where it needs them alike, and gives what it can give."""

import pytest

from components.tables import FORMULAS as COMPUTED
from components.tables import Fault
from components.tables.guards import FORMULAS, UNLESS

from .conftest import grown

PRIOR = {
    "formula": "prior_from_growth", "inputs": "trade-xinjiang-2023;growth-xinjiang-2023",
    "subject_id": "trade-xinjiang",
    "measure_id": "trade_turnover", "period_start": "2022-01-01", "period_end": "2022-12-31",
}  # fmt: skip
MULTIPLE = {"inputs": "container-trains-2029;container-trains-base"}
ASSUMED = {"grade": "assumes", "assumption": "That both count the same."}


def test_the_formulas_of_the_schema_are_those_that_are_guarded_and_computed(evidence):
    (table,) = (each for each in evidence.schema["resources"] if each["name"] == "derivations")
    (formula,) = (each for each in table["schema"]["fields"] if each["name"] == "formula")
    assert set(formula["constraints"]["enum"]) == set(FORMULAS) == set(COMPUTED)


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"inputs": "container-trains-2029"}, "inputs", "2 inputs for multiple, joined by ;"),
        ({"inputs": "container-trains-2029;container-trains-base;goods-additional-count"}, "inputs",
         "2 inputs for multiple, joined by ;"),
        ({"inputs": "container-trains-2029;container-trains-2029"}, "inputs", "two different inputs for multiple"),
        (PRIOR | {"inputs": "growth-xinjiang-2023;trade-xinjiang-2023"}, "inputs",
         "a level as input 1 of prior_from_growth; growth-xinjiang-2023 is of the quantity growth"),
        (PRIOR | {"inputs": "trade-xinjiang-2023;share-xinjiang-of-china"}, "inputs",
         "a growth as input 2 of prior_from_growth; share-xinjiang-of-china is of the quantity share"),
        (PRIOR | {"formula": "scaled_by"}, "inputs",
         "a multiple as input 2 of scaled_by; growth-xinjiang-2023 is of the quantity growth"),
        ({"inputs": "trade-xinjiang-2023;container-trains-base"} | ASSUMED, "inputs",
         "inputs in one unit for multiple; these are in USD_bn and count"),
        ({"inputs": "trans-caspian-2030;trans-caspian-base-2025"}, "inputs",
         "inputs in one unit for multiple; these are in Mt_per_year and Mt"),
        ({"inputs": "container-trains-2029;goods-additional-count"}, "inputs", f"inputs about one subject, {UNLESS}"),
        ({"inputs": "trade-china-2021;trade-china-task"}, "inputs", f"inputs of one perimeter, {UNLESS}"),
        (PRIOR | {"inputs": "trade-xinjiang-2023;growth-xinjiang-2024-9m"}, "inputs",
         f"inputs of one period, {UNLESS}"),
        ({"inputs": "trade-xinjiang-2023;trade-xinjiang-2024-9m"}, "inputs",
         f"inputs of one length of period, {UNLESS}"),
        ({"formula": "difference", "inputs": "trans-caspian-aim;trans-caspian-2024-9m"}, "inputs",
         f"inputs of one length of period, {UNLESS}"),
        (MULTIPLE | {"grade": "assumes"}, "assumption", "the assumption in words, as the grade is assumes"),
        (MULTIPLE | {"assumption": "Something."}, "assumption", "a blank, as the grade is follows"),
        (MULTIPLE | {"measure_id": "train_increase"}, "measure_id",
         "a measure of the quantity multiple, which multiple gives"),
        (MULTIPLE | {"subject_id": "trade-china"}, "subject_id", "container-trains, as the inputs are about"),
        (MULTIPLE | {"formula": "difference", "measure_id": "train_multiple"}, "measure_id",
         "a measure of change in count"),
        (MULTIPLE | {"period_start": "2020-01-01"}, "period_start",
         "the period that the inputs give, blank or until 2029-12-31"),
        (PRIOR | {"measure_id": "goods_value"}, "measure_id", "trade_turnover, the measure of the first input"),
        (PRIOR | {"period_end": "2022-09-30"}, "period_end",
         "the period that the inputs give, 2022-01-01 to 2022-12-31"),
        (PRIOR | {"period_start": "", "period_end": ""}, "period_start",
         "the period that the inputs give, 2022-01-01 to 2022-12-31"),
    ],
)  # fmt: skip
def test_a_derivation_that_does_not_hold_is_refused(faults, row, column, expected):
    row = {"formula": "multiple", **row}
    found = faults("derivations", row)
    assert Fault("derivations.csv", 1, column, row.get(column, ""), expected) in found
    assert {fault.column for fault in found} == {column}


@pytest.mark.parametrize(
    "row",
    [
        MULTIPLE,
        MULTIPLE | ASSUMED,
        PRIOR,
        {"inputs": "container-trains-2029;goods-additional-count"} | ASSUMED,
        {"formula": "ratio", "inputs": "container-trains-2029;goods-additional-count", "measure_id": "train_multiple"},
        {"formula": "share_of", "inputs": "khorgos-expected-2015;khorgos-capacity", "subject_id": "altynkol-khorgos",
         "measure_id": "capacity_use", "period_start": "2015-01-01", "period_end": "2015-12-31"} | ASSUMED,
        {"formula": "difference", "inputs": "trade-xinjiang-2023;derived-trade-xinjiang-2022",
         "subject_id": "trade-xinjiang", "measure_id": "goods_value"} | {"measure_id": "test_change"},
    ],
)  # fmt: skip
def test_a_derivation_that_holds_passes(faults, frames, row):
    measures = grown(frames, "measures", {"measure_id": "test_change", "unit": "USD_bn", "quantity": "change"})
    assert faults("derivations", row, also=measures) == []
