"""The words by which a text qualifies a figure, and the hedges of the tables that they stand for."""

import re

HEDGES = {
    "over": (
        "over", "more than", "exceed", "exceeds", "exceeded", "exceeding", "above", "in excess of", "upwards of",
        "greater than", "surpass", "surpasses", "surpassed", "surpassing", "or more",
    ),
    "at_least": (
        "at least", "no less than", "not less than", "no fewer than", "not fewer than", "minimum", "minimum of",
        "upwards of", "or more", "starting from",
    ),
    "up_to": (
        "up to", "at most", "no more than", "not more than", "as much as", "as many as", "maximum", "maximum of",
        "not exceeding", "less than", "fewer than", "under", "below", "or less", "within",
    ),
    "almost": (
        "almost", "nearly", "close to", "just under", "just below", "approaching", "less than", "fewer than", "under",
        "below", "virtually",
    ),
    "about": (
        "about", "around", "approximately", "approx", "roughly", "some", "circa", "ca", "nearly", "close to",
        "in the region of", "of the order of", "on the order of", "in the order of", "an estimated", "estimated",
        "or so", "more or less",
    ),
    "initial": (
        "initial", "initially", "at first", "first", "first stage", "first phase", "starting", "to start with",
        "to begin with",
    ),
}  # fmt: skip
_SIGNS = {"over": ">", "at_least": "≥+", "up_to": "≤<", "almost": "<", "about": "~≈±"}
# Right before a figure these mean nothing else; "under", "first" and the like often do.
_PLAIN = {
    phrase
    for hedge, phrases in HEDGES.items()
    if hedge != "initial"
    for phrase in phrases
    if phrase not in {"under", "below", "above", "within", "minimum", "maximum", "estimated", "more or less"}
}


def _either(phrases: set[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


_ANYWHERE = {
    hedge: re.compile(rf"\b(?:{_either(phrases)})\b|[{_SIGNS.get(hedge, '≈')}]", re.IGNORECASE)
    for hedge, phrases in HEDGES.items()
}
_BEFORE = re.compile(
    rf"(?:\b({_either(_PLAIN)})\b\.?|([>≥≤<~≈]))\s*(?:the |an? |US ?|USD|U\.S\. ?)?[$€¥£₸₽]?\s*$", re.IGNORECASE
)
_AFTER = re.compile(r"\s*(?:[a-z%$]+\s+){0,3}?(or more|or so|at least|at most|or less)\b|\s?(\+)", re.IGNORECASE)
_OF_PHRASE = {
    phrase: frozenset(hedge for hedge, phrases in HEDGES.items() if phrase in phrases)
    for phrases in HEDGES.values()
    for phrase in phrases
} | {
    sign: frozenset(hedge for hedge, signs in _SIGNS.items() if sign in signs)
    for signs in _SIGNS.values()
    for sign in signs
}


def hedges_of(text: str) -> frozenset[str]:
    """Name every hedge of which a word or sign stands anywhere in an English wording."""
    return frozenset(hedge for hedge, words in _ANYWHERE.items() if words.search(text))


def hedges_before(text: str) -> frozenset[str]:
    """Name the hedges of the words that end a text, as “to up to $”; none where it ends otherwise."""
    found: frozenset[str] = frozenset()
    while match := _BEFORE.search(text):
        found |= _OF_PHRASE[(match[1] or match[2]).lower()]
        text = text[: match.start()].rstrip()
    return found


def hedges_after(text: str) -> frozenset[str]:
    """Name the hedges of the words that begin a text behind a figure, as “million tons or more”."""
    match = _AFTER.match(text)
    return _OF_PHRASE[(match[1] or match[2]).lower()] if match else frozenset()
