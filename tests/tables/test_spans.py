"""Periods and how they lie to one another."""

from datetime import date

import pytest

from components.tables.guards import format_span, remainder, whole_years

YEAR = date(2023, 1, 1), date(2023, 12, 31)


def test_a_period_leaves_what_it_neither_begins_nor_ends_with() -> None:
    assert remainder(YEAR, (date(2023, 1, 1), date(2023, 9, 30))) == (date(2023, 10, 1), date(2023, 12, 31))
    assert remainder(YEAR, (date(2023, 10, 1), date(2023, 12, 31))) == (date(2023, 1, 1), date(2023, 9, 30))
    assert remainder(YEAR, (date(2023, 2, 1), date(2023, 2, 28))) is None
    assert remainder(YEAR, YEAR) is None
    assert remainder(YEAR, (None, date(2023, 12, 31))) is None


@pytest.mark.parametrize(
    ("end", "due", "years"),
    [
        (date(2023, 12, 31), date(2030, 12, 31), 7),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2023, 12, 31), date(2030, 6, 30), None),
        (date(2023, 12, 31), date(2023, 12, 31), None),
        (date(2030, 12, 31), date(2023, 12, 31), None),
        (None, date(2030, 12, 31), None),
        (date(2023, 12, 31), None, None),
        (date(9998, 12, 31), date(9999, 12, 31), 1),
    ],
)
def test_years_are_counted_where_they_are_whole(end: date | None, due: date | None, years: int | None) -> None:
    assert whole_years((None, end), (None, due)) == years


def test_a_period_is_said() -> None:
    assert [format_span(span) for span in (YEAR, (None, YEAR[1]), (YEAR[0], None), (None, None))] == [
        "2023-01-01 to 2023-12-31", "until 2023-12-31", "since 2023-01-01", "blank",
    ]  # fmt: skip
