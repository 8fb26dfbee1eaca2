import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import derive
from components.derive.formulas import difference, floor_from_share, multiple, prior_from_growth, scaled_by, share_of
from components.derive.intervals import Interval, exactly, written


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("20.3", "exact", 20.25, 20.35),
        ("25", "exact", 24.5, 25.5),
        ("11e3", "exact", 10_500, 11_500),
        ("17.67", "exact", 17.665, 17.675),
        ("16", "over", 16, math.inf),
        ("15", "at_least", 15, math.inf),
        ("10", "up_to", 0, 10),
        ("50", "almost", 0, 50),
        ("4.50", "exact", 4.495, 4.505),
    ],
)
def test_written_digits_are_the_precision(text: str, hedge: str, low: float, high: float) -> None:
    read = written(text, hedge)
    assert (read.low, read.high) == pytest.approx((low, high))


def test_a_range_is_its_own_interval_and_targets_are_exact() -> None:
    assert written("2", "initial", high_text="2.5") == Interval(2.0, 2.0, 2.5)
    assert written("2000", exact=True) == Interval(2000.0, 2000.0, 2000.0)


def test_growth_is_taken_back_corner_by_corner() -> None:
    before = prior_from_growth(written("20.3"), written("62"))
    assert before.value == pytest.approx(20.3 / 1.62)
    assert before.low == pytest.approx(20.25 / 1.625)
    assert before.high == pytest.approx(20.35 / 1.615)


def test_difference_takes_the_far_corners() -> None:
    left = difference(Interval(20.3, 20.25, 20.35), Interval(14.4, 14.3, 14.5))
    assert (left.value, left.low, left.high) == pytest.approx((5.9, 5.75, 6.05))


def test_multiple_share_and_scale() -> None:
    ratio = multiple(written("33"), written("12"))
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((2.75, 32.5 / 12.5, 33.5 / 11.5))
    share = share_of(written("4.5"), written("25"))
    assert (share.value, share.low, share.high) == pytest.approx((18, 4.45 / 25.5 * 100, 4.55 / 24.5 * 100))
    doubled = scaled_by(written("20.3"), exactly(2))
    assert (doubled.value, doubled.low, doubled.high) == pytest.approx((40.6, 40.5, 40.7))


def test_a_share_below_a_half_gives_a_floor_and_no_ceiling() -> None:
    floor = floor_from_share(written("20.3"), written("50", "almost"))
    assert floor.low == pytest.approx(40.5)
    assert floor.high == math.inf


positive = st.floats(0.01, 1e6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, value, high = sorted(draw(st.tuples(positive, positive, positive)))
    return Interval(value, low, high)


@given(intervals(), intervals())
def test_every_result_lies_in_its_own_interval(left: Interval, right: Interval) -> None:
    for result in (left + right, left - right, left * right, left / right):
        slack = 1e-9 * (1 + abs(result.value))
        assert result.low - slack <= result.value <= result.high + slack


def test_the_derivations_of_the_documents(evidence) -> None:
    derived = derive.derived(evidence).set_index("derivation_id")
    expected = {
        "derived-trade-xinjiang-2022": (12.53, 12.46, 12.60),
        "derived-trade-xinjiang-2023-9m": (14.43, 14.42, 14.43),
        "derived-trade-xinjiang-2023-q4": (5.87, 5.82, 5.93),
        "derived-trans-caspian-base-of-growth": (2.76, 2.71, 2.82),
        "derived-trade-china-2023-floor": (40.6, 40.5, math.inf),
        "derived-trade-xinjiang-doubled": (40.6, 40.5, 40.7),
        "derived-cargo-kz-cn-multiple": (2.75, 2.60, 2.91),
        "derived-trans-caspian-multiple": (2.22, 2.20, 2.25),
        "derived-container-trains-multiple": (3.33, 3.33, 3.33),
        "derived-khorgos-use": (18.0, 17.45, 18.57),
    }
    for key, values in expected.items():
        found = derived.loc[key, ["value", "low", "high"]].astype(float).round(2)
        assert tuple(found) == values, key


def test_derived_has_the_columns_of_the_contract(evidence) -> None:
    assert list(derive.derived(evidence).columns) == (
        [
            "derivation_id",
            "subject_id",
            "measure_id",
            "period_start",
            "period_end",
            "value",
            "low",
            "high",
            "formula",
            "grade",
            "assumption",
        ]
    )


def test_what_23_percent_grew_from_has_no_period(evidence) -> None:
    row = derive.derived(evidence).set_index("derivation_id").loc["derived-trans-caspian-base-of-growth"]
    assert pd.isna(row["period_start"])
    assert pd.isna(row["period_end"])


def test_every_assumption_is_in_words(evidence) -> None:
    derived = derive.derived(evidence)
    assert (derived.loc[derived["grade"] == "assumes", "assumption"] != "").all()


def test_a_derivation_of_a_derivation_is_traced_to_its_claims(evidence) -> None:
    assert derive.input_claims(evidence, "derived-trade-xinjiang-2023-q4") == [
        "trade-xinjiang-2023",
        "trade-xinjiang-2024-9m",
        "growth-xinjiang-2024-9m",
    ]


def test_figures_hold_every_claim_and_derivation_once(evidence, figures) -> None:
    assert len(figures) == len(evidence.claims) + len(evidence.derivations)
    assert figures["figure_id"].is_unique
    inside = (figures["low"] <= figures["value"]) & (figures["value"] <= figures["high"])
    assert inside.all()


def test_the_stage_of_a_subject_is_its_last_worded_one(evidence) -> None:
    from components.selection import Selection, milestones_in_context

    milestones = milestones_in_context(evidence)
    assert derive.latest_stages(milestones).loc["dostyk-moyynty", "stage"] == "under_way"
    assert derive.latest_stages(milestones).loc["lianyungang-terminal", "stage"] == "operating"
    as_known = Selection(as_of=pd.Timestamp(2022, 10, 26)).keep(milestones)
    assert derive.latest_stages(as_known).loc["dostyk-moyynty", "stage"] == "pledged"
    assert "narynkol-muzart" not in derive.latest_stages(as_known).index
