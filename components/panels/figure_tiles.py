"""Figures as tiles, with badges for what they lack, each of which opens its evidence."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.panels.markup import NOTHING, document_words, empty_note, evidence_link, latest, measure_words, show
from components.style import CLAIM_TYPES, interval, period, quantity

_TILE = Markup(
    '<div class="atlas-tile-figure">{figure}</div><div class="atlas-tile-subject">{subject}</div>'
    '<div class="atlas-tile-said">{kind}, {when}<br>{origin}</div>{badges}'
)


def tiles(shown: pd.DataFrame, badges: Callable[[dict[str, Any]], Markup] = lambda figure: NOTHING) -> None:
    """Show figures as tiles: value with hedge, subject, type, period, who said it and when; a tile opens its evidence.

    `shown` has rows of `derive.figures`; `badges` returns what stands under a tile's words. Of many figures the latest
    are shown, and a note names the others.
    """
    if shown.empty:
        empty_note("Nothing here fits the filters.")
        return
    kept, note = latest(shown, "figures")
    written = NOTHING.join(_tile(figure, badges(figure)) for figure in kept.to_dict("records"))
    show(Markup('<div class="atlas-tiles">{}</div>{}').format(written, note))


def _tile(figure: dict[str, Any], badges: Markup) -> Markup:
    derived = figure["claim_type"] == "derived"
    subject, measure = figure["subject"], measure_words(figure)
    named = subject if measure.lower() in subject.lower() else f"{subject}: {measure}"
    bounds = f"interval {interval(figure['value'], figure['low'], figure['high'])}" if derived else ""
    told = _TILE.format(
        figure=quantity(figure),
        subject=figure["reading"] or named,
        kind=CLAIM_TYPES[figure["claim_type"]],
        when=period(figure["period_start"], figure["period_end"]),
        origin=bounds or document_words(figure),
        badges=badges,
    )
    return evidence_link(figure, told, f"atlas-tile atlas-{figure['claim_type']}")
