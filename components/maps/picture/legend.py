"""The legend of the picture, in a band of its own below the map."""

import textwrap
from typing import Any

from components.maps import wording
from components.maps.picture.symbols import Spot, symbol
from components.style import Palette

HEIGHT = 128
_HEADING, _FIRST, _ROW = -20.0, -44.0, 21.0
_SYMBOL, _WORDS, _STROKE = 10.0, 24.0, 30.0
_HALF_LINE = 8.0
_PAPER = ("paper", "paper")
Part = dict[str, Any]


def legend(palette: Palette) -> tuple[list[Part], list[Part]]:
    """Give the shapes and annotations that explain shape, filling, ring and lines."""
    shapes: list[Part] = []
    words: list[Part] = []
    columns = (
        (0.0, wording.MODE_HEADING, [(mode, "planned", "exact", told) for mode, told in wording.MODES.items()]),
        (0.29, wording.STAGE_HEADING, [("rail", stage, "exact", told) for stage, told in wording.STAGES.items()]),
        (0.545, wording.ACCURACY_HEADING, [("rail", "planned", told, told) for told in wording.ACCURACIES]),
    )
    for at, heading, entries in columns:
        words.append(_words(f"<b>{heading}</b>", at, 0, _HEADING, palette))
        deep = 3 if len(entries) > 4 else 4
        for number, (mode, stage, accuracy, told) in enumerate(entries):
            right, down = 110.0 * (number // deep), _FIRST - _ROW * (number % deep)
            spot = Spot(at, 0, _PAPER, (right + _SYMBOL, down))
            shapes += symbol(mode, stage, accuracy, palette.no_corridor, palette, spot)
            words.append(_words(told, at, right + _WORDS, down, palette))
    return shapes + _strokes(palette), words + _stroke_words(palette)


_LINES_AT = 0.745
_STROKES: tuple[tuple[str, Part], ...] = (
    (wording.BEGUN_WORDS, {"width": 3.4}),
    (wording.NOT_BEGUN_WORDS, {"width": 2.6, "dash": "6px,4px"}),
    (wording.OUTSIDE_WORDS, {"width": 1.6}),
)


def _strokes(palette: Palette) -> list[Part]:
    return [
        {
            "type": "line", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
            "xanchor": _LINES_AT, "yanchor": 0, "x0": 0, "x1": _STROKE, "y0": _FIRST - _ROW * number,
            "y1": _FIRST - _ROW * number, "line": {"color": palette.no_corridor, **look},
        }
        for number, (_, look) in enumerate(_STROKES)
    ]  # fmt: skip


def _stroke_words(palette: Palette) -> list[Part]:
    heading = _words(f"<b>{wording.LINE_HEADING}</b>", _LINES_AT, 0, _HEADING, palette)
    return [
        heading,
        *(
            _words("<br>".join(textwrap.wrap(told, 30)), _LINES_AT, _STROKE + 6, _FIRST - _ROW * number, palette)
            for number, (told, _) in enumerate(_STROKES)
        ),
    ]


def _words(text: str, at: float, right: float, down: float, palette: Palette) -> Part:
    return {
        "name": "legend", "text": text, "xref": "paper", "yref": "paper", "x": at, "y": 0, "xshift": right,
        "yshift": down + _HALF_LINE, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
        "font": {"size": 12, "color": palette.ink}, "borderpad": 0,
    }  # fmt: skip
