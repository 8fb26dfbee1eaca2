import pandas as pd
import plotly.graph_objects as go
import pytest

from components import charts, derive
from components.style import LIGHT, Caption, mix

CAPTION = Caption("Title", "stage as worded", "Kazinform (December 2024) par. 8", "All corridors · data abc1234")


@pytest.fixture(scope="module")
def rows(evidence) -> pd.DataFrame:
    return derive.ledger_rows(evidence)


@pytest.fixture(scope="module")
def documents(evidence) -> pd.DataFrame:
    return evidence.sources.sort_values("event_date")


def stages(rows: pd.DataFrame, *subjects: str) -> pd.DataFrame:
    return rows[(rows["row_kind"] == "milestone") & rows["subject_id"].isin(subjects)]


def drawn(figure: go.Figure) -> dict[str, go.Scatter]:
    return {trace.customdata[0][0]: trace for trace in figure.data}


def words(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def status(rows: pd.DataFrame, documents: pd.DataFrame, *subjects: str) -> go.Figure:
    return charts.status_matrix(stages(rows, *subjects), CAPTION, LIGHT, documents=documents)


def test_each_stage_stands_in_the_column_of_its_document(rows, documents) -> None:
    marks = drawn(status(rows, documents, "dostyk-moyynty", "lianyungang-terminal"))
    # The columns are April 2013, September 2022, October 2022, December 2024, September 2025.
    assert {key: trace.x[0] for key, trace in marks.items()} == {
        "lianyungang-terminal-talks-2013": 0,
        "lianyungang-terminal-operating-2022-09": 1,
        "dostyk-moyynty-pledged-2022-10": 2,
        "dostyk-moyynty-under-way-2025": 4,
    }


def test_the_columns_are_named_by_month(rows, documents) -> None:
    notes = status(rows, documents, "dostyk-moyynty").layout.annotations
    named = [note.text for note in notes if note.name == "document"]
    assert named == ["Apr 2013", "Sep 2022", "Oct 2022", "Dec 2024", "Sep 2025"]


def test_the_fill_darkens_with_the_stage(rows, documents) -> None:
    marks = drawn(status(rows, documents, "dostyk-moyynty", "altynkol-khorgos", "khorgos-station-terminal"))
    orange, purple = LIGHT.corridors["rust"], LIGHT.corridors["violet"]
    assert marks["khorgos-station-terminal-interest-2024"].marker.color == LIGHT.paper
    assert marks["altynkol-khorgos-operating-2013"].marker.color == purple
    assert marks["dostyk-moyynty-pledged-2022-10"].marker.color == mix(orange, LIGHT.paper, 0.3)
    assert marks["dostyk-moyynty-under-way-2025"].marker.color == mix(orange, LIGHT.paper, 0.65)
    assert marks["dostyk-moyynty-under-way-2025"].marker.line.color == orange


def test_half_a_mix_lies_in_the_middle() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 1.0) == "#102030"


def test_the_stage_is_written_beside_its_circle(rows, documents) -> None:
    figure = status(rows, documents, "dostyk-moyynty")
    label = next(note for note in figure.layout.annotations if note.name == "dostyk-moyynty-under-way-2025")
    assert (label.text, label.x) == ("under way", 4)


def test_several_stages_in_one_document_do_not_cover_each_other(rows, documents) -> None:
    marks = drawn(status(rows, documents, "border-trade-centers"))
    assert len({trace.x[0] for trace in marks.values()}) == 1
    heights = [trace.y[0] for trace in marks.values()]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= 20


def test_nothing_is_joined_and_silence_has_no_mark(rows, documents) -> None:
    figure = status(rows, documents, "trans-caspian", "bakhty")
    assert {trace.mode for trace in figure.data} == {"markers"}
    # Three documents speak of the route, the last of them with two stages, and one of Bakhty.
    assert len(figure.data) == 5


def test_subjects_stand_under_their_kind_by_first_mention(rows, documents) -> None:
    told = words(status(rows, documents, "bakhty", "altynkol-khorgos", "dostyk-moyynty"))
    order = ["Rail lines", "<b>Dostyk–Moyynty line</b>", "Crossings", "<b>Altynkol–Khorgos rail crossing</b>"]
    places = [told.index(text) for text in [*order, "<b>Bakhty rail crossing</b>"]]
    assert places == sorted(places)


def test_a_subject_name_cannot_become_markup(rows, documents) -> None:
    frame = stages(rows, "bakhty").assign(subject="<a href='x'>y</a>", statement="<i>z</i>")
    figure = charts.status_matrix(frame, CAPTION, LIGHT, documents=documents)
    assert any("&lt;a href=" in text for text in words(figure))
    assert "<i>z" not in figure.data[0].hovertemplate


def test_the_alternative_tells_every_stage(rows) -> None:
    assert charts.stages_alt_text(stages(rows, "dostyk-moyynty")) == (
        "Dostyk–Moyynty line: pledged October 2022, under way September 2025."
    )


def test_coverage_counts_figures_and_stages_once(rows) -> None:
    cells = derive.coverage(rows).set_index(["subject_id", "source_id"])
    # 3.4 Mt, 23 % and ≤ 10 Mt, and one stage, in December 2024; derived figures are in no document.
    route = cells.loc[("trans-caspian", "2024-12-kazinform")]
    assert (route["figures"], route["milestones"]) == (3, 1)
    # The headline repeats $25 bn, and so does a second paragraph: one figure.
    trade = cells.loc[("trade-china", "2022-09-kazinform")]
    assert (trade["figures"], trade["milestones"]) == (1, 1)
    assert ("bakhty", "2024-12-kazinform") not in cells.index


def test_a_circle_is_solid_only_where_a_figure_is_stated(rows, documents) -> None:
    shown = rows[rows["subject_id"].isin(["trans-caspian", "bakhty"])]
    figure = charts.coverage_matrix(shown, CAPTION, LIGHT, documents=documents)
    cells = {(trace.x[0], trace.marker.line.color): trace for trace in figure.data}
    teal, pink = LIGHT.corridors["teal"], LIGHT.corridors["crimson"]
    assert set(cells) == {(2, teal), (3, teal), (4, teal), (2, pink)}
    assert cells[3, teal].text[0] == "4"
    assert cells[3, teal].marker.color == teal
    assert cells[2, teal].text[0] == "1"
    assert cells[2, teal].marker.color == LIGHT.paper
    assert set(cells[4, teal].customdata[0]) == {
        "trans-caspian-base-2025", "trans-caspian-aim", "trans-caspian-under-way-2025",
        "trans-caspian-operating-2025",
    }  # fmt: skip


def test_the_coverage_alternative_tells_the_counts(rows) -> None:
    told = charts.coverage_alt_text(derive.stated(rows[rows["subject_id"] == "dostyk-moyynty"]))
    assert "1 stage October 2022" in told
    assert "1 figure and 1 stage September 2025" in told
