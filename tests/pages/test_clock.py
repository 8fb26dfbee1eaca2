"""The day in every caption is the server's day, also when it changes while the dashboard runs."""

import datetime
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

import app as launcher
from tests.pages.conftest import figures

DAYS = {(2029, 12, 31): "31 Dec 2029", (2030, 1, 1): "1 Jan 2030", (2012, 2, 29): "29 Feb 2012"}


def test_captions_follow_the_clock_forwards_and_back(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trade.py")
    for day, words in DAYS.items():
        with time_machine.travel(datetime.datetime(*day, 12), tick=True):
            app.run()
        assert not app.exception
        charts = figures(app)
        assert len(charts) == 3
        for chart in charts:
            footers = [note["text"] for note in chart["layout"]["annotations"] if "· data " in note["text"]]
            assert len(footers) == 1
            assert footers[0].endswith(f" · {words}")


def test_a_page_that_fails_says_so_without_a_path_and_the_log_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(launcher.streamlit, "error", told.append)
    with caplog.at_level(logging.ERROR, "atlas"):
        with pytest.raises(OSError, match="trade") as failure:
            (tmp_path / "trade.csv").read_text()
        assert launcher.explain(failure.value), "the page shows nothing besides"
    assert len(told) == 1
    assert "could not be drawn" in told[0]
    assert "/" not in told[0]
    assert str(tmp_path / "trade.csv") in caplog.text
    assert __file__ in caplog.text
