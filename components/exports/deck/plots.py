"""Native charts before they are drawn: columns and points on a time axis, lying bars, and how many a slide takes."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from components.charts import labels, marks
from components.charts.axes import span_of
from components.exports.deck.layout import Box, balance_pages, height, one_line, shortened, width, wrapped
from components.selection import is_undated
from components.style import CLAIM_TYPES, NO_DATE, interval, period, period_length, quantity, short_month

Figure = dict[str, Any]
LABEL, CATEGORY, TICK = 14.0, 14.0, 12.0
AXIS_ROOM, HEAD_ROOM, TICK_ROOM, EDGE = 0.55, 0.36, 0.32, 0.1
_COLUMN_GAP = 0.12
_WIDEST_SHARE = 5.75
_GUTTER = 0.15
_TALLEST_ROW = 1.6
_NAMES_SHARE = 0.36
_ROW_GAP = 0.17
_DATED_SHARES = 0.4, 0.68
_POINT, _LINE, _BESIDE, _UNDER_LINES = 0.1, 0.04, 0.13, 2
# Excel knows no day before.
_FIRST_DAY = pd.Timestamp(1900, 3, 1)
_AHEAD = ("forecast", "target", "pledge", "plan", "offer")
_PIXELS = 96
_DIGITS = re.compile(r"(\d+(?:\u202f\d{3})*(?:\.\d+)?)")


class Digits(NamedTuple):
    """Hold a number within a label, as it is written, with the column of the sheet that it is read from."""

    column: str
    text: str


Part = str | Digits


@dataclass(frozen=True, eq=False)
class Bar:
    """Hold one figure: its place on the axis, and its label in parts with what stands under it.

    `at` is the middle of its period, a place in the band of undated figures, or the name of a lying bar. `shift` is how
    far a label stands above its usual place, in inches, and `side` where it stands beside its point: `l` or `r`.
    """

    figure: Figure
    at: Any
    parts: tuple[Part, ...]
    under: str = ""
    shift: float = 0.0
    side: str = "r"

    @property
    def label(self) -> str:
        """Return the label in words."""
        words = "".join(part if isinstance(part, str) else part.text for part in self.parts)
        return f"{words}\n{self.under}" if self.under else words


@dataclass(frozen=True, eq=False)
class Plot:
    """Hold one native chart: its bars in one form (columns, bars, points or band), in a part of the slide.

    `bottom` and `top` are the ends of the value axis, `span` those of the time axis, on which a column is a `unit` wide
    (Y, year, or M, month), `heading` the words over a band of its own. `names` is the room of the names beside lying
    bars.
    """

    bars: tuple[Bar, ...]
    form: str
    top: float
    box: Box
    bottom: float = 0.0
    heading: str = ""
    names: float = 0.0
    span: tuple[pd.Timestamp, pd.Timestamp] | None = None
    unit: str = "Y"


def is_closed(figure: Figure) -> bool:
    """Return whether a figure is derived with an interval that has two ends."""
    return bool(figure["claim_type"] == "derived" and figure["low"] < figure["high"] and not math.isinf(figure["high"]))


def is_ranged(figure: Figure) -> bool:
    """Return whether a figure is stated as a range."""
    return not pd.isna(figure["value_high"])


def has_period(figure: Figure) -> bool:
    """Return whether both ends of a figure's period are known."""
    return not pd.isna(figure["period_start"]) and not pd.isna(figure["period_end"])


def drawn_value(figure: Figure) -> float:
    """Return the number that a figure is drawn by: its own, and that of its low end where it is open upwards."""
    opened = figure["claim_type"] == "derived" and math.isinf(figure["high"])
    return float(figure["low"] if opened else figure["value"])


def label_parts(figure: Figure, *, stacked: bool, point: bool = False) -> tuple[Part, ...]:
    """Return the label of a figure: an arrow for an open end, a lozenge for an aim, amount, kind and interval.

    Parts of a `stacked` label stand one under another; that of a point reads the ends of a range from other columns.
    """
    apart, closed = "\n" if stacked and not point else " ", is_closed(figure)
    kind = CLAIM_TYPES[figure["claim_type"]]
    kind = f"initial {kind}" if figure["hedge"] == "initial" else kind
    sign = "◊ " if figure["claim_type"] in ("target", "pledge") else ""
    ranged = is_ranged(figure)
    columns = (["Value", "Highest"] if point else ["From", "Value"]) if ranged else ["Value"]
    parts: list[Part] = [arrow(figure, lying=not stacked) + sign]
    parts += [*_split(quantity(figure, unit=False), columns), f"{apart}{kind}"]
    if closed:
        ends = interval(figure["value"], figure["low"], figure["high"])
        parts += [f"{apart}(", *_split(ends, ["Lowest", "Highest"]), ")"]
    return tuple(part for part in parts if part)


def arrow(figure: Figure, *, lying: bool) -> str:
    """Return the arrow on the side on which a figure is open, along a lying or a standing bar; none if closed."""
    if figure["hedge"] in marks.UPWARDS:
        return "→ " if lying else "↑ "
    if figure["hedge"] in marks.DOWNWARDS:
        return "← " if lying else "↓ "
    return ""


def _split(words: str, columns: Sequence[str]) -> list[Part]:
    pieces = _DIGITS.split(words)
    if len(pieces) != 2 * len(columns) + 1:
        return [words]
    names = iter(columns)
    return [Digits(next(names), piece) if place % 2 else piece for place, piece in enumerate(pieces)]


def ends_of(figure: Figure) -> tuple[float, float]:
    """Return the lowest and highest number that a figure is drawn at, its interval and range counted in."""
    ends = [drawn_value(figure), figure["value"], figure["value_high"]]
    if figure["claim_type"] == "derived":
        ends += [figure["low"], figure["high"]]
    known = [float(end) for end in ends if not pd.isna(end) and not math.isinf(end)]
    return min(known), max(known)


def stated_when(figure: Figure) -> str:
    """Return when a figure was said, or from when its inputs are."""
    return f"{'said' if figure['source_id'] else 'from'} {short_month(figure['event_date'])}"


def middle(figure: Figure) -> pd.Timestamp:
    """Return the middle of a period, or its one known end."""
    start, end = figure["period_start"], figure["period_end"]
    if pd.isna(start) or pd.isna(end):
        return end if pd.isna(start) else start
    return start + (end + pd.Timedelta(days=1) - start) / 2


def vertical_bars(shown: pd.DataFrame, body: Box, *, top: float | None = None) -> list[tuple[Plot, ...]]:
    """Stand the figures of one measure and length of period on a time axis, each at the middle of its period.

    Those of one period lie under one another, for on a time axis they would cover each other.
    """
    ordered = shown.sort_values("period_start", kind="stable")
    figures = ordered.to_dict("records")
    years = {one["period_start"].year for one in figures} | {one["period_end"].year for one in figures}
    yearly = len(years) == len(figures) and all(one["period_start"].year == one["period_end"].year for one in figures)
    days = [pd.Timestamp(one["period_start"].year, 7, 1) if yearly else middle(one) for one in figures]
    if min(days) < _FIRST_DAY or len({(day.year, 0 if yearly else day.month) for day in days}) < len(days):
        return horizontal_bars(shown, body, top=top)
    whole = yearly and all(period_length(one["period_start"], one["period_end"]) == 12 for one in figures)
    bars = [
        Bar(figure, day, label_parts(figure, stacked=True), "" if whole else _period_words(figure, 1.4))
        for figure, day in zip(figures, days, strict=True)
    ]
    room = body.width - AXIS_ROOM - EDGE
    parts = _spread(bars, room, 365.25 if yearly else 30.44)
    lines = max(bar.label.count("\n") + 1 for bar in bars)
    share = (height(lines, LABEL) + 0.12) / (body.height - TICK_ROOM - HEAD_ROOM)
    bottom, reach = _value_ends(figures, share, top)
    slides: list[tuple[Plot, ...]] = []
    for part in parts:
        first, last = part[0].at, part[-1].at
        unit = "Y" if yearly else "M"
        span = first.to_period(unit).start_time, last.to_period(unit).end_time.normalize()
        count = len(pd.period_range(*span, freq=unit))
        wide = AXIS_ROOM + EDGE + min(room, _WIDEST_SHARE * count)
        box = Box(body.left, body.top, wide, body.height)
        slides.append((Plot(tuple(part), "columns", reach, box, bottom, span=span, unit=unit),))
    return slides


def _spread(bars: Sequence[Bar], room: float, unit: float) -> list[list[Bar]]:
    """Break bars in order of time into as few parts as have room for labels side by side."""
    wide = max(width(line, LABEL) for bar in bars for line in bar.label.split("\n")) + _COLUMN_GAP
    parts: list[list[Bar]] = [[]]
    for bar in bars:
        days = [one.at for one in [*parts[-1], bar]]
        length = (days[-1] - days[0]).days / unit + 1
        gaps = [(later - sooner).days / unit for sooner, later in pairwise(days)]
        if gaps and min(gaps) * room / length < wide:
            parts.append([])
        parts[-1].append(bar)
    return parts


def dated_and_undated(
    shown: pd.DataFrame, body: Box, *, top: float | None = None, years: tuple[int, int] | None = None
) -> list[tuple[Plot, ...]]:
    """Set dated figures as points on a time axis, and in a band beside it those without a date, bases before aims."""
    undated = is_undated(shown)
    days = shown["period_end"].fillna(shown["period_start"])
    if (days < _FIRST_DAY).any():
        return horizontal_bars(shown, body, top=top)
    ordered = shown.assign(day=days, ahead=shown["claim_type"].isin(_AHEAD))
    dated = ordered[~undated].sort_values("day", kind="stable")
    rest = ordered[undated].sort_values(["ahead", "value"], kind="stable")
    if reached := _points_fit(dated, rest, body, top, years):
        return [reached]
    halves = [frame for part in (dated, rest) for frame in (part.iloc[: len(part) // 2], part.iloc[len(part) // 2 :])]
    pages = [halves[0], pd.concat([halves[1], halves[2]]), halves[3]] if len(dated) and len(rest) else halves
    known = [page for page in pages if len(page)]
    if len(shown) == 1 or len(known) == 1:
        return horizontal_bars(shown, body, top=top)
    reach = top or _value_ends(shown.to_dict("records"), 0.2, None)[1]
    return [slide for page in known for slide in dated_and_undated(page, body, top=reach, years=years)]


def _points_fit(
    dated: pd.DataFrame, rest: pd.DataFrame, body: Box, top: float | None, years: tuple[int, int] | None
) -> tuple[Plot, ...] | None:
    shown = pd.concat([dated, rest])
    several = shown["subject_id"].nunique() > 1
    bottom, reach = _value_ends(shown.to_dict("records"), 0.12, top)
    share = len(dated) / len(shown)
    share = min(max(share, _DATED_SHARES[0]), _DATED_SHARES[1]) if 0 < share < 1 else share
    wide = body.width * share
    plots = []
    if len(dated):
        span = span_of(dated, years)
        box = Box(body.left, body.top, wide - (_GUTTER if len(rest) else 0.0), body.height)
        plot = Plot((), "points", reach, box, bottom, span=span)
        plots.append(_placed(plot, dated, several, lambda figure: _along(middle(figure), span), middle))
    if len(rest):
        box = Box(body.left + wide, body.top, body.width - wide, body.height)
        plot = Plot((), "band", reach, box, bottom, heading=NO_DATE)
        both = rest["ahead"].nunique() > 1
        plots.append(
            _placed(
                plot, rest, several, lambda figure: _along_band(figure, both), lambda figure: _column(figure, both) + 1
            )
        )
    return None if any(plot is None for plot in plots) else tuple(plot for plot in plots if plot is not None)


def _along(day: pd.Timestamp, span: tuple[pd.Timestamp, pd.Timestamp]) -> float:
    return float((day - span[0]) / (span[1] - span[0]))


def _column(figure: Figure, both: bool) -> int:
    return int(both and figure["claim_type"] in _AHEAD)


def _along_band(figure: Figure, both: bool) -> float:
    return BAND_START + _column(figure, both) * BAND_STEP


# Where in the band of undated figures their two columns stand, as shares of its width.
BAND_START, BAND_STEP = 0.05, 0.48


def _placed(
    plot: Plot, figures: pd.DataFrame, several: bool, along: Callable[[Figure], float], at: Callable[[Figure], Any]
) -> Plot | None:
    """Return a plot of points with their labels beside them, none over another; None where there is no room."""
    left = AXIS_ROOM if plot.form == "points" else EDGE
    room, tall = plot.box.width - left - EDGE, plot.box.height - HEAD_ROOM - TICK_ROOM
    bars, wished, covered = [], [], []
    both = plot.form == "band" and figures["ahead"].nunique() > 1
    for figure in figures.to_dict("records"):
        x = along(figure) * room
        slot = BAND_STEP * room if both else room
        parts = label_parts(figure, stacked=True, point=True)
        words = stated_when(figure) if plot.form == "band" else period(figure["period_start"], figure["period_end"])
        words = f"{figure['subject']}: {words}" if several else words
        beside = slot - _BESIDE if plot.form == "band" else max(x, room - x) - _BESIDE
        if beside < 1.0:
            return None
        under = shortened(one_line(words), LABEL, beside, _UNDER_LINES)
        bar = Bar(figure, at(figure), parts, "\n".join(wrapped(under, LABEL, beside)))
        lines = bar.label.split("\n")
        wide, high = max(width(line, LABEL) for line in lines) + 0.05, height(len(lines), LABEL)
        if wide > beside + 0.05:
            return None
        side = "r" if plot.form == "band" or x + _BESIDE + wide <= room else "l"
        if side == "l" and x - _BESIDE - wide < 0:
            return None
        start = x + _BESIDE if side == "r" else x - _BESIDE - wide
        scale = tall / (plot.top - plot.bottom)
        low, level, far = (
            (end - plot.bottom) * scale for end in (ends_of(figure)[0], drawn_value(figure), ends_of(figure)[1])
        )
        wished.append((_box(start, start + wide, level - high / 2, level + high / 2), level * _PIXELS))
        covered.append(_box(x - _POINT, x + _POINT, low - _POINT, far + _POINT))
        if plot.span is not None and has_period(figure):
            first, last = (_along(figure[end], plot.span) * room for end in ("period_start", "period_end"))
            covered.append(_box(first, last, level - _LINE, level + _LINE))
        bars.append(replace(bar, side=side, shift=-level))
    found = labels.place_labels(wished, covered, tall * _PIXELS, 0)
    if found is None:
        return None
    shifted = [replace(bar, shift=bar.shift + place / _PIXELS) for bar, place in zip(bars, found[1], strict=True)]
    return replace(plot, bars=tuple(shifted))


def _box(left: float, right: float, low: float, high: float) -> labels.Box:
    return labels.Box((0.0, left * _PIXELS), (0.0, right * _PIXELS), low * _PIXELS, high * _PIXELS)


def _period_words(figure: Figure, room: float) -> str:
    return "\n".join(wrapped(period(figure["period_start"], figure["period_end"], short=True), LABEL, room))


def _value_ends(figures: Sequence[Figure], share: float, top: float | None) -> tuple[float, float]:
    """Return the ends of a value axis that leaves a share of its length free beyond the furthest mark."""
    ends = [end for figure in figures for end in ends_of(figure)]
    lowest, highest = min([*ends, 0.0]), max([*ends, 0.0])
    reach = max(highest / (1 - share), top or 0.0) or (0.0 if lowest < 0 else 1.0)
    return (lowest - share * (reach - lowest) if lowest < 0 else 0.0), reach


def horizontal_bars(shown: pd.DataFrame, body: Box, *, top: float | None = None) -> list[tuple[Plot, ...]]:
    """Lay the figures one under another in the order given, each named by its subject and its period.

    Where what is counted differs, that stands there too.
    """
    names = body.width * _NAMES_SHARE
    counted = marks.perimeters(shown, marks.differences(shown))
    bars = [
        Bar(figure, _name(figure, names - 0.2, perimeter), label_parts(figure, stacked=False))
        for figure, perimeter in zip(shown.to_dict("records"), counted, strict=True)
    ]
    room = body.width - names
    needs = [ends_of(bar.figure)[1] / (1 - min((width(bar.label, LABEL) + 0.25) / room, 0.7)) for bar in bars]
    reach = max([*needs, top or 0.0]) or 1.0
    bottom = _value_ends([bar.figure for bar in bars], 0.12, reach)[0]
    parts = balance_pages(lambda room: _filled(bars, room), body.height - TICK_ROOM)
    return [(Plot(tuple(part), "bars", reach, _lowered(body, part), bottom, names=names),) for part in parts]


def _row_height(bar: Bar) -> float:
    return max(height(bar.at.count("\n") + 1, CATEGORY), 0.36) + _ROW_GAP


def _name(figure: Figure, room: float, perimeter: str) -> str:
    parts = (period(figure["period_start"], figure["period_end"]), stated_when(figure), perimeter)
    lines = (one_line(figure["subject"]), one_line(" · ".join(filter(None, parts))))
    return "\n".join(line for words in lines for line in wrapped(shortened(words, CATEGORY, room, 2), CATEGORY, room))


def _lowered(body: Box, bars: Sequence[Bar]) -> Box:
    needed = max(sum(map(_row_height, bars)), _TALLEST_ROW * len(bars)) + TICK_ROOM
    return Box(body.left, body.top, body.width, min(body.height, needed))


def _filled(bars: Sequence[Bar], room: float) -> list[list[Bar]]:
    parts: list[list[Bar]] = [[]]
    used = 0.0
    for bar in bars:
        needed = _row_height(bar)
        if parts[-1] and used + needed > room:
            parts.append([])
            used = 0.0
        parts[-1].append(bar)
        used += needed
    return parts
