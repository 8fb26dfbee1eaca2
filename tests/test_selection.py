import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import derive
from components.selection import Selection, as_known, claims_in_context, milestones_in_context

NAMES = {"trans-caspian": "Trans-Caspian route", "khorgos": "Khorgos crossings"}


@pytest.fixture(scope="module")
def claims(evidence) -> pd.DataFrame:
    return claims_in_context(evidence).set_index("claim_id", drop=False)


def test_years_keep_what_overlaps_and_by_2030_counts_as_2030(claims) -> None:
    kept = Selection(years=(2021, 2023), undated=False).keep(claims)
    assert {"trade-china-2021", "trade-xinjiang-2023", "growth-xinjiang-2023"} <= set(kept.index)
    assert "trade-xinjiang-2024-9m" not in kept.index
    assert "trans-caspian-2030" not in kept.index
    assert list(Selection(years=(2030, 2030), undated=False).keep(claims).index) == ["trans-caspian-2030"]


def test_a_year_filter_never_drops_undated_figures_silently(claims) -> None:
    shown = Selection(years=(2012, 2012)).keep(claims)
    assert {"rail-cargo-2012", "trans-caspian-aim", "trade-china-task"} <= set(shown.index)
    hidden = Selection(years=(2012, 2012), undated=False)
    assert list(hidden.keep(claims).index) == ["rail-cargo-2012"]
    undated = claims["period_start"].isna() & claims["period_end"].isna()
    assert hidden.hidden_undated(claims) == undated.sum()
    assert f"{undated.sum()} undated figures hidden" in hidden.sentence(claims, NAMES)


def test_a_corridor_keeps_only_its_own(claims) -> None:
    kept = Selection(corridors=("khorgos",)).keep(claims)
    assert set(kept.index) == {"khorgos-distance", "khorgos-expected-2015", "khorgos-capacity"}


def test_as_of_leaves_out_what_later_documents_say(claims) -> None:
    kept = Selection(as_of=pd.Timestamp(2013, 4, 8)).keep(claims)
    assert set(kept["source_id"]) == {"2013-04-akorda"}


def test_claim_types(claims) -> None:
    assert set(Selection(claim_types=("offer",)).keep(claims).index) == {
        "goods-additional-count",
        "goods-additional-value",
    }


def test_the_sentence_says_the_selection(claims) -> None:
    caspian = claims[claims["subject_id"] == "trans-caspian"]
    sentence = Selection(years=(2021, 2030), corridors=("trans-caspian",)).sentence(caspian, NAMES)
    assert sentence == "Trans-Caspian route; 2021–2030; 2 undated figures kept"
    assert (
        Selection().sentence(claims.loc[["trade-china-2021"]], NAMES) == "All corridors; all years; no undated figures"
    )
    as_known = Selection(as_of=pd.Timestamp(2022, 10, 26), claim_types=("target", "plan"))
    assert "target and plan only; as of October 2022" in as_known.sentence(claims, NAMES)


@given(
    st.tuples(st.integers(2010, 2030), st.integers(2010, 2030)).map(sorted),
    st.booleans(),
    st.lists(st.sampled_from(["trans-caspian", "khorgos", "irtysh"]), unique=True),
)
def test_kept_and_left_out_make_the_whole(evidence, years, undated, corridors) -> None:
    claims = claims_in_context(evidence)
    selection = Selection(years=tuple(years), corridors=tuple(corridors), undated=undated)
    kept = selection.keep(claims)
    assert set(kept.index) <= set(claims.index)
    assert selection.keep(kept).equals(kept)
    assert Selection().keep(claims).equals(claims)


def test_a_milestone_refers_to_when_it_happened_or_else_when_it_is_due(evidence) -> None:
    milestones = milestones_in_context(evidence).set_index("milestone_id")
    opened = milestones.loc["altynkol-khorgos-operating-2013"]
    assert (opened["period_start"], opened["period_end"]) == (pd.Timestamp(2012, 12, 1), pd.Timestamp(2012, 12, 31))
    assert milestones.loc["dostyk-moyynty-under-way-2025", "period_end"] == pd.Timestamp(2025, 12, 31)


def test_what_is_known_on_a_day_is_what_is_kept_of_that_day(evidence) -> None:
    for day in sorted(evidence.sources["event_date"].unique()):
        then = as_known(evidence, day)
        known = derive.ledger_rows(then)
        kept = Selection(as_of=day).keep(derive.ledger_rows(evidence))
        assert list(known["figure_id"]) == list(kept["figure_id"])
        assert (known["value"].fillna(0) == kept["value"].fillna(0).to_numpy()).all()
        assert (then.sources["event_date"] <= day).all()
        assert len(then.silences) == 0, "a silence is one of all documents"
        told = derive.findings(then, known)
        assert set(";".join(told["figure_ids"]).split(";")) <= set(known["figure_id"])
    assert as_known(evidence, None) is evidence
