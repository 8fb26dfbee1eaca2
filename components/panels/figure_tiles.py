"""Figures as tiles, with badges for what they lack, each with its evidence inside."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.panels.card import card_html
from components.panels.markup import NOTHING, document_words, empty_note, latest, measure_words, show
from components.style import CLAIM_TYPES, interval, period, quantity
from components.tables import Tables

_TILE = Markup(
    '<details class="atlas-tile atlas-{kind_id}"><summary><div class="atlas-tile-figure">{figure}</div>'
    '<div class="atlas-tile-subject">{subject}</div><div class="atlas-tile-said">{kind}, {when}<br>{origin}</div>'
    "{badges}</summary>{card}</details>"
)


def tiles(
    tables: Tables,
    figures: pd.DataFrame,
    shown: pd.DataFrame,
    badges: Callable[[dict[str, Any]], Markup] = lambda figure: NOTHING,
) -> None:
    """Show figures as tiles: value with hedge, subject, type, period, who said it and when, and the evidence inside.

    `shown` has rows of `figures`, the frame of `derive.figures` in which a derivation finds its inputs; `badges`
    returns what stands under a tile's words. Of many figures the latest are shown, and a note names the others.
    """
    if shown.empty:
        empty_note("Nothing here fits the filters.")
        return
    kept, note = latest(shown, "figures")
    written = NOTHING.join(_tile(tables, figures, figure, badges(figure)) for figure in kept.to_dict("records"))
    show(Markup('<div class="atlas-tiles">{}</div>{}').format(written, note))


def _tile(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any], badges: Markup) -> Markup:
    derived = figure["claim_type"] == "derived"
    subject, measure = figure["subject"], measure_words(figure)
    named = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    bounds = f"interval {interval(figure['value'], figure['low'], figure['high'])}" if derived else ""
    return _TILE.format(
        kind_id=figure["claim_type"],
        figure=quantity(figure),
        subject=figure["reading"] or named,
        kind=CLAIM_TYPES[figure["claim_type"]],
        when=period(figure["period_start"], figure["period_end"]),
        origin=bounds or document_words(figure),
        badges=badges,
        card=card_html(tables, figures, figure["figure_id"]),
    )
