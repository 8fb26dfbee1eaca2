"""The evidence of a selection as a deck of slides whose charts, tables and map can be edited."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components.exports.deck.layout import Box, balance_pages, height, shortened, width, wrapped
from components.exports.deck.plane import areas, courses
from components.exports.deck.slides import CONTENTS, LENGTHS, Options, SlideTitle, figure_slides, slide_titles
from components.selection import Selection
from components.style import LIGHT
from components.tables import Tables


def pptx_bytes(
    tables: Tables,
    figures: pd.DataFrame,
    selection: Selection,
    sections: Sequence[str],
    options: Options = Options(),  # noqa: B008
    *,
    today: date | None = None,
) -> bytes:
    """Write a brief of at most ten slides, or as long a deck as asked for, with the evidence of each in its notes.

    `figures` has all rows of `derive.figures`; `sections` are names in `SECTIONS`, none means all. Equal inputs on one
    day give equal bytes. Raises KeyError for an unknown section or slide.
    """
    from components.exports.deck.presentation import deck_bytes  # imported where needed: it takes half a second

    return deck_bytes(tables, figures, selection, sections, options, today or date.today())
