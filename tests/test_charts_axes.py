"""Axes that come from the rows: shared ends, ticks at the start of what they name; differences told on the marks."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import charts, derive, style
from components.style import LIGHT, Caption
from tests.test_charts_layout import NAMES, PERIMETERS, frame, row

CAPTION = Caption("Title", "subtitle", "source", "filters")
DAY = pd.Timedelta(days=1)


def words(figure: go.Figure, key: str) -> str:
    return " ".join(note.text for note in figure.layout.annotations if (note.name or "").startswith(key))


def ticks(figure: go.Figure) -> dict[pd.Timestamp, str]:
    axis = figure.layout.xaxis
    return dict(zip(map(pd.Timestamp, axis.tickvals), axis.ticktext, strict=True))


def shape(figure: go.Figure, name: str):
    return next(one for one in figure.layout.shapes if one.name == name)


@pytest.mark.parametrize(
    ("start", "end", "months", "told"),
    [
        ("2024-02-01", "2024-02-29", 1, "a month"),
        ("2024-10-01", "2024-12-31", 3, "a quarter"),
        ("2023-07-01", "2023-12-31", 6, "half a year"),
        ("2024-01-01", "2024-09-30", 9, "9 months"),
        ("2023-01-01", "2023-12-31", 12, "a year"),
        ("2024-01-01", "2024-12-31", 12, "a year"),
        ("2023-07-01", "2024-06-30", 12, "a year"),
        ("2010-01-01", "2019-12-31", 120, "10 years"),
        ("2025-09-02", "2025-09-02", None, "1 day"),
        ("2025-09-02", "2025-09-11", None, "10 days"),
        (None, "2030-12-31", None, ""),
        ("2024-01-01", None, None, ""),
    ],
)
def test_a_period_is_as_long_as_the_calendar_says(start, end, months, told) -> None:
    days = pd.Timestamp(start), pd.Timestamp(end)
    assert style.period_length(*days) == months
    assert style.period_length_words(*days) == told


def test_exhibits_of_one_group_share_their_axes() -> None:
    low = frame(row(value=12.5, period=("2022-01-01", "2022-12-31")))
    high = frame(row(value=20.3), row(value=17.0, value_high=25.0, period=("2026-01-01", "2026-12-31")))
    axis = charts.shared_axis(pd.concat([low, high]))
    assert axis["years"] == (2022, 2026)
    drawn = [charts.timeline(rows, CAPTION, LIGHT, **axis).layout for rows in (low, high)]
    assert drawn[0].yaxis.range == drawn[1].yaxis.range
    assert drawn[0].xaxis.range == drawn[1].xaxis.range
    for draw, along in ((charts.bars, "yaxis"), (charts.dot_plot, "xaxis"), (charts.bullet, "xaxis")):
        ends = {draw(rows, CAPTION, LIGHT, top=axis["top"]).layout[along].range for rows in (low, high)}
        assert len(ends) == 1, draw
        assert next(iter(ends))[1] > 25
    assert charts.shared_axis(low.head(0)) == {}
    assert "years" not in charts.shared_axis(frame(row(period=(None, None))))


def test_a_mark_beyond_the_ends_given_widens_the_axis() -> None:
    rows = frame(row(value=41.0, period=("2035-01-01", "2035-12-31")))
    drawn = charts.timeline(rows, CAPTION, LIGHT, years=(2020, 2024), top=24.0).layout
    assert drawn.yaxis.range[1] > 41
    assert pd.Timestamp(drawn.xaxis.range[0]) < pd.Timestamp("2020-01-01")
    assert pd.Timestamp(drawn.xaxis.range[1]) > pd.Timestamp("2035-12-31")
    assert charts.bars(rows, CAPTION, LIGHT, top=24.0).layout.yaxis.range[1] > 41
    assert charts.dot_plot(rows, CAPTION, LIGHT, top=100.0).layout.xaxis.range[1] == 100


@given(first=st.integers(1990, 2030), more=st.integers(2, 80), undated=st.booleans())
def test_a_year_is_ticked_at_its_first_day_and_the_last_one_always(first: int, more: int, undated: bool) -> None:
    last = first + more
    shown = [row(period=(f"{year}-03-01", f"{year}-09-30")) for year in (first, last)]
    drawn = charts.timeline(frame(*shown, *([row(period=(None, None))] * undated)), CAPTION, LIGHT)
    known = ticks(drawn)
    named = {day: int(text) for day, text in known.items() if text}
    assert all(day == pd.Timestamp(year, 1, 1) for day, year in named.items())
    assert all((day.month, day.day) == (1, 1) for day in known)
    assert max(named.values()) == last
    share = drawn.layout.xaxis.domain[1] * 274 / len(pd.date_range(*drawn.layout.xaxis.range, freq="D"))
    days = sorted(named)
    assert all((later - day).days * share >= 34 for day, later in pairwise(days))


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("2024-03-01", "2024-03-31"), ("2024-05-01", "2024-05-31")], ["Mar<br>2024", "Apr<br>2024", "May<br>2024"]),
        ([("2024-01-01", "2024-12-31")], ["Jan<br>2024", "Apr<br>2024", "Jul<br>2024", "Oct<br>2024"]),
        ([("2023-04-01", "2023-06-30"), ("2024-07-01", "2024-09-30")],
         ["Apr<br>2023", "Jul<br>2023", "Oct<br>2023", "Jan<br>2024", "Apr<br>2024", "Jul<br>2024"]),
    ],
)  # fmt: skip
def test_less_than_two_years_have_months_or_quarters(periods, expected) -> None:
    known = ticks(charts.timeline(frame(*(row(period=period) for period in periods)), CAPTION, LIGHT))
    assert list(known.values()) == expected
    assert all(day.day == 1 and text == f"{day:%b}<br>{day:%Y}" for day, text in known.items())


def test_the_year_due_is_ticked_on_the_axis_of_a_pace(figures) -> None:
    aim = figures[figures["figure_id"] == "trans-caspian-2030"].assign(role="target")
    pace = derive.required_pace(derive.exactly(3), derive.exactly(10), 2013, 2030)
    plan = {"base": "base", "target": "target", "needed": "needed"}
    assert 2030 in charts.fan(aim, CAPTION, LIGHT, pace=pace, words=plan).layout.xaxis.tickvals


def test_a_period_is_drawn_from_its_first_day_to_the_end_of_its_last() -> None:
    drawn = shape(charts.timeline(frame(row(period=("2024-01-01", "2024-09-30"))), CAPTION, LIGHT), "period")
    assert (pd.Timestamp(drawn.x0), pd.Timestamp(drawn.x1)) == (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-10-01"))


@pytest.mark.parametrize(("period", "sign"), [((None, "2030-12-31"), -1), (("2024-01-01", None), 1)])
def test_a_half_open_period_is_dotted_beyond_its_known_end(period, sign) -> None:
    drawn = shape(charts.timeline(frame(row(period=period)), CAPTION, LIGHT), "open period")
    assert drawn.line.dash == "dot"
    assert drawn.x1 * sign > 0


DRAWN = [charts.dot_plot, charts.timeline, charts.bullet]


@pytest.mark.parametrize("draw", [*DRAWN, charts.bars])
def test_perimeters_that_differ_are_told_on_both_marks_and_one_alone_is_not(draw) -> None:
    exports, all_trade = row(perimeter="Exports"), row(perimeter="Trade in all")
    both = draw(frame(exports, all_trade), CAPTION, LIGHT)
    assert "Exports" in words(both, "figure-0")
    assert "Trade in all" in words(both, "figure-1")
    alike = draw(frame(exports, exports), CAPTION, LIGHT)
    assert "Exports" not in words(alike, "figure-0")
    assert "Exports" in alike.data[0].hovertemplate


def test_what_all_perimeters_begin_with_does_not_hide_in_what_they_differ() -> None:
    drawn = charts.dot_plot(frame(*(row(perimeter=text) for text in (
        "Trade with the region, both directions, all goods", "Trade with the region, both directions, oil alone"
    ))), CAPTION, LIGHT)  # fmt: skip
    assert "… all goods" in words(drawn, "figure-0")
    assert "… oil alone" in words(drawn, "figure-1")


@pytest.mark.parametrize("draw", DRAWN)
def test_lengths_and_units_that_differ_are_told_on_both_marks(draw) -> None:
    year, months = row(unit="Mt_per_year"), row(period=("2024-01-01", "2024-09-30"))
    drawn = draw(frame(year, months), CAPTION, LIGHT)
    assert "(a year)" in words(drawn, "figure-0").replace("</span><br>", " ")
    assert "months)" in words(drawn, "figure-1")
    assert "Mt a year</b>" in words(drawn, "figure-0").replace("\u202f", " ")
    alike = draw(frame(months, months), CAPTION, LIGHT)
    assert "months)" not in words(alike, "figure-0")


@pytest.mark.parametrize("draw", DRAWN)
def test_forty_marks_make_a_taller_chart_and_keep_their_words(draw) -> None:
    many = frame(*(row(subject=NAMES[n % 3], perimeter=PERIMETERS[1 + n % 3], value=5.0 + n % 2) for n in range(40)))
    drawn = draw(many, CAPTION, LIGHT)
    assert drawn.layout.height > 1000
    for key in many["figure_id"]:
        told = [note.text for note in drawn.layout.annotations if note.name in (key, f"{key} words")]
        assert "observed" in " ".join(told)
        assert "2024" in " ".join(told)
    told = charts.alt_text(many)
    assert told.count("observed") == 40
    assert PERIMETERS[3] in told
