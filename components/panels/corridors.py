"""Corridors: each in a column of its own, on a low map, and side by side in a table that names silence."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components import controls, maps
from components.derive import latest_stages
from components.panels import markup
from components.panels.figure_tiles import tiles
from components.selection import Selection
from components.style import CLAIM_TYPES, month, period, quantity, short_month, stage_words
from components.tables import Tables

SILENCE = "no statement in these documents"
MOST_IN_CELL = 12
_FIGURES = {
    "Cargo observed": ("cargo", ("observed", "derived")),
    "Cargo expected or planned": ("cargo", ("forecast", "plan", "offer")),
    "Target": ("cargo", ("target", "pledge")),
    "Capacity": ("capacity", ("capacity",)),
    "Factor": ("multiple", None),
    "Growth": ("growth", None),
}
_COLOUR = Markup("<style>.st-key-corridor-{} .atlas-tile{{border-top-color:{}}}</style>")
_HEAD = Markup('<div class="atlas-corridor" style="border-color:{}"><h2>{}</h2><p>{}</p>{}</div>')
_FOOT = Markup('<p class="atlas-foot">{}</p>')
_STAGE = Markup('<p class="atlas-stands"><b>{}</b> {}, said {}</p>')
_COMPARED = Markup(
    '<div class="atlas-compared" role="region" aria-label="Corridors side by side" tabindex="0">{}</div>'
)
_FIGURE = Markup("<div><b>{}</b> {}, {}<br><span>{}; {}</span></div>")
_LAST_STAGE = Markup("<div><b>{}</b>, {}<br><span>{}</span></div>")


def corridor_profile(
    tables: Tables, figures: pd.DataFrame, kept: pd.DataFrame, stages: pd.DataFrame, corridor_id: str
) -> None:
    """Show the column of a corridor: name in its colour, what it is, how its parts stand, and its figures as tiles.

    `figures` has the columns of `derive.figures`, `kept` those of its rows that fit the filters; `stages` is what
    `derive.latest_stages` gives.
    """
    corridor = tables.corridors.set_index("corridor_id").loc[corridor_id]
    colour = controls.page_palette().of_corridor(tables.corridor_colours[corridor_id])
    own = kept[kept["corridor_id"] == corridor_id]
    parts = _stages(stages[stages["corridor_id"] == corridor_id])
    with st.container(key=f"corridor-{corridor_id}"):
        head = _HEAD.format(colour, corridor["name"], corridor["description"], parts)
        markup.show(_COLOUR.format(corridor_id, colour) + head)
        if (figures["corridor_id"] == corridor_id).any():
            tiles(tables, figures, own, badges=markup.doubt_line)
        else:
            markup.empty_note(f"Figures: {SILENCE}.")


def corridor_strip(
    key: str, tables: Tables, stages: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> None:
    """Show the sites and lines of corridors on one low map, and name those that cannot be drawn.

    `stages` is what `derive.latest_stages` gives of the `selection`.
    """
    deck, sites, lines = controls.stage_map(selection, stages[stages["corridor_id"].isin(corridors)], zoom=2.9)
    drawn = {*sites["corridor_id"], *lines["corridor_id"]}
    absent = [tables.corridor_names[corridor] for corridor in corridors if corridor not in drawn]
    if drawn:
        st.pydeck_chart(deck, height=280, key=key, alt=maps.alt_text(sites, lines))
    unplaced = f"Not on the map with these filters: {', '.join(absent)}. " if absent else ""
    markup.show(_FOOT.format(f"{unplaced}{maps.ATTRIBUTION}"))


def comparison_table(
    tables: Tables, figures: pd.DataFrame, milestones: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> None:
    """Set corridors side by side: one column each, one row a kind of statement; silence is said in words.

    `figures` has the columns of `derive.figures`, `milestones` those of `selection.milestones_in_context`, both before
    the filters of `selection`, so that what is only filtered out is not taken for silence.
    """
    markup.show(
        controls.evidence().memoize(
            ("comparison", corridors, selection), lambda: _compared(tables, figures, milestones, corridors, selection)
        )
    )


def _stages(stages: pd.DataFrame) -> Markup:
    shown, note = markup.latest(stages.sort_values("event_date", ascending=False), "stages")
    listed = [
        _STAGE.format(stage_words(stage["stage"]), stage["subject"], short_month(stage["event_date"]))
        for stage in shown.to_dict("records")
    ]
    return markup.NOTHING.join([*listed, note])


def _compared(
    tables: Tables, figures: pd.DataFrame, milestones: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> Markup:
    every = [_column(figures, milestones, key) for key in corridors]
    kept = [_column(selection.keep(figures), selection.keep_on_timeline(milestones), key) for key in corridors]
    rows = [
        markup.row(
            heading, *(cells[heading] or _blank(known[heading]) for cells, known in zip(kept, every, strict=True))
        )
        for heading in kept[0]
    ]
    heads = ["", *(tables.corridor_names[key] for key in corridors)]
    return _COMPARED.format(markup.table(heads, rows, caption="What these documents state of each corridor"))


def _column(figures: pd.DataFrame, milestones: pd.DataFrame, corridor_id: str) -> dict[str, str]:
    own = figures[figures["corridor_id"] == corridor_id]
    stages = milestones[milestones["corridor_id"] == corridor_id]
    derived = own["claim_type"] == "derived"
    days = pd.concat([own.loc[~derived, "event_date"], stages["event_date"]])
    return {heading: _listed(_of_kind(own, *kind)) for heading, kind in _FIGURES.items()} | {
        "First mention": "" if days.empty else month(days.min()),
        "Last mention": "" if days.empty else month(days.max()),
        "Stage at last mention": _last_stages(stages),
        "Figures stated": str(int((~derived).sum())),
        "Figures derived": str(int(derived.sum())),
    }


def _blank(known: str) -> Markup:
    return Markup("<span>{}</span>").format("none that fits the filters" if known else SILENCE)


def _of_kind(figures: pd.DataFrame, quantity_: str, kinds: tuple[str, ...] | None) -> pd.DataFrame:
    fitting = figures[figures["quantity"] == quantity_]
    return fitting if kinds is None else fitting[fitting["claim_type"].isin(kinds)]


def _listed(figures: pd.DataFrame) -> Markup:
    shown, note = markup.latest(figures, "figures", most=MOST_IN_CELL)
    listed = [
        _FIGURE.format(
            quantity(figure),
            CLAIM_TYPES[figure["claim_type"]],
            period(figure["period_start"], figure["period_end"]),
            figure["subject"],
            "our arithmetic"
            if figure["claim_type"] == "derived"
            else markup.document_link(figure, markup.document_words(figure)),
        )
        for figure in shown.to_dict("records")
    ]
    return markup.NOTHING.join([*listed, note])


def _last_stages(milestones: pd.DataFrame) -> Markup:
    ordered = latest_stages(milestones).sort_values("event_date", ascending=False)
    shown, note = markup.latest(ordered, "stages", most=MOST_IN_CELL)
    listed = [
        _LAST_STAGE.format(stage_words(stage["stage"]), short_month(stage["event_date"]), stage["subject"])
        for stage in shown.to_dict("records")
    ]
    return markup.NOTHING.join([*listed, note])
