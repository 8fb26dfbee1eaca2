"""The profile of a corridor: heading, how its parts stand, figures, and map strip."""

from pathlib import Path

import pandas as pd
import streamlit as st

from components import controls, maps
from components.panels.markup import text
from components.panels.rest import latest
from components.panels.tiles import tiles
from components.selection import Selection
from components.style import short_month, stage_words
from components.tables import Tables

_STYLESHEET = (Path(__file__).parent / "corridors.css").read_text(encoding="utf-8")
SILENCE = "no statement in these documents"
_NO_TILE = ("distance",)


def corridor_profile(
    tables: Tables, figures: pd.DataFrame, kept: pd.DataFrame, stages: pd.DataFrame, corridor_id: str
) -> None:
    """Show the column of a corridor: name in its colour, what it is, how its parts stand, and its figures as tiles.

    `figures` has the columns of `derive.figures`, `kept` those of its rows that fit the filters; `stages` is what
    `derive.latest_stages` gives.
    """
    corridor = tables.corridors.set_index("corridor_id").loc[corridor_id]
    colour = controls.page_palette().of_corridor(corridor_id)
    own = kept[kept["corridor_id"] == corridor_id]
    doubtful = own["measure_id"].isin(_NO_TILE)
    with st.container(key=f"corridor-{corridor_id}"):
        st.html(
            f"<style>{_STYLESHEET}.st-key-corridor-{corridor_id} .atlas-tile{{border-top-color:{colour}}}</style>"
            f'<div class="atlas-corridor" style="border-color:{colour}"><h2>{text(corridor["name"])}</h2>'
            f"<p>{text(corridor['description'])}</p>{_stands(stages[stages['corridor_id'] == corridor_id])}</div>"
        )
        if (figures["corridor_id"] == corridor_id).any():
            tiles(tables, figures, own[~doubtful])
        else:
            st.html(f'<p class="atlas-empty">Figures: {SILENCE}.</p>')
        not_shown, rest = latest(own[doubtful], "wordings")
        for row in not_shown.to_dict("records"):
            st.html(
                f'<p class="atlas-foot">Not shown as a figure: “{text(row["as_stated"])}”. {text(row["doubt"])}</p>'
            )
        if rest:
            st.html(rest)


def _stands(stages: pd.DataFrame) -> str:
    shown, rest = latest(stages.sort_values("event_date", ascending=False), "stages")
    stands = "".join(
        f'<p class="atlas-stands"><b>{text(stage_words(row["stage"]))}</b> {text(row["subject"])}, '
        f"said {text(short_month(row['event_date']))}</p>"
        for row in shown.to_dict("records")
    )
    return stands + rest


def corridor_strip(
    key: str, tables: Tables, stages: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> None:
    """Show the sites and lines of corridors on one low map, and name those that cannot be drawn.

    `stages` is what `derive.latest_stages` gives of the `selection`.
    """
    deck, sites, lines = controls.stage_map(selection, stages[stages["corridor_id"].isin(corridors)], zoom=2.9)
    names = tables.corridors.set_index("corridor_id")["name"]
    drawn = {*sites["corridor_id"], *lines["corridor_id"]}
    absent = [str(names[key]) for key in corridors if key not in drawn]
    if drawn:
        st.pydeck_chart(
            deck,
            height=280,
            key=key,
            alt=maps.alternative(sites, lines),
        )
    unplaced = f"Not on the map with these filters: {', '.join(absent)}. " if absent else ""
    st.html(f'<p class="atlas-foot">{text(unplaced)}{text(maps.ATTRIBUTION)}</p>')
