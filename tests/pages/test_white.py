"""A white background of charts: asked for in the sidebar or the link, whatever the theme."""

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHELL, html


def on_white(app: AppTest) -> set[bool]:
    """Give whether the charts of a page are drawn on white, whatever the appearance of the page."""
    return {json.loads(chart.proto.json)["white"] for chart in app.get("bidi_component")}


def present_link(app: AppTest) -> str:
    return html(app).split('class="atlas-present"><a href="')[1].split('"')[0]


def test_a_dark_page_draws_on_its_own_paper(open_page: Callable[..., AppTest]) -> None:
    assert on_white(open_page("trade.py")) == {False}


def test_the_link_puts_charts_on_white(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trade.py", white="true")
    assert on_white(app) == {True}
    assert app.toggle("white").value is True
    assert present_link(app) == "?white=true&amp;present=1"


def test_the_toggle_puts_charts_on_white_and_back(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trade.py")
    app.toggle("white").set_value(True).run()
    assert on_white(app) == {True}
    assert "white=true" in present_link(app)
    app.toggle("white").set_value(False).run()
    assert on_white(app) == {False}
    assert "white" not in present_link(app)


def test_white_paper_is_kept_from_page_to_page(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trade.py")
    app.toggle("white").set_value(True).run()
    app.switch_page("cargo.py").run()
    assert on_white(app) == {True}
    assert app.toggle("white").value is True


def test_white_paper_survives_present_mode(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trade.py", white="true", present="1")
    assert on_white(app) == {True}
    assert '<a href="?white=true" target="_self">Leave present mode' in html(app)


def test_an_odd_link_is_named_and_draws_as_the_page() -> None:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.query_params["white"] = "snow"
    app.switch_page("trade.py").run()
    assert on_white(app) == {False}
    assert "asked for “snow” as white background" in html(app)
