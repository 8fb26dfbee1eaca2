"""Which of the known subjects a figure is about: a ranked choice by the names that stand around it, and who says so."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from components.tables import Tables, normalised, once

_BETWEEN = r"\W+"
_SAID = (
    r"(?:said|says|stated|noted|stressed|added|told|recalled|announced|reported|emphasi[sz]ed|explained|underlined"
    r"|pointed out)"
)
_TITLE = (
    r"(?:(?:Deputy |Prime |Vice[- ])*(?:Minister|Premier|President|Governor|Director|Chairman|Chairwoman|Secretary) )?"
)
_NAME = r"(?P<{}>[A-Z][\w’'-]+(?: (?:al-|bin )?[A-Z][\w’'-]+){{0,3}})"
_SPEAKERS = [
    re.compile(rf"\b{_SAID} {_TITLE}{_NAME.format('name')}"),
    re.compile(
        rf"(?:^|[,\"] ?|\b(?:that|but|and) ){_TITLE}{_NAME.format('name')}(?:,[^,]{{0,60}})?,? (?:also )?{_SAID}\b"
    ),
    re.compile(
        rf"\b[Aa]ccording to (?:the )?(?:deputy )?(?:minister |president |premier )?{_TITLE}{_NAME.format('name')}"
    ),
]
_NOBODY = re.compile(
    r"^(?:The|It|He|She|They|We|In|On|As|This|That|Its|His|Her|Our)\b|^(?:Ministry|Agency|News|Government|Kazakhstan|China)\b"
)


class Choice(NamedTuple):
    """Hold a subject that a figure may be about, and how far its name stands from it, in letters; less is better."""

    subject_id: str
    distance: float


@once()
def _named(tables: Tables) -> list[tuple[str, re.Pattern[str], int]]:
    """List the names of subjects, with what finds them in a folded text, the longest first."""
    names: dict[tuple[str, str], int] = {}
    for row in tables.subjects.itertuples(index=False):
        for name in {row.name, *filter(None, row.aliases.split(";"))}:
            plain = " ".join(re.findall(r"\w+", normalised(name).casefold()))
            if plain:
                names[row.subject_id, plain] = len(plain)
    ordered = sorted(names.items(), key=lambda entry: -entry[1])
    return [(subject, re.compile(rf"\b{plain}\b".replace(" ", _BETWEEN)), size) for (subject, plain), size in ordered]


def choices(tables: Tables, sentence: str, place: int, paragraph: str, title: str) -> list[Choice]:
    """Rank the subjects whose names stand in a sentence, then in its paragraph, then in the title of the document.

    In the sentence the nearest name before the figure comes first, and a longer name before a shorter within it.
    """
    found: dict[str, float] = {}
    for penalty, text, at in ((0.0, sentence, place), (1e4, paragraph, len(paragraph)), (2e4, title, len(title))):
        spans: list[tuple[int, int]] = []
        for subject, name, size in _named(tables):
            for match in name.finditer(text.casefold()):
                if any(start <= match.start() and match.end() <= end and end - start > size for start, end in spans):
                    continue
                spans.append(match.span())
                away = at - match.end() if match.end() <= at else 1.5 * (match.start() - at) + 40
                found[subject] = min(found.get(subject, 1e9), penalty + max(away, 0) - size / 10)
    return [Choice(subject, away) for subject, away in sorted(found.items(), key=lambda entry: entry[1])]


def speaker(sentence: str) -> str:
    """Return the name of whoever a sentence says speaks; "" where it names nobody."""
    return next(_speakers(sentence), "")


def _speakers(sentence: str) -> Iterator[str]:
    for pattern in _SPEAKERS:
        for match in pattern.finditer(sentence):
            name = match["name"].strip()
            if not _NOBODY.search(name):
                yield name
