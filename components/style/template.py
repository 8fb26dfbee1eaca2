"""The Plotly template of both appearances."""

import plotly.graph_objects as go

from components.style.palette import Palette

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", Arial, "Liberation Sans", sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, "Liberation Serif", serif'


def template(palette: Palette) -> go.layout.Template:
    """Give the Plotly template of a palette: light horizontal grid only, ink on paper, no legend."""
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.axis,
        "tickcolor": palette.axis,
        "zeroline": False,
        "title": {"text": ""},
        "tickfont": {"size": 13, "color": palette.muted},
        "fixedrange": True,
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": palette.ink},
            "paper_bgcolor": palette.paper,
            "plot_bgcolor": palette.paper,
            "colorway": [palette.accent],
            "showlegend": False,
            "separators": ".\u202f",
            "hoverlabel": {
                "bgcolor": palette.paper,
                "bordercolor": palette.axis,
                "font": {"family": FONT, "size": 13, "color": palette.ink},
                "align": "left",
            },
            "xaxis": {**axis, "showgrid": False, "showline": True, "ticks": "outside", "ticklen": 5},
            "yaxis": {**axis, "showgrid": True, "showline": False, "ticks": ""},
            "dragmode": False,
            "hovermode": "closest",
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": palette.muted,
                "activecolor": palette.accent,
            },
            "transition": {"duration": 0},
        }
    )
