"""The agenda: one span a statement, from the day said to the day due, and labels that keep apart."""

from itertools import pairwise

import pandas as pd
import pytest

from components import charts
from components.selection import milestones_in_context
from components.style import DARK, LIGHT, Caption

pytestmark = pytest.mark.xdist_group("agenda")

CAPTION = Caption("Title", "subtitle", "source", "filters")


@pytest.fixture(scope="module")
def every(evidence, figures):
    return charts.statements(milestones_in_context(evidence), figures[figures["repeats"] == ""])


@pytest.fixture(scope="module")
def drawn(every):
    return charts.agenda(every, CAPTION, LIGHT)


def spans(chart):
    return [shape for shape in chart.layout.shapes if shape.name == "said to due"]


def marks_of(chart, identifier):
    return [trace for trace in chart.data if trace.customdata[0][0] == identifier]


def test_every_statement_is_marked_at_the_day_it_was_said(every, drawn):
    for row in every.itertuples():
        assert any(trace.x[0] == row.event_date for trace in marks_of(drawn, row.figure_id)), row.figure_id


def test_only_what_has_a_due_date_gets_a_span_and_a_diamond(every, drawn):
    due = every[every["due_start"].notna() | every["due_end"].notna()]
    assert len(spans(drawn)) == len(due)
    diamonds = [trace for trace in drawn.data if trace.marker.symbol == "diamond"]
    assert {trace.customdata[0][0] for trace in diamonds} == set(due["figure_id"])
    for named in ("we-wc-highway-planned-2013", "dostyk-moyynty-under-way-2025", "trans-caspian-2030"):
        assert named in set(due["figure_id"])
    assert "trans-caspian-aim" not in set(due["figure_id"])


def test_a_span_runs_from_said_to_due_on_one_row(every, drawn):
    highway = every[every["figure_id"] == "we-wc-highway-planned-2013"]
    chart = charts.agenda(highway, CAPTION, DARK)
    (span,) = spans(chart)
    assert (span.x0, span.x1) == (pd.Timestamp("2013-04-08"), pd.Timestamp("2015-12-31"))
    assert span.y0 == span.y1
    assert span.line.dash == "dash"


def test_no_trace_joins_statements(drawn):
    assert {trace.mode for trace in drawn.data} == {"markers"}
    assert all(len(trace.x) == 1 for trace in drawn.data)


def test_labels_are_worded_as_the_documents_have_it(every):
    labels = every.set_index("figure_id")["label"]
    assert labels["dostyk-moyynty-under-way-2025"] == "under way, due by 2025"
    assert labels["trans-caspian-2030"].endswith("10\u202fMt a year expected, by 2030")
    assert labels["trans-caspian-aim"] == "10\u202fMt target"


def test_corridors_come_in_the_order_asked_for(every, evidence, figures):
    rows = charts.statements(milestones_in_context(evidence), figures, ("khorgos", "trans-caspian"))
    order = list(dict.fromkeys(rows["corridor_id"]))
    assert order[:2] == ["khorgos", "trans-caspian"]
    assert rows["figure_id"].is_unique
    assert set(every["figure_id"]) <= set(rows["figure_id"])


def test_labels_on_one_height_keep_apart_on_a_phone(every, drawn):
    width, letter = 330, 6
    start, end = map(pd.Timestamp, drawn.layout.xaxis.range)
    heights: dict[float, list[tuple[float, float]]] = {}
    for note in drawn.layout.annotations:
        if note.name not in set(every["figure_id"]):
            continue
        across = 0.0 if note.xref == "paper" else width * float((pd.Timestamp(note.x) - start) / (end - start))
        across += note.xshift or 0
        wide = letter * len(note.text)
        left = across - wide if note.xanchor == "right" else across
        heights.setdefault(note.y, []).append((left, left + wide))
    assert sum(map(len, heights.values())) == len(every)
    for taken in heights.values():
        assert all(first[1] < second[0] for first, second in pairwise(sorted(taken)))


def test_a_subject_name_is_text_and_not_markup(every):
    odd = every.head(1).assign(subject="<b>x</b>", label="<i>y</i>")
    words = " ".join(note.text for note in charts.agenda(odd, CAPTION, LIGHT).layout.annotations)
    assert "<i>y" not in words
    assert "&lt;b&gt;x" in words
