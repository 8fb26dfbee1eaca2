"""The table that sets corridors side by side: what the documents state of each, and where they are silent."""

from pathlib import Path

import pandas as pd
import streamlit as st

from components import controls, maps
from components.derive import latest_stages
from components.panels.markup import doubt_line, latest, text
from components.panels.tiles import tiles
from components.selection import Selection
from components.style import CLAIM_TYPES, month, period, quantity, short_month, stage_words
from components.tables import Tables

_STYLESHEET = (Path(__file__).parent / "corridors.css").read_text(encoding="utf-8")
SILENCE = "no statement in these documents"


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
    with st.container(key=f"corridor-{corridor_id}"):
        st.html(
            f"<style>{_STYLESHEET}.st-key-corridor-{corridor_id} .atlas-tile{{border-top-color:{colour}}}</style>"
            f'<div class="atlas-corridor" style="border-color:{colour}"><h2>{text(corridor["name"])}</h2>'
            f"<p>{text(corridor['description'])}</p>{_stands(stages[stages['corridor_id'] == corridor_id])}</div>"
        )
        if (figures["corridor_id"] == corridor_id).any():
            tiles(tables, figures, own, badges=doubt_line)
        else:
            st.html(f'<p class="atlas-empty">Figures: {SILENCE}.</p>')


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
            alt=maps.alt_text(sites, lines),
        )
    unplaced = f"Not on the map with these filters: {', '.join(absent)}. " if absent else ""
    st.html(f'<p class="atlas-foot">{text(unplaced)}{text(maps.ATTRIBUTION)}</p>')


MOST_IN_CELL = 12
_FIGURES = {
    "Cargo observed": ("cargo", ("observed", "derived")),
    "Cargo expected or planned": ("cargo", ("forecast", "plan", "offer")),
    "Target": ("cargo", ("target", "pledge")),
    "Capacity": ("capacity", ("capacity",)),
    "Factor": ("multiple", None),
    "Growth": ("growth", None),
}


def comparison_table(
    tables: Tables, figures: pd.DataFrame, milestones: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> None:
    """Set corridors side by side: one column each, one row a kind of statement; silence is said in words.

    `figures` has the columns of `derive.figures`, `milestones` those of `selection.milestones_in_context`, both before
    the filters of `selection`, so that what is only filtered out is not taken for silence.
    """
    st.html(
        controls.evidence().once(
            ("comparison", corridors, selection), lambda: _compared(tables, figures, milestones, corridors, selection)
        )
    )


def _compared(
    tables: Tables, figures: pd.DataFrame, milestones: pd.DataFrame, corridors: tuple[str, ...], selection: Selection
) -> str:
    names = tables.corridors.set_index("corridor_id")["name"]
    told = [_column(figures, milestones, key) for key in corridors]
    kept = [_column(selection.keep(figures), selection.keep_on_timeline(milestones), key) for key in corridors]
    body = "".join(
        f'<tr><th scope="row">{text(heading)}</th>'
        + "".join(
            f"<td>{cells[heading] or _blank(every[heading])}</td>" for cells, every in zip(kept, told, strict=True)
        )
        + "</tr>"
        for heading in kept[0]
    )
    head = "".join(f'<th scope="col">{text(names[key])}</th>' for key in corridors)
    return (
        '<div class="atlas-compared" role="region" aria-label="Corridors side by side" tabindex="0">'
        '<table class="atlas-table"><caption>What these documents state of each corridor</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _column(figures: pd.DataFrame, milestones: pd.DataFrame, corridor_id: str) -> dict[str, str]:
    own = figures[figures["corridor_id"] == corridor_id]
    stages = milestones[milestones["corridor_id"] == corridor_id]
    derived = own["claim_type"] == "derived"
    days = pd.concat([own.loc[~derived, "event_date"], stages["event_date"]])
    return {heading: _listed(_of_kind(own, *kind)) for heading, kind in _FIGURES.items()} | {
        "First mention": "" if days.empty else text(month(days.min())),
        "Last mention": "" if days.empty else text(month(days.max())),
        "Stage at last mention": _last_stages(stages),
        "Figures stated": str(int((~derived).sum())),
        "Figures derived": str(int(derived.sum())),
    }


def _blank(every: str) -> str:
    return f"<span>{'none that fits the filters' if every else SILENCE}</span>"


def _of_kind(figures: pd.DataFrame, quantity_: str, kinds: tuple[str, ...] | None) -> pd.DataFrame:
    fitting = figures[figures["quantity"] == quantity_]
    return fitting if kinds is None else fitting[fitting["claim_type"].isin(kinds)]


def _listed(figures: pd.DataFrame) -> str:
    shown, rest = latest(figures, "figures", most=MOST_IN_CELL)
    listed = "".join(
        f"<div><b>{text(quantity(row))}</b> {text(CLAIM_TYPES[row['claim_type']])}, "
        f"{text(period(row['period_start'], row['period_end']))}"
        f"<br><span>{text(row['subject'])}; {_said(row)}</span></div>"
        for row in shown.to_dict("records")
    )
    return listed + rest


def _said(row: dict[str, object]) -> str:
    if row["claim_type"] == "derived":
        return "our arithmetic"
    return (
        f'<a href="sources#{text(row["source_id"])}" target="_self">{text(row["document"])}, '
        f"{text(short_month(pd.Timestamp(str(row['event_date']))))}</a>"
    )


def _last_stages(milestones: pd.DataFrame) -> str:
    shown, rest = latest(
        latest_stages(milestones).sort_values("event_date", ascending=False), "stages", most=MOST_IN_CELL
    )
    listed = "".join(
        f"<div><b>{text(stage_words(row['stage']))}</b>, {text(short_month(row['event_date']))}"
        f"<br><span>{text(row['subject'])}</span></div>"
        for row in shown.to_dict("records")
    )
    return listed + rest
