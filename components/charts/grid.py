"""What the matrices share: headings by kind, words, row lines."""

from typing import Any

import pandas as pd

from components.style import Palette

HEADINGS = {
    "Corridors, highways and waterways": ("corridor", "highway", "waterway"),
    "Rail lines": ("rail_line",),
    "Crossings": ("crossing",),
    "Terminals and ports": ("terminal", "port"),
    "Trade": ("trade_flow",),
    "Cargo": ("cargo_flow",),
    "Projects": ("project",),
    "Programmes": ("programme",),
    "Events": ("event",),
    "Energy": ("energy",),
}
Drawn = dict[str, Any]


def by_kind(statements: pd.DataFrame) -> list[tuple[str, list[tuple[str, pd.DataFrame]]]]:
    """Group statements under the headings of their kinds, and by subject in the order of first mention."""
    ordered = statements.sort_values(["event_date", "subject"], kind="stable")
    headings = {kind: heading for heading, kinds in HEADINGS.items() for kind in kinds}
    under = ordered["kind"].map(lambda kind: headings.get(kind, kind.replace("_", " ").capitalize()))
    present = [heading for heading in dict.fromkeys([*HEADINGS, *under]) if heading in set(under)]
    return [
        (
            heading,
            [
                (str(rows["subject"].iloc[0]), rows)
                for _, rows in ordered[under == heading].groupby("subject_id", sort=False)
            ],
        )
        for heading in present
    ]


def label(text: str, *, y: float, size: int, name: str, colour: str | None = None, **place: Any) -> Drawn:
    """Give the Plotly annotation of words that stand on the height `y`, at the left end unless a place is given."""
    standard = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "align": "left", "showarrow": False}
    font = {"size": size} | ({"color": colour} if colour else {})
    return standard | {"name": name, "text": text, "y": y, "font": font} | place


def rule(y: float, palette: Palette, **line: Any) -> Drawn:
    """Give the Plotly shape of a row's light line over the whole width."""
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}
    return {"type": "line", "layer": "below", "line": {"color": palette.grid, "width": 1} | line} | ends
