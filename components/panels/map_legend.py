"""The legend below the map to move in."""

from components import maps
from components.maps import wording
from components.panels.markup import text
from components.style import Palette

_STROKES = {
    wording.BEGUN_WORDS: 'stroke-width="4"',
    wording.NOT_BEGUN_WORDS: 'stroke-width="3" stroke-dasharray="7 4"',
    wording.OUTSIDE_WORDS: 'stroke-width="1.6"',
}


def map_legend(palette: Palette) -> str:
    """Write the legend of the map as HTML: shape by mode, filling by stage, ring by accuracy, lines."""
    modes = [(_symbol(mode, "planned", palette), words) for mode, words in wording.MODES.items()]
    stages = [(_symbol("rail", stage, palette), words) for stage, words in wording.STAGES.items()]
    rings = [(_symbol("rail", "planned", palette, accuracy), accuracy) for accuracy in wording.ACCURACIES]
    lines = [(_stroke(look, palette), words) for words, look in _STROKES.items()]
    groups = {
        wording.MODE_HEADING: modes,
        wording.STAGE_HEADING: stages,
        wording.ACCURACY_HEADING: rings,
        wording.LINE_HEADING: lines,
    }
    told = "".join(f"<div><h4>{text(heading)}</h4>{_list(entries)}</div>" for heading, entries in groups.items())
    return f'<div class="atlas-legend">{told}</div>'


def _list(entries: list[tuple[str, str]]) -> str:
    return f"<ul>{''.join(f'<li>{mark}{text(words)}</li>' for mark, words in entries)}</ul>"


def _stroke(look: str, palette: Palette) -> str:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="10">'
        f'<path d="M0 5H34" stroke="{palette.no_corridor}" {look}/></svg>'
    )
    return f'<img src="{maps.data_address(drawn)}" width="34" height="10" alt="">'


def _symbol(mode: str, stage: str, palette: Palette, accuracy: str = "exact") -> str:
    address = maps.data_address(maps.svg(mode, stage, palette.no_corridor, palette, accuracy))
    return f'<img src="{address}" width="18" height="18" alt="">'
