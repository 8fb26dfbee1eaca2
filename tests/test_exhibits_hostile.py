"""Every figure and table of every section over evidence whose texts try to be more than text, before any page."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components import derive, tables
from components.charts import scale_figure
from components.exhibits import SECTIONS, Exhibit, Section
from components.selection import Selection
from components.style import DARK, LIGHT
from tests.hostile import write_hostile_data
from tests.pages.test_hostile import CANARY, CHART_MARKUP

Drawn = dict[str, tuple[Exhibit, dict[str, Any]]]
# An id of the tables, which holds no text.
IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
# Names of shapes and annotations, and what only the dashboard reads; of a trace Plotly shows the name.
UNREAD = ("customdata", "meta", "template")
ALIVE = re.compile(r"</?[a-z!]|%\{", re.IGNORECASE)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[tables.Tables, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    write_hostile_data(folder)
    loaded = tables.load(folder)
    return loaded, derive.figures(loaded)


@pytest.fixture(scope="module")
def drawn(spoiled: tuple[tables.Tables, pd.DataFrame]) -> Drawn:
    """Draw every exhibit of all evidence, and in the other colours and larger of one corridor, as Plotly's JSON."""
    loaded, _ = spoiled
    one = Selection(corridors=(loaded.corridors["corridor_id"].iloc[0],))
    found = {}
    for name, make in SECTIONS.items():
        for key, exhibit in drawable(make(loaded, Selection())):
            found[f"{name} {key}"] = exhibit, as_json(exhibit.draw(LIGHT))
        for key, exhibit in drawable(make(loaded, one)):
            found[f"{name} {key} of one corridor"] = exhibit, as_json(scale_figure(exhibit.draw(DARK), 1.3))
    return found


def drawable(section: Section) -> list[tuple[str, Exhibit]]:
    return [(key, exhibit) for key, exhibit in section.exhibits.items() if exhibit.is_drawn and len(exhibit.shown)]


def as_json(figure: go.Figure) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(figure.to_json())
    return whole


def read_by_plotly(value: Any, trace: bool = True) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from read_by_plotly(inner, trace)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in UNREAD and (trace or name != "name"):
                yield from read_by_plotly(inner, trace)


def test_no_text_of_the_evidence_is_markup_or_template_in_a_figure(drawn: Drawn) -> None:
    seen = 0
    for key, (_, figure) in drawn.items():
        for text in [*read_by_plotly(figure["data"]), *read_by_plotly(figure["layout"], trace=False)]:
            seen += bool(CANARY.search(text))
            assert not ALIVE.search(CHART_MARKUP.sub("", text)), (key, text)
    assert seen > 500


def test_hovers_show_the_hostile_words_and_nothing_else_of_a_mark(drawn: Drawn) -> None:
    hovers = []
    for key, (_, figure) in drawn.items():
        for trace in figure["data"]:
            if trace.get("hoverinfo") == "skip":
                continue
            templates = trace["hovertemplate"]
            templates = [templates] if isinstance(templates, str) else templates
            assert all(template.endswith("<extra></extra>") for template in templates), key
            assert not trace.keys() & {"hovertext", "texttemplate"}, key
            hovers += templates
            for entry in trace.get("customdata") or []:
                held = entry[0] if isinstance(entry[0], list) else entry
                assert all(IDENTIFIER.fullmatch(part) for part in held), (key, entry)
    assert len({canary for hover in hovers for canary in CANARY.findall(hover)}) > 100
