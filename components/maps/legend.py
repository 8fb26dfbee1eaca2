"""The legend of the map: its entries, which every drawing of it reads, and the legend under the picture."""

import textwrap
from typing import Any, NamedTuple

from components.derive import STAGES
from components.maps.features import BEGUN_WIDTH, OUTSIDE_SHARE, PLANNED_WIDTH
from components.maps.symbols import Spot, symbol
from components.style import Palette

Part = dict[str, Any]
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
LEGEND_HEIGHT = 128
_HEADING, _FIRST, _ROW = -20.0, -44.0, 21.0
_SYMBOL, _WORDS, _STROKE = 10.0, 24.0, 30.0
_HALF_LINE = 8.0
_PAPER = ("paper", "paper")
_COLUMNS = (0.0, 0.29, 0.545)
_LINES_AT = 0.745


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


def picture_legend(palette: Palette) -> tuple[list[Part], list[Part]]:
    """Return the Plotly shapes and annotations of the legend, `LEGEND_HEIGHT` pixels deep under the plot."""
    shapes: list[Part] = []
    words: list[Part] = []
    for at, (heading, entries) in zip(_COLUMNS, SYMBOL_LEGEND.items(), strict=True):
        words.append(_text(f"<b>{heading}</b>", at, 0, _HEADING, palette))
        deep = 3 if len(entries) > 4 else 4
        for number, entry in enumerate(entries):
            right, down = 110.0 * (number // deep), _FIRST - _ROW * (number % deep)
            spot = Spot(at, 0, _PAPER, (right + _SYMBOL, down))
            shapes += symbol(entry.mode, entry.stage, entry.accuracy, palette.no_corridor, palette, spot)
            words.append(_text(entry.words, at, right + _WORDS, down, palette))
    words.append(_text(f"<b>{LINE_HEADING}</b>", _LINES_AT, 0, _HEADING, palette))
    for number, line in enumerate(LINE_LEGEND):
        down = _FIRST - _ROW * number
        shapes.append(_line(line, down, palette))
        words.append(_text("<br>".join(textwrap.wrap(line.words, 30)), _LINES_AT, _STROKE + 6, down, palette))
    return shapes, words


def _line(line: LineEntry, down: float, palette: Palette) -> Part:
    look = {"color": palette.no_corridor, "width": line.width} | ({"dash": "6px,4px"} if line.dashed else {})
    return {
        "type": "line", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": _LINES_AT, "yanchor": 0, "x0": 0, "x1": _STROKE, "y0": down, "y1": down, "line": look,
    }  # fmt: skip


def _text(text: str, at: float, right: float, down: float, palette: Palette) -> Part:
    return {
        "name": "legend", "text": text, "xref": "paper", "yref": "paper", "x": at, "y": 0, "xshift": right,
        "yshift": down + _HALF_LINE, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
        "font": {"size": 12, "color": palette.ink}, "borderpad": 0,
    }  # fmt: skip
