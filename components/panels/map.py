"""The map in its frame: layer switches, map, legend, picture, and the file of a selected object."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components import controls, maps
from components.exhibits import Exhibit
from components.panels.frames import READING_VIEWS, frame, read
from components.panels.markup import NOTHING, open_evidence, show
from components.panels.plots import plot
from components.style import Palette
from components.tables import Tables

LAYERS = {
    "Rail lines": ("rail_line",),
    "Crossings": ("crossing",),
    "Corridors": ("corridor", "highway"),
    "Water": ("waterway", "port"),
    "Sites": ("terminal", "project", "energy", "event", "programme"),
}
_HEIGHT = 600
_EMPTY = (
    "No document up to this date names a place of these layers. Move “As of” to a later document, "
    "or switch on more layers."
)
_IMAGE = Markup('<img src="{}" width="{}" height="{}" alt="">')


def map_layers() -> list[str]:
    """Ask which layers the map shows and return the subject kinds of those; the choice lives in the URL."""
    message = "asked for the layers {}, which the map does not have; they are left out"
    controls.notice_unknown("layers", LAYERS.__contains__, message)
    chosen = st.pills(
        "Layers", list(LAYERS), selection_mode="multi", default=list(LAYERS), key="layers", bind="query-params"
    )
    return [kind for name in chosen for kind in LAYERS[name]]


def map_object(shown: pd.DataFrame) -> str | None:
    """Ask by name for one of the objects of the map and return its subject id; the choice lives in the URL."""
    named = shown[["subject", "subject_id"]].sort_values("subject")
    subjects = dict(zip(named["subject"], named["subject_id"], strict=True))
    message = "asked for {} on the map, which these layers do not show"
    controls.notice_unknown("object", subjects.__contains__, message, single=True)
    chosen = st.selectbox(
        "Object",
        list(subjects),
        index=None,
        key="object",
        bind="query-params",
        placeholder="Choose an object, or select it on the map",
    )
    return subjects.get(chosen) if chosen else None


def map_panel(tables: Tables, exhibit: Exhibit, named: str | None = None) -> None:
    """Show the exhibit of `exhibits.places` in its frame, as a map to move in; `named` is a subject chosen by name."""
    with st.container(key=f"frame-{exhibit.key}"):
        view, body = frame(tables, exhibit, ("Map", *READING_VIEWS), empty=_EMPTY)
        with body:
            if view == "Map":
                chosen = exhibit.shown[exhibit.shown["subject_id"] == named]["figure_id"]
                plot(exhibit, height=_HEIGHT, insets=True, chosen="".join(chosen))
                show(map_legend(controls.page_palette()))
                for statement in chosen:
                    open_evidence(statement)
            else:
                read(tables, exhibit, view, picture="the upper right of the map")


def map_legend(palette: Palette) -> Markup:
    """Return the legend of the map: shape by mode, filling by stage, ring by accuracy, lines."""
    groups = {
        heading: [(_symbol(*entry[1:], palette), entry.words) for entry in entries]
        for heading, entries in maps.SYMBOL_LEGEND.items()
    }
    groups[maps.LINE_HEADING] = [(_stroke(line, palette), line.words) for line in maps.LINE_LEGEND]
    lists = [Markup("<div><h4>{}</h4>{}</div>").format(heading, _list(entries)) for heading, entries in groups.items()]
    return Markup('<div class="atlas-legend">{}</div>').format(NOTHING.join(lists))


def _list(entries: list[tuple[Markup, str]]) -> Markup:
    return Markup("<ul>{}</ul>").format(NOTHING.join(Markup("<li>{}{}</li>").format(*entry) for entry in entries))


def _stroke(line: maps.LineEntry, palette: Palette) -> Markup:
    dash = ' stroke-dasharray="7 4"' if line.dashed else ""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="10">'
        f'<path d="M0 5H34" stroke="{palette.no_corridor}" stroke-width="{line.width:g}"{dash}/></svg>'
    )
    return _IMAGE.format(maps.data_address(drawn), 34, 10)


def _symbol(mode: str, stage: str, accuracy: str, palette: Palette) -> Markup:
    return _IMAGE.format(maps.data_address(maps.svg(mode, stage, palette.no_corridor, palette, accuracy)), 18, 18)
