"""The sites and lines of the picture: what can be hovered and selected, with the symbols that stand for it."""

from typing import Any

import pandas as pd

from components.maps.names import LIFT
from components.maps.picture.symbols import Spot, symbol
from components.maps.picture.window import SCALE
from components.maps.projection import mercator
from components.maps.strokes import stroke
from components.maps.wording import told
from components.style import Palette, chart_text, rgb

Trace = dict[str, Any]
_TARGET = 13


def line_traces(lines: pd.DataFrame, figure_ids: dict[str, str], palette: Palette) -> list[Trace]:
    """Draw each leg as a trace, those from outside first; its corners can be hovered and lead to its `figure_ids`."""
    traces = []
    for _, line in lines.sort_values("basis", ascending=False, kind="stable").iterrows():
        look = stroke(line, palette)
        traces.append(
            {
                **_course(line["path"]),
                "name": chart_text(line["subject"]),
                "mode": "lines+markers",
                "line": {
                    "color": css(look.colour, look.opacity),
                    "width": look.width,
                    "dash": "6px,4px" if look.dashed else "solid",
                },
                "marker": {"size": 9, "opacity": 0},
                "customdata": [[figure_ids[line["subject_id"]]]] * len(line["path"]),
                "hovertemplate": _hover(line),
            }
        )
    return traces


def inset_lines(lines: pd.DataFrame, palette: Palette, axes: tuple[str, str]) -> list[Trace]:
    """Draw each leg thinly, for orientation alone."""
    return [
        {
            **_course(line["path"]),
            "xaxis": axes[0],
            "yaxis": axes[1],
            "mode": "lines",
            "line": {"color": look.colour, "width": 1.1, "dash": "3px,2px" if look.dashed else "solid"},
            "hoverinfo": "skip",
        }
        for _, line in lines.iterrows()
        for look in [stroke(line, palette)]
    ]


def _course(path: list[list[float]]) -> Trace:
    return {
        "type": "scatter",
        "x": [round(x, 2) for x, _ in path],
        "y": [round(mercator(y), 2) for _, y in path],
    }


def height_of(site: Any) -> float:
    """Give the projected ordinate of a row of `maps.sites`, lifted so that it stands clear of its neighbours."""
    return mercator(site.latitude) + LIFT * float(site.neighbour) / SCALE


def site_trace(sites: pd.DataFrame, figure_ids: dict[str, str], axes: tuple[str, str]) -> Trace:
    """Give the unseen marks over the symbols, so that each can be hovered and leads to the id in `figure_ids`."""
    return {
        "type": "scatter",
        "name": "sites" if axes == ("x", "y") else "sites beyond",
        "x": [round(x, 2) for x in sites["longitude"]],
        "y": [round(height_of(site), 2) for site in sites.itertuples(index=False)],
        "xaxis": axes[0],
        "yaxis": axes[1],
        "mode": "markers",
        "marker": {"size": _TARGET, "opacity": 0},
        "customdata": [[figure_ids[key]] for key in sites["subject_id"]],
        "hovertemplate": [_hover(site) for _, site in sites.iterrows()],
    }


def site_symbols(sites: pd.DataFrame, palette: Palette, axes: tuple[str, str]) -> list[Trace]:
    """Draw the symbols of sites as shapes."""
    return [
        shape
        for site in sites.itertuples(index=False)
        for shape in symbol(
            site.mode, site.stage, site.accuracy, palette.of_corridor(site.corridor_id), palette,
            Spot(round(site.longitude, 2), round(height_of(site), 2), axes),
        )
    ]  # fmt: skip


def css(colour: str, opacity: int) -> str:
    """Write a hex colour with an opacity of 0 to 255 for Plotly."""
    red, green, blue, alpha = rgb(colour, opacity)
    return f"rgba({red},{green},{blue},{alpha / 255:.2f})"


def _hover(row: pd.Series) -> str:
    first, *others = told(row).split("\n")
    return "<br>".join([f"<b>{chart_text(first)}</b>", *map(chart_text, others)]) + "<extra></extra>"
