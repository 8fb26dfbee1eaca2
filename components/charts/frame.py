"""The frame of every figure: title, subtitle, source line, note, filters and data version, drawn inside it."""

import textwrap

import plotly.graph_objects as go

from components.style import SERIF, Caption, Palette, chart_text, template

PICTURE_WIDTH = 1000
_TITLE_LINE = 30
_SUBTITLE_LINE = 22
_FOOTER_LINE = 17
_EDGE = 16
_TOOLBAR = 30


def framed(
    figure: go.Figure,
    caption: Caption,
    palette: Palette,
    *,
    plot_height: int,
    axis_height: int = 34,
    left: int = 44,
    right: int = 20,
) -> go.Figure:
    """Put a figure into its frame, so that a picture taken of it stands alone; the figure is changed and returned.

    Heights and margins are in pixels. `layout.meta` says how much of it is frame (`frame_top`, `frame_bottom`),
    for a page that prints the same words itself; it also holds the text alternative (`alternative`).
    """
    title = textwrap.wrap(caption.title, 88)
    subtitle = textwrap.wrap(caption.subtitle, 140)
    footer = [
        *textwrap.wrap(f"Data source: {caption.source}", 155),
        *(textwrap.wrap(f"Note: {caption.note}", 155) if caption.note else []),
        *textwrap.wrap(caption.filters, 155),
    ]
    top = _EDGE + _TITLE_LINE * len(title) + _SUBTITLE_LINE * len(subtitle) + 14 + _TOOLBAR
    bottom = axis_height + 14 + _FOOTER_LINE * len(footer) + _EDGE
    figure.update_layout(
        template=template(palette),
        height=plot_height + top + bottom,
        margin={"l": left, "r": right, "t": top, "b": bottom},
        title={
            "text": "<br>".join(map(chart_text, title)),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": _EDGE, "t": _EDGE},
            "font": {"family": SERIF, "size": 22, "color": palette.ink, "weight": 600},
            "subtitle": {
                "text": "<br>".join(map(chart_text, subtitle)),
                "font": {"size": 15, "color": palette.muted},
            },
        },
        meta={
            "frame_top": top - _TOOLBAR,
            "frame_bottom": bottom - axis_height,
            "alternative": caption.alternative or f"{caption.title}. {caption.subtitle}.",
        },
    )
    figure.add_annotation(
        name="footer",
        text="<br>".join(map(chart_text, footer)),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xshift=_EDGE - left,
        yshift=-(axis_height + 14),
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 12, "color": palette.muted},
    )
    return figure
