"""Where marks and labels stand in charts of any evidence: within their axes and their frame, none upon another."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from itertools import combinations
from random import Random

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components import charts
from components.style import LIGHT, Caption, text_width
from components.tables import load, units_of
from tests.conftest import EXAMPLES

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
UNITS = units_of(load().units).columns
VALUES = (0.27, 4.5, 10.0, 25.0, 2000.0)


def row(**told) -> dict:
    """Return a row with the columns of `derive.figures`, of cargo observed in 2024 unless told otherwise."""
    value, high = told.get("value", 4.5), told.get("value_high")
    start, end = told.pop("period", ("2024-01-01", "2024-12-31"))
    whole = {
        "figure_id": "one", "subject_id": "khorgos", "subject": "Khorgos", "measure_id": "cargo", "measure": "Cargo",
        "unit": "Mt", "value": value, "value_high": math.nan, "low": value, "high": value, "hedge": "exact",
        "claim_type": "observed", "period_start": pd.Timestamp(start), "period_end": pd.Timestamp(end),
        "perimeter": "", "source_id": "a", "as_stated": "as printed", "reading": "", "document": "Gazette",
        "event_date": pd.Timestamp("2024-12-05"), "corridor_colour": "violet", "value_written": f"{value:g}",
        "value_high_written": f"{high:g}" if high else "",
    }  # fmt: skip
    whole |= told
    columns = UNITS.loc[whole["unit"]]
    return whole | columns.to_dict()


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([one | {"figure_id": f"figure-{place}"} for place, one in enumerate(rows)])


def generated(chance: Random, periods: Sequence, alike: dict) -> dict:
    value = chance.choice(VALUES) if chance.random() < 0.4 else round(chance.uniform(0.27, 2000), chance.choice((0, 2)))
    kind, form = chance.choice(KINDS), chance.choice(("point", "point", "range", "open"))
    told = {
        "value": value,
        "claim_type": kind,
        "hedge": chance.choice(HEDGES),
        "period": chance.choice(periods),
        "subject": chance.choice(NAMES),
        "perimeter": chance.choice(PERIMETERS),
        "unit": chance.choice(("Mt", "Mt_per_year")),
        "corridor_colour": chance.choice(("", "violet")),
    } | alike
    value = told["value"]
    if kind == "derived":
        told |= {"low": value * 0.9, "high": math.inf if form == "open" else value * 1.2, "source_id": ""}
        told["hedge"] = "at_least" if form == "open" else "exact"
    elif form == "range":
        told["value_high"] = round(value * 1.3, 2)
    return row(**told)


def evidence_of(seed: int, count: int, form: str) -> pd.DataFrame:
    """Return so many figures, in bars of one period, some alike in all but their kind."""
    chance = Random(seed)
    periods = [chance.choice(PERIODS)] if form == "bars" else PERIODS
    alike = {"value": chance.choice(VALUES), "subject": chance.choice(NAMES)} if chance.random() < 0.4 else {}
    return frame(*(generated(chance, periods, alike) for _ in range(count)))


class Plot:
    """The plot of a figure drawn at a width: what stands where, in pixels from the lower left corner of the plot."""

    def __init__(self, drawn: dict, width: float) -> None:
        self.drawn, self.layout = drawn, drawn["layout"]
        margin = self.layout["margin"]
        self.left, self.right, self.bottom = margin["l"], margin["r"], margin["b"]
        self.width = width - self.left - self.right
        self.height = self.layout["height"] - margin["t"] - self.bottom

    def across(self, x, axis: str) -> float:
        if axis == "paper":
            return x * self.width
        one = self.layout["xaxis" + axis[1:]]
        start, end = one.get("domain") or (0, 1)
        low, high = one["range"]
        if one.get("type") == "date":
            low, high, x = (pd.Timestamp(day).value for day in (low, high, x))
        return (start + (end - start) * (x - low) / (high - low)) * self.width

    def up(self, y, axis: str = "y") -> float:
        low, high = self.layout["yaxis"]["range"]
        return y * self.height if axis == "paper" else (y - low) / (high - low) * self.height

    def at(self, note: dict) -> tuple[float, float]:
        x, y = self.across(note["x"], note.get("xref", "x")), self.up(note["y"], note.get("yref", "y"))
        return x + note.get("xshift", 0), y + note.get("yshift", 0)

    def box(self, note: dict) -> tuple[float, float, float, float]:
        """Return left, right, low and high end of an annotation with its border, by our measure of text."""
        wide, high = size_of(note["text"], note["font"]["size"])
        x, y = self.at(note)
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[note["xanchor"]]
        low = {"bottom": y, "middle": y - high / 2, "top": y - high}[note["yanchor"]]
        return left, left + wide, low, low + high

    def marks(self) -> Iterator[tuple[float, float]]:
        """Give every place that is drawn: marks, whiskers, ranges, periods, brackets, arrows, dots and leaders."""
        for trace in self.drawn["data"]:
            x, y, axis = trace["x"][0], trace["y"][0], trace.get("xaxis", "x")
            for along in ("x", "y"):
                whisker = trace.get(f"error_{along}", {"visible": False})
                for far in (0, whisker["array"][0], -whisker["arrayminus"][0]) if whisker["visible"] else (0,):
                    yield (self.across(x + far if along == "x" and far else x, axis), self.up(y + far * (along == "y")))
        for shape in self.layout.get("shapes", ()):
            axis = shape.get("xref", "x")
            if "domain" in axis or shape.get("yref") == "paper":
                continue
            for end in "01":
                x, y = shape["x" + end], shape["y" + end]
                pixel = [shape.get(f"{along}sizemode") == "pixel" for along in "xy"]
                yield (
                    self.across(shape["xanchor"], axis) + x if pixel[0] else self.across(x, axis),
                    self.up(shape["yanchor"]) + y if pixel[1] else self.up(y),
                )
        yield from (self.at(note) for note in self.layout["annotations"] if note["name"] == "open end")

    def labels(self) -> dict[str, tuple[float, float, float, float]]:
        known = [note for note in self.layout["annotations"] if note["text"] and note["name"] != "footer"]
        return {note["name"]: self.box(note) for note in known}


@cache
def size_of(text: str, size: float) -> tuple[float, float]:
    lines = text.split("<br>")
    wide = max(sum(text_width(words, size, bold=bold) for words, size, bold in parts(line, size)) for line in lines)
    return wide + 4, 1.3 * size * len(lines) + 4


def parts(line: str, size: float) -> list[tuple[str, float, bool]]:
    """Return the pieces of a line of a label with their size and weight."""
    found = re.findall(r"<b>(.*?)</b>|<span style='font-size:(\d+)px[^>]*>(.*?)</span>|([^<]+)", line)
    assert re.sub(r"<b>|</b>|<span[^>]*>|</span>", "", line) == "".join(a + c + d for a, _, c, d in found)
    return [(unescape(bold or small or plain), float(other or size), bool(bold)) for bold, other, small, plain in found]


def check(figure: go.Figure) -> None:
    drawn = figure.to_dict()
    assert set(figure.layout.meta) == {"frame_top", "frame_bottom", "alternative", "words"}
    for width in WIDTHS:
        plot = Plot(drawn, width)
        for x, y in plot.marks():
            assert -0.01 <= x <= plot.width + 0.01, width
            assert -0.01 <= y <= plot.height + 0.01, width
        boxes = plot.labels()
        for name, (left, right, low, high) in boxes.items():
            assert left >= -plot.left, (width, name)
            assert right <= plot.width + plot.right, (width, name)
            assert low >= -plot.bottom, (width, name)
            assert high <= plot.height + 30, (width, name)
        for (one, first), (other, second) in combinations(boxes.items(), 2):
            across = min(first[1], second[1]) - max(first[0], second[0])
            assert across <= 0.01 or min(first[3], second[3]) - max(first[2], second[2]) <= 0.01, (width, one, other)


@pytest.mark.parametrize("form", DRAWN)
@settings(max_examples=EXAMPLES // 2)
@given(seed=st.integers(0, 10**6), count=st.one_of(st.integers(1, 8), st.integers(1, 40)))
@example(seed=54, count=2)
def test_no_mark_leaves_its_axis_and_no_label_its_frame_or_covers_another(form: str, seed: int, count: int) -> None:
    check(DRAWN[form](evidence_of(seed, count, form), CAPTION, LIGHT))


@settings(max_examples=EXAMPLES // 2)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 40))
def test_nor_where_rows_stand_in_blocks_under_their_names(seed: int, count: int) -> None:
    rows = evidence_of(seed, count, "dot_plot")
    blocks = rows.assign(block=[NAMES[place % 3] for place in range(count)]).sort_values("block", kind="stable")
    check(charts.dot_plot(blocks, CAPTION, LIGHT))


@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 12), reporters=st.integers(1, 4))
def test_nor_where_official_series_stand_under_the_claims(seed: int, count: int, reporters: int) -> None:
    chance = Random(seed)
    rows = evidence_of(seed, count, "timeline")
    levels = [
        (f"{NAMES[place % 3]} {place}", pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31), chance.choice(VALUES))
        for place in range(reporters)
        for year in sorted(chance.sample(range(2010, 2026), chance.randint(1, 9)))
    ]
    beside = pd.DataFrame(levels, columns=["reporter", "period_start", "period_end", "value"])
    axes = charts.shared_axis(rows)
    top = max(axes["top"], beside["value"].max() * 1.25)
    first, last = axes.get("years", (2010, 2025))
    drawn = charts.timeline(rows, CAPTION, LIGHT, years=(min(first, 2010), max(last, 2025)), top=top, beside=beside)
    check(drawn)
    assert sum(note.name.startswith("series ") for note in drawn.layout.annotations if note.name) == reporters
