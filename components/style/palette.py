"""The colours of both appearances, and the Plotly template made of them."""

from dataclasses import dataclass, field

import plotly.graph_objects as go

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", Arial, "Liberation Sans", sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, "Liberation Serif", serif'


@dataclass(frozen=True)
class Palette:
    """The colours of one appearance (light or dark), as hex strings; text colours meet WCAG AA on the paper.

    `land`, `home` and `water` are the ground of the map: neighbours, Kazakhstan, and water.
    """

    name: str
    ink: str
    muted: str
    paper: str
    band: str
    grid: str
    axis: str
    accent: str
    needed: str
    no_corridor: str
    land: str
    home: str
    water: str
    corridors: dict[str, str] = field(hash=False)

    def of_corridor(self, name: str) -> str:
        """Return the colour of a corridor by the name of `Tables.corridor_colours`; a blank one is of no corridor."""
        return self.corridors[name] if name else self.no_corridor


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return a hex colour as red, green, blue and opacity, each 0 to 255."""
    return [*(int(colour[place : place + 2], 16) for place in (1, 3, 5)), alpha]


def rgba(colour: str, alpha: int) -> str:
    """Return a hex colour with an opacity from 0 to 255, as CSS and Plotly read it."""
    red, green, blue = rgb(colour)[:3]
    return f"rgba({red},{green},{blue},{alpha / 255:.2f})"


def mix(colour: str, ground: str, share: float) -> str:
    """Return a hex colour of which a share (0 to 1) covers a ground."""
    parts = zip(rgb(colour)[:3], rgb(ground)[:3], strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in parts)


LIGHT = Palette(
    name="light",
    ink="#1b2a33",
    muted="#5b6b75",
    paper="#ffffff",
    band="#f2f4f6",
    grid="#e4e8eb",
    axis="#a9b4bb",
    accent="#0f6e84",
    needed="#9a6400",
    no_corridor="#4a5a66",
    land="#f3f2ee",
    home="#fffdf8",
    water="#dbe8ef",
    corridors={
        "teal": "#0f6e84",
        "rust": "#b5480f",
        "violet": "#6a3d9a",
        "ochre": "#806400",
        "blue": "#2f66c4",
        "green": "#2e7d32",
        "crimson": "#b8246b",
        "brown": "#7a4a2a",
        "olive": "#5a6e00",
        "maroon": "#8a2f2f",
        "navy": "#355070",
    },
)


DARK = Palette(
    name="dark",
    ink="#e8eef1",
    muted="#a3b1ba",
    paper="#12181d",
    band="#1b242b",
    grid="#27323a",
    axis="#5d6c76",
    accent="#56b6cc",
    needed="#e0b050",
    no_corridor="#a9bac6",
    land="#1a2229",
    home="#232e37",
    water="#1d3340",
    corridors={
        "teal": "#56b6cc",
        "rust": "#f0925a",
        "violet": "#bd9be6",
        "ochre": "#d9bd4a",
        "blue": "#7fa8f5",
        "green": "#7cc97f",
        "crimson": "#f07fb4",
        "brown": "#d0a080",
        "olive": "#b5c95a",
        "maroon": "#e08a8a",
        "navy": "#8fb3d9",
    },
)


def template(palette: Palette) -> go.layout.Template:
    """Return the Plotly template of a palette: light horizontal grid only, ink on paper, no legend."""
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
            "transition": {"duration": 0},
        }
    )
