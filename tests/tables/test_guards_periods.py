"""Dates agree with their document, with each other and with the years that the wording names."""

import pytest

from components.tables import Fault

GROWTH = {
    "measure_id": "trade_growth", "value": "62", "as_stated": "rose 62%", "claim_type": "growth",
    "period_start": "2023-01-01", "period_end": "2023-12-31", "base_start": "2022-01-01", "base_end": "2022-12-31",
}  # fmt: skip
TARGET = {"claim_type": "target", "as_stated": "a target of 7 trains"}
AFTER = "a day no later than its document, 2024-12-05, as what is observed looks not ahead"
BEFORE = "a day no earlier than its document, 2024-12-05, as a target looks ahead"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"period_start": "2024-01-01", "period_end": "2024-12-31"}, "period_end", AFTER),
        ({"period_start": "2024-12-06"}, "period_start", AFTER),
        (TARGET | {"period_end": "2024-12-04"}, "period_end", BEFORE),
        (GROWTH | {"base_start": "2023-01-01"}, "base_start",
         "a day before period_start, 2023-01-01, as a base is what came before"),
        (GROWTH | {"base_end": "2023-12-31"}, "base_end",
         "a day before period_end, 2023-12-31, as a base is what came before"),
        ({"base_end": "2020-12-31"}, "base_end", "a blank, as a level that is stated as it is compares with no base"),
        ({"as_stated": "7 trains in 2021", "period_start": "2022-01-01", "period_end": "2022-12-31"}, "period_start",
         "a day in 2021, as worded"),
        (TARGET | {"as_stated": "7 trains by 2029"}, "period_end", "a day in 2029, as worded, not a blank"),
        (TARGET | {"as_stated": "7 trains by 2029", "period_start": "2029-12-31"}, "period_end",
         "a day in 2029, as worded, not a blank"),
        ({"as_stated": "7 trains in 2021", "period_end": "2021-12-31"}, "period_start",
         "a day in 2021, as worded, not a blank"),
        ({"period_start": "1012-01-01", "period_end": "2012-12-31"}, "period_start",
         "a day within 100 years of its document, 2024-12-05"),
        (TARGET | {"as_stated": "7 trains by 9999", "period_end": "9999-12-31"}, "period_end",
         "a day within 100 years of its document, 2024-12-05"),
        (GROWTH | {"base_start": "1812-01-01"}, "base_start", "a day within 100 years of its document, 2024-12-05"),
        (TARGET | {"as_stated": "7 trains by 2029", "period_end": "2030-12-31"}, "period_end",
         "a day in 2029, as worded"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused(faults, row, column, expected):
    assert faults("claims", row) == [Fault("claims.csv", 1, column, row.get(column, ""), expected)]


@pytest.mark.parametrize(
    "row",
    [
        {"period_start": "2024-01-01", "period_end": "2024-12-05"},
        {"period_end": "2024-12-05"},
        {"source_id": "2022-10-gsv", "period_end": "2022-10-26"},
        TARGET | {"period_end": "2024-12-05"},
        TARGET | {"period_end": "2029-12-31", "base_end": "2024-12-31", "as_stated": "7 trains by 2029"},
        TARGET | {"period_end": "2028-12-31", "as_stated": "7 trains by 2029"},
        TARGET | {"as_stated": "a target of 7 trains"},
        {"as_stated": "from 7 to 20 trains by 2029", "claim_type": "plan"},
        GROWTH,
        GROWTH | {"period_end": "2023-09-30", "base_end": "2022-12-31"},
        GROWTH | {"base_start": "", "base_end": ""},
        GROWTH | {"as_stated": "rose 62% in 2023"},
        {"as_stated": "7 trains, as set in 2019"},
    ],
)
def test_a_period_that_can_be_passes(faults, row):
    assert faults("claims", row) == []


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"stage": "operating", "happened_end": "2024-12-06"}, "happened_end",
         "a day no later than its document, 2024-12-05, as it has happened"),
        ({"happened_start": "2025-01-01"}, "happened_start",
         "a day no later than its document, 2024-12-05, as it has happened"),
        ({"due_end": "2024-12-04"}, "due_end", "a day no earlier than its document, 2024-12-05, as it is still due"),
        ({"stage": "operating", "due_end": "2025-12-31"}, "due_end", "a blank, as what operates is no longer due"),
        ({"due_end": "2027-12-31", "as_stated": "will open in 2026"}, "due_end", "a day in 2026, as worded"),
        ({"due_end": "2125-12-31"}, "due_end", "a day within 100 years of its document, 2024-12-05"),
    ],
)  # fmt: skip
def test_a_date_of_a_milestone_that_cannot_be_is_refused(faults, row, column, expected):
    assert faults("milestones", row) == [Fault("milestones.csv", 1, column, row[column], expected)]


@pytest.mark.parametrize(
    "row",
    [
        {"stage": "operating", "happened_start": "2024-12-01", "happened_end": "2024-12-05"},
        {"due_end": "2024-12-31"},
        {"due_start": "2026-01-01", "due_end": "2026-12-31", "as_stated": "will open in 2026"},
        {"due_end": "2026-12-31", "as_stated": "by 2027"},
        {"as_stated": "agreed in 2019"},
    ],
)
def test_a_date_of_a_milestone_that_can_be_passes(faults, row):
    assert faults("milestones", row) == []


def test_a_document_is_published_after_its_event(faults):
    expected = "a day no earlier than event_date, 2024-05-31"
    assert faults("sources", {"published_date": "2024-05-29"}) == [
        Fault("sources.csv", 1, "published_date", "2024-05-29", expected)
    ]
    expected = "a day within a year of event_date, 2024-05-31"
    assert faults("sources", {"published_date": "2026-05-30"}) == [
        Fault("sources.csv", 1, "published_date", "2026-05-30", expected)
    ]
    assert faults("sources", {"published_date": "2025-05-31"}) == []
    assert faults("sources", {"published_date": "2024-05-30"}) == []  # another time zone


@pytest.mark.parametrize("year", ["1899", "2200", "9999"])
def test_a_document_is_of_no_other_age(faults, year):
    day = f"{year}-05-31"
    assert faults("sources", {"event_date": day, "published_date": day}) == [
        Fault("sources.csv", 1, "event_date", day, "a day in the years 1900 to 2199")
    ]


def test_an_id_that_names_a_month_names_that_of_its_dates(faults):
    expected = "a day in 2024-06, the month that source_id names"
    assert faults("sources", {"source_id": "2024-06-test"}) == [
        Fault("sources.csv", 1, "event_date", "2024-05-31", expected)
    ]
    assert faults("sources", {"source_id": "2024-06-test", "published_date": "2024-06-01"}) == []
    assert faults("sources", {"source_id": "2024-05-test"}) == faults("sources", {"source_id": "test"}) == []


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"later_id": "rail-cargo-2012"}, "later_id", "another statement than earlier_id"),
        ({"earlier_id": "rail-cargo-2012", "later_id": "cargo-kz-cn-base"}, "later_id",
         "a pair that is not compared already"),
        ({"earlier_id": "trans-caspian-aim", "later_id": "rail-cargo-2012"}, "earlier_id",
         "a statement of 2013-04-08 or before, the date of the later one"),
        ({"earlier_id": "trade-china-2021-headline", "later_id": "trade-china-2021"}, "kind",
         "restated, progressed, revised or conflicting, as the two perimeters are the same"),
        ({"kind": "restated"}, "kind",
         "progressed, revised, different_perimeter or conflicting, as the two values differ"),
    ],
)  # fmt: skip
def test_a_pair_that_cannot_be_compared_so_is_refused(faults, row, column, expected):
    row = {"earlier_id": "rail-cargo-2012", "later_id": "trans-caspian-aim", "kind": "different_perimeter", **row}
    assert faults("comparisons", row) == [Fault("comparisons.csv", 1, column, row[column], expected)]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"earlier_id": "trans-caspian-2024-9m", "later_id": "irtysh-initial"},
        {"earlier_id": "chinese-enterprises", "later_id": "council-attendees", "kind": "restated"},
        {"earlier_id": "trans-caspian-aim", "later_id": "trans-caspian-under-way-2025", "kind": "restated"},
    ],
)
def test_a_pair_that_can_be_compared_passes(faults, row):
    assert faults("comparisons", row) == []
