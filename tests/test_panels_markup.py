"""The written files of subjects and rows: what is not known or belongs nowhere is said, not left blank."""

from dataclasses import replace

import pandas as pd
import pytest

from components import derive
from components.panels import card_html, subject_html
from components.tables import Tables


def test_a_card_of_an_unknown_row_says_so_as_text(evidence: Tables, figures: pd.DataFrame) -> None:
    card = card_html(evidence, figures, "<b>no-such</b>")
    assert "No figure or milestone is called &lt;b&gt;no-such&lt;/b&gt;." in card


def test_a_card_names_who_says_it_and_leads_to_the_wording_in_public(evidence: Tables, figures: pd.DataFrame) -> None:
    card = card_html(evidence, figures, "trade-china-task")
    assert "<dt>Said by</dt><dd>Serik Zhumangarin</dd>" in card
    # The address of December 2024 and the wording, as a text directive has it.
    page = "https://en.inform.kz/amp/kazakhstan-chinas-xinjiang-eye-doubling-trade-f61e97"
    page += "#:~:text=to%20up%20to%20100%20billion%20US%20dollars"
    assert f'<a href="{page}" target="_blank" rel="noopener noreferrer">' in card
    aim = card_html(evidence, figures, "trans-caspian-aim")
    assert "<dt>Said by</dt><dd>The document itself, in nobody’s name</dd>" in aim
    assert "https://exussr.org/?p=1434#:~:text=from%204.5%20million" in aim


def test_a_card_without_an_address_leads_nowhere(evidence: Tables, figures: pd.DataFrame) -> None:
    bare = replace(evidence, sources=evidence.sources.assign(url="", label="", publisher=""))
    card = card_html(bare, derive.figures(bare), "trade-china-task")
    assert "http" not in card
    assert ">Kazakhstan, China’s Xinjiang eye doubling trade</a>, paragraph 3" in card


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("almaty-bypass", "<p>Belongs to no corridor.</p>"),
        ("altynkol-khorgos", '<a href="corridors?corridor=Khorgos" target="_self">'),
    ],
)
def test_a_subject_names_its_corridor_or_that_it_has_none(
    subject: str, told: str, evidence: Tables, figures: pd.DataFrame
) -> None:
    assert told in subject_html(evidence, figures, subject)
