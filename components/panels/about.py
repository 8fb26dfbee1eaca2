"""How the Atlas is made: the key of its marks, and its method."""

from base64 import b64encode

from markupsafe import Markup

from components.panels.markup import NOTHING, row, show, table
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
    ("Derived", _HATCHED, "Hatched, with a whisker over its interval. It follows by formula from stated figures."),
    ("Expected, plan, offer", _OUTLINED, "Outlined, dotted. Somebody expects, plans or offers it."),
    ("Target, pledge", _DIAMOND, "Diamond with a dashed guide. Somebody aims at it or promises it."),
    ("Capacity", _BRACKET, "Grey bracket. What could be carried, not what is."),
    ("“over”, “at least”", _UPWARDS, "Arrow from the figure towards more, label “> 16” or “≥ 16”."),
    ("“up to”, “almost”", _DOWNWARDS, "Arrow from the figure towards less, label “≤ 10” or “< 50 %”."),
    ("“about”", _DOT, "Label “≈ 10”. The word does not say by how much, so nothing is widened."),
    ("A range", _RANGE, "A bar between the two ends that the document names."),
    ("No date stated", _UNDATED, "In a band of its own beside the time axis, never placed in a year."),
    ("No mark", "", "No statement in these documents: neither zero nor failure."),
)


METHOD = (
    (
        "What is curated",
        "Each number that a document states is one row: the figure as printed, its unit, the period it refers to, what "
        "exactly is counted, and the document, paragraph and wording it stands in. Each stage that a document gives to "
        "a named thing (interest, talks, suggested, pledged, planned, under way, operating) is one row too. A headline "
        "that repeats a figure is kept as a repeat and counted once.",
    ),
    (
        "What is checked",
        "One command holds the tables against the documents: every wording must stand word for word in its paragraph, "
        "every figure in its wording, and every number of a document in some row, if only among the numbers left out.",
    ),
    (
        "What a figure’s digits mean",
        "The written digits are the precision: 20.3 stands for 20.25 to 20.35, 25 for 24.5 to 25.5, “11 thousand” for "
        "10,500 to 11,500. Targets and counts of things are exact. Hedges are kept: “over 16” has no upper end, “up to "
        "10” and “almost half” none below.",
    ),
    (
        "How derived figures get their intervals",
        "A derived figure is computed by a printed formula from stated ones, once with the figures and once with the "
        "ends of what their digits stand for; its interval is all that can come out. It is shown with no more digits "
        "than its interval supports. It either follows from what is stated, or rests on an assumption, which is then "
        "printed with it.",
    ),
    (
        "What comes from outside the documents",
        "Coordinates, the course of lines on the map, and a few identities such as Middle Corridor and Trans-Caspian "
        "route being one. Each is marked as such where it is used. No figure comes from outside.",
    ),
    (
        "What is never done",
        "No line joins figures of different measure, type, period or perimeter. Nine months never stand beside a full "
        "year. Unlike money is never added. No gap is filled, no year extrapolated, no promise scored as kept or "
        "missed. Where two documents disagree, both are shown.",
    ),
)


def mark_key(palette: Palette) -> None:
    """Show how each type of figure and each hedge is drawn, in the colours of a palette."""
    rows = [row(name, _drawing(name, mark, palette), reading) for name, mark, reading in KEY]
    show(table(("What it is", "Mark", "How to read it"), rows, kind="atlas-key"))


def method() -> None:
    """Show in plain words what is curated, checked and derived, and what is never done."""
    terms = NOTHING.join(Markup("<dt>{}</dt><dd>{}</dd>").format(*entry) for entry in METHOD)
    show(Markup('<dl class="atlas-method">{}</dl>').format(terms))


def _drawing(name: str, mark: str, palette: Palette) -> str:
    if not mark:
        return "none"
    colour = palette.muted if mark == _BRACKET else palette.accent
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="32" color="{colour}">{mark}</svg>'
    address = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    return Markup('<img width="60" height="32" alt="Mark of {}" src="{}">').format(name, address)
