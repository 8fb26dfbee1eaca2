"""Decks, each made once."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from components.exports.deck import Options, pptx_bytes
from components.selection import Selection
from components.tables import Tables

DAY = date(2025, 11, 21)
FULL = Options(length="full")
LONG = " Lorem ipsum dolor sit amet" * 80


@pytest.fixture(scope="session")
def content(evidence: Tables) -> bytes:
    return pptx_bytes(evidence, Selection(), (), FULL, today=DAY)


@pytest.fixture(scope="session")
def deck(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="session")
def overlong(evidence: Tables) -> Tables:
    """Evidence whose every text is far too long, and has signs that XML forbids or that turn a line around."""
    names = {
        "trans-caspian": LONG,
        "cargo-kz-cn": "x" * 10_000,
        "trade-xinjiang": "<script>alert(1)</script> & \u202ecba\u202c",
        "terminal-khorgos": "=cmd()|' /C calc'!A0 😀\x00\x07\x1b\ufffe\ud800",
    }
    subjects, corridors, sources = evidence.subjects, evidence.corridors, evidence.sources
    return replace(
        evidence,
        subjects=subjects.assign(
            name=[names.get(key, name) for key, name in zip(subjects["subject_id"], subjects["name"], strict=True)]
        ),
        corridors=corridors.assign(name=corridors["name"] + " \x07 漢字漢字 חרוז" + LONG),
        sources=sources.assign(title=sources["title"] + LONG, publisher="W" * 300, speaker="=1+1", date_note=LONG),
        measures=evidence.measures.assign(name=evidence.measures["name"] + LONG),
        claims=evidence.claims.assign(perimeter=LONG, doubt=LONG),
        milestones=evidence.milestones.assign(statement=LONG),
        derivations=evidence.derivations.assign(reading=LONG),
    )


@pytest.fixture(scope="session")
def overlong_deck(overlong: Tables) -> Deck:
    return Presentation(io.BytesIO(pptx_bytes(overlong, Selection(), (), FULL, today=DAY)))
