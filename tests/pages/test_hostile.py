"""Every page over evidence whose texts try to be more than text: each stands there as text, and nowhere as markup."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from components import controls
from components.panels import evidence_page
from tests.hostile import ADDRESS, DATA, FOREIGN, read_rows, write_hostile_data
from tests.pages.conftest import SHELL, drawn

pytestmark = pytest.mark.xdist_group("hostile-pages")

PAGES = (
    "overview", "trade", "cargo", "corridors", "map", "commitments", "investment", "statistics", "ledger", "sources",
    "briefing",
)  # fmt: skip
CANARY = re.compile(r"kanarya[a-z]{4}")
CHART_MARKUP = re.compile(r"</?b>|<br>|<span style='font-size:\d+px;color:#[0-9a-f]{6}'>|</span>|<extra></extra>")
# Words of a chart that Plotly neither draws nor reads.
ASIDE = ("meta", "customdata", "name")
# What stands in controls, tables to scroll and files alone, where nothing reads markup.
NO_MARKUP = {
    ("corridors", "label"), ("datapackage", "title"), ("measures", "definition"), ("observations", "note"),
    ("places", "aliases"), ("places", "coordinate_source"), ("places", "name"), ("subjects", "aliases"),
}  # fmt: skip
NOTED_SUBJECT = "trans-caspian"


class Markup(HTMLParser):
    """Note the elements of HTML with the names of their attributes, its words, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, *sorted(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[str, str]]]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    return folder, write_hostile_data(folder)


@pytest.fixture(scope="module")
def pages(hostile: tuple[Path, dict[str, tuple[str, str]]]) -> dict[str, tuple[AppTest, AppTest]]:
    """Give each page over the curated and over the hostile evidence."""
    opened: dict[str, list[AppTest]] = {name: [] for name in PAGES}
    with pytest.MonkeyPatch.context() as patch:
        for folder in ("", str(hostile[0])):
            patch.setenv("ATLAS_DATA", folder)
            controls.forget()
            for name in PAGES:
                app = AppTest.from_file(SHELL, default_timeout=180)
                if name == "map":
                    subjects = read_rows(Path(folder or DATA) / "subjects.csv")
                    app.query_params["object"] = next(
                        row["name"] for row in subjects if row["subject_id"] == NOTED_SUBJECT
                    )
                elif name == "overview":
                    app.query_params["subjects"] = "Routes and crossings"
                opened[name].append(app.switch_page(f"{name}.py").run())
    controls.forget()
    return {name: (curated, spoiled) for name, (curated, spoiled) in opened.items()}


@pytest.fixture(scope="module")
def evidence(hostile: tuple[Path, dict[str, tuple[str, str]]]) -> list[Markup]:
    """Give the evidence of every third row as a page, over the curated and over the hostile evidence."""
    read = []
    with pytest.MonkeyPatch.context() as patch:
        for folder in ("", str(hostile[0])):
            patch.setenv("ATLAS_DATA", folder)
            controls.forget()
            whole = Markup()
            for identifier in controls.current().rows["figure_id"][::3]:
                whole.feed(evidence_page(identifier).decode())
            read.append(whole)
    controls.forget()
    return read


def markup(app: AppTest) -> Markup:
    read = Markup()
    read.feed("\n".join(str(element.value) for element in app.get("html")))
    return read


def test_no_text_makes_an_element_of_a_page_of_evidence(evidence: list[Markup]) -> None:
    curated, spoiled = evidence
    assert spoiled.elements <= curated.elements
    assert not [link for link in spoiled.links if unquote(link).startswith(("javascript:", FOREIGN))]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from () if name in ASIDE else texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def charts(app: AppTest) -> list[str]:
    """Give what Plotly reads; what stands on maps the browser writes as text."""
    return [text for chart in drawn(app) for text in texts({**chart, "map": ""})]


def maps(app: AppTest) -> list[dict[str, Any]]:
    return [chart["map"] for chart in drawn(app) if "map" in chart]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_stands_and_no_text_makes_an_element(name: str, pages) -> None:
    curated, spoiled = pages[name]
    assert not spoiled.exception, spoiled.exception
    before, after = markup(curated), markup(spoiled)
    assert after.elements <= before.elements
    assert CANARY.search("".join(after.words))
    known = {link for link in before.links if not link.startswith("data:image/svg+xml;base64,")}
    public = ADDRESS.partition(":~:")[0]
    links = [re.sub(r"(?<=^https://example\.org/)\d+(?=\?)", "", link) for link in after.links]
    away = {link for link in links if link.startswith(public)}
    assert all(re.fullmatch(r":~:text=[\w.~%,]+", link.removeprefix(public), re.ASCII) for link in away), away
    new = {link for link in links if not link.startswith("data:image/svg+xml;base64,")} - known - away
    new -= {*PAGES}
    assert all(re.match(r"(\?|#|figure/|(ledger|sources|corridors|[a-z]*/?)[?#])", link) for link in new), new
    assert not [link for link in new if unquote(link).startswith(("javascript:", FOREIGN))]


@pytest.mark.parametrize("name", PAGES)
def test_charts_and_maps_hold_words_alone(name: str, pages) -> None:
    _, spoiled = pages[name]
    for text in charts(spoiled):
        if CANARY.search(text) or "<" in text:
            assert "<" not in CHART_MARKUP.sub("", text), text
            assert "%{" not in text.removeprefix("%{text}")
    for drawn_map in maps(spoiled):
        assert any(CANARY.search(one["words"]) for one in [*drawn_map["sites"], *drawn_map["names"]])


@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_streamlit_reads_as_markdown_holds_a_text_of_the_tables(name: str, pages) -> None:
    """Markdown makes links of bare addresses, however they are escaped."""
    _, spoiled = pages[name]
    kinds = ("markdown", "caption", "header", "subheader", "title", "error", "warning", "info", "success")
    read = [element.value for kind in kinds for element in getattr(spoiled, kind)]
    read += [option.content for control in spoiled.get("button_group") for option in control.proto.options]
    assert not [text for text in read if CANARY.search(text)]


def test_every_column_of_text_is_put_to_the_test(hostile, pages, evidence) -> None:
    shown = {hostile[1][one] for text in evidence[1].words for one in CANARY.findall(text) if one in hostile[1]}
    for _, spoiled in pages.values():
        held = [*markup(spoiled).words, *charts(spoiled), *(text for one in maps(spoiled) for text in texts(one))]
        shown |= {hostile[1][canary] for text in held for canary in CANARY.findall(text) if canary in hostile[1]}
    assert set(hostile[1].values()) - shown <= NO_MARKUP
