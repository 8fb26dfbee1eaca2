"""What became of promises: which outcome stands first, how its day is worded, and what a table of the board has."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import exhibits, tables
from components.exhibits import outcomes
from components.selection import Selection

DAYS = st.one_of(st.just(pd.NaT), st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(pd.Timestamp))
NO_DAY = ("", "")
OWN, STAGE = "power-lines-pledged-2022-10", "renewable-energy-pledged-2022-10"


def outcome(what: str, start: str = "", end: str = "", published: str = "", **more: str) -> dict[str, object]:
    return {
        "outcome_id": "one", "what": what, "happened_start": pd.to_datetime(start or None),
        "happened_end": pd.to_datetime(end or None), "published": published, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "start", "end", "expected"),
    [
        ("opened", "2025-09-30", "2025-09-30", "opened, 30 September 2025"),
        ("20 of 152 km laid", "", "2026-02-02", "20 of 152 km laid, by 2 February 2026"),
        ("carried", "2025-01-01", "2025-12-31", "carried, 2025"),
        ("begun; due in 2027", "2023-11-01", "2023-12-31", "begun, November–December 2023; due in 2027"),
        ("launched", "2014-05-19", "2014-05-21", "launched, 19–21 May 2014"),
        ("trains", "2025-09-30", "2026-01-04", "trains, 30 September 2025 to 4 January 2026"),
        ("27 since 2005", "2005-01-01", "2025-08-30", "27 since 2005, by 30 August 2025"),
        ("under way", "2024-03-01", "", "under way, from 1 March 2024"),
        ("complete in October 2017", "2017-01-01", "2017-10-23", "complete in October 2017"),
        ("due by the end of 2027", *NO_DAY, "due by the end of 2027"),
    ],
)
def test_a_day_stands_behind_what_happened_unless_it_is_said(what, start, end, expected) -> None:
    assert outcomes.outcome_words(outcome(what, start, end)) == expected


@given(what=st.text(min_size=1), start=DAYS, end=DAYS)
def test_words_keep_all_that_is_said_and_name_the_year(what, start, end) -> None:
    told = outcomes.outcome_words({"what": what, "happened_start": start, "happened_end": end})
    first, _, rest = what.partition(";")
    assert told.startswith(first)
    assert told.endswith(rest)
    last = end if pd.notna(end) else start
    assert pd.isna(last) or str(last.year) in told


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("answered from outside: a plan", "a plan"),
        ("answered from outside, probably: a forecast", "probably: a forecast"),
        ("opened", ""),
    ],
)
def test_an_answer_is_told_from_an_outcome(what, expected) -> None:
    assert outcomes.answer_words(outcome(what)) == expected


@pytest.fixture
def some(evidence: tables.Tables) -> tables.Tables:
    """Give the evidence with four outcomes: three of a pledge, one of a stage of another promise's subject."""
    told = [
        ("begun", OWN, "2023-05-01", "2023"), ("due in 2026", OWN, "", "2024-03"), ("laid", OWN, "2024-02-01", ""),
        ("built", STAGE, "2024-01-01", "2024-06-01"),
    ]  # fmt: skip
    subjects = dict(zip(evidence.milestones["milestone_id"], evidence.milestones["subject_id"], strict=True))
    frame = pd.DataFrame(
        {
            "outcome_id": [f"outcome-{place}" for place in range(len(told))],
            "subject_id": [subjects[key] for _, key, _, _ in told],
            "promise_ids": [key for _, key, _, _ in told],
            "what": [what for what, *_ in told],
            "happened_start": pd.to_datetime([day or None for _, _, day, _ in told]),
            "happened_end": pd.to_datetime([day or None for _, _, day, _ in told]),
            "value": float("nan"), "unit": "", "source_title": "Lines", "publisher": "Rail Gazette",
            "published": [day for *_, day in told], "url": "https://example.org/a", "phrase": "a line", "note": "",
        }
    )  # fmt: skip
    return replace(evidence, outcomes=frame)


def test_what_happened_last_stands_first_then_the_latest_by_its_day_or_else_by_that_of_its_page(some) -> None:
    told = [one["what"] for one in outcomes.outcomes_of(some, [OWN])]
    assert told == ["laid", "due in 2026", "begun"]
    assert outcomes.outcomes_of(some, ["expo-2017-planned-2013"]) == []


def test_by_a_day_is_known_what_was_published_by_then_as_exactly_as_the_page_says(some) -> None:
    known = {
        day: [one["what"] for one in outcomes.outcomes_of(some, [OWN], pd.Timestamp(day))]
        for day in ("2022-12-31", "2023-02-01", "2024-02-28", "2024-03-01")
    }
    # A page that says no more than 2023 may be of its first day; one without a day is of none.
    assert known == {
        "2022-12-31": [], "2023-02-01": ["begun"], "2024-02-28": ["begun"], "2024-03-01": ["begun", "due in 2026"],
    }  # fmt: skip


def board(read: tables.Tables, selection: Selection = Selection()) -> exhibits.Exhibit:  # noqa: B008
    return exhibits.SECTIONS["commitments"](read, selection).exhibits["board"]


def test_what_happened_comes_before_a_later_amount_and_a_later_answer(some) -> None:
    amount = {"outcome_id": "amount", "what": "6 Mt carried", "value": 6.0, "unit": "Mt"}
    answer = {"outcome_id": "answer", "what": "answered from outside: by rail"}
    later = pd.DataFrame([some.outcomes.iloc[2].to_dict() | one for one in (amount, answer)])
    later[["happened_start", "happened_end"]] = pd.Timestamp("2025-12-31")
    told = outcomes.outcomes_of(replace(some, outcomes=pd.concat([some.outcomes, later], ignore_index=True)), [OWN])
    assert [one["what"] for one in told[:3]] == ["laid", "6 Mt carried", "answered from outside: by rail"]


def test_a_board_has_what_names_the_promise_or_else_a_stage_of_it(some) -> None:
    shown = board(some).shown.set_index("figure_id")["outcome_ids"]
    assert shown[OWN] == "outcome-2;outcome-1;outcome-0"
    # The multiple of renewable energy is promised by a figure; the outcome names the stage of the same subject.
    assert shown["renewable-multiple"] == "outcome-3"
    assert (shown != "").sum() == 2


def test_the_table_of_a_board_has_all_outcomes_with_sources_and_addresses(some) -> None:
    exhibit = board(some)
    table = exhibit.table(some, exhibit.shown).set_index("Id")
    since, sources, addresses = [name for name in table if name.startswith("Since then")]
    assert table.loc[OWN, since] == "laid, 1 February 2024 | due in 2026 | begun, 1 May 2023"
    assert table.loc[OWN, sources].split(" | ") == [
        "Lines, Rail Gazette", "Lines, Rail Gazette, 2024-03", "Lines, Rail Gazette, 2023",
    ]  # fmt: skip
    assert table.loc[OWN, addresses] == " ".join(["https://example.org/a"] * 3)
    assert set(table.drop([OWN, "renewable-multiple"])[since]) == {"nothing found"}


def test_without_outcomes_neither_board_nor_table_has_a_column_of_them(some) -> None:
    none = replace(some, outcomes=some.outcomes.iloc[:0])
    exhibit = board(none)
    assert "outcome_ids" not in exhibit.shown
    table = exhibit.table(none, exhibit.shown)
    assert not [name for name in table if "since" in name.lower()]
    assert exhibit.caption == board(some).caption


def test_a_selection_without_promises_has_none_of_what_became_of_them(some) -> None:
    exhibit = board(some, Selection(corridors=("ili",), as_of=pd.Timestamp("2022-10-31")))
    assert exhibit.shown.empty
    assert exhibit.table(some, exhibit.shown).empty
