"""The method in plain words."""

import streamlit as st

from components.panels.markup import text

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
        "No line joins figures of different measure, kind, period or perimeter. Nine months never stand beside a full "
        "year. Unlike money is never added. No gap is filled, no year extrapolated, no promise scored as kept or "
        "missed: the documents report no outcomes. Where two documents disagree, both are shown.",
    ),
)


def method() -> None:
    """Say in plain words what is curated, checked and derived, and what is never done."""
    told = "".join(f"<dt>{text(name)}</dt><dd>{text(words)}</dd>" for name, words in METHOD)
    st.html(f'<dl class="atlas-method">{told}</dl>')
