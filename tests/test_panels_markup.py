"""The written files of subjects and rows: what is not known or belongs nowhere is said, not left blank."""

import pandas as pd
import pytest

from components.panels.card import card_html, subject_html
from components.tables import Tables


def test_a_card_of_an_unknown_row_says_so_as_text(evidence: Tables, figures: pd.DataFrame) -> None:
    card = card_html(evidence, figures, "<b>no-such</b>")
    assert "No figure or milestone is called &lt;b&gt;no-such&lt;/b&gt;." in card


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
