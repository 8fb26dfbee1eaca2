"""What the slides of a deck will say, told before any of it is drawn."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from components.exports.deck.plan.slides import planned
from components.selection import Selection
from components.style import LIGHT
from components.tables import Tables


class SlideTitle(NamedTuple):
    """What one slide will say: its number (None where it is left out), section, title, figures, and documents."""

    number: int | None
    section: str
    title: str
    figures: int
    source: str


def slide_titles(
    tables: Tables, figures: pd.DataFrame, selection: Selection, sections: Sequence[str]
) -> list[SlideTitle]:
    """Tell what each slide between the opening and the closing will say, then what is left out.

    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. `figures` of a
    title counts figures and stages. Raises KeyError for an unknown section.
    """
    known = planned(tables, figures, selection, sections, LIGHT, date.today())
    said = [
        SlideTitle(number, slide.section, slide.title, len(slide.ids), slide.source)
        for number, slide in enumerate(known.slides, start=2)
    ]
    return said + [SlideTitle(None, section, title, 0, "") for section, title in known.left_out]
