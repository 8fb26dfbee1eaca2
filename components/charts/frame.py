"""The frame of a chart: its caption with documents and filters, the room for it, and the whole at another scale."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from components.derive import input_claims
from components.selection import document_name
from components.style import (
    CLAIM_TYPES,
    SERIF,
    Caption,
    Palette,
    chart_text,
    counted,
    period,
    quantity,
    source_label,
    template,
)
from components.tables import Tables, once

MOST_NAMED = 8
PICTURE_WIDTH = 1000
_TITLE_LINE = 30
_SUBTITLE_LINE = 22
_FOOTER_LINE = 17
_EDGE = 16
# Of several lines, Plotly sets the first with its foot where the top of a single one would be.
_SECOND_LINE = 16
_TOOLBAR = 30
_GROWING = {"size", "width", "xshift", "yshift", "l", "r", "t", "b", "height", "frame_top", "frame_bottom", "ticklen"}
_GROWING |= {"ax", "ay", "arrowwidth", "startstandoff", "borderpad", "thickness", "plot_height"}
_IN_DATA_UNITS = {"bar", "box"}
# What is read of a figure to put it in words; to take all columns of many rows costs more than the words.
_TOLD = ["subject", "perimeter", "period_start", "period_end", "value", "low", "high", "hedge", "claim_type"]
_TOLD += ["value_written", "value_high_written", "unit_name", "dimension", "prefix", "suffix"]
_FONT_SIZE = re.compile(r"(?<=<span style='font-size:)\d+(?=px)")


class Cited(NamedTuple):
    """Hold a document that figures rest on, and the paragraphs that they stand in, sorted."""

    source_id: str
    label: str
    paragraphs: list[int]


@dataclass
class Drawing:
    """Collect what a figure is drawn of, for Plotly checks many parts at once in a tenth of the time."""

    traces: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)


def caption(
    tables: Tables,
    figures: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    selection: str,
    note: str = "",
    alt_text: str,
    today: date | None = None,
) -> Caption:
    """Return a chart's caption: its documents with paragraphs, the selection, the data version and the date.

    `figures` has the ids of claims, derivations or milestones in `figure_id`; a derived figure names the documents
    that it rests on. `alt_text` states what the chart shows, and gets title and subtitle put before it.
    """
    day = today or date.today()
    return Caption(
        title=title,
        subtitle=subtitle,
        source=source_line(tables, list(figures["figure_id"])),
        filters=f"{selection} · data {tables.version} · {day.day} {day:%b %Y}",
        note=note,
        alt_text=f"{title}. {subtitle}. {alt_text}",
        selection=selection,
    )


def cited(tables: Tables, figure_ids: Iterable[str]) -> list[Cited]:
    """List the documents that claims, milestones and derived figures rest on, in order of date.

    Raises KeyError for an unknown id.
    """
    places = _places(tables)
    paragraphs: dict[str, set[int]] = {}
    for key in dict.fromkeys(figure_ids):
        for claim in input_claims(tables, key):
            source_id, paragraph = places[claim]
            paragraphs.setdefault(source_id, set()).add(paragraph)
    return [
        Cited(source_id, source_label(document, day), sorted(paragraphs[source_id]))
        for source_id, document, day in _documents(tables)
        if source_id in paragraphs
    ]


def source_line(tables: Tables, figure_ids: Iterable[str], *, most: int | None = MOST_NAMED) -> str:
    """Format the documents and paragraphs of figures in one line: “Kazinform (December 2024) par. 2, 3”.

    Named are the latest documents, and in words how many more there are; all of them if `most` is None.
    """
    documents = cited(tables, figure_ids)
    named = documents if most is None else documents[-most:]
    listed = [f"{document.label} par. {', '.join(map(str, document.paragraphs))}" for document in named]
    more = len(documents) - len(named)
    return "; ".join(listed) + (f"; and {counted(more, 'more document')}" if more else "")


@once()
def _places(tables: Tables) -> dict[str, tuple[str, int]]:
    stated = (tables.claims, "claim_id"), (tables.milestones, "milestone_id")
    return {
        identifier: (source_id, paragraph)
        for frame, key in stated
        for identifier, source_id, paragraph in zip(
            *(frame[name].tolist() for name in (key, "source_id", "paragraph")), strict=True
        )
    }


@once()
def _documents(tables: Tables) -> list[tuple[str, str, pd.Timestamp]]:
    ordered = tables.sources.sort_values("event_date", kind="stable").to_dict("records")
    return [(source["source_id"], document_name(source), source["event_date"]) for source in ordered]


def alt_text(figures: pd.DataFrame) -> str:
    """Return in words what a chart of these figures shows, for those who do not see it."""
    several = figures["perimeter"][figures["perimeter"] != ""].nunique() > 1
    listed = [
        f"{figure['subject']}: {quantity(figure)} {CLAIM_TYPES[figure['claim_type']]}, "
        f"{period(figure['period_start'], figure['period_end'])}"
        + (f" ({figure['perimeter']})" if several and figure["perimeter"] else "")
        for figure in figures[_TOLD].to_dict("records")
    ]
    return "; ".join(listed) + "."


def add_frame(
    drawing: Drawing,
    caption: Caption,
    palette: Palette,
    *,
    plot_height: int,
    axis_height: int = 34,
    left: int = 44,
    right: int = 20,
) -> go.Figure:
    """Return the figure of a drawing in its frame, so that a picture taken of it stands alone.

    Heights and margins are in pixels. `layout.meta` says how much of it is frame (`frame_top`, `frame_bottom`),
    for a page that prints the same words itself; it also holds the text alternative (`alternative`), and the `words` of
    the frame, title and subtitle first, to be wrapped anew for a picture of another width.
    """
    notes = [f"Note: {caption.note}"] if caption.note else []
    words = [caption.title, caption.subtitle, f"Data source: {caption.source}", *notes, caption.filters]
    title, subtitle = textwrap.wrap(caption.title, 88), textwrap.wrap(caption.subtitle, 140)
    footer = [line for below in words[2:] for line in textwrap.wrap(below, 155)]
    top = _EDGE + _TITLE_LINE * len(title) + _SUBTITLE_LINE * len(subtitle) + 14 + _TOOLBAR
    bottom = axis_height + 14 + _FOOTER_LINE * len(footer) + _EDGE
    frame = {
        "template": template(palette),
        "height": plot_height + top + bottom,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "title": {
            "text": "<br>".join(map(chart_text, title)),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": _EDGE, "t": _EDGE + (_SECOND_LINE if len(title) > 1 else 0)},
            "font": {"family": SERIF, "size": 22, "color": palette.ink, "weight": 600},
            "subtitle": {"text": "<br>".join(map(chart_text, subtitle)), "font": {"size": 15, "color": palette.muted}},
        },
        "meta": {
            "frame_top": top - _TOOLBAR,
            "frame_bottom": bottom - axis_height,
            "alternative": caption.alt_text or f"{caption.title}. {caption.subtitle}.",
            "words": words,
        },
    }
    foot = {
        "name": "footer",
        "text": "<br>".join(map(chart_text, footer)),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": _EDGE - left,
        "yshift": -(axis_height + 14),
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 12, "color": palette.muted},
    }
    parts = {"annotations": [*drawing.annotations, foot], "shapes": drawing.shapes}
    return go.Figure(drawing.traces, drawing.layout | frame | parts)


def scale_figure(figure: go.Figure, factor: float) -> go.Figure:
    """Return a copy of a figure with fonts, marks, margins, shifts and height grown by a factor."""
    drawn = figure.to_dict()
    layout = _grown(drawn["layout"], factor)
    traces = [
        {**_grown(trace, factor), **({"width": trace["width"]} if trace["type"] in _IN_DATA_UNITS else {})}
        if "width" in trace
        else _grown(trace, factor)
        for trace in drawn["data"]
    ]
    return go.Figure(data=traces, layout=layout)


def _grown(part: Any, factor: float, name: str = "") -> Any:
    if isinstance(part, dict):
        return {key: value if key == "customdata" else _grown(value, factor, key) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_grown(value, factor, name if name == "text" else "") for value in part]
    if isinstance(part, str) and name == "text":
        return _FONT_SIZE.sub(lambda match: str(round(int(match[0]) * factor)), part)
    if name in _GROWING and isinstance(part, int | float) and not isinstance(part, bool):
        return part * factor
    return part
