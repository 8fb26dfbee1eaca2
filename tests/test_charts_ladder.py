"""The ladder: a mark at each stage that documents word of a subject, the latest filled, one line a subject."""

from random import Random

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import charts, derive
from components.style import LIGHT, Caption
from tests.conftest import EXAMPLES
from tests.test_charts_layout import NAMES, check

CAPTION = Caption("Title", "subtitle", "source", "filters")
STAGES = list(derive.STAGES)


def milestone(place: int = 0, **told) -> dict:
    """Return a row with the columns that a ladder reads, planned in October 2022 unless told otherwise."""
    return {
        "figure_id": f"stage-{place}", "subject_id": "line", "subject": "Line", "block": "Corridor",
        "corridor_colour": "teal", "stage": "planned", "event_date": pd.Timestamp("2022-10-26"),
        "due_start": pd.NaT, "due_end": pd.NaT, "statement": "It is planned.", "as_stated": "planned",
        "document": "Gazette",
    } | told  # fmt: skip


def drawn(*told: dict) -> go.Figure:
    return charts.ladder(pd.DataFrame([milestone(place, **one) for place, one in enumerate(told)]), CAPTION, LIGHT)


def labels(figure: go.Figure) -> dict[str, go.layout.Annotation]:
    return {note.name: note for note in figure.layout.annotations}


LATER = {"stage": "under_way", "event_date": pd.Timestamp("2025-09-02"), "due_end": pd.Timestamp("2025-12-31")}


def test_rungs_are_the_stages_that_occur_in_their_order() -> None:
    figure = drawn(LATER, {"stage": "interest"}, {"stage": "planned"})
    rungs = [note.text for note in figure.layout.annotations if note.name.endswith(" rung")]
    assert rungs == ["interest", "planned", "under way"]
    assert {trace.customdata[0][0]: trace.x[0] for trace in figure.data} == {"stage-0": 2, "stage-1": 0, "stage-2": 1}


def test_the_latest_is_filled_and_a_line_leads_to_it_from_the_first() -> None:
    figure = drawn({}, LATER)
    teal = LIGHT.corridors["teal"]
    assert {trace.customdata[0][0]: trace.marker.color for trace in figure.data} == {
        "stage-0": LIGHT.paper, "stage-1": teal,
    }  # fmt: skip
    (line,) = [shape for shape in figure.layout.shapes if shape.line.color == teal]
    assert (line.x0, line.x1, line.y0) == (0, 1, line.y1)
    assert not [shape for shape in drawn({}).layout.shapes if shape.line.color == teal]


def test_a_mark_is_labelled_with_its_month_and_when_it_is_due() -> None:
    known = labels(drawn({}, LATER))
    assert (known["stage-0"].text, known["stage-1"].text) == ("Oct 2022", "Sep 2025, due by 2025")


def test_one_stage_in_several_documents_is_one_mark_with_all_their_evidence() -> None:
    figure = drawn({"stage": "operating"}, {"stage": "operating", "event_date": pd.Timestamp("2025-09-02")})
    (mark,) = figure.data
    assert list(mark.customdata[0]) == ["stage-0", "stage-1"]
    assert labels(figure)["stage-0"].text == "Oct 2022, Sep 2025"
    many = [{"event_date": pd.Timestamp(year, 1, 1)} for year in (2013, 2022, 2024, 2025)]
    assert labels(drawn(*many))["stage-0"].text == "Jan 2013 to Jan 2025, 4 times"


def test_a_name_is_text_and_no_markup() -> None:
    figure = drawn({"subject": "<b>x</b>", "block": "<a>y</a>", "statement": "<i>z</i>"})
    words = " ".join(note.text for note in figure.layout.annotations)
    assert "&lt;b&gt;x" in words
    assert "&lt;a&gt;y" in words
    assert "<i>z" not in figure.data[0].hovertemplate


def generated(seed: int, count: int) -> pd.DataFrame:
    """Return so many milestones of a few subjects in a few corridors, in the order of their corridors."""
    chance = Random(seed)
    rows = []
    for place in range(count):
        corridor = chance.randrange(4)
        subject = chance.randrange(4)
        due = pd.Timestamp("2030-12-31") if chance.random() < 0.3 else pd.NaT
        rows.append(
            milestone(
                place,
                subject_id=f"{corridor}-{subject}",
                subject=f"{chance.choice(NAMES)}" if subject else f"Corridor {corridor}",
                block=f"Corridor {corridor}" if corridor else NAMES[-1],
                stage=chance.choice(STAGES),
                event_date=pd.Timestamp(chance.choice((2013, 2022, 2024, 2025)), chance.randint(1, 12), 1),
                due_end=due,
            )
        )
    return pd.DataFrame(rows).sort_values("block", kind="stable", ignore_index=True)


@pytest.mark.xdist_group("ladder")
@settings(max_examples=EXAMPLES // 2)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 40))
def test_no_label_covers_another_or_leaves_the_frame(seed: int, count: int) -> None:
    check(charts.ladder(generated(seed, count), CAPTION, LIGHT))
