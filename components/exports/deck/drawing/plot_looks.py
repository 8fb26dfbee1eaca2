"""How a bar looks by the kind of its figure, and the words at its end."""

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_AUTO_SIZE

from components.charts.marks import DOWNWARDS, UPWARDS
from components.charts.matrix import mixed
from components.exports.deck.drawing.shape import add_run, colour, paint, stroke
from components.exports.deck.plan.plots import LABEL, Bar, Figure
from components.style import CLAIM_TYPES, Palette, quantity

_HOLLOW = {"forecast": "ROUND_DOT", "plan": "ROUND_DOT", "offer": "ROUND_DOT", "target": "DASH", "pledge": "DASH"}
_SMALL = 10.0


def look(shown: Any, kind: str, ink: str, palette: Palette, *, ranged: bool = False) -> None:
    """Draw observed figures solid, derived ones hatched, expected ones dotted, targets dashed, capacities grey.

    A range is tinted, for its bar is seen from its low end to its high end alone.
    """
    if kind == "from":
        paint(shown.fill, palette.paper)
        stroke(shown.line, palette.paper, 2.5)
    elif kind == "capacity":
        paint(shown.fill, mixed(palette.muted, palette.paper, 0.18))
        stroke(shown.line, palette.muted, 1.25)
    elif kind == "derived":
        shown.fill.patterned()
        shown.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shown.fill.fore_color.rgb = colour(ink)
        shown.fill.back_color.rgb = colour(palette.paper)
        stroke(shown.line, ink, 1.5)
    elif kind in _HOLLOW:
        paint(shown.fill, mixed(ink, palette.paper, 0.2) if ranged else palette.paper)
        stroke(shown.line, ink, 1.75, dash=_HOLLOW[kind])
    else:
        paint(shown.fill, ink)
        stroke(shown.line, ink, 1.5)


def label(native: Any, bar: Bar, palette: Palette, *, lying: bool, behind: Figure | None) -> None:
    """Write at a bar's end what the figure is: an arrow for an open end, a lozenge for an aim, amount and kind."""
    frame = native.text_frame
    frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, False
    if behind is not None:
        _runs(frame, [(quantity(behind, unit=False), LABEL, palette.muted, True)])
        _runs(frame, [(f" {CLAIM_TYPES['capacity']}", LABEL, palette.muted, False)])
    else:
        sign = "◊ " if bar.figure["claim_type"] in ("target", "pledge") else ""
        _runs(frame, [(arrow(bar.figure, lying) + sign + bar.amount, LABEL, palette.ink, True)])
        _runs(frame, [(f" {bar.kind}", LABEL, palette.ink, False)], apart=not lying)
        if bar.under:
            _runs(frame, [(f" ({bar.under})", _SMALL, palette.muted, False)], apart=not lying)
    native.position = XL_LABEL_POSITION.OUTSIDE_END


def arrow(figure: Figure, lying: bool) -> str:
    """Give the arrow that tells on which side a figure is open, along a lying or a standing bar; none if closed."""
    if figure["hedge"] in UPWARDS:
        return "→ " if lying else "↑ "
    if figure["hedge"] in DOWNWARDS:
        return "← " if lying else "↓ "
    return ""


def _runs(frame: Any, runs: list[tuple[str, float, str, bool]], *, apart: bool = False) -> None:
    paragraph = frame.add_paragraph() if apart else frame.paragraphs[0]
    for text, size, ink, bold in runs:
        add_run(paragraph, text.strip() if apart else text, size=size, ink=ink, bold=bold)
