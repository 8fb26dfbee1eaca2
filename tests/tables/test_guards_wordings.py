"""A wording holds its figure, with the digits, unit and hedge of the row."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.tables import Fault, find_numbers, find_quantities, last_digit_value, normalised, readings
from tests.conftest import EXAMPLES

MEASURES = {
    "USD_bn": "trade_turnover", "Mt": "cargo_volume", "Mt_per_year": "cargo_rate", "km": "distance",
    "count": "train_count",
    "percent": "trade_share", "multiple": "trade_multiple", "ordinal": "session_ordinal", "years": "cooperation_span",
    "MW": "power_capacity_megawatts", "GW": "power_capacity_gigawatts", "bcm": "gas_output", "growth": "trade_growth",
}  # fmt: skip


def claim(value: str, unit: str, wording: str, hedge: str = "exact", **cells: str) -> dict[str, str]:
    kind = {"claim_type": "growth"} if unit == "growth" else {}
    return {"value": value, "measure_id": MEASURES[unit], "as_stated": wording, "hedge": hedge, **kind, **cells}


def test_the_curated_evidence_passes(faults):
    assert faults("claims") == []


@pytest.mark.parametrize(
    ("value", "unit", "wording"),
    [
        ("20.3", "USD_bn", "to 20.3 billion US dollars"),
        ("20.3", "USD_bn", "to 20,3 billion dollars"),
        ("25", "USD_bn", "amounted to USD25 bln"),
        ("1.2", "USD_bn", "worth $1.2 billion"),
        ("7.4", "USD_bn", "a US$7.4bn project"),
        ("0.800", "USD_bn", "USD 800 million"),
        ("1.600", "USD_bn", "1,600 million dollars"),
        ("1", "USD_bn", "a billion dollars"),
        ("20.3", "USD_bn", "20.3 USD bn"),
        ("20.3", "USD_bn", "20.3"),
        ("12", "Mt", "from 12 to 33 million tonnes"),
        ("4.5", "Mt", "from 4.5 million to 10 million tons"),
        ("0.500", "Mt", "500 thousand tonnes"),
        ("25", "Mt", "25 million metric tons of grain"),
        ("21", "Mt_per_year", "21 million tons per year"),
        ("25", "Mt_per_year", "an annual capacity of 25 million tonnes"),
        ("11e3", "km", "11 thousand kilometers"),
        ("500", "km", "to 500 kilometres"),
        ("6000", "count", "6,000 enterprises"),
        ("6000", "count", "6\u2009000 enterprises"),
        ("25", "count", "twenty-five checkpoints"),
        ("250", "count", "two hundred and fifty trains"),
        ("24", "count", "two dozen projects"),
        ("2", "count", "both checkpoints"),
        ("4", "count", "its fourth crossing"),
        ("3", "count", "3 of 30 trains"),
        ("50", "percent", "half of the turnover"),
        ("33.3", "percent", "a third of the trade"),
        ("66.7", "percent", "two thirds of the trade"),
        ("75", "percent", "three quarters of it"),
        ("85", "percent", "85 per cent of traffic"),
        ("22.46", "growth", "a 22.46% growth"),
        ("100", "growth", "trade doubled"),
        ("-5", "growth", "fell by 5%"),
        ("-5", "growth", "a change of \u22125%"),
        ("2", "multiple", "to double the trade"),
        ("5", "multiple", "increased fivefold"),
        ("5", "multiple", "a 5-fold increase"),
        ("1.5", "multiple", "one and a half times"),
        ("0.5", "multiple", "the time was halved"),
        ("8", "ordinal", "the 8th session"),
        ("4", "ordinal", "the fourth session"),
        ("30", "years", "30 years is a period"),
        ("100", "MW", "the 100 MW wind farm"),
        ("3.7", "GW", "3.7 gigawatts"),
        ("0.100", "GW", "the 100 MW wind farm"),
        ("30", "bcm", "30 billion cubic meters"),
        ("62", "growth", "вырос на 62%"),
        ("20.3", "USD_bn", "20,3 млрд долларов"),
        ("20.3", "USD_bn", "203亿美元"),
        ("7", "count", "жеті пойыз"),
    ],
)
def test_a_figure_as_documents_print_it_passes(faults, value, unit, wording):
    assert faults("claims", claim(value, unit, wording)) == []


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (claim("7", "count", "several trains"), "as_stated", "a wording that holds the figure 7"),
        (claim("21.3", "USD_bn", "20.3 billion dollars"), "value",
         "the figure of the wording “20.3 billion dollars”, in USD_bn"),
        (claim("20.3", "USD_bn", "20.3 million dollars"), "measure_id",
         "a measure in the unit of the wording “20.3 million dollars”, not in USD_bn: in USD_bn it is 0.0203"),
        (claim("20.3", "USD_bn", "20.3 billion yuan"), "measure_id",
         "a measure in the unit of the wording “20.3 billion yuan”, not in USD_bn: "
         "in CNY, of which there is no measure yet, it is 20.3e9"),
        (claim("20.3", "Mt", "20.3 billion dollars"), "measure_id",
         "a measure in the unit of the wording “20.3 billion dollars”, not in Mt: "
         "in USD_bn, as in trade_turnover or goods_value, it is 20.3"),
        (claim("11", "km", "11 thousand kilometers"), "measure_id",
         "a measure in the unit of the wording “11 thousand kilometers”, not in km: in km it is 11e3"),
        (claim("11000", "km", "11 thousand kilometers"), "value",
         "the digits of the wording “11 thousand kilometers”: its last is worth 1000 km, not 1"),
        (claim("20.30", "USD_bn", "20.3 billion dollars"), "value",
         "the digits of the wording “20.3 billion dollars”: its last is worth 0.1 USD_bn, not 0.01"),
        (claim("2.0", "multiple", "to double the trade"), "value",
         "the digits of the wording “to double the trade”: its last is worth 1 multiple, not 0.1"),
        (claim("5", "growth", "fell by 5%"), "value", "a figure below 0, as the wording “fell by 5%” speaks of a fall"),
        (claim("-62", "growth", "rose 62%"), "value", "no figure below 0, as the wording “rose 62%” speaks of no fall"),
        (claim("21", "Mt", "21 million tons per year"), "measure_id",
         "a measure in Mt_per_year, as the wording “21 million tons per year” is yearly"),
        (claim("21", "Mt_per_year", "21 million tons"), "measure_id",
         "a measure in Mt, as the wording “21 million tons” is not yearly"),
    ],
)  # fmt: skip
def test_a_figure_that_its_wording_does_not_say_is_refused(faults, row, column, expected):
    assert faults("claims", row) == [Fault("claims.csv", 1, column, row[column], expected)]


def test_both_ends_of_a_range_stand_in_the_wording(faults):
    wording = "shipments of 2-2.5 million tons"
    assert faults("claims", claim("2", "Mt", wording, value_high="2.5")) == []
    expected = f"the figure of the wording “{wording}”, in Mt"
    assert faults("claims", claim("2", "Mt", wording, value_high="3.5")) == [
        Fault("claims.csv", 1, "value_high", "3.5", expected)
    ]
    expected = f"the upper end of the range in the wording “{wording}”, not a blank"
    assert faults("claims", claim("2", "Mt", wording)) == [Fault("claims.csv", 1, "value_high", "", expected)]
    expected = "a figure above value, or a blank where there is no range"
    assert faults("claims", claim("2", "Mt", wording, value_high="2")) == [
        Fault("claims.csv", 1, "value_high", "2", expected)
    ]


@pytest.mark.parametrize(
    ("hedge", "wording"),
    [
        ("over", "more than 7 trains"),
        ("over", "has exceeded 7 trains"),
        ("over", "7 trains or more"),
        ("at_least", "no fewer than 7 trains"),
        ("at_least", "7 trains or more"),
        ("up_to", "to up to 7 trains"),
        ("up_to", "a maximum volume of 7 trains"),
        ("almost", "almost reached 7 trains"),
        ("almost", "nearly 7 trains"),
        ("about", "nearly 7 trains"),
        ("about", "some 7 trains"),
        ("about", "7 or so trains"),
        ("initial", "initial shipments of up to 7 trains"),
        ("up_to", "initial shipments of up to 7 trains"),
        ("exact", "7 trains, more than 9 wagons"),
        ("exact", "exceeded the figure of the last year by 7"),
        ("over", "свыше 7 поездов"),
    ],
)
def test_a_hedge_that_its_wording_holds_passes(faults, hedge, wording):
    assert faults("claims", claim("7", "count", wording, hedge)) == []


@pytest.mark.parametrize(
    ("hedge", "wording", "expected"),
    [
        ("exact", "more than 7 trains", "over, as in the wording “more than 7 trains”"),
        ("exact", "to up to 7 trains", "up_to, as in the wording “to up to 7 trains”"),
        ("over", "up to 7 trains", "up_to, as in the wording “up to 7 trains”"),
        ("about", "7 trains or more", "at_least or over, as in the wording “7 trains or more”"),
        ("over", "7 trains", "exact, or a wording that holds the word for over by the figure; this one is “7 trains”"),
        ("over", "7 trains, more than 9 wagons",
         "exact, or a wording that holds the word for over by the figure; this one is “7 trains, more than 9 wagons”"),
        ("initial", "7 trains",
         "exact, or a wording that holds the word for initial by the figure; this one is “7 trains”"),
    ],
)  # fmt: skip
def test_a_hedge_that_its_wording_does_not_hold_is_refused(faults, hedge, wording, expected):
    assert faults("claims", claim("7", "count", wording, hedge)) == [Fault("claims.csv", 1, "hedge", hedge, expected)]


@pytest.mark.parametrize(
    ("kind", "wording", "expected"),
    [
        ("observed", "trains will increase to 7",
         "forecast or target or pledge or plan or offer, as the wording “trains will increase to 7” looks ahead"),
        ("target", "is expected to reach 7 trains",
         "forecast or plan, as the wording “is expected to reach 7 trains” looks ahead"),
        ("forecast", "we seek to have 7 trains",
         "target or pledge or plan, as the wording “we seek to have 7 trains” looks ahead"),
        ("target", "from 7 to 9 trains",
         "observed or plan, as the wording “from 7 to 9 trains” starts from this figure"),
    ],
)  # fmt: skip
def test_a_type_that_the_verbs_of_its_wording_contradict_is_refused(faults, kind, wording, expected):
    assert faults("claims", claim("7", "count", wording, claim_type=kind)) == [
        Fault("claims.csv", 1, "claim_type", kind, expected)
    ]


@pytest.mark.parametrize(
    ("kind", "wording"),
    [
        ("forecast", "trains will increase to 7"),
        ("pledge", "trains will increase to 7"),
        ("observed", "trains will increase from 7 to 9"),
        ("plan", "from 7 to 9 trains"),
        ("target", "from 5 to 7 trains"),
        ("observed", "to reach 7 trains, more than was expected"),
    ],
)
def test_a_type_that_the_verbs_of_its_wording_allow_passes(faults, kind, wording):
    assert faults("claims", claim("7", "count", wording, claim_type=kind)) == []


def test_a_long_wording_is_read_at_its_beginning_and_quoted_in_short(faults):
    (fault,) = faults("claims", claim("7", "count", "1-" * 50_000 + "7"))
    assert fault.expected == f"the figure of the wording “{'1-' * 50}…”, in count"
    assert faults("claims", claim("7", "count", "7 " + "x" * 100_000)) == []


def test_no_less_is_no_fall(faults):
    assert faults("claims", claim("5", "growth", "no less than 5%", "at_least")) == []
    assert [fault.column for fault in faults("claims", claim("5", "growth", "5% less"))] == ["value"]


def test_an_omission_holds_a_number(faults):
    assert faults("omissions", {"as_stated": "one of the key partners"}) == []
    assert faults("omissions", {"as_stated": "key partners"}) == [
        Fault("omissions.csv", 1, "as_stated", "key partners", "a wording that holds a number")
    ]


often = settings(max_examples=EXAMPLES // 2)
WRITTEN = st.from_regex(r"[1-9][0-9]{0,3}(\.[0-9]{1,2})?", fullmatch=True)


@often
@given(value=WRITTEN, other=WRITTEN)
def test_any_figure_passes_with_its_own_wording_and_no_other(faults, value, other):
    assert faults("claims", claim(value, "USD_bn", f"to {value} billion US dollars")) == []
    refused = faults("claims", claim(other, "USD_bn", f"to {value} billion US dollars"))
    assert [fault.column for fault in refused] == ([] if other == value else ["value"])


@often
@given(values=st.lists(WRITTEN, min_size=2, max_size=6))
def test_rows_alike_in_form_are_judged_each_by_its_own_figure(faults, values):
    rows = [
        claim(
            value,
            "Mt",
            f"from {value} to {value}5 million tons",
            claim_id=f"added-{number}",
            perimeter=str(number),
            paragraph=str(number),
        )
        for number, value in enumerate(values)
    ]
    assert faults("claims", *rows) == []
    wrong = [row | {"as_stated": "from 0.25 to 0.75 million tons"} for row in rows]
    assert [fault.line for fault in faults("claims", *wrong)] == list(range(1, len(rows) + 1))


# The reading of wordings by itself


def test_numbers_in_digits_and_words():
    text = "The 8th session doubled 2-2.5 million tons to 6,000, almost half, fivefold and fourth; a new one."
    assert [number.text for number in find_numbers(text)] == [
        "8", "doubled", "2", "2.5", "million", "6,000", "half", "fivefold", "fourth", "one",
    ]  # fmt: skip


def test_words_inside_other_words_are_no_numbers():
    assert find_numbers("someone often weighed a network; the secondary manifold") == []


def test_normalising_folds_quotes_dashes_and_spaces():
    assert normalised("“Altynkol\u2013Khorgos”\u00a0was \t opened ’") == '"Altynkol-Khorgos" was opened \''


@pytest.mark.parametrize(
    ("written", "worth"), [("20.3", 0.1), ("25", 1), ("11e3", 1000), ("1.5e1", 1), ("-3.25", 0.01)]
)
def test_the_last_digit_of_a_written_number(written, worth):
    assert last_digit_value(written) == pytest.approx(worth)


def test_a_quantity_knows_its_scale_unit_and_place(units):
    low, bare, high = sorted(
        find_quantities("from 12 to 33 million tonnes", units), key=lambda found: (found.start, -found.factor)
    )
    assert (low.figure, low.factor, low.dimension, low.base) == (12, 1e6, "mass", True)
    assert (bare.figure, bare.factor, bare.dimension) == (12, 1, "")
    assert (high.figure, high.factor, high.dimension, high.base) == (33, 1e6, "mass", False)
    assert [reading.value for reading in readings(high, units["Mt"])] == [33]
    assert [*readings(high, units["USD_bn"])] == []


@often
@given(text=st.text(max_size=80))
def test_no_text_breaks_the_reading(units, text):
    for found in find_quantities(normalised(text), units):
        assert found.figure >= 0
        assert re.search(r"\w", text)
