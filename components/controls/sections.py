"""What a page shows under a selection, worked out once for everybody who asks for the same."""

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

import pandas as pd
import pydeck

from components import derive, maps
from components.controls.appearance import palette
from components.controls.data import evidence, figures, tables
from components.exhibits import SECTIONS, Exhibit, Section, corridors
from components.selection import Selection


def section(name: str, selection: Selection) -> Section:
    """Give the section of `exhibits.SECTIONS` with this name, as the evidence of this run has it today."""
    known, read = evidence(), tables()
    return known.once((name, selection, date.today()), lambda: SECTIONS[name](read, known.figures, selection))


def latest_stages(selection: Selection) -> pd.DataFrame:
    """Give the stages that a selection keeps, the latest of each subject, as `derive.latest_stages` does."""
    known = evidence()
    return known.once(("stages", selection), lambda: derive.latest_stages(selection.keep(known.milestones)))


class StageMap(NamedTuple):
    """A map of stages with what is drawn on it, as `maps.sites` and `maps.lines` give it."""

    deck: pydeck.Deck
    sites: pd.DataFrame
    lines: pd.DataFrame


def stage_map(asked: Hashable, stages: pd.DataFrame, *, zoom: float, labels: bool = True) -> StageMap:
    """Draw the sites and lines of stages on a small map; `asked` tells these stages from others on the same evidence.

    `stages` is what `derive.latest_stages` gives.
    """
    known, read, colours = evidence(), tables(), palette()

    def draw() -> StageMap:
        sites, lines = maps.sites(read, stages), maps.lines(read, stages)
        return StageMap(maps.map_deck(sites, lines, read.basemap, colours, labels=labels, zoom=zoom), sites, lines)

    return known.once(("stage map", asked, colours.name, zoom, labels), draw)


def corridor_agenda(selection: Selection, said: str) -> Exhibit:
    """Give the agenda of the chosen corridors on one axis; `said` is the selection in words."""
    known, read = evidence(), tables()
    asked = "corridor agenda", selection, said, date.today()
    return known.once(asked, lambda: corridors.agenda(read, figures(), selection, said=said))
