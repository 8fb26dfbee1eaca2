"""Where marks and labels stand in charts of any evidence: within their axes and their frame, none upon another."""

import math
import re
from html import unescape
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import charts
from components.style import LIGHT, Caption, text_width

CAPTION = Caption("Title", "subtitle", "source", "filters")
DRAWN = {"bars": charts.bars, "bullet": charts.bullet, "dot_plot": charts.dot_plot, "timeline": charts.timeline}
# A picture, half a column, and a telephone.
WIDTHS = (charts.PICTURE_WIDTH, 560, 330)
DAY = pd.Timedelta(days=1)
NAMES = (
    "Khorgos",
    "Trans-Caspian International Transport Route",
    "Cargo that passes the western border crossings of Kazakhstan towards Europe by rail and then onwards",
)
PERIMETERS = (
    "",
    "Rail goods, both directions",
    "Transport volume of the Middle Corridor",
    "Transport volume of the Middle Corridor, January–September; whether transit alone is counted is not stated",
)
PERIODS = [
    *((f"{year}-01-01", f"{year}-12-31") for year in (2012, 2023, 2024, 2030)),
    ("2024-01-01", "2024-09-30"),
    ("2024-10-01", "2024-10-31"),
    ("2010-01-01", "2019-12-31"),
    ("2025-03-03", "2025-03-03"),
    ("2023-04-01", "2023-06-30"),
    (None, "2030-12-31"),
    (None, "2012-12-31"),
    ("2024-01-01", None),
    (None, None),
]
HEDGES = ("exact", "about", "over", "at_least", "up_to", "almost", "initial")
KINDS = ("observed", "forecast", "plan", "offer", "target", "pledge", "capacity", "derived")
VALUES = st.one_of(
    st.sampled_from([0.27, 4.5, 10.0, 25.0, 2000.0]),
    st.integers(1, 2000).map(float),
    st.floats(0.27, 2000).map(lambda value: round(value, 2)),
)


def row(**told) -> dict:
    """Return a row with the columns of `derive.figures`, of cargo observed in 2024 unless told otherwise."""
    value, high = told.get("value", 4.5), told.get("value_high")
    start, end = told.pop("period", ("2024-01-01", "2024-12-31"))
    whole = {
        "figure_id": "one", "subject_id": "khorgos", "subject": "Khorgos", "measure_id": "cargo", "measure": "Cargo",
        "unit": "Mt", "value": value, "value_high": math.nan, "low": value, "high": value, "hedge": "exact",
        "claim_type": "observed", "period_start": pd.Timestamp(start), "period_end": pd.Timestamp(end),
        "perimeter": "", "source_id": "a", "as_stated": "as printed", "reading": "", "document": "Gazette",
        "event_date": pd.Timestamp("2024-12-05"), "corridor_id": "khorgos", "value_written": f"{value:g}",
        "value_high_written": f"{high:g}" if high else "",
    }  # fmt: skip
    return whole | told


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([one | {"figure_id": f"figure-{place}"} for place, one in enumerate(rows)])


@st.composite
def rows(draw, periods=PERIODS) -> dict:
    value = draw(VALUES)
    kind, form = draw(st.sampled_from(KINDS)), draw(st.sampled_from(("point", "point", "range", "open")))
    told = {
        "value": value,
        "claim_type": kind,
        "hedge": draw(st.sampled_from(HEDGES)),
        "period": draw(st.sampled_from(periods)),
        "subject": draw(st.sampled_from(NAMES)),
        "perimeter": draw(st.sampled_from(PERIMETERS)),
        "unit": draw(st.sampled_from(("Mt", "Mt_per_year"))),
    }
    if kind == "derived":
        told |= {"low": value * 0.9, "high": math.inf if form == "open" else value * 1.2, "source_id": ""}
        told["hedge"] = "at_least" if form == "open" else "exact"
    elif form == "range":
        told["value_high"] = round(value * 1.3, 2)
    return row(**told)


SIZES = st.one_of(st.integers(1, 6), st.integers(7, 40))
ANY = SIZES.flatmap(lambda count: st.lists(rows(), min_size=count, max_size=count)).map(lambda made: frame(*made))
ALIKE = st.sampled_from(PERIODS).flatmap(
    lambda period: SIZES.flatmap(lambda count: st.lists(rows([period]), min_size=count, max_size=count))
).map(lambda made: frame(*made))  # fmt: skip


class Plot:
    """The plot of a figure drawn at a width: what stands where, in pixels from the lower left corner of the plot."""

    def __init__(self, figure: go.Figure, width: float) -> None:
        self.figure, layout = figure, figure.layout
        self.left, self.right = layout.margin.l, layout.margin.r
        self.width = width - self.left - self.right
        self.height = layout.height - layout.margin.t - layout.margin.b
        self.bottom = layout.margin.b

    def across(self, x, axis: str) -> float:
        if axis == "paper":
            return x * self.width
        one = self.figure.layout["xaxis" + axis[1:]]
        start, end = one.domain or (0, 1)
        if one.type == "date":
            low, high, x = (pd.Timestamp(day).value for day in (*one.range, x))
        else:
            low, high = one.range
        return (start + (end - start) * (x - low) / (high - low)) * self.width

    def up(self, y, axis: str = "y") -> float:
        low, high = self.figure.layout.yaxis.range
        return y * self.height if axis == "paper" else (y - low) / (high - low) * self.height

    def box(self, note) -> tuple[float, float, float, float]:
        """Return left, right, low and high end of an annotation with its border, by our measure of text."""
        lines = note.text.split("<br>")
        wide = max(sum(text_width(words, size, bold=bold) for words, size, bold in parts(line, note.font.size))
                   for line in lines) + 4  # fmt: skip
        high = 1.3 * note.font.size * len(lines) + 4
        x = self.across(note.x, note.xref or "x") + (note.xshift or 0)
        y = self.up(note.y, note.yref or "y") + (note.yshift or 0)
        left = {"left": x, "center": x - wide / 2, None: x - wide / 2, "right": x - wide}[note.xanchor]
        low = {"bottom": y, "middle": y - high / 2, "top": y - high}[note.yanchor]
        return left, left + wide, low, low + high

    def labels(self) -> dict[str, tuple[float, float, float, float]]:
        known = [note for note in self.figure.layout.annotations if note.text and note.name != "footer"]
        return {note.name: self.box(note) for note in known}


def parts(line: str, size: float) -> list[tuple[str, float, bool]]:
    """Return the pieces of a line of a label with their size and weight."""
    found = re.findall(r"<b>(.*?)</b>|<span style='font-size:(\d+)px[^>]*>(.*?)</span>|([^<]+)", line)
    assert re.sub(r"<b>|</b>|<span[^>]*>|</span>", "", line) == "".join(a + c + d for a, _, c, d in found)
    return [(unescape(bold or small or plain), float(other or size), bool(bold)) for bold, other, small, plain in found]


def marks(figure: go.Figure) -> list[tuple]:
    """Return every place that is drawn, as axis, x and y: marks, whiskers, ranges, periods."""
    found = []
    for trace in figure.data:
        x, y, axis = trace.x[0], trace.y[0], trace.xaxis or "x"
        found.append((axis, x, y))
        for along, bar in (("x", trace.error_x), ("y", trace.error_y)):
            for far in (bar.array[0], -bar.arrayminus[0]) if bar.visible else ():
                found.append((axis, x + far, y) if along == "x" else (axis, x, y + far))
    for shape in figure.layout.shapes:
        if shape.name in ("range", "period", "bracket"):
            found += [(shape.xref or "x", shape.x0, shape.y0), (shape.xref or "x", shape.x1, shape.y1)]
    return found


def check(figure: go.Figure) -> None:
    for width in WIDTHS:
        plot = Plot(figure, width)
        for axis, x, y in marks(figure):
            assert -0.01 <= plot.across(x, axis) <= plot.width + 0.01, (axis, x)
            assert -0.01 <= plot.up(y) <= plot.height + 0.01, y
        for arrow in figure.layout.annotations:
            if arrow.name == "open end":
                x = plot.across(arrow.x, arrow.xref or "x") + (arrow.xshift or 0)
                y = plot.up(arrow.y) + (arrow.yshift or 0)
                assert -0.01 <= x <= plot.width + 0.01
                assert -0.01 <= y <= plot.height + 0.01
        for shape in figure.layout.shapes:
            if shape.xsizemode == "pixel":
                ends = [plot.across(shape.xanchor, shape.xref or "x") + far for far in (shape.x0, shape.x1)]
                assert min(ends) >= -0.01
                assert max(ends) <= plot.width + 0.01
        boxes = plot.labels()
        for name, (left, right, low, high) in boxes.items():
            assert left >= -plot.left, name
            assert right <= plot.width + plot.right, name
            assert low >= -plot.bottom, name
            assert high <= plot.height + 30, name
        for (one, first), (other, second) in combinations(boxes.items(), 2):
            across = min(first[1], second[1]) - max(first[0], second[0])
            assert across <= 0.01 or min(first[3], second[3]) - max(first[2], second[2]) <= 0.01, (width, one, other)


@pytest.mark.parametrize("form", ["bullet", "dot_plot", "timeline"])
@settings(max_examples=60)
@given(figures=ANY)
def test_no_mark_leaves_its_axis_and_no_label_its_frame_or_covers_another(form: str, figures: pd.DataFrame) -> None:
    check(DRAWN[form](figures, CAPTION, LIGHT))


@settings(max_examples=60)
@given(figures=ALIKE)
def test_bars_of_one_length_hold_their_labels_too(figures: pd.DataFrame) -> None:
    check(charts.bars(figures, CAPTION, LIGHT))
