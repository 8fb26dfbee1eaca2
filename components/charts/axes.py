"""The axes of charts: values as far as anything is drawn, and time with ticks where months and years start."""

import math
from typing import Any

import pandas as pd

from components.selection import is_undated
from components.style import short_month, text_width

# A value axis leaves a fifth of its length beyond the furthest end, for labels and for the arrows of open ends.
_BEYOND = 1.25
_YEARS_FROM, _MOST_TICKS = 24, 40
_TICK_SIZE, _TICK_GAP = 13, 10
Span = tuple[pd.Timestamp, pd.Timestamp]


def shared_axis(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the options that let exhibits of these rows share their axes: `top` and, where any is dated, `years`.

    `rows` has the columns of `derive.figures`, all of one axis group.
    """
    options: dict[str, Any] = {} if rows.empty else {"top": value_range(rows)[1]}
    if (span := _days(rows)) is not None:
        options["years"] = span[0].year, (span[1] - pd.Timedelta(days=1)).year
    return options


def value_range(figures: pd.DataFrame, top: float | None = None) -> tuple[float, float]:
    """Return the ends of a value axis: all that is drawn of the figures with room for its label, and at least `top`."""
    ends = [end for figure in figures.to_dict("records") for end in drawn_ends(figure)]
    lowest, highest = min([*ends, 0.0]) * _BEYOND, max([*ends, 0.0]) * _BEYOND
    return lowest, max(highest, top or 0.0) or (1.0 if lowest == 0 else 0.0)


def drawn_ends(figure: dict[str, Any]) -> tuple[float, float]:
    """Return the lowest and the highest value that a mark reaches, with its range or the whisker of its interval."""
    ends = [figure["value"], figure["value_high"]]
    if figure["claim_type"] == "derived" and not math.isinf(figure["high"]):
        ends += [figure["low"], figure["high"]]
    known = [float(end) for end in ends if math.isfinite(end)]
    return min(known), max(known)


def time_range(days: Span | None, years: tuple[int, int] | None = None) -> Span:
    """Return the ends of a time axis: whole years, or months where less than two years are shown, and at least `years`.

    `days` are the first day drawn and the one after the last; without any, and without `years`, the axis is one day.
    """
    ends = [*(days or ())]
    if years:
        ends += [pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1] + 1, 1, 1)]
    if not ends:
        return pd.Timestamp(0), pd.Timestamp(0) + pd.Timedelta(days=1)
    first = min(ends)
    last = max([*ends, first + pd.Timedelta(days=1)])
    start, end = first.to_period("M").to_timestamp(), _from_next(last, "M")
    if _months(start, end) < _YEARS_FROM:
        return start, end
    return first.to_period("Y").to_timestamp(), _from_next(last, "Y")


def time_ticks(span: Span, room: float) -> dict[str, Any]:
    """Return the Plotly ticks of a time axis between two days that is at least `room` pixels long.

    A year is ticked and named at its first day, the last one always; where that is too much for the room, ticks of
    years between keep no name. Less than two years have ticks at the start of months, quarters or half years.
    """
    start, end = span
    if _months(start, end) >= _YEARS_FROM:
        years = list(range(start.year, (end - pd.Timedelta(days=1)).year + 1))
        most = int(room // (text_width("2000", _TICK_SIZE) + _TICK_GAP))
        step = -(-len(years) // max(most, 1))
        named = years[::-1][::step]
        ticked = years if len(years) <= _MOST_TICKS else named[::-1]
        days = [pd.Timestamp(year, 1, 1) for year in ticked]
        texts = [str(year) if year in named else "" for year in ticked]
    else:
        most = int(room // (text_width("2000", _TICK_SIZE) + _TICK_GAP))
        step = next((step for step in (1, 3, 6) if _months(start, end) / step <= most), 12)
        months = pd.date_range(start, end - pd.Timedelta(days=1), freq="MS")
        days = [day for day in months if (day.month - 1) % step == 0] or [start]
        words = [short_month(day).split() for day in days]
        texts = [f"{month}<br>{year}" for month, year in words]
    return {"tickvals": days, "ticktext": texts, "tickangle": 0}


def ticks_height(ticks: dict[str, Any]) -> int:
    """Return the height of ticks under a plot in pixels; those of months have a line for the year."""
    return 50 if any("<br>" in text for text in ticks["ticktext"]) else 34


def span_of(figures: pd.DataFrame, years: tuple[int, int] | None = None) -> Span:
    """Return the ends of a time axis for the periods of figures."""
    return time_range(_days(figures), years)


def _days(figures: pd.DataFrame) -> Span | None:
    dated = figures[~is_undated(figures)]
    if dated.empty:
        return None
    first, last = dated["period_start"], dated["period_end"]
    # Of a period with one end, the year of this end is shown.
    first = first.fillna(last.dt.to_period("Y").dt.start_time)
    last = last.fillna(first.dt.to_period("Y").dt.end_time.dt.normalize())
    return first.min(), last.max() + pd.Timedelta(days=1)


def _months(start: pd.Timestamp, end: pd.Timestamp) -> int:
    return int((end.year - start.year) * 12 + end.month - start.month)


def _from_next(day: pd.Timestamp, unit: str) -> pd.Timestamp:
    begun = day.to_period(unit).to_timestamp()
    return begun if begun == day else (day.to_period(unit) + 1).to_timestamp()
