"""What a claim, a measure and a repeat can be, and what two claims cannot say of one fact."""

import pytest

from components.tables import Fault

GROWTH = {"measure_id": "trade_growth", "value": "62", "as_stated": "rose 62%", "claim_type": "growth"}
LEVEL = {"measure_id": "trade_turnover", "value": "20.3", "as_stated": "to 20.3 billion US dollars"}


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (LEVEL | {"claim_type": "growth"}, "measure_id",
         "a measure of growth, multiple or change, as the claim type is growth"),
        (GROWTH | {"claim_type": "observed"}, "claim_type",
         "growth, or a type that looks ahead, as the measure is one of growth"),
        (LEVEL | {"claim_type": "capacity"}, "measure_id",
         "a measure of what can be carried or made, as the claim type is capacity"),
        ({"measure_id": "cargo_capacity", "value": "25", "as_stated": "25 million tonnes annually"}, "claim_type",
         "capacity, or a type that looks ahead, as the measure is one of capacity"),
        ({"measure_id": "investment_reached", "value": "27", "as_stated": "$27 billion", "claim_type": "capacity"},
         "measure_id", "a measure of what can be carried or made, as the claim type is capacity"),
        ({"value": "7.5", "as_stated": "7.5 trains"}, "value", "a whole number, as the measure counts"),
        ({"value": "-7", "as_stated": "minus -7 trains"}, "value", "no figure below 0, as it is one of count"),
        ({"measure_id": "cargo_volume", "value": "-7", "as_stated": "-7 million tons"}, "value",
         "no figure below 0, as it is one of cargo"),
        ({"measure_id": "trade_share", "value": "120", "as_stated": "120%"}, "value", "no more than 100 percent"),
    ],
)  # fmt: skip
def test_a_figure_of_another_kind_than_its_measure_is_refused(faults, row, column, expected):
    row = {"claim_type": "observed", **row}
    assert faults("claims", row) == [Fault("claims.csv", 1, column, row[column], expected)]


@pytest.mark.parametrize(
    "row",
    [
        GROWTH,
        GROWTH | {"claim_type": "target", "as_stated": "a growth of 62% is sought"},
        LEVEL | {"claim_type": "forecast"},
        {"measure_id": "trade_multiple", "value": "2", "as_stated": "trade doubled", "claim_type": "growth"},
        {
            "measure_id": "cargo_capacity",
            "value": "25",
            "as_stated": "25 million tonnes annually",
            "claim_type": "target",
        },
        {"measure_id": "cargo_increase", "value": "3", "as_stated": "by 3 million tonnes", "claim_type": "growth"},
    ],
)
def test_a_figure_of_the_kind_of_its_measure_passes(faults, row):
    assert faults("claims", row) == []


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"quantity": "growth", "unit": "Mt"}, "unit", "percent, as the quantity is growth"),
        ({"quantity": "multiple"}, "unit", "multiple, as the quantity is multiple"),
        ({"quantity": "power", "unit": "km"}, "unit", "MW or GW or kW, as the quantity is power"),
        ({"quantity": "trade", "unit": "multiple"}, "quantity", "multiple, as the unit is multiple"),
        ({"quantity": "trade", "unit": "Mt"}, "unit",
         "a unit that compares with the others of its quantity, such as USD_bn"),
    ],
)  # fmt: skip
def test_a_unit_that_does_not_fit_its_quantity_is_refused(faults, row, column, expected):
    found = faults("measures", {"unit": "count", **row})
    assert found[0] == Fault("measures.csv", 1, column, row.get(column, "count"), expected)


@pytest.mark.parametrize(
    "row", [{"quantity": "speed", "unit": "km"}, {"quantity": "cargo", "unit": "Mt_per_year"}, {"quantity": "people"}]
)
def test_a_unit_that_fits_its_quantity_passes(faults, row):
    assert faults("measures", row) == []


LEVELS = "other measures, of levels: no growth, multiple or change"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"growth_of": "cargo_volume"}, "growth_of", "a blank, as the unit is not percent"),
        ({"unit": "percent", "quantity": "growth", "multiple_of": "cargo_volume"}, "multiple_of",
         "a blank, as the unit is not multiple"),
        ({"unit": "multiple", "quantity": "multiple", "share_of": "cargo_volume"}, "share_of",
         "a blank, as the unit is not percent"),
        ({"unit": "percent", "quantity": "growth", "growth_of": "cargo_volume;trade_growth"}, "growth_of", LEVELS),
        ({"unit": "percent", "quantity": "share", "share_of": "test_measure"}, "share_of", LEVELS),
        ({"unit": "km", "quantity": "reach", "capacity_for": "cargo_volume"}, "capacity_for",
         "measures in units that compare with km"),
    ],
)  # fmt: skip
def test_a_relation_to_measures_that_do_not_fit_is_refused(faults, row, column, expected):
    assert faults("measures", row) == [Fault("measures.csv", 1, column, row[column], expected)]


@pytest.mark.parametrize(
    "row",
    [
        {"unit": "percent", "quantity": "growth", "growth_of": "cargo_volume;cargo_rate"},
        {"unit": "multiple", "quantity": "multiple", "multiple_of": "train_count"},
        {"unit": "percent", "quantity": "share", "share_of": "cargo_capacity"},
        {"unit": "Mt", "quantity": "reserve", "capacity_for": "cargo_volume;cargo_rate"},
    ],
)
def test_a_relation_to_measures_that_fit_passes(faults, row):
    assert faults("measures", row) == []


# Repeats

REPEAT = {
    "subject_id": "trade-china", "measure_id": "trade_turnover", "value": "25", "as_stated": "USD 25 bln",
    "source_id": "2022-09-kazinform", "period_start": "2021-01-01", "period_end": "2021-12-31",
    "repeats": "trade-china-2021",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"subject_id": "trade-xinjiang"}, "a claim of the same subject"),
        ({"measure_id": "goods_value"}, "a claim of the same measure"),
        ({"claim_type": "target", "source_id": "2022-09-kazinform", "period_start": "", "period_end": ""},
         "a claim of the same claim type"),
        ({"period_start": "2020-01-01"}, "a claim of the same period"),
        ({"value": "26", "as_stated": "USD 26 bln"}, "a claim of the same value"),
        ({"value": "25.6", "as_stated": "USD 25.6 bln"}, "a claim of the same value"),
        ({"source_id": "2013-04-akorda", "period_start": "", "period_end": ""},
         "a claim of the same document or an earlier one"),
    ],
)  # fmt: skip
def test_a_repeat_of_something_else_is_refused(faults, cells, expected):
    assert faults("claims", REPEAT | cells) == [Fault("claims.csv", 1, "repeats", "trade-china-2021", expected)]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"period_start": "", "period_end": ""},
        {"value": "25.4", "as_stated": "USD 25.4 bln"},
        {"value": "25", "hedge": "about", "as_stated": "about USD 25 bln"},
        {"source_id": "2024-12-kazinform"},
    ],
)
def test_a_repeat_in_other_words_passes(faults, cells):
    assert faults("claims", REPEAT | cells) == []


# Contradictions

FACT = {"claim_id": "one", "period_start": "2023-01-01", "period_end": "2023-12-31"}
OTHER = FACT | {"claim_id": "other", "value": "9", "as_stated": "9 trains"}
APART = "the value of one, or a row of comparisons that sets the two side by side"


def test_two_values_of_one_fact_are_refused(faults):
    assert faults("claims", FACT, OTHER) == [Fault("claims.csv", 2, "value", "9", APART)]


def test_two_values_of_one_fact_pass_where_a_comparison_shows_them(faults, frames):
    from .conftest import grown

    claims = grown(frames, "claims", FACT, OTHER)
    assert faults("comparisons", {"earlier_id": "other", "later_id": "one", "kind": "conflicting"}, also=claims) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"perimeter": "Trains of another test"},
        {"subject_id": "rail-cargo-kz-cn"},
        {"claim_type": "plan", "period_start": "", "period_end": ""},
        {"period_end": "2023-06-30"},
        {"value": "6", "hedge": "over", "as_stated": "over 6 trains", "source_id": "2025-09-council"},
        {"value": "7", "as_stated": "7 container trains", "source_id": "2025-09-council"},
    ],
)
def test_values_of_two_facts_or_that_can_both_hold_pass(faults, cells):
    assert faults("claims", FACT, OTHER | cells) == []


def test_without_a_period_only_one_document_can_contradict_itself(faults):
    undated = {"period_start": "", "period_end": ""}
    assert faults("claims", FACT | undated, OTHER | undated | {"source_id": "2025-09-council"}) == []
    assert faults("claims", FACT | undated, OTHER | undated) == [Fault("claims.csv", 2, "value", "9", APART)]


@pytest.mark.parametrize("cells", [{}, {"as_stated": "7 container trains"}, {"paragraph": "0"}])
def test_a_fact_stated_twice_in_one_document_is_one_fact_and_its_repeat(faults, cells):
    again = FACT | {"claim_id": "again"} | cells
    expected = "one, which states the same fact in the same document"
    assert faults("claims", FACT, again) == [Fault("claims.csv", 2, "repeats", "", expected)]
    again |= {"repeats": "one"}
    assert faults("claims", FACT, again) == []
    assert faults("claims", FACT, again, again | {"claim_id": "copy"}) == [
        Fault("claims.csv", 3, "claim_id", "copy", "no claim that is given already")
    ]


SHARED = {"as_stated": "5 trains and 2 wagons"}


def test_two_claims_do_not_take_one_number_of_a_wording_that_has_one_for_each(faults):
    one = SHARED | {"claim_id": "one", "value": "5"}
    other = SHARED | {"claim_id": "other", "value": "2", "perimeter": "Wagons"}
    assert faults("claims", one, other) == []
    expected = "a number of its own: one takes this one of “5 trains and 2 wagons”, and 2 is left"
    assert faults("claims", one, other | {"value": "5"}) == [Fault("claims.csv", 2, "value", "5", expected)]
    each = {"as_stated": "5 each in 2021"}
    assert faults("claims", one | each, other | each | {"value": "5"}) == []
