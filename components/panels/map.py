"""The map in its frame: layer switches, map, legend, source line, and the file of a selected object."""

from typing import Any

import pandas as pd
import streamlit as st

from components import controls, maps
from components.panels.markup import text
from components.panels.subject import subject_file
from components.style import Palette, month, stage_words
from components.tables import Tables

LAYERS = {
    "Rail lines": ("rail_line",),
    "Crossings": ("crossing",),
    "Corridors": ("corridor", "highway"),
    "Water": ("waterway", "port"),
    "Sites": ("terminal", "project", "energy", "event", "programme"),
}
_MODES = {
    "rail": "rail",
    "road": "road",
    "river": "water",
    "multimodal": "several modes",
    "unstated": "mode not stated",
    "": "plant",
}
_STAGES = {
    "operating": "operating",
    "under_way": "under way",
    "planned": "planned, pledged",
    "interest": "suggested, in talks, of interest",
}
_EMPTY = (
    "No document up to this date names a place of these layers. Move “As known in” to a later document, "
    "or switch on more layers."
)
_ACCURACIES = ("exact", "approximate", "schematic")
_LINES = {
    "operating or under way": 'stroke-width="4"',
    "not begun": 'stroke-width="3" stroke-dasharray="7 4"',
    "thin: course added from outside the documents": 'stroke-width="1.6"',
}
SOURCE = (
    "Places: GeoNames (CC BY 4.0), © OpenStreetMap contributors (ODbL). Base map: Natural Earth, © OpenStreetMap "
    "contributors. Boundaries are indicative, lines schematic; width has no meaning; neighbours closer than 40 km are "
    "drawn one above another. No coordinate is in a document."
)


def map_layers() -> list[str]:
    """Ask which layers the map shows and give the subject kinds of those; the choice lives in the URL."""
    chosen = st.pills(
        "Layers", list(LAYERS), selection_mode="multi", default=list(LAYERS), key="layers", bind="query-params"
    )
    return [kind for name in chosen for kind in LAYERS[name]]


def map_object(sites: pd.DataFrame, lines: pd.DataFrame) -> str | None:
    """Ask by name for one object of the map and give its subject id; the choice lives in the URL."""
    named = pd.concat([sites, lines])[["subject", "subject_id"]].drop_duplicates().sort_values("subject")
    subjects = dict(zip(named["subject"], named["subject_id"], strict=True))
    for asked in st.query_params.get_all("object"):
        if asked and asked not in subjects:
            controls.notice(f"This link asked for “{asked}” on the map, which these layers do not show.")
    chosen = st.selectbox(
        "Object",
        list(subjects),
        index=None,
        key="object",
        bind="query-params",
        placeholder="Choose an object, or select it on the map",
    )
    return subjects.get(chosen) if chosen else None


def map_panel(
    key: str,
    tables: Tables,
    figures: pd.DataFrame,
    sites: pd.DataFrame,
    lines: pd.DataFrame,
    named: str | None = None,
    *,
    height: int = 600,
) -> None:
    """Show sites and lines (of `maps.sites` and `maps.lines`) on the map, with the file of a selected subject.

    A selection on the map comes before `named`, the subject that was chosen by name.
    """
    palette = controls.palette()
    if sites.empty and lines.empty:
        st.html(f'<p class="atlas-empty">{text(_EMPTY)}</p>')
        return
    with st.container(key=f"map-{key}"):
        event: Any = st.pydeck_chart(
            maps.map_deck(sites, lines, tables.basemap, palette),
            height=height,
            key=key,
            on_select="rerun",
            selection_mode="single-object",
            alt=alternative(sites, lines),
        )
    st.html(f'<p class="atlas-foot">{text(SOURCE)}</p>')
    objects = event["selection"]["objects"] if event else {}
    selected = [entry["subject_id"] for entries in objects.values() for entry in entries]
    for subject_id in [*selected, named][:1]:
        if subject_id:
            subject_file(tables, figures, subject_id)
    st.html(_legend(palette))


def alternative(sites: pd.DataFrame, lines: pd.DataFrame) -> str:
    """State in words what the map shows: each object with its stage."""
    rows = pd.concat([sites, lines.drop_duplicates("subject_id")])[["subject", "stage"]].drop_duplicates("subject")
    told = "; ".join(f"{row.subject}, {stage_words(row.stage)}" for row in rows.itertuples(index=False))
    return f"Map of Kazakhstan and its neighbours with {len(rows)} objects: {told}."


def map_table(sites: pd.DataFrame, lines: pd.DataFrame, corridors: dict[str, str]) -> pd.DataFrame:
    """Give the map's objects as a table for reading: object, kind, mode, stage, last mention, corridor, accuracy."""
    columns = ["subject_id", "subject", "kind", "mode", "stage", "said", "corridor_id", "accuracy"]
    courses = lines.assign(accuracy=lines["accuracy"].where(lines["basis"] == "named", "course from outside"))
    rows = pd.concat([sites[columns], courses[columns]]).drop_duplicates("subject_id")
    rows = rows.sort_values(["kind", "subject"])
    return pd.DataFrame(
        {
            "Object": rows["subject"].to_list(),
            "Kind": [kind.replace("_", " ") for kind in rows["kind"]],
            "Mode": [{"unstated": "not stated"}.get(mode, mode) for mode in rows["mode"]],
            "Stage as last worded": [stage_words(stage) for stage in rows["stage"]],
            "Last mention": [month(day) for day in rows["said"]],
            "Corridor": [corridors.get(key, "") for key in rows["corridor_id"]],
            "Placed": rows["accuracy"].to_list(),
        }
    )


def _legend(palette: Palette) -> str:
    modes = "".join(f"<li>{_picture(mode, 'planned', palette)}{text(words)}</li>" for mode, words in _MODES.items())
    stages = "".join(f"<li>{_picture('rail', stage, palette)}{text(words)}</li>" for stage, words in _STAGES.items())
    lines = "".join(f"<li>{_stroke(look, palette)}{text(words)}</li>" for words, look in _LINES.items())
    rings = "".join(
        f"<li>{_picture('rail', 'planned', palette, accuracy)}{text(accuracy)}</li>" for accuracy in _ACCURACIES
    )
    return (
        f'<div class="atlas-legend"><div><h2>Shape: mode</h2><ul>{modes}</ul></div>'
        f"<div><h2>Filling: stage as last worded</h2><ul>{stages}</ul></div>"
        f"<div><h2>Ring: how surely it is placed</h2><ul>{rings}</ul></div>"
        f"<div><h2>Lines</h2><ul>{lines}</ul></div></div>"
    )


def _stroke(look: str, palette: Palette) -> str:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="10">'
        f'<path d="M0 5H34" stroke="{palette.no_corridor}" {look}/></svg>'
    )
    return f'<img src="{maps.data_address(picture)}" width="34" height="10" alt="">'


def _picture(mode: str, stage: str, palette: Palette, accuracy: str = "exact") -> str:
    address = maps.data_address(maps.svg(mode, stage, palette.no_corridor, palette, accuracy))
    return f'<img src="{address}" width="18" height="18" alt="">'
