"""Corridors: those on a low map, and side by side in a table of what no chart takes."""

from itertools import chain
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.exhibits import Exhibit
from components.panels import markup
from components.panels.plots import plot
from components.style import CLAIM_TYPES, counted, period, quantity, short_month
from components.tables import Tables

MOST_IN_CELL = 6
_HEIGHT = 300
_FOOT = Markup('<p class="atlas-foot">{}</p>')
_ABOUT = Markup('<details class="atlas-fold"><summary>What these corridors are</summary>{}</details>')
_NAME = Markup('<span data-corridor="{}">{}</span>')
_COMPARED = Markup(
    '<div class="atlas-compared" role="region" aria-label="Corridors side by side" tabindex="0">{}</div>{}'
)
_FIGURE = Markup("<div>{} {} <span>{}</span></div>")
# What is asked of every corridor besides its levels and stages, by quantity.
_ASKED = {"growth": "growth", "factor": "multiple"}


def corridor_map(tables: Tables, exhibit: Exhibit, corridors: tuple[str, ...]) -> None:
    """Show corridors on a map, the exhibit of `exhibits.places`; name those without a place, and say what each is."""
    drawn = {key for kept in (exhibit.options["sites"], exhibit.options["lines"]) for key in kept["corridor_id"]}
    absent = [tables.corridor_names[corridor] for corridor in corridors if corridor not in drawn]
    if drawn:
        plot(exhibit, height=_HEIGHT)
    unplaced = f"Not on the map with these filters: {', '.join(absent)}. " if absent else ""
    about = tables.corridors.set_index("corridor_id").loc[list(corridors)]
    described = markup.definition_list(zip(about["name"], about["description"], strict=True))
    markup.show(_FOOT.format(f"{unplaced}{exhibit.caption.note}") + _ABOUT.format(described))


def comparison_table(
    rest: pd.DataFrame, figures: pd.DataFrame, stages: pd.DataFrame, corridors: tuple[str, ...], names: dict[str, str]
) -> None:
    """Set what no chart takes side by side, one row each corridor; what none of them has is named in one line.

    `rest` and `figures` have rows of `derive.figures`, `stages` of `selection.milestones_in_context`, all as the
    filters keep them; each figure of `rest` leads to its evidence.
    """
    own = [_cells(*(rows[rows["corridor_id"] == key] for rows in (rest, figures, stages))) for key in corridors]
    written = [
        markup.row(_NAME.format(key, names[key]), *(cell or "–" for cell in cells))
        for key, cells in zip(corridors, own, strict=True)
    ]
    absent = [name for name, quantity in _ASKED.items() if not (rest["quantity"] == quantity).any()]
    notes = [f"No corridor shown has: {', '.join(absent)}."] if absent else []
    notes += ["–: nothing else that fits the filters; neither zero nor failure."] if "" in chain(*own) else []
    table = markup.table(["Corridor", "Also stated", "Statements in all"], written)
    markup.show(_COMPARED.format(table, _FOOT.format(" ".join(notes))))


def _cells(rest: pd.DataFrame, figures: pd.DataFrame, stages: pd.DataFrame) -> tuple[str, str]:
    derived = figures["claim_type"] == "derived"
    days = pd.concat([figures.loc[~derived, "event_date"], stages["event_date"]])
    counts = {"figure": int((~derived).sum()), "stage": len(stages), "derived figure": int(derived.sum())}
    words = [counted(count, noun) for noun, count in counts.items() if count]
    words += [] if days.empty else [" to ".join(dict.fromkeys(map(short_month, (days.min(), days.max()))))]
    shown, note = markup.latest(rest, "figures", most=MOST_IN_CELL)
    return markup.NOTHING.join([*map(_figure, shown.to_dict("records")), note]), ", ".join(words)


def _figure(figure: dict[str, Any]) -> Markup:
    kind, measure = CLAIM_TYPES[figure["claim_type"]], markup.measure_words(figure)
    derived = figure["claim_type"] == "derived"
    named = [] if derived else [measure]
    named += [] if kind in measure else [kind]
    when = period(figure["period_start"], figure["period_end"], short=True)
    said = figure["reading"] if derived else markup.document_words(figure)
    doubt = "; doubted" if figure["doubt"] else ""
    return _FIGURE.format(markup.evidence_link(figure, quantity(figure)), ", ".join([*named, when]), f"{said}{doubt}")
