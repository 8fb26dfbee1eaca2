"""Figures beside official statistics, each verdict worked out by hand from the printed figures."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import derive
from components.tables import Tables

CHINA, KAZAKHSTAN = "China’s customs", "Kazakhstan’s statistics"
MINISTRY, RAILWAY = "Kazakhstan’s Ministry of Transport", "Kazakhstan’s railway"
JUDGED = {"fits", "below", "above"}
PERIOD = ["period_start", "period_end"]


@pytest.fixture(scope="module")
def found(evidence: Tables) -> pd.DataFrame:
    return derive.fits(evidence)


def rows_of(found: pd.DataFrame, figure: str, reporter: str | None = None) -> list[dict]:
    own = found[found["figure_id"] == figure]
    return (own if reporter is None else own[own["reporter"] == reporter]).to_dict("records")


def test_the_columns_and_verdicts_are_those_of_the_contract(found):
    assert list(found.columns) == derive.FIT_COLUMNS
    assert set(found["verdict"]) <= set(derive.VERDICTS)
    assert str(found["period_start"].dtype).startswith("datetime64")
    assert found["official"].dtype == "float64"


@pytest.mark.parametrize(
    ("figure", "reporter", "bounds", "official", "verdict"),
    [
        # 25 stands for 24.5–25.5; 25.25 lies in it, 18 (17.5–18.5) does not.
        ("trade-china-2021", CHINA, (24.5, 25.5), (25.25, 25.245, 25.255), "fits"),
        ("trade-china-2021", KAZAKHSTAN, (24.5, 25.5), (18, 17.5, 18.5), "above"),
        # “Almost half” of 2023: over 20.25 / 0.5 = 40.5, which 41 (40.5–41.5) reaches and 31.5 does not.
        ("derived-trade-china-2023-floor", CHINA, (40.5, math.inf), (41, 40.5, 41.5), "fits"),
        ("derived-trade-china-2023-floor", KAZAKHSTAN, (40.5, math.inf), (31.5, 31.45, 31.55), "above"),
        ("trade-xinjiang-2023", CHINA, (20.25, 20.35), (20.3, 20.25, 20.35), "fits"),
        # 61.5–62.5 only touches 62.5–63.5.
        ("growth-xinjiang-2023", CHINA, (61.5, 62.5), (63, 62.5, 63.5), "below"),
        ("trans-caspian-2024-9m", MINISTRY, (3.35, 3.45), (3.4, 3.35, 3.45), "fits"),
        ("trans-caspian-growth-2024-9m", MINISTRY, (22.5, 23.5), (70, 69.5, 70.5), "below"),
        # “Over 16” is open upwards; the railway printed 16,6.
        ("rail-cargo-2012", RAILWAY, (16, math.inf), (16.6, 16.55, 16.65), "fits"),
    ],
)  # fmt: skip
def test_a_figure_beside_the_value_of_its_period(found, figure, reporter, bounds, official, verdict):
    judged = [row for row in rows_of(found, figure, reporter) if row["verdict"] in JUDGED]
    assert len(judged) == 1
    (row,) = judged
    assert (row["claim_low"], row["claim_high"]) == pytest.approx(bounds)
    assert (row["official"], row["official_low"], row["official_high"]) == pytest.approx(official)
    assert row["verdict"] == verdict
    assert row["difference"] == pytest.approx(row["claim"] - official[0])
    assert row["difference_percent"] == pytest.approx((row["claim"] / official[0] - 1) * 100)
    assert row["url"].startswith("http")


def test_growth_in_yuan_is_not_held_against_growth_in_dollars(found):
    (row,) = rows_of(found, "growth-xinjiang-2023", "Urumqi customs")
    assert (row["verdict"], row["official"]) == ("cannot be compared", 70.8)
    assert row["why"] == "it counts growth of trade in yuan"
    assert math.isnan(row["difference"])


def test_an_undated_figure_gets_the_years_that_it_would_fit(found):
    # 4.45–4.55 holds the 4.484 of 2024, and neither 4.119 of 2025 nor the association’s 3.3.
    (ministry,) = rows_of(found, "trans-caspian-base-2025", MINISTRY)
    (association,) = rows_of(found, "trans-caspian-base-2025", "TITR association")
    assert (ministry["verdict"], ministry["would_fit"], ministry["why"]) == (
        "cannot be compared", "2024", "no period is stated",
    )  # fmt: skip
    assert (association["would_fit"], association["official"]) == ("", 3.3)
    # 26.5–27.5 holds “more than 27” of 2005 to August 2025, not 26.4 of 2005 to 2024, and no stock of 11.4.
    (inflow,) = rows_of(found, "chinese-investment-reached", "Kazakhstan’s government")
    (stock,) = rows_of(found, "chinese-investment-reached", "Eurasian Development Bank")
    assert (inflow["would_fit"], inflow["period_end"]) == ("2005–2025", pd.Timestamp("2025-08-30"))
    assert stock["would_fit"] == ""
    # 600 trains: 11 ran in 2023 and 358 in 2024.
    assert {row["would_fit"] for row in rows_of(found, "container-trains-base")} == {""}


def test_an_open_base_gets_the_periods_that_the_growth_would_fit(found):
    # 3.4 / 2.764 = 1.230 holds against the whole of 2023; what 23 % grew from, 2.71–2.82, holds 2.764 and 2.75.
    open_based = [row for row in rows_of(found, "trans-caspian-growth-2024-9m", MINISTRY) if row["would_fit"]]
    assert [(row["verdict"], row["would_fit"], row["why"]) for row in open_based] == [
        ("cannot be compared", "2023", "no base is stated")
    ]
    assert open_based[0]["official"] == pytest.approx((3.4 / 2.764 - 1) * 100)
    (base,) = rows_of(found, "derived-trans-caspian-base-of-growth", MINISTRY)
    assert base["would_fit"] == "2023"


def test_a_share_is_a_part_over_a_whole_of_each_pair_of_reporters(found):
    pairs = {row["reporter"]: row for row in rows_of(found, "share-xinjiang-of-china")}
    # 20.3 / 41 = 49.5 %, below a half; of 2023 20.3 / 31.5 = 64.4 % is not.
    assert "2023" in pairs[CHINA]["would_fit"].split("; ")
    assert pairs[CHINA]["official"] == pytest.approx(20.3 / 41 * 100)
    assert (pairs[CHINA]["official_low"], pairs[CHINA]["official_high"]) == pytest.approx(
        (20.25 / 41.5 * 100, 20.35 / 40.5 * 100)
    )
    assert pairs[f"{CHINA} over {KAZAKHSTAN}"]["would_fit"] == ""
    # 22 / 43.82 lies between 49.1 and 51.3 %: open.
    assert pairs[f"Kazakhstan’s Ministry of Trade over {CHINA}"]["would_fit"] == "2024"


def test_what_looks_ahead_stands_beside_the_latest_year_without_a_judgement(found):
    promised = found[found["figure_id"].isin(["trade-china-task", "trans-caspian-2030", "container-trains-2029"])]
    assert set(promised["verdict"]) == {"beside"}
    (china,), (kazakhstan,) = (rows_of(found, "trade-china-task", reporter) for reporter in (CHINA, KAZAKHSTAN))
    assert (china["official"], china["difference"]) == pytest.approx((48.7, 51.3))
    # Kazakhstan prints no whole of 2025 that was found: 15.196 out and 18.970 in are added up.
    assert kazakhstan["official"] == pytest.approx(15.19600088835 + 18.97025609952)
    assert kazakhstan["series_id"] == "exports-to-china-by-kazakhstan;imports-from-china-by-kazakhstan"


def test_a_past_period_without_a_statistic_cannot_be_compared(found):
    for reporter in (RAILWAY, "China’s railway"):
        (row,) = rows_of(found, "khorgos-expected-2015", reporter)
        assert (row["verdict"], row["why"]) == ("cannot be compared", "no statistic of 2015")
    # Nine months are held against no year.
    for row in rows_of(found, "trade-xinjiang-2024-9m"):
        assert (row["verdict"], row["why"]) == ("cannot be compared", "no statistic of January–September 2024")


SAID = {
    "trade-china-2021": "Trade with China: $25 bn in 2021 fits China’s customs ($25.25 bn), not Kazakhstan’s "
    "statistics ($18 bn).",
    "rail-cargo-2012": "Rail goods between Kazakhstan and China: more than 16 Mt in 2012 fits Kazakhstan’s railway "
    "(16.6 Mt).",
    "growth-xinjiang-2023": "Trade with Xinjiang, growth of trade: 62 % in 2023 does not fit China’s customs (63 %).",
    "trans-caspian-base-2025": "Trans-Caspian route: 4.5 Mt of cargo, with no date stated, would fit 2024 by "
    "Kazakhstan’s Ministry of Transport (4.484 Mt), none by TITR association (3.3 Mt in 2024).",
    "trans-caspian-growth-2024-9m": "Trans-Caspian route, growth of cargo: 23 % in January–September 2024 does not fit "
    "Kazakhstan’s Ministry of Transport (70 %). Against 2023 as its base it would fit Kazakhstan’s Ministry of "
    "Transport.",
    "trade-china-task": "Trade with China: the aim of up to $100 bn, with no date stated, stands beside China’s "
    "customs ($48.7 bn in 2025) and Kazakhstan’s statistics ($34.17 bn in 2025).",
    "khorgos-expected-2015": "Altynkol–Khorgos rail crossing: the expectation of 4.5 Mt of cargo in 2015 cannot be "
    "compared with Kazakhstan’s railway and China’s railway: no statistic of 2015.",
}


def test_the_verdicts_are_worded(evidence, found):
    worded = derive.fit_sentences(evidence, found)
    told = {row["figure_id"]: row["text"].replace("\u202f", " ") for row in worded.to_dict("records")}
    assert {name: told[name] for name in SAID} == SAID
    repeats = set(evidence.claims.loc[evidence.claims["repeats"] != "", "claim_id"])
    assert not repeats & set(told)
    assert set(told) == set(found["figure_id"]) - repeats
    ids = set(evidence.series["series_id"])
    assert all(set(filter(None, cell.split(";"))) <= ids for cell in worded["series_ids"])


def frame(*rows: dict) -> pd.DataFrame:
    own = {
        "subject_id": "trade-china", "measure_id": "trade_turnover", "unit": "USD", "reporter": "Kazakhstan",
        "period_start": "2021-01-01", "period_end": "2021-12-31",
    }  # fmt: skip
    return pd.DataFrame([own | row for row in rows])


def test_values_of_a_file_are_held_in_the_unit_of_the_claim(evidence):
    held = derive.fits(evidence, observations=frame({"value": 25_250_000_000.0}, {"value": 163e9, "unit": "CNY"}))
    one, other = rows_of(held, "trade-china-2021")
    assert (one["official"], one["verdict"], one["reporter"]) == (pytest.approx(25.25), "fits", "Kazakhstan")
    assert (other["verdict"], other["why"]) == (
        "cannot be compared", "the statistic is in yuan, the statement in billion US dollars",
    )  # fmt: skip
    (text,) = derive.fit_sentences(evidence, held[held["figure_id"] == "trade-china-2021"])["text"]
    assert text == "Trade with China: $25\u202fbn in 2021 fits Kazakhstan ($25.25\u202fbn)."


def test_flows_are_added_up_of_one_source_and_reporter_alone(evidence):
    def whole(*rows: dict) -> list[float]:
        flows = [{"measure_id": f"trade_{row['flow']}"} | row for row in rows]
        held = derive.fits(evidence, observations=frame(*flows))
        return [round(row["official"], 6) for row in rows_of(held, "trade-china-2021") if row["verdict"] in JUDGED]

    out, into = ({"flow": "exports", "value": 9.8e9, "source": "a"}, {"flow": "imports", "value": 8.2e9, "source": "a"})
    assert whole(out, into) == [18]
    assert whole(out) == []
    assert whole(out, into | {"source": "b"}) == []
    assert whole(out, into | {"reporter": "China"}) == []
    assert whole(out, into, into | {"value": 8.3e9}) == []
    assert whole(out, into, {"flow": "turnover", "value": 17e9, "source": "b", "measure_id": "trade_turnover"}) == [17]


def test_growths_follow_from_the_levels_of_one_reporter(evidence):
    own = {"subject_id": "trade-xinjiang", "unit": "USD_bn"}
    before = {"value": 12.5, "period_start": "2022-01-01", "period_end": "2022-12-31"}
    now = {"value": 20.3, "period_start": "2023-01-01", "period_end": "2023-12-31"}
    levels = frame(own | before, own | now, own | before | {"reporter": "China", "value": 15.0})
    rows = rows_of(derive.fits(evidence, observations=levels), "growth-xinjiang-2023")
    # 20.3 / 12.5 = 1.624; from 20.25 / 12.55 = 1.6135 to 20.35 / 12.45 = 1.6345.
    (row,) = [row for row in rows if row["reporter"] == "Kazakhstan"]
    assert (row["official"], row["official_low"], row["official_high"]) == pytest.approx((62.4, 61.3546, 63.4538))
    assert row["verdict"] == "fits"
    assert {row["why"] for row in rows if row["reporter"] == "China"} == {"no statistic of 2023"}


def test_a_promise_without_a_year_to_stand_beside_says_so(evidence):
    part = frame({"value": 9e9, "period_end": "2021-03-31"})
    (row,) = rows_of(derive.fits(evidence, observations=part), "trade-china-task")
    assert (row["verdict"], row["why"]) == ("cannot be compared", "no statistic of a whole year")
    until = frame(
        {"subject_id": "trans-caspian", "measure_id": "cargo_volume", "unit": "Mt", "value": 9.0}
        | {"period_start": "2030-04-01", "period_end": "2031-03-31"}
    )
    (row,) = rows_of(derive.fits(evidence, observations=until), "trans-caspian-2030")
    assert (row["verdict"], row["why"]) == ("cannot be compared", "its period has one end, by 2030")


def test_without_official_values_there_is_no_row(evidence):
    bare = replace(evidence, series=evidence.series.iloc[:0], observations=evidence.observations.iloc[:0])
    held = derive.fits(bare)
    assert (len(held), list(held.columns)) == (0, derive.FIT_COLUMNS)
    assert len(derive.official(bare)) == len(derive.fit_sentences(bare, held)) == 0


def test_official_values_are_no_statements(evidence, figures):
    bare = replace(evidence, series=evidence.series.iloc[:0], observations=evidence.observations.iloc[:0])
    pd.testing.assert_frame_equal(derive.figures(bare), figures)
    official = derive.official(evidence)
    assert len(official) == len(evidence.observations)
    inside = (official["low"] <= official["value"]) & (official["value"] <= official["high"])
    assert inside.all()


DAYS = st.dates(pd.Timestamp("1990-01-01").date(), pd.Timestamp("2040-12-31").date())
CLAIMED = [
    ("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31"),
    ("2023-01-01", "2023-09-30"), ("2024-01-01", "2024-09-30"), ("2012-01-01", "2012-12-31"),
]  # fmt: skip
PERIODS = st.one_of(st.sampled_from(CLAIMED), st.tuples(DAYS, DAYS))
VALUES = st.one_of(st.floats(), st.floats(-10, 100), st.sampled_from([0.0, 25.0, 20.3, 62.0, 1e12, -5.0]))


@st.composite
def observations(draw) -> pd.DataFrame:
    subjects = ["trade-china", "trade-xinjiang", "trans-caspian", "container-trains", "nothing"]
    measures = [
        "trade_turnover", "trade_exports", "trade_imports", "trade_growth", "trade_share", "cargo_volume",
        "cargo_growth", "cargo_rate", "train_count", "nothing",
    ]  # fmt: skip
    row = st.fixed_dictionaries(
        {
            "subject_id": st.sampled_from(subjects),
            "measure_id": st.sampled_from(measures),
            "unit": st.sampled_from(["USD_bn", "USD", "CNY", "Mt", "t", "count", "percent", "furlong"]),
            "reporter": st.sampled_from(["A", "B", ""]),
            "period": PERIODS,
            "value": VALUES,
            "source": st.sampled_from(["a.csv", "b.csv"]),
        }
    )
    rows = [
        {name: cell for name, cell in one.items() if name != "period"}
        | {"period_start": str(one["period"][0]), "period_end": str(one["period"][1])}
        for one in draw(st.lists(row, min_size=1, max_size=25))
    ]
    return pd.DataFrame(rows)


@given(observations())
def test_no_verdict_without_equal_periods(evidence: Tables, figures: pd.DataFrame, drawn: pd.DataFrame) -> None:
    held = derive.fits(evidence, figures, drawn)
    judged = held[held["verdict"].isin(JUDGED)]
    claims = figures.set_index("figure_id").loc[judged["figure_id"], PERIOD].reset_index(drop=True)
    pd.testing.assert_frame_equal(judged[PERIOD].reset_index(drop=True), claims, check_dtype=False)
    ahead = figures.loc[figures["claim_type"].isin(["target", "forecast", "plan", "pledge", "offer"]), "figure_id"]
    assert not set(judged["figure_id"]) & set(ahead)
    apart = (judged["claim_high"] < judged["official_low"]) | (judged["claim_low"] > judged["official_high"])
    assert not (apart & (judged["verdict"] == "fits")).any()
    assert (judged.loc[~apart & (judged["claim"] == judged["official"]), "verdict"] == "fits").all()
    assert held.loc[held["verdict"] == "cannot be compared", "why"].ne("").all()
    worded = derive.fit_sentences(evidence, held)
    assert set(worded["figure_id"]) <= set(held["figure_id"])
    assert worded["text"].str.endswith(".").all()


def test_levels_of_a_reporter_are_printed_ones_and_sums_of_both_flows(evidence: Tables) -> None:
    levels = derive.official_levels(evidence)
    trade = levels[(levels["subject_id"] == "trade-china") & (levels["measure_id"] == "trade_turnover")]
    of_2019 = trade[(trade["period_start"] == "2019-01-01") & (trade["period_end"] == "2019-12-31")]
    assert dict(zip(of_2019["reporter"], of_2019["value"].round(2), strict=True)) == {
        "China’s customs": 22.07, "Kazakhstan’s statistics": 14.39,
    }  # fmt: skip
    assert all(";" in series for series in of_2019["series_id"]), "these are exports and imports added up"
    assert levels["period_start"].is_monotonic_increasing
