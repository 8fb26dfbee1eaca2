import io
import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL, MSO_LINE, MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml.ns import qn

from tests.exports.deck.reading import C15, charts, labels, rows, titled

pytestmark = pytest.mark.xdist_group("deck")
Curated = Callable[[str], dict[str, dict[str, str]]]


def plotted(chart: Any) -> list[tuple[str, float]]:
    """Each bar of a chart: the kind of its figure, and the value that is drawn."""
    return [(row["Kind"], row["Value"]) for row in rows(chart)]


def one(deck: Any, title: str) -> Any:
    return charts(titled(deck, title))[0]


def every_chart(deck: Any) -> list[Any]:
    return [chart for slide in deck.slides for chart in charts(slide)]


def test_full_years_of_trade_stand_as_stated_and_as_follows(deck: Any) -> None:
    chart = one(deck, "Trade with Xinjiang rose 62")
    assert plotted(chart) == [("derived", pytest.approx(20.3 / 1.62)), ("observed", 20.3)]
    assert labels(chart) == ["12.5 derived (12.46–12.60)", "20.3 observed"]


def test_a_derived_figure_has_its_interval_as_a_whisker_read_from_cells(deck: Any) -> None:
    chart = one(deck, "Trade with Xinjiang rose 62")
    bars = chart._chartSpace.findall(f".//{qn('c:errBars')}")
    assert len(bars) == 1
    ends = {
        name: [float(value.text) for value in bars[0].iterfind(f"{qn(f'c:{name}')}//{qn('c:v')}")]
        for name in ("plus", "minus")
    }
    assert ends["plus"] == pytest.approx([20.35 / 1.615 - 20.3 / 1.62])
    assert ends["minus"] == pytest.approx([20.3 / 1.62 - 20.25 / 1.625])
    above = rows(chart)[0]["Above"], rows(chart)[0]["Below"]
    assert above == (pytest.approx(ends["plus"][0]), pytest.approx(ends["minus"][0]))
    assert all(length.find(qn("c:numRef")) is not None for length in bars[0].iterfind(qn("c:plus")))
    assert not one(deck, "China–Europe traffic")._chartSpace.findall(f".//{qn('c:errBars')}")


def test_every_number_is_that_of_the_tables(deck: Any, curated: Curated) -> None:
    claims, seen = curated("claims"), set()
    for chart in every_chart(deck):
        series = [one for one in chart.plots[0].series if one.name != "First day"]
        drawn = {("From" if one.name == "From" else "Value"): list(one.values) for one in series}
        for place, row in enumerate(rows(chart)):
            assert drawn["Value"][place] == pytest.approx(row["Value"])
            assert (drawn.get("From") or [None] * 99)[place] == row.get("From")
            seen.add(row["Id"])
            if row["Id"] in claims:
                claim = claims[row["Id"]]
                stated = {float(claim[name]) for name in ("value", "value_high") if claim[name]}
                assert {value for name in ("Value", "From") if (value := row.get(name)) is not None} == stated
                assert row["Wording"] == claim["as_stated"]
    assert {"trade-xinjiang-2023", "irtysh-initial", "trans-caspian-aim", "derived-trade-china-2023-floor"} <= seen


CELL = re.compile(r'"[^"]*"|CHAR\(10\)|([A-Z])(\d+)|FIXED\(([A-Z])(\d+),(\d)\)')


def calculated(formula: str, cells: Any) -> str:
    """A label of a sheet as a spreadsheet calculates it, once its cells are edited."""
    told = ""
    for found in CELL.finditer(formula):
        word = found.group(0)
        if word.startswith("FIXED"):
            told += f"{cells[f'{found[3]}{found[4]}'].value:,.{int(found[5])}f}"
        else:
            told += word.strip('"') if word[0] == '"' else "\n" if word == "CHAR(10)" else str(cells[word].value)
    return told


def test_labels_follow_the_cells_that_are_edited(deck: Any) -> None:
    for chart in every_chart(deck):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells, known = book.active, rows(chart)
        letter = {cell.value: cell.column_letter for cell in cells[1]}["Label"]
        address = next(chart._chartSpace.iter(f"{{{C15}}}f")).text
        assert address == f"Sheet1!${letter}$2:${letter}${len(known) + 1}"
        fields = [field.get("type") for field in chart._chartSpace.iter(qn("a:fld"))]
        assert fields == ["CELLRANGE"] * len(known)
        for number, (row, shown) in enumerate(zip(known, labels(chart), strict=True), start=2):
            formula = cells[f"{letter}{number}"].value
            assert formula.startswith("=")
            assert re.sub("[ \n]+", " ", calculated(formula, cells).replace(",", "\u202f")) == shown
            assert shown == re.sub("[ \n]+", " ", row["Label"])
            assert f"FIXED(B{number}," in formula
            cells[f"B{number}"].value = 77
            assert "77" in calculated(formula, cells)


def test_time_is_an_axis_of_days(deck: Any) -> None:
    for title in ("Trade with Xinjiang rose 62", "Trade with Xinjiang rose 22.46"):
        space = one(deck, title)._chartSpace
        assert space.findall(f".//{qn('c:dateAx')}")
        first, second = (float(value.text) for value in space.findall(f".//{qn('c:cat')}//{qn('c:v')}"))
        assert 365 <= second - first <= 366
    dated = one(deck, "Trans-Caspian route: the aim")
    months = next(row for row in rows(dated) if row["Period"] == "January–September 2024")
    assert (months["First day"].date(), months["Day after last"].date()) == (date(2024, 1, 1), date(2024, 10, 1))
    # The middle of these nine months, of 274 days, is at noon of day 137.
    assert months["Middle of period"] == datetime(2024, 5, 17)
    lines = [series for series in dated.plots[0].series if series.name == "First day"]
    assert [list(line.values) for line in lines] == [[3.4, 3.4]]


def test_hedges_aims_and_open_ends_are_in_the_labels(deck: Any) -> None:
    told = [label for chart in every_chart(deck) for label in labels(chart)]
    for wanted in (
        "↓ ≤\u202f10 expected", "◊ 10 target", "↓ ◊ ≤\u202f100 target", "↑ >\u202f40.5 derived", "→ >\u202f16 observed",
        "2–2.5 initial plan", "◊ 2\u202f000 target", "← ≤\u202f80 observed", "85 observed",
    ):  # fmt: skip
        assert any(label == wanted or label.startswith(f"{wanted} ") for label in told), wanted


def test_a_floor_is_drawn_at_its_low_end(deck: Any) -> None:
    assert ("derived", pytest.approx(20.25 / 0.5)) in plotted(one(deck, "Trade with China"))


def test_a_range_has_both_of_its_ends(deck: Any) -> None:
    charts_of = [
        chart for slide in deck.slides for chart in charts(slide) if "Every tonnage" in slide.shapes.title.text
    ]
    known = [row for chart in charts_of for row in rows(chart) if row["What and when"].startswith("Irtysh corridor")]
    assert [(row["Kind"], row["From"], row["Value"]) for row in known] == [("plan", 2.0, 2.5)]


def test_the_kind_of_a_figure_is_seen_without_colour(deck: Any) -> None:
    formats = {}
    for chart in every_chart(deck):
        for place, row in enumerate(rows(chart)):
            if chart.chart_type in (XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_CLUSTERED):
                formats[row["Kind"]] = chart.plots[0].series[0].points[place].format
    assert formats["observed"].fill.type == MSO_FILL.SOLID
    assert formats["derived"].fill.pattern == MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    assert formats["expected"].line.dash_style == MSO_LINE.ROUND_DOT
    assert formats["target"].line.dash_style == MSO_LINE.DASH
    blank = MSO_THEME_COLOR.BACKGROUND_1
    assert formats["expected"].fill.fore_color.theme_color == formats["target"].fill.fore_color.theme_color == blank
    marks = {}
    for chart in every_chart(deck):
        for place, row in enumerate(rows(chart)):
            if chart.chart_type == XL_CHART_TYPE.XY_SCATTER:
                series = list(chart.plots[0].series)[-1]
                marks[row["Kind"]] = series.points[place].marker.style
    assert len({marks[kind] for kind in ("observed", "derived", "target")}) == 3


def test_figures_without_a_date_stand_in_a_chart_of_their_own_bases_left_of_aims(deck: Any) -> None:
    dated, undated = charts(titled(deck, "Trans-Caspian route: the aim"))
    assert [row["Period"] for row in rows(dated)] == ["January–September 2024", "by 2030"]
    assert undated.chart_title.text_frame.text == "no date stated"
    assert [(row["Kind"], row["Place"], row["Value"]) for row in rows(undated)] == [
        ("derived", 1, pytest.approx(3.4 / 1.23)), ("observed", 1, 4.5), ("target", 2, 10),
    ]  # fmt: skip
    assert dated.value_axis.maximum_scale == undated.value_axis.maximum_scale
    assert undated.value_axis.minimum_scale == 0


def test_nine_months_and_years_share_no_chart(deck: Any) -> None:
    years, months = one(deck, "Trade with Xinjiang rose 62"), one(deck, "Trade with Xinjiang rose 22.46")
    assert [row["Period"] for row in rows(years)] == ["2022", "2023"]
    assert labels(months)[1] == "17.67 observed Jan–Sep 2024"


def test_a_capacity_without_a_date_stands_by_itself(deck: Any) -> None:
    chart = one(deck, "Altynkol–Khorgos rail crossing: the expectation")
    assert [(row["Kind"], row["Value"], row["Period"]) for row in rows(chart)] == [
        ("expected", 4.5, "2015"), ("capacity", 25, "no date stated"),
    ]  # fmt: skip
    assert labels(chart) == ["4.5 expected", "25 capacity"]


def test_no_line_joins_points(deck: Any) -> None:
    assert every_chart(deck)
    for chart in every_chart(deck):
        kinds = {child.tag for child in chart._chartSpace.chart.plotArea if child.tag.endswith("Chart")}
        assert kinds <= {qn("c:barChart"), qn("c:scatterChart")}
        for series in chart.plots[0].series:
            if series.name == "First day":
                assert len(set(series.values)) == 1
            elif kinds == {qn("c:scatterChart")}:
                assert series.format.line.fill.type == MSO_FILL.BACKGROUND


def test_no_bar_is_cut_and_the_label_has_room(deck: Any) -> None:
    for chart in every_chart(deck):
        highest = max(value for _, value in plotted(chart))
        assert highest < chart.value_axis.maximum_scale
        steps = chart.value_axis.maximum_scale / chart.value_axis.major_unit
        assert 4 <= steps < 11
        assert math.isfinite(steps)


def test_no_formula_behind_a_chart_has_a_word_of_the_evidence(overlong_deck: Any) -> None:
    books = [
        openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        for chart in every_chart(overlong_deck)
    ]
    assert books
    piece = r'("[^"=+@|]*"|CHAR\(10\)|[A-Z]\d+|FIXED\([A-Z]\d+,\d\))'
    ours = re.compile(rf"=({piece}(&{piece})*|[A-Z]\d+-[A-Z]\d+)")
    for book in books:
        for row in book.active.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or ours.fullmatch(cell.value), cell.value
