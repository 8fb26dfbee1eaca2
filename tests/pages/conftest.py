import json
import logging
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

# A page that is run without a server has no context, which Streamlit tells each time.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda told: "missing ScriptRunContext" not in told.getMessage()
)

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


@pytest.fixture(scope="session", autouse=True)
def installed_once() -> Iterator[None]:
    """Search what is installed for components once, as a server does, and not for every page that is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Give a function that opens a page through the router, with query parameters as in a link."""

    def open_path(file: str, **query: Any) -> AppTest:
        app = AppTest.from_file(SHELL, default_timeout=60)
        for name, value in query.items():
            app.query_params[name.replace("_", "-")] = value
        app.switch_page(file).run()
        assert not app.exception, app.exception
        return app

    return open_path


def html(app: AppTest) -> str:
    """Give all HTML of a page in one text."""
    return "\n".join(str(element.value) for element in app.get("html"))


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """Give what each chart of a page gets to draw: its figure, and where that differs on dark paper."""
    return [json.loads(chart.proto.json) for chart in app.get("bidi_component")]


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Give the Plotly figure of each chart of a page, as it is on light paper."""
    return [chart["figure"] for chart in drawn(app)]


def marks(app: AppTest) -> set[str]:
    """Give the ids of all marks in the charts of a page."""
    traces = [trace for figure in figures(app) for trace in figure["data"]]
    return {key for trace in traces for entry in trace.get("customdata", []) for key in entry}
