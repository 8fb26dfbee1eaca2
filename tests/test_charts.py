from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from components import charts
from components.style import DARK, LIGHT, Caption

CAPTION = Caption("Title", "million tonnes", "Kazinform (December 2024) par. 8", "All years · data abc1234", "A note.")


def only(figures: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return figures.set_index("figure_id", drop=False).loc[list(keys)]


def mark(figure: go.Figure, key: str):
    return next(trace for trace in figure.data if trace.customdata is not None and trace.customdata[0][0] == key)


def note(figure: go.Figure, key: str):
    return next(annotation for annotation in figure.layout.annotations if annotation.name == key)


def arrows(figure: go.Figure) -> list:
    return [annotation for annotation in figure.layout.annotations if annotation.name == "open end"]


def test_a_picture_stands_alone(figures) -> None:
    figure = charts.bars(only(figures, "trade-xinjiang-2023"), CAPTION, LIGHT)
    assert figure.layout.title.text == "Title"
    assert figure.layout.title.subtitle.text == "million tonnes"
    footer = note(figure, "footer").text
    for words in ("Data source: Kazinform (December 2024) par. 8", "Note: A note.", "All years · data abc1234"):
        assert words in footer


def test_text_from_a_table_cannot_become_markup(figures) -> None:
    row = only(figures, "trade-xinjiang-2023").assign(subject="<b>x</b><a href='j'>", as_stated="<i>y</i>")
    figure = charts.dot_plot(row, Caption("<b>T</b>", "s", "<u>", "f"), LIGHT)
    words = " ".join(str(annotation.text) for annotation in figure.layout.annotations)
    assert "<a href" not in words + figure.data[0].hovertemplate
    assert "<i>y" not in figure.data[0].hovertemplate
    assert figure.layout.title.text == "&lt;b&gt;T&lt;/b&gt;"


def test_a_stated_bar_is_solid_and_a_derived_one_hatched_with_its_whisker(figures) -> None:
    figure = charts.bars(only(figures, "trade-xinjiang-2023", "derived-trade-xinjiang-2022"), CAPTION, LIGHT)
    stated, derived = mark(figure, "trade-xinjiang-2023"), mark(figure, "derived-trade-xinjiang-2022")
    assert stated.y[0] == 20.3
    assert stated.marker.pattern.shape == ""
    assert stated.error_y.visible is False
    assert derived.marker.pattern.shape == "/"
    assert derived.y[0] == pytest.approx(20.3 / 1.62)
    assert derived.y[0] - derived.error_y.arrayminus[0] == pytest.approx(20.25 / 1.625)
    assert derived.y[0] + derived.error_y.array[0] == pytest.approx(20.35 / 1.615)
    assert note(figure, "derived-trade-xinjiang-2022").text == "<b>12.5</b> derived"
    assert list(figure.layout.xaxis.ticktext) == ["2022", "2023"]


def test_bars_refuse_nine_months_beside_a_year(figures) -> None:
    with pytest.raises(ValueError, match="one length"):
        charts.bars(only(figures, "trade-xinjiang-2023", "trade-xinjiang-2024-9m"), CAPTION, LIGHT)


def test_bars_refuse_what_has_no_date_beside_a_year(figures) -> None:
    one = only(figures, "trade-china-2021")
    undated = one.assign(figure_id="undated", period_start=pd.NaT, period_end=pd.NaT)
    with pytest.raises(ValueError, match="one length"):
        charts.bars(pd.concat([one, undated]), CAPTION, LIGHT)


def test_bars_refuse_two_measures(figures) -> None:
    with pytest.raises(ValueError, match="one measure"):
        charts.bars(only(figures, "trade-xinjiang-2023", "growth-xinjiang-2023"), CAPTION, LIGHT)


CASPIAN = ("trans-caspian-2024-9m", "trans-caspian-2030", "trans-caspian-aim", "trans-caspian-base-2025")


def test_undated_figures_stand_in_a_band_of_their_own(figures) -> None:
    figure = charts.timeline(only(figures, *CASPIAN), CAPTION, LIGHT)
    assert mark(figure, "trans-caspian-aim").xaxis == "x2"
    assert mark(figure, "trans-caspian-base-2025").xaxis == "x2"
    assert mark(figure, "trans-caspian-2030").xaxis == "x"
    band = next(item for item in figure.layout.annotations if item.name == "undated band")
    assert "no date stated" in band.text
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]


def test_a_point_stands_in_the_middle_of_its_period(figures) -> None:
    figure = charts.timeline(only(figures, "trans-caspian-2024-9m"), CAPTION, LIGHT)
    assert pd.Timestamp(mark(figure, "trans-caspian-2024-9m").x[0]).month == 5
    assert "xaxis2" not in figure.to_dict()["layout"]


@pytest.mark.parametrize(("known", "day"), [("period_start", "2024-01-01"), ("period_end", "2024-09-30")])
def test_a_point_with_one_known_day_stands_there(known: str, day: str, figures) -> None:
    blank = "period_end" if known == "period_start" else "period_start"
    row = only(figures, "trans-caspian-2024-9m").assign(**{known: pd.Timestamp(day), blank: pd.NaT})
    assert pd.Timestamp(mark(charts.timeline(row, CAPTION, LIGHT), "trans-caspian-2024-9m").x[0]) == pd.Timestamp(day)


@pytest.mark.parametrize("draw", [charts.dot_plot, charts.timeline])
def test_a_first_cargo_is_called_initial(draw, figures) -> None:
    drawn = draw(only(figures, "irtysh-initial"), CAPTION, LIGHT)
    assert "<b>2–2.5</b> initial plan" in note(drawn, "irtysh-initial").text


def official(*values: tuple[str, str, float], reporter: str = "Customs <b>X</b>") -> pd.DataFrame:
    rows = [(reporter, pd.Timestamp(start), pd.Timestamp(end), value) for start, end, value in values]
    return pd.DataFrame(rows, columns=["reporter", "period_start", "period_end", "value"])


def test_official_values_are_a_grey_line_parted_where_a_year_is_lacking_and_joined_to_no_claim(figures) -> None:
    years = [(f"{year}-01-01", f"{year}-12-31", float(year - 2015)) for year in (2018, 2019, 2021, 2022)]
    beside = official(*years, ("2023-01-01", "2023-09-30", 6.0))
    figure = charts.timeline(only(figures, *CASPIAN), CAPTION, LIGHT, years=(2018, 2030), top=12.0, beside=beside)
    line, part = (trace for trace in figure.data if trace.customdata is None)
    assert [None if value is None else float(value) for value in line.y] == [3, 4, None, 6, 7]
    assert (line.mode, line.connectgaps, line.line.color) == ("lines+markers", False, LIGHT.axis)
    assert (part.mode, list(part.y)) == ("markers", [6.0])
    assert note(figure, "series Customs <b>X</b>").text.count("&lt;b&gt;X") == 1
    assert "official series" in line.text[0]
    claims = [trace for trace in figure.data if trace.customdata is not None]
    assert {trace.mode for trace in claims} == {"markers"}
    alone = charts.timeline(only(figures, "trans-caspian-aim"), CAPTION, LIGHT, years=(2018, 2022), beside=beside)
    assert alone.layout.xaxis.visible
    assert alone.layout.xaxis.domain[1] < alone.layout.xaxis2.domain[0]


def test_nothing_is_joined(figures) -> None:
    for figure in (
        charts.timeline(only(figures, *CASPIAN), CAPTION, LIGHT),
        charts.dot_plot(only(figures, *CASPIAN), CAPTION, LIGHT),
    ):
        assert all("lines" not in (trace.mode or "") for trace in figure.data if trace.type == "scatter")
        assert all(len(trace.x) == 1 for trace in figure.data)


def test_hedges_are_open_ends_with_their_sign(figures) -> None:
    up_to = charts.timeline(only(figures, "trans-caspian-2030"), CAPTION, LIGHT)
    assert arrows(up_to)[0].yshift < 0
    assert "≤" in note(up_to, "trans-caspian-2030").text
    over = charts.dot_plot(only(figures, "rail-cargo-2012"), CAPTION, LIGHT)
    assert arrows(over)[0].xshift > 0
    assert ">" in note(over, "rail-cargo-2012").text
    assert arrows(charts.timeline(only(figures, "trans-caspian-aim"), CAPTION, LIGHT)) == []


def test_the_floor_of_whole_trade_is_open_upwards(figures) -> None:
    figure = charts.timeline(only(figures, "trade-china-2021", "derived-trade-china-2023-floor"), CAPTION, LIGHT)
    assert arrows(figure)[0].yshift > 0
    assert "40.5" in note(figure, "derived-trade-china-2023-floor").text


def test_claim_types_have_marks_of_their_own(figures) -> None:
    figure = charts.timeline(only(figures, *CASPIAN, "derived-trans-caspian-base-of-growth"), CAPTION, LIGHT)
    symbols = {trace.customdata[0][0]: trace.marker.symbol for trace in figure.data}
    assert symbols["trans-caspian-2024-9m"] == "circle"
    assert symbols["trans-caspian-aim"] == "diamond-open"
    assert symbols["trans-caspian-2030"] == "circle-open-dot"
    assert len(set(symbols.values())) == 4


def test_a_target_has_a_dashed_guide(figures) -> None:
    figure = charts.timeline(only(figures, "container-trains-2029"), CAPTION, LIGHT)
    guides = [shape for shape in figure.layout.shapes if shape.name == "guide"]
    assert [(guide.y0, guide.y1, guide.line.dash) for guide in guides] == [(2000, 2000, "dash")]


def test_a_range_is_a_bar_from_low_to_high(figures) -> None:
    figure = charts.dot_plot(only(figures, "irtysh-initial"), CAPTION, LIGHT)
    span = next(shape for shape in figure.layout.shapes if shape.name == "range")
    assert (span.x0, span.x1) == (2, 2.5)


def test_an_expectation_stands_in_the_bracket_of_its_capacity(figures) -> None:
    figure = charts.bullet(only(figures, "khorgos-expected-2015", "khorgos-capacity"), CAPTION, DARK)
    assert mark(figure, "khorgos-capacity").x[0] == 25
    assert mark(figure, "khorgos-expected-2015").x[0] == 4.5
    assert mark(figure, "khorgos-expected-2015").marker.pattern.shape == "."
    bracket = next(shape for shape in figure.layout.shapes if shape.name == "bracket")
    assert (bracket.x0, bracket.x1) == (0, 25)
    assert bracket.y0 < mark(figure, "khorgos-expected-2015").y[0] < bracket.y1


def test_the_caption_names_documents_paragraphs_selection_version_and_day(evidence, figures) -> None:
    shown = only(figures, "derived-trade-china-2023-floor", "trade-china-2021")
    caption = charts.caption(
        evidence,
        shown,
        title="T",
        subtitle="s",
        selection="All years",
        alt_text=charts.alt_text(shown),
        today=date(2026, 11, 21),
    )
    assert caption.source == "Kazinform (September 2022) par. 1; Kazinform (December 2024) par. 2"
    assert caption.filters == f"All years · data {evidence.version} · 21 Nov 2026"
    assert "Trade with China: $25\u202fbn observed, 2021" in caption.alt_text


def test_the_guide_of_an_undated_target_is_not_covered_by_the_band(figures) -> None:
    figure = charts.timeline(only(figures, "trans-caspian-aim"), CAPTION, LIGHT)
    names = [shape.name for shape in figure.layout.shapes]
    assert names.index("undated band") < names.index("guide")
