import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.tables import FORMULAS, Interval, computed, exactly, intervals, written


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
    before = intervals.prior_from_growth(written("20.3"), written("62"))
    assert before.value == pytest.approx(20.3 / 1.62)
    assert before.low == pytest.approx(20.25 / 1.625)
    assert before.high == pytest.approx(20.35 / 1.615)


def test_difference_takes_the_far_corners() -> None:
    left = intervals.difference(Interval(20.3, 20.25, 20.35), Interval(14.4, 14.3, 14.5))
    assert (left.value, left.low, left.high) == pytest.approx((5.9, 5.75, 6.05))


def test_multiple_share_and_scale() -> None:
    ratio = intervals.multiple(written("33"), written("12"))
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((2.75, 32.5 / 12.5, 33.5 / 11.5))
    share = intervals.share_of(written("4.5"), written("25"))
    assert (share.value, share.low, share.high) == pytest.approx((18, 4.45 / 25.5 * 100, 4.55 / 24.5 * 100))
    doubled = intervals.scaled_by(written("20.3"), exactly(2))
    assert (doubled.value, doubled.low, doubled.high) == pytest.approx((40.6, 40.5, 40.7))


def test_a_share_below_a_half_gives_a_floor_and_no_ceiling() -> None:
    floor = intervals.floor_from_share(written("20.3"), written("50", "almost"))
    assert floor.low == pytest.approx(40.5)
    assert floor.high == math.inf


positive = st.floats(0.01, 1e6)


@st.composite
def any_interval(draw: st.DrawFn) -> Interval:
    low, value, high = sorted(draw(st.tuples(positive, positive, positive)))
    return Interval(value, low, high)


@given(any_interval(), any_interval())
def test_every_result_lies_in_its_own_interval(left: Interval, right: Interval) -> None:
    for result in (left + right, left - right, left * right, left / right):
        slack = 1e-9 * (1 + abs(result.value))
        assert result.low - slack <= result.value <= result.high + slack


def test_required_growth_is_lowest_from_the_highest_base_to_the_lowest_target() -> None:
    # (10 / 4.5)^(1/6) = 1.14235; (10 / 4.55)^(1/6) = 1.14024; (10 / 4.45)^(1/6) = 1.14448
    needed = intervals.required_growth(written("4.5"), exactly(10), 6)
    assert (needed.value, needed.low, needed.high) == pytest.approx((14.2347, 14.0245, 14.4476), abs=1e-3)
    assert intervals.required_growth(written("4.5"), written("10", "up_to"), 6) == needed
    assert intervals.required_growth(written("4.5", "up_to"), exactly(10), 6).high == math.inf


@pytest.mark.parametrize("formula", FORMULAS)
def test_only_a_divisor_that_is_nothing_keeps_a_formula_from_being_computed(formula: str) -> None:
    first, second = exactly(4.5), exactly(10)
    assert math.isfinite(computed(formula, first, second, 6).value)
    none = exactly(-100 if formula == "prior_from_growth" else 0)
    pair = (none, second) if formula == "required_growth" else (first, none)
    under = intervals.divisor(formula, *pair)
    if formula in ("difference", "scaled_by"):
        assert under == exactly(1)
    else:
        assert under == exactly(0)
        assert intervals.divisor(formula, first, second).value > 0
