"""The required pace against hand arithmetic, and what must hold for any base and target."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import derive
from components.derive import Interval, exactly, required_pace
from components.style import bounded, rounded_outwards

INFINITE = math.inf


def test_trans_caspian_from_2024_to_2030():
    pace = required_pace(Interval(4.5, 4.45, 4.55), exactly(10), 2024, 2030)
    # (10 / 4.5)^(1/6) = 1.14235; (10 / 4.55)^(1/6) = 1.14024; (10 / 4.45)^(1/6) = 1.14448
    assert pace.years == 6
    assert pace.yearly_growth.value == pytest.approx(14.2347, abs=1e-3)
    assert pace.yearly_growth.low == pytest.approx(14.0245, abs=1e-3)
    assert pace.yearly_growth.high == pytest.approx(14.4476, abs=1e-3)
    # 5.5 / 6, 5.45 / 6 and 5.55 / 6
    assert pace.yearly_step.value == pytest.approx(0.91667, abs=1e-5)
    assert (pace.yearly_step.low, pace.yearly_step.high) == pytest.approx((0.90833, 0.925), abs=1e-5)
    # Half way, the geometric mean: sqrt(45) = 6.7082
    assert pace.path(2027).value == pytest.approx(6.7082, abs=1e-4)


def test_container_trains_from_2024_to_2029_are_exact():
    pace = required_pace(exactly(600), exactly(2000), 2024, 2029)
    assert pace.yearly_growth.value == pytest.approx(27.226, abs=1e-3)
    assert pace.yearly_growth.low == pace.yearly_growth.value == pace.yearly_growth.high
    assert pace.yearly_step == exactly(280)
    assert pace.path(2025).value == pytest.approx(763.36, abs=0.01)


def test_an_upper_limit_asks_for_its_stated_figure_and_says_so():
    pace = required_pace(Interval(4.5, 4.45, 4.55), Interval(10, 0, 10), 2024, 2030)
    assert pace.yearly_growth.low == pytest.approx(14.0245, abs=1e-3)
    assert "upper limit" in pace.note
    assert required_pace(exactly(4), exactly(10), 2024, 2030).note == ""


def test_open_ends_stay_open():
    upwards = required_pace(exactly(10), Interval(20, 20, INFINITE), 2020, 2030)
    assert upwards.yearly_growth.low == pytest.approx(7.1773, abs=1e-3)
    assert upwards.yearly_growth.high == upwards.yearly_step.high == upwards.path(2025).high == INFINITE
    from_over = required_pace(Interval(16, 16, INFINITE), exactly(33), 2012, 2022)
    assert from_over.yearly_growth.low == -100
    assert from_over.yearly_growth.high == pytest.approx(7.507, abs=1e-3)
    assert from_over.path(2022) == exactly(33)


@pytest.mark.parametrize(
    ("base", "target", "first", "last"),
    [
        (4.5, 10, 2030, 2030),
        (4.5, 10, 2030, 2024),
        (0, 10, 2024, 2030),
        (-1, 10, 2024, 2030),
        (4, -1, 2024, 2030),
        (5e-324, 10, 2024, 2025),
        (1e-7, 10, 2024, 2025),
    ],
)
def test_what_has_no_pace_is_refused(base, target, first, last):
    with pytest.raises(ValueError, match=r"year|base|target"):
        required_pace(exactly(base), exactly(target), first, last)


def test_a_path_ends_at_its_years():
    pace = required_pace(exactly(4), exactly(10), 2024, 2030)
    for year in (2023, 2031):
        with pytest.raises(ValueError, match="2024 to 2030"):
            pace.path(year)


@st.composite
def intervals(draw):
    value = draw(st.floats(0.1, 1e4))
    return Interval(value, value * draw(st.floats(0.5, 1)), value * draw(st.floats(1, 2)))


@given(base=intervals(), target=intervals(), first=st.integers(1990, 2050), years=st.integers(1, 40))
def test_values_lie_in_their_intervals_and_the_path_joins_both_ends(base, target, first, years):
    pace = required_pace(base, target, first, first + years)
    for figure in (pace.yearly_growth, pace.yearly_step, *(pace.path(year) for year in range(first, first + years))):
        slack = 1e-9 * (1 + abs(figure.value))
        assert figure.low - slack <= figure.value <= figure.high + slack
    assert pace.path(first) == base
    assert pace.path(first + years) == target
    compound = base.value * (1 + pace.yearly_growth.value / 100) ** years
    assert compound == pytest.approx(target.value, rel=1e-6)
    assert base.value + pace.yearly_step.value * years == pytest.approx(target.value, rel=1e-6)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ((14.2347, 14.0245, 14.4476), "14 % (14.0–14.5 %)"),
        ((27.226, 27.226, 27.226), "27.2 %"),
        ((9.0, 7.18, INFINITE), "at least 7.18 %"),
        ((7.5, -100, 12.34), "at most 12.3 %"),
        ((-2.69, -2.90, -2.53), "−2.7 % (−2.9 to −2.5 %)"),
        ((1.0, -100, INFINITE), "not bounded by these figures"),
    ],
)
def test_bounds_are_said_with_the_digits_they_support(figure, words):
    assert bounded(*figure, " %", floor=-100) == words


@pytest.fixture(scope="module")
def stated(figures):
    return figures[figures["repeats"] == ""]


def test_levels_are_those_of_the_corridor_then_trains_and_trade(stated):
    found = list(derive.levels(stated, ("khorgos",))["figure_id"])
    assert found[0] == "khorgos-expected-2015"
    assert set(found) == {"khorgos-expected-2015", "container-trains-2029", "trade-china-task"}


def test_a_base_is_of_the_same_thing_and_of_a_whole_year(stated):
    level = stated.set_index("figure_id", drop=False).loc["trans-caspian-aim"]
    found = derive.bases(stated, level)
    assert list(found["figure_id"]) == ["trans-caspian-base-2025", "derived-trans-caspian-base-of-growth"]
    assert list(found["same_sentence"]) == [True, False]
    assert list(derive.part_year_figures(stated, level)["figure_id"]) == ["trans-caspian-2024-9m"]


def test_stated_years_are_those_of_the_documents(stated):
    known = stated.set_index("figure_id", drop=False)
    assert derive.stated_year(known.loc["trans-caspian-2030"]) == 2030
    assert derive.stated_year(known.loc["trade-china-2021"]) == 2021
    assert derive.stated_year(known.loc["trans-caspian-aim"]) is None
    assert derive.stated_year(known.loc["trade-china-task"]) is None


@pytest.mark.parametrize(
    ("low", "high", "decimals", "rounded"),
    [
        (7.6346, 7.6914, 2, (7.63, 7.7)),
        (-7.6914, -7.6346, 2, (-7.7, -7.63)),
        (4.45, 4.55, 2, (4.45, 4.55)),
        (-math.inf, 4.551, 2, (-math.inf, 4.56)),
        (4.459, math.inf, 2, (4.45, math.inf)),
    ],
)
def test_ends_are_rounded_away_from_each_other(low, high, decimals, rounded):
    assert rounded_outwards(low, high, decimals) == rounded


def test_a_base_is_in_the_unit_of_its_level_or_in_its_rate_a_year(figures):
    """100 MW are no base for 3.7 GW: the pace reckons with the numbers as they stand."""
    power = figures[figures["quantity"] == "power"]
    level = power[power["unit"] == "GW"].iloc[0]
    alike = power.assign(subject_id=level["subject_id"], claim_type="observed")
    assert {*alike["unit"]} == {"MW", "GW"}
    assert {*derive.bases(alike, level)["unit"]} == {"GW"}
    cargo = figures[figures["quantity"] == "cargo"].assign(claim_type="observed", subject_id="one", period_start=pd.NaT)
    assert {*cargo["unit"]} == {"Mt", "Mt_per_year"}
    for unit in ("Mt", "Mt_per_year"):
        assert {*derive.bases(cargo, cargo[cargo["unit"] == unit].iloc[0])["unit"]} == {"Mt", "Mt_per_year"}
