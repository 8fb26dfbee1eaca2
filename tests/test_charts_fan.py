"""The fan: base, target and the path between them, marked as needed and not as forecast."""

import pytest

from components import charts, derive
from components.style import LIGHT, Caption

CAPTION = Caption("Title", "subtitle", "source", "filters", note="Base year 2024: assumed.")
WORDS = {
    "base": "base\nyear assumed: 2024",
    "target": "target\nyear assumed: 2030",
    "needed": "needed, not forecast\n14 %",
}


@pytest.fixture(scope="module")
def ends(figures):
    known = figures.set_index("figure_id", drop=False)
    shown = known.loc[["trans-caspian-base-2025", "trans-caspian-aim"]]
    return shown.assign(role=["base", "target"]).reset_index(drop=True)


@pytest.fixture(scope="module")
def pace():
    return derive.required_pace(derive.Interval(4.5, 4.45, 4.55), derive.exactly(10), 2024, 2030)


def test_base_and_target_are_the_stated_ones_and_carry_their_ids(ends, pace):
    chart = charts.fan(ends, CAPTION, LIGHT, pace=pace, words=WORDS)
    marks = {trace.customdata[0][0]: trace for trace in chart.data if trace.customdata is not None}
    base, target = marks["trans-caspian-base-2025"], marks["trans-caspian-aim"]
    assert (base.x[0], base.y[0], base.marker.symbol) == (2024, 4.5, "circle")
    assert (target.x[0], target.y[0], target.marker.symbol) == (2030, 10, "diamond")


def test_the_path_is_dashed_in_the_colour_of_what_is_needed_and_says_so(ends, pace):
    chart = charts.fan(ends, CAPTION, LIGHT, pace=pace, words=WORDS)
    line = next(trace for trace in chart.data if trace.name == "needed")
    assert (line.line.dash, line.line.color) == ("dash", LIGHT.needed)
    assert list(line.x) == [2024, 2025, 2026, 2027, 2028, 2029, 2030]
    assert line.y[3] == pytest.approx(6.708, abs=1e-3)
    assert any("needed, not forecast" in note.text for note in chart.layout.annotations)


def test_only_base_and_target_answer_the_pointer(ends, pace):
    chart = charts.fan(ends, CAPTION, LIGHT, pace=pace, words=WORDS)
    for trace in chart.data:
        assert (trace.hoverinfo == "skip") == (trace.customdata is None)


def test_the_band_holds_the_interval_of_both_ends(ends, pace):
    chart = charts.fan(ends, CAPTION, LIGHT, pace=pace, words=WORDS)
    band = next(trace for trace in chart.data if trace.name == "interval")
    assert {band.y[0], band.y[-1]} == {4.55, 4.45}
    assert 10 in band.y


def test_the_picture_carries_the_assumption_in_its_note(ends, pace):
    footer = next(note for note in charts.fan(ends, CAPTION, LIGHT, pace=pace, words=WORDS).layout.annotations
                  if note.name == "footer")  # fmt: skip
    assert "Base year 2024: assumed." in footer.text


def test_a_typed_base_is_drawn_without_an_id(ends):
    pace = derive.required_pace(derive.exactly(3), derive.exactly(10), 2025, 2030)
    chart = charts.fan(ends[ends["role"] == "target"], CAPTION, LIGHT, pace=pace, words=WORDS)
    base = next(trace for trace in chart.data if trace.marker.symbol == "circle")
    assert base.customdata is None
    assert any(note.text.startswith("<b>3</b> base") for note in chart.layout.annotations)


def test_an_open_end_stays_inside_the_picture(ends):
    pace = derive.required_pace(derive.exactly(3), derive.Interval(10, 10, float("inf")), 2025, 2030)
    chart = charts.fan(ends[ends["role"] == "target"], CAPTION, LIGHT, pace=pace, words=WORDS)
    band = next(trace for trace in chart.data if trace.name == "interval")
    assert max(band.y) <= chart.layout.yaxis.range[1]
