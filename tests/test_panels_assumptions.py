"""What a required pace takes for granted is said in words, whatever its two ends are."""

import pytest

from components.controls import PaceQuestion
from components.panels import assumptions

RATE = {"unit": "Mt_per_year", "unit_family": "Mt"}
MASS = {"unit": "Mt", "unit_family": "Mt"}
MONEY = {"unit": "USD_bn", "unit_family": "USD_bn"}
COUNT = {"unit": "count", "unit_family": "count", "prefix": "", "suffix": ""}
LEVEL = {"quantity": "tonnage", "claim_type": "target", "perimeter": "", **RATE}
BASE = {"claim_type": "observed", "hedge": "exact", "reading": "", "perimeter": "", **RATE}
STATED = {"base_year": 2024, "stated_base_year": 2024, "due_year": 2030, "stated_due_year": 2030}


@pytest.mark.parametrize(
    ("level", "base", "years", "told"),
    [
        ({}, {}, {}, []),
        ({}, {"claim_type": "derived", "reading": "9 of 12"}, {}, ["The base is derived: 9 of 12"]),
        ({}, MASS, {}, ["“A year” is stated for one of the two figures only; both are taken as yearly."]),
        (MASS, MASS, {}, ["Per year is not stated; both figures are taken as yearly levels."]),
        (
            {"perimeter": "the route"},
            {"perimeter": "the ports"},
            {},
            ["The base counts “the ports”, the level “the route”; taken for one."],
        ),
        ({}, {"hedge": "over"}, {}, ["The base is stated as a lower limit; growth can only be less."]),
        (
            {"quantity": "trade", **MONEY},
            MONEY,
            {"due_year": 2041, "stated_due_year": None},
            ["The task names no year; the due year 2041 is the reader’s."],
        ),
        (
            {"claim_type": "forecast"},
            {},
            {"base_year": 2022, "due_year": 2031},
            [
                "Base year 2022: assumed by the reader; the document states 2024.",
                "The due year 2031 is the reader’s; the expectation names 2030.",
            ],
        ),
    ],
)
def test_every_assumption_is_told_and_no_other(level: dict, base: dict, years: dict, told: list[str]) -> None:
    question = PaceQuestion(level=LEVEL | level, base=BASE | base, **(STATED | years))
    assert assumptions(question, "") == told


def test_a_base_of_the_readers_own_is_called_so() -> None:
    question = PaceQuestion(level=LEVEL | COUNT, typed=5, **STATED)
    assert assumptions(question, "set aside") == [
        "Base year 2024: given by the reader with the base.",
        "set aside",
        "The base is the reader’s own value, taken as exact.",
        "Per year is not stated; both figures are taken as yearly levels.",
    ]
