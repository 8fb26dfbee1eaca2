import math
from collections.abc import Callable
from typing import Any

import pytest
from pptx.enum.dml import MSO_FILL, MSO_LINE, MSO_PATTERN
from pptx.oxml.ns import qn

from tests.exports.deck.reading import charts, labels, sheet, titled

pytestmark = pytest.mark.xdist_group("deck")
Curated = Callable[[str], dict[str, dict[str, str]]]


def plotted(chart: Any) -> list[tuple[str, str, float]]:
    """Each bar of a chart: category, name of its series, value."""
    plot = chart.plots[0]
    return [
        (str(category), series.name, value)
        for series in plot.series
        for category, value in zip(plot.categories, series.values, strict=True)
        if value is not None
    ]


def one(deck: Any, title: str) -> Any:
    return charts(titled(deck, title))[0]


def every_chart(deck: Any) -> list[Any]:
    return [chart for slide in deck.slides for chart in charts(slide)]


def test_full_years_of_trade_stand_as_stated_and_as_follows(deck: Any) -> None:
    chart = one(deck, "Trade with Xinjiang rose 62")
    bars = {(category, kind): value for category, kind, value in plotted(chart)}
    assert set(bars) == {("2022", "derived"), ("2023", "observed")}
    assert bars["2023", "observed"] == 20.3
    assert bars["2022", "derived"] == pytest.approx(20.3 / 1.62)
    assert labels(chart) == ["12.5 derived (12.46–12.60)", "20.3 observed"]


def test_a_derived_figure_has_its_interval_as_a_whisker(deck: Any) -> None:
    chart = one(deck, "Trade with Xinjiang rose 62")
    bars = chart._chartSpace.findall(f".//{qn('c:errBars')}")
    assert len(bars) == 1
    ends = {
        name: [float(value.text) for value in bars[0].iterfind(f"{qn(f'c:{name}')}//{qn('c:v')}")]
        for name in ("plus", "minus")
    }
    assert ends["plus"] == pytest.approx([20.35 / 1.615 - 20.3 / 1.62, 0])
    assert ends["minus"] == pytest.approx([20.3 / 1.62 - 20.25 / 1.625, 0])
    assert not one(deck, "China–Europe traffic")._chartSpace.findall(f".//{qn('c:errBars')}")


def test_every_number_is_that_of_the_tables(deck: Any, curated: Curated) -> None:
    claims, seen = curated("claims"), set()
    for chart in every_chart(deck):
        head, *rows = sheet(chart)
        names = [series.name for series in chart.plots[0].series]
        assert head[1 : len(names) + 1] == names
        for place, row in enumerate(rows):
            cells = dict(zip(head[1 : len(names) + 1], row[1 : len(names) + 1], strict=True))
            drawn = {series.name: series.values[place] for series in chart.plots[0].series}
            assert {name: pytest.approx(value) for name, value in drawn.items()} == cells
            identifier = row[head.index("Id")]
            seen.add(identifier)
            if identifier in claims:
                stated = [
                    float(claims[identifier][name]) for name in ("value", "value_high") if claims[identifier][name]
                ]
                assert sorted(value for name, value in cells.items() if value and name != "capacity") == stated or (
                    claims[identifier]["claim_type"] == "capacity" and cells["capacity"] == stated[0]
                )
                assert row[head.index("Wording")] == claims[identifier]["as_stated"]
    assert {"trade-xinjiang-2023", "irtysh-initial", "trans-caspian-aim", "derived-trade-china-2023-floor"} <= seen


def test_hedges_aims_and_open_ends_are_in_the_labels(deck: Any) -> None:
    told = [label for chart in every_chart(deck) for label in labels(chart)]
    assert {
        "↓ ≤\u202f10 expected", "◊ 10 target", "↓ ◊ ≤\u202f100 target", "↑ >\u202f40.5 derived", "→ >\u202f16 observed",
        "2–2.5 initial plan", "◊ 2\u202f000 target", "← ≤\u202f80 observed", "85 observed",
    } <= set(told)  # fmt: skip


def test_a_floor_is_drawn_at_its_low_end(deck: Any) -> None:
    bars = plotted(one(deck, "Trade with China"))
    assert ("2023", "derived", pytest.approx(20.25 / 0.5)) in bars


def test_a_range_has_both_of_its_ends(deck: Any) -> None:
    charts_of = [
        chart for slide in deck.slides for chart in charts(slide) if "Every tonnage" in slide.shapes.title.text
    ]
    bars = [bar for chart in charts_of for bar in plotted(chart) if bar[0].startswith("Irtysh corridor")]
    assert [(kind, value) for _, kind, value in bars] == [("plan, to", 2.5), ("plan, from", 2.0)]


def test_the_kind_of_a_figure_is_seen_without_colour(deck: Any) -> None:
    formats = {}
    for chart in every_chart(deck):
        for series in chart.plots[0].series:
            formats[series.name] = series.format
    assert formats["observed"].fill.type == MSO_FILL.SOLID
    assert formats["derived"].fill.pattern == MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    assert formats["expected"].line.dash_style == MSO_LINE.ROUND_DOT
    assert formats["target"].line.dash_style == MSO_LINE.DASH
    assert str(formats["expected"].fill.fore_color.rgb) == str(formats["target"].fill.fore_color.rgb) == "FFFFFF"


def test_figures_without_a_date_stand_in_a_chart_of_their_own_on_the_same_scale(deck: Any) -> None:
    dated, undated = charts(titled(deck, "Trans-Caspian route: the aim"))
    assert [" ".join(name.split()) for name in dated.plots[0].categories] == ["January–September 2024", "by 2030"]
    assert undated.chart_title.text_frame.text == "no date stated"
    assert sorted(value for *_, value in plotted(undated)) == pytest.approx([3.4 / 1.23, 4.5, 10])
    assert dated.value_axis.maximum_scale == undated.value_axis.maximum_scale
    assert undated.value_axis.minimum_scale == 0


def test_nine_months_and_years_share_no_chart(deck: Any) -> None:
    years, months = one(deck, "Trade with Xinjiang rose 62"), one(deck, "Trade with Xinjiang rose 22.46")
    assert list(years.plots[0].categories) == ["2022", "2023"]
    assert list(months.plots[0].categories) == ["Jan–Sep 2023", "Jan–Sep 2024"]


def test_an_expected_figure_stands_inside_the_capacity(deck: Any) -> None:
    chart = one(deck, "Altynkol–Khorgos rail crossing: the expectation")
    assert [(kind, value) for _, kind, value in plotted(chart)] == [("capacity", 25), ("expected", 4.5)]
    assert chart.plots[0].overlap == 100
    assert labels(chart) == ["25 capacity", "4.5 expected"]


def test_no_line_joins_points(deck: Any) -> None:
    assert every_chart(deck)
    for chart in every_chart(deck):
        kinds = {child.tag for child in chart._chartSpace.chart.plotArea if child.tag.endswith("Chart")}
        assert kinds == {qn("c:barChart")}


def test_no_bar_is_cut_and_the_label_has_room(deck: Any) -> None:
    for chart in every_chart(deck):
        highest = max(value for *_, value in plotted(chart))
        assert highest < chart.value_axis.maximum_scale
        steps = chart.value_axis.maximum_scale / chart.value_axis.major_unit
        assert 4 <= steps < 11
        assert math.isfinite(steps)


def test_no_cell_behind_a_chart_runs_as_a_formula(overlong_deck: Any) -> None:
    import io

    import openpyxl

    books = [
        openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        for chart in every_chart(overlong_deck)
    ]
    kinds = {cell.data_type for book in books for row in book.active.iter_rows() for cell in row}
    assert books
    assert "f" not in kinds
