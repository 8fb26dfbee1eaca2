"""What stands in one frame, and what stands on one page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.exhibits.figures_table import figures_table
from components.style import Caption, Palette
from components.tables import Tables


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A chart before it is drawn: its rows, its words, its function of `charts` or `maps`, its table for reading.

    `key` is unique on its page. `shown` has the id of a claim, derivation or milestone in `figure_id`; `table` gives
    the same rows for reading, each indexed by its place in `shown`; rows that it adds come after them in the index.
    """

    key: str
    shown: pd.DataFrame
    caption: Caption
    draw: Callable[..., go.Figure]
    options: Mapping[str, Any] = field(default_factory=dict)
    table: Callable[[Tables, pd.DataFrame], pd.DataFrame] = figures_table

    def figure(self, palette: Palette) -> go.Figure:
        """Draw it in the colours of a palette."""
        return self.draw(self.shown, self.caption, palette, **self.options)


@dataclass(frozen=True, eq=False)
class Section:
    """What one page shows under one selection: its exhibits by key, and the figures that stand there as tiles.

    `said` is the selection in words; `tiles` has rows of `derive.figures` under the name of each group.
    """

    title: str
    question: str
    said: str
    exhibits: Mapping[str, Exhibit]
    tiles: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def slug(words: str) -> str:
    """Write words as a part of a key: “Trade and cargo” is `trade-and-cargo`."""
    return words.lower().replace(" ", "-")
