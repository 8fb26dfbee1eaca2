"""Links that somebody mistyped, cut off or made up: every page stands, and says what it could not follow.

`ATLAS_LINKS=5000` tries as many; `-s` prints how many were tried.
"""

import os
from itertools import count
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL, html

COUNT = int(os.environ.get("ATLAS_LINKS", "20"))
FILTERS = {
    "corridor": ("Khorgos", "Trans-Caspian"),
    "years": ("2013", "2030", "2022"),
    "type": ("observed", "target"),
    "as-of": ("Dec 2024",),
    "undated": ("true", "false"),
    "white": ("true", "false"),
    "present": ("1",),
}
# The keys of each page's own, with values that exist.
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "overview": {"find": ("Khorgos",), "subjects": ("Routes and crossings",)},
    "trade": {},
    "cargo": {},
    "corridors": {
        "pace-target": ("x",), "pace-base": ("A value of my own",), "pace-value": ("3", "1e300"),
        "base-year": ("2024",), "due-year": ("2030", "2024"),
    },
    "map": {"layers": ("Crossings",), "object": ("Khorgos",)},
    "commitments": {"promises": ("In words only",), "order": ("Speaker",)},
    "investment": {},
    "statistics": {},
    "ledger": {"find": ("rail",), "show": ("Figures",)},
    "sources": {},
    "briefing": {"sections": ("Trade",), "archive": ("Archive: every row",)},
    "intake": {},
}  # fmt: skip
ODD = (
    "", " ", "0", "-1", "NaN", "inf", "-inf", "1e3", "1e400", "2024.5", "02024", "2024,2030", "[2013]", "null", "None",
    "TRUE", "yes", "all", "khorgos", "Khorgos ", "%4Bhorgos", "%00", "\x00", "a\nb", "\u202eabc", "<b>x</b>", "../..",
    "'; DROP TABLE", "{0}", "{}", "%s", "Хоргос", "霍尔果斯", "\U0001f468\u200d\U0001f469", "x" * 5000, "9" * 400,
)  # fmt: skip
UNKNOWN = ("utm_source", "Corridor", "corridor[]", "years[0]", "", "embedded", "\u202e", "x" * 300)


@st.composite
def queries(draw: st.DrawFn, page: str) -> dict[str, list[str]]:
    known = {**FILTERS, **PAGES[page]}
    query: dict[str, list[str]] = {}
    for key in draw(st.lists(st.sampled_from([*known, *UNKNOWN]), min_size=1, max_size=5, unique=True)):
        value = st.one_of(st.sampled_from(ODD), st.sampled_from(known.get(key, ("x",))), st.text(max_size=30))
        query[key] = draw(st.lists(value, min_size=1, max_size=4))
    return query


def open_link(page: str, query: dict[str, list[str]]) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=180)
    for key, values in query.items():
        app.query_params[key] = values
    return app.switch_page(f"{page}.py").run()


@pytest.mark.parametrize("page", PAGES)
def test_the_page_stands_whatever_a_link_asks_for(page: str) -> None:
    tried = count()

    @seed(2026)
    @settings(
        max_examples=COUNT // len(PAGES),
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(queries(page))
    def check(query: dict[str, list[str]]) -> None:
        next(tried)
        app = open_link(page, query)
        assert not app.exception, (query, app.exception)
        assert html(app).count("<h1>") == 1, query

    check()
    print(f"\n{page}: {(done := next(tried))} links tried")
    assert done >= COUNT // len(PAGES)


OFFERED = {
    "cargo": ("corridor", "years", "type", "as-of", "undated", "white", "present"),
    "overview": ("subjects",),
    "corridors": ("pace-target", "pace-base", "pace-value", "base-year", "due-year"),
    "map": ("layers", "object"),
    "commitments": ("promises", "order"),
    "ledger": ("show",),
    "briefing": ("sections", "archive"),
}


@pytest.mark.parametrize(("page", "key"), [(page, key) for page, keys in OFFERED.items() for key in keys])
def test_what_could_not_be_followed_is_named(page: str, key: str) -> None:
    told = html(open_link(page, {key: ["<b>Atlantis</b>\u202e"]}))
    assert "This link " in told
    assert "“&lt;b&gt;Atlantis&lt;/b&gt;\\u202e”" in told


@pytest.mark.parametrize(
    ("page", "query", "told"),
    [
        ("corridors", "corridor=Atlantis", "“Atlantis”, which is not in this data; showing all."),
        ("cargo", "corridor=Atlantis", "asked for corridor “Atlantis”, which is not in this data; showing all."),
        ("cargo", "corridor=Khorgos&corridor=Atlantis", "“Atlantis”, which is not in this data; showing Khorgos."),
        ("cargo", "years=2030&years=2013", "the years 2030–2013, which run backwards; showing 2013–2030."),
        ("cargo", "years=2020", "the years “2020”, where a first and a last are possible; showing all."),
        ("cargo", "as-of=Dec+2024&as-of=Oct+2022", "asked for “Dec 2024”, “Oct 2022” at once under “as-of”"),
        ("ledger", "find=rail&find=road", "asked for “rail”, “road” at once under “find”"),
        ("corridors", "pace-base=A+value+of+my+own&pace-value=-3", "asked for the value “-3”, which is not offered"),
        ("trade", "corridor=" + "&corridor=".join("abcdefg"), "“a”, “b”, “c”, “d”, “e” and 2 more, which is not in"),
        ("trade", "type=" + "x" * 5000, f"asked for the type “{'x' * 100}…”, which is not in this data"),
    ],
)  # fmt: skip
def test_the_notice_says_what_is_shown_instead(page: str, query: str, told: str) -> None:
    assert told in html(open_link(page, parse_qs(query)))


@pytest.mark.parametrize("year", ["1e400", "inf", "-inf", "Infinity", "9" * 400])
@pytest.mark.parametrize("key", ["base-year", "due-year"])
def test_a_year_without_end_is_named_and_left_out(key: str, year: str) -> None:
    app = open_link("corridors", {key: ["2024", year]})
    assert not app.exception
    assert f"the {key.replace('-', ' ')} “2024”, “{year[:100]}" in html(app)


def test_a_briefing_of_undated_figures_alone_is_listed() -> None:
    app = open_link("briefing", {"type": ["target"], "length": ["Full"]})
    assert not app.exception
    assert "Trade with China" in html(app)


def test_years_that_run_backwards_show_what_they_span() -> None:
    there, back = (open_link("cargo", {"years": years}) for years in (["2013", "2024"], ["2024", "2013"]))
    said = [html(app).split('role="status">')[1].split("<")[0] for app in (there, back)]
    assert said[0] == said[1]
    assert "2013–2024" in said[0]


@pytest.mark.parametrize("page", ["overview", "ledger"])
def test_words_without_end_are_not_looked_for(page: str) -> None:
    app = open_link(page, {"find": [" ".join(["a"] * 15_000)]})
    assert "asked for words of 29,999 letters, of at most 300; showing all" in html(app)
    assert app.text_input(key="find").value == ""
    assert "at most 300" not in html(app.run())
