"""The map in its frame: layer switches, map, legend, picture, and the file of a selected object."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import controls, maps
from components.exhibits import Exhibit
from components.panels.card import subject_html
from components.panels.chart import View, chart_view, download_view, evidence_view, frame, table_view
from components.panels.markup import text
from components.style import Palette
from components.tables import Tables


def map_legend(palette: Palette) -> str:
    """Write the legend of the map as HTML: shape by mode, filling by stage, ring by accuracy, lines."""
    groups = {
        heading: [(_symbol(*entry[1:], palette), entry.words) for entry in entries]
        for heading, entries in maps.SYMBOL_LEGEND.items()
    }
    groups[maps.LINE_HEADING] = [(_stroke(line, palette), line.words) for line in maps.LINE_LEGEND]
    told = "".join(f"<div><h4>{text(heading)}</h4>{_list(entries)}</div>" for heading, entries in groups.items())
    return f'<div class="atlas-legend">{told}</div>'


def _list(entries: list[tuple[str, str]]) -> str:
    return f"<ul>{''.join(f'<li>{mark}{text(words)}</li>' for mark, words in entries)}</ul>"


def _stroke(line: maps.LineEntry, palette: Palette) -> str:
    dash = ' stroke-dasharray="7 4"' if line.dashed else ""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="10">'
        f'<path d="M0 5H34" stroke="{palette.no_corridor}" stroke-width="{line.width:g}"{dash}/></svg>'
    )
    return f'<img src="{maps.data_address(drawn)}" width="34" height="10" alt="">'


def _symbol(mode: str, stage: str, accuracy: str, palette: Palette) -> str:
    address = maps.data_address(maps.svg(mode, stage, palette.no_corridor, palette, accuracy))
    return f'<img src="{address}" width="18" height="18" alt="">'


LAYERS = {
    "Rail lines": ("rail_line",),
    "Crossings": ("crossing",),
    "Corridors": ("corridor", "highway"),
    "Water": ("waterway", "port"),
    "Sites": ("terminal", "project", "energy", "event", "programme"),
}
_HEIGHT = 600
_EMPTY = (
    "No document up to this date names a place of these layers. Move “As known in” to a later document, "
    "or switch on more layers."
)


def map_layers() -> list[str]:
    """Ask which layers the map shows and give the subject kinds of those; the choice lives in the URL."""
    told = "asked for the layers {}, which the map does not have; they are left out"
    controls.notice_unknown("layers", LAYERS.__contains__, told)
    chosen = st.pills(
        "Layers", list(LAYERS), selection_mode="multi", default=list(LAYERS), key="layers", bind="query-params"
    )
    return [kind for name in chosen for kind in LAYERS[name]]


def map_object(shown: pd.DataFrame) -> str | None:
    """Ask by name for one of the objects of the map and give its subject id; the choice lives in the URL."""
    named = shown[["subject", "subject_id"]].sort_values("subject")
    subjects = dict(zip(named["subject"], named["subject_id"], strict=True))
    told = "asked for {} on the map, which these layers do not show"
    controls.notice_unknown("object", subjects.__contains__, told, single=True)
    chosen = st.selectbox(
        "Object",
        list(subjects),
        index=None,
        key="object",
        bind="query-params",
        placeholder="Choose an object, or select it on the map",
    )
    return subjects.get(chosen) if chosen else None


@st.fragment
def map_panel(tables: Tables, exhibit: Exhibit, named: str | None = None) -> None:
    """Show the exhibit of `exhibits.places` in its frame, as a map to move in and as a picture to take.

    A selection on the map opens the file of its subject, and comes before `named`, the subject chosen by name.
    """
    views: dict[str, View] = {
        "Map": partial(_map_view, named=named),
        "Picture": _picture_view,
        "Table": table_view,
        "Evidence": evidence_view,
        "Download": partial(download_view, picture="the upper right of the view Picture"),
    }
    frame(tables, exhibit, views, empty=_EMPTY)


def _map_view(tables: Tables, exhibit: Exhibit, named: str | None) -> Iterable[str]:
    palette, known = controls.palette(), controls.evidence()
    sites, lines = exhibit.options["sites"], exhibit.options["lines"]
    deck = known.once((exhibit, palette.name), lambda: maps.map_deck(sites, lines, tables.basemap, palette))
    with st.container(key=f"map-{exhibit.key}"):
        event: Any = st.pydeck_chart(
            deck,
            height=_HEIGHT,
            key=exhibit.key,
            on_select="rerun",
            selection_mode="single-object",
            alt=exhibit.caption.alt_text,
        )
    st.html(map_legend(controls.page_palette()))
    objects = event["selection"]["objects"] if event else {}
    selected = [entry["subject_id"] for entries in objects.values() for entry in entries]
    figures = controls.figures()
    return [subject_html(tables, figures, subject_id) for subject_id in [*selected, named][:1] if subject_id]


def _picture_view(tables: Tables, exhibit: Exhibit) -> Iterable[str]:
    with st.container(key=f"wide-{exhibit.key}"):
        return chart_view(tables, exhibit)
