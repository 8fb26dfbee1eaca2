"""The evidence of a selection as a deck of slides whose charts, tables and map can be edited."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from components.exports.deck.brief import PaceAsked, asked_pace
from components.exports.deck.layout import Box, TemplateError, balance_pages, height, shortened, width, wrapped
from components.exports.deck.options import LENGTHS, Options, Paper
from components.exports.deck.plane import areas, courses
from components.exports.deck.slides import CONTENTS, SlideTitle, figure_slides, slide_titles
from components.selection import Selection
from components.style import LIGHT
from components.tables import Tables


def pptx_bytes(
    tables: Tables,
    selection: Selection,
    sections: Sequence[str],
    options: Options = Options(),  # noqa: B008
    *,
    today: date | None = None,
    tell: Callable[[int, int], object] = lambda number, count: None,
) -> bytes:
    """Write a brief of at most ten slides, or as long a deck as asked for, with the evidence of each in its notes.

    `sections` are names in `SECTIONS`, none means all. `tell` hears, before each slide, its number and how many there
    are. Equal inputs on one day give equal bytes. Raises KeyError for an unknown section, slide or figure, ValueError
    for a file that is no template, and where no pace leads to a level.
    """
    from components.exports.deck.presentation import deck_bytes  # imported where needed: it takes half a second

    return deck_bytes(tables, selection, sections, options, today or date.today(), tell)


def missing_layouts(template: bytes) -> tuple[str, ...]:
    """Return which of our layouts a template (.pptx or .potx) has none for. Raises TemplateError, in words."""
    if not template:
        return ()
    from components.exports.deck.template import open_template  # imported where needed, as above

    return open_template(template).missing
