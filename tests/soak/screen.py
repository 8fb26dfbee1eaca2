"""What a session shows, held against the data version that it names."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isclose
from typing import Any

from tests.benchmarks.session import Session

NAMED = re.compile(r"(?:Data version |· data )([0-9a-f]{7})\b")
NOTICE, FAULTS = "the last good data are shown", "The data cannot be read"
# On these pages each mark of a stated figure stands at its value.
VALUED = ("trade", "cargo")
PRIOR, GROWTH, LATER = "derived-trade-xinjiang-2022", "growth-xinjiang-2023", "trade-xinjiang-2023"


@dataclass
class Look:
    """One look at a screen: the version it names, how many numbers were compared, and what is wrong."""

    version: str = ""
    numbers: int = 0
    faults: list[str] = field(default_factory=list)


def texts(session: Session) -> str:
    """Give all HTML of a page in one text."""
    return "\n".join(element.html.body for element, _ in session.elements.values() if element.HasField("html"))


def selection_words(session: Session) -> str:
    """Give the sentence that says what a page is filtered by."""
    found = re.search(r'class="atlas-selection"[^>]*>(.*?)</p>', texts(session))
    return html.unescape(found[1]) if found else ""


def look(session: Session, page: str, known: Mapping[str, Mapping[str, float]]) -> Look:
    """Compare every mark of a page with the figures of the version that the page names, by version and claim id."""
    charts = [chart["figure"] for chart in session.charts()]
    named = {
        name
        for text in [texts(session), *(json.dumps(chart, ensure_ascii=False) for chart in charts)]
        for name in NAMED.findall(text.replace("\xa0", " "))
    }
    if len(named) != 1:
        return Look(faults=[f"/{page} names the data versions {sorted(named)}."])
    seen = Look(named.pop())
    if seen.version not in known:
        seen.faults.append(f"/{page} names a data version that nobody wrote, {seen.version}.")
        return seen
    stated = known[seen.version]
    for figure in charts if page in VALUED else []:
        for identifier, ends in _marks(figure):
            wanted = stated[LATER] / (1 + stated[GROWTH] / 100) if identifier == PRIOR else stated.get(identifier)
            if wanted is None:
                continue
            seen.numbers += 1
            if not any(isinstance(end, int | float) and isclose(end, wanted) for end in ends):
                seen.faults.append(f"/{page} draws {identifier} at {ends}; version {seen.version} says {wanted}.")
    return seen


def _marks(figure: dict[str, Any]) -> list[tuple[str, tuple[Any, Any]]]:
    marks = []
    for trace in figure["data"]:
        for number, entry in enumerate(trace.get("customdata") or []):
            marks.append((entry[0], (trace["x"][number], trace["y"][number])))
    return marks
