"""The key of the marks: how each kind of figure and each hedge is drawn, as small drawings with words."""

from base64 import b64encode

import streamlit as st

from components.panels.markup import text
from components.style import Palette

_DOT = '<circle cx="30" cy="16" r="6" fill="currentColor"/>'
_OUTLINED = (
    '<circle cx="30" cy="16" r="6.5" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<circle cx="30" cy="16" r="1.8" fill="currentColor"/>'
)
_HATCHED = (
    '<rect x="20" y="12" width="20" height="19" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    '<path d="M20 19L27 12M20 28L36 12M25 31L40 16M33 31L40 24" stroke="currentColor" stroke-width="1"/>'
    '<path d="M30 4V20M25 4H35M25 20H35" stroke="currentColor" stroke-width="2.2"/>'
)
_DIAMOND = (
    '<path d="M30 8L38 16L30 24L22 16Z" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M2 16H20M40 16H58" stroke="currentColor" stroke-width="1.2" stroke-dasharray="4 3"/>'
)
_BRACKET = '<path d="M8 16H50M50 9V23M8 12V20" stroke="currentColor" stroke-width="3" fill="none"/>'
_UPWARDS = (
    '<circle cx="20" cy="16" r="6" fill="currentColor"/>'
    '<path d="M28 16H46M40 11L46 16L40 21" stroke="currentColor" stroke-width="2" fill="none"/>'
)
_DOWNWARDS = (
    '<circle cx="42" cy="16" r="6" fill="currentColor"/>'
    '<path d="M34 16H16M22 11L16 16L22 21" stroke="currentColor" stroke-width="2" fill="none"/>'
)
_RANGE = (
    '<rect x="14" y="12" width="32" height="8" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-dasharray="2 2"/>'
)
_UNDATED = (
    '<rect x="36" y="2" width="22" height="28" fill="currentColor" opacity="0.14"/>'
    '<path d="M2 28H33" stroke="currentColor" stroke-width="1.4"/><circle cx="47" cy="16" r="6" fill="currentColor"/>'
)
KEY = (
    ("Observed, growth", _DOT, "Solid. A document states it as a fact or as a change."),
    ("Derived", _HATCHED, "Hatched, with a whisker over its interval. No document states it; it follows by formula."),
    ("Expected, plan, offer", _OUTLINED, "Outlined, dotted. Somebody expects, plans or offers it."),
    ("Target, pledge", _DIAMOND, "Diamond with a dashed guide. Somebody aims at it or promises it."),
    ("Capacity", _BRACKET, "Grey bracket. What could be carried, not what is."),
    ("“over”, “at least”", _UPWARDS, "Arrow from the figure towards more, label “> 16” or “≥ 16”."),
    ("“up to”, “almost”", _DOWNWARDS, "Arrow from the figure towards less, label “≤ 10” or “< 50 %”."),
    ("“about”", _DOT, "Label “≈ 10”. No document says by how much, so nothing is widened."),
    ("A range", _RANGE, "A bar between the two ends that the document names."),
    ("No date stated", _UNDATED, "In a band of its own beside the time axis, never placed in a year."),
    ("No mark", "", "No statement in these documents: neither zero nor failure."),
)


def mark_key(palette: Palette) -> None:
    """Show how each kind of figure and each hedge is drawn, in the colours of a palette."""
    body = "".join(
        f'<tr><th scope="row">{text(name)}</th><td>{_drawing(name, mark, palette)}</td><td>{text(told)}</td></tr>'
        for name, mark, told in KEY
    )
    st.html(
        '<table class="atlas-table atlas-key"><thead><tr><th scope="col">What it is</th>'
        f'<th scope="col">Mark</th><th scope="col">How to read it</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _drawing(name: str, mark: str, palette: Palette) -> str:
    if not mark:
        return "none"
    colour = palette.muted if mark == _BRACKET else palette.accent
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="32" color="{colour}">{mark}</svg>'
    address = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    return f'<img width="60" height="32" alt="Mark of {text(name)}" src="{address}">'
