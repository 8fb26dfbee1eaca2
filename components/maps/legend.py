"""The legend of the map: its entries, which every drawing of it reads."""

from typing import NamedTuple

from components.derive import STAGES
from components.maps.features import BEGUN_WIDTH, OUTSIDE_SHARE, PLANNED_WIDTH

_MODES = {
    "rail": "rail",
    "road": "road",
    "river": "water",
    "multimodal": "several modes",
    "unstated": "mode not stated",
    "": "plant",
}
_PHASES = {stage.phase: name for name, stage in reversed(STAGES.items())}
LINE_HEADING = "Lines"


class SymbolEntry(NamedTuple):
    """Hold one entry of the legend: its words, and the mode, stage and accuracy of the symbol that it explains."""

    words: str
    mode: str
    stage: str
    accuracy: str


class LineEntry(NamedTuple):
    """Hold one entry of the legend: its words, and the width (in pixels) and dash of the line that it explains."""

    words: str
    width: float
    dashed: bool


SYMBOL_LEGEND = {
    "Shape: mode": [SymbolEntry(words, mode, "planned", "exact") for mode, words in _MODES.items()],
    "Filling: stage at last mention": [SymbolEntry(words, "rail", stage, "exact") for words, stage in _PHASES.items()],
    "Ring: how surely it is placed": [
        SymbolEntry(accuracy, "rail", "planned", accuracy) for accuracy in ("exact", "approximate", "schematic")
    ],
}


LINE_LEGEND = (
    LineEntry("operating or under way", BEGUN_WIDTH, False),
    LineEntry("not begun", PLANNED_WIDTH, True),
    LineEntry("thin: course added from outside the documents", PLANNED_WIDTH * OUTSIDE_SHARE, False),
)
