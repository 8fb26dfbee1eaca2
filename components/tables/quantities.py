"""The numbers of a text: their digits, units, scales and hedges, and what they come to in the units of measures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from components.tables.units import WORD_END, Unit, Units

_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
MULTIPLES = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3,
    "tripled": 3, "triples": 3, "tripling": 3, "quadruple": 4, "quadrupled": 4,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "halve": 1 / 2, "halved": 1 / 2, "halves": 1 / 2, "quarter": 1 / 4, "quarters": 1 / 4,
    **{name: 1 / number for name, number in ORDINALS.items() if number > 2},
    **{f"{name}s": 1 / number for name, number in ORDINALS.items() if number > 2},
}  # fmt: skip
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bln": 1e9}
_WORDS = {*CARDINALS, *ORDINALS, *MULTIPLES, *FRACTIONS, *SCALES}
_COUNTED = {**CARDINALS, "both": 2, "pair": 2, "couple": 2, "single": 1, "sole": 1}
_DIGITS = r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?"
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
_SCALES = (
    (r"hundred", 1e2), (r"thousand|тыс\.?|тысяч\w*|мың", 1e3), (r"(?:million|миллион)\w*|mln|mn|млн\.?", 1e6),
    (r"(?:billion|миллиард)\w*|bln|bn|млрд\.?", 1e9), (r"(?:trillion|триллион)\w*|trn|tn|трлн\.?", 1e12),
    (r"百万", 1e6), (r"万", 1e4), (r"亿", 1e8), (r"(?<=\d)k", 1e3), (r"(?<=\d)m", 1e6), (r"(?<=\d)b", 1e9),
)  # fmt: skip
_SCALE = re.compile("|".join(rf"\s*-?\s*(?P<n{n}>{words}){WORD_END}" for n, (words, _) in enumerate(_SCALES)), re.I)
_ORDINAL_ENDING = re.compile("(?:st|nd|rd|th)" + WORD_END, re.IGNORECASE)
_YEARLY = re.compile(r"\s*(?:(?:per|a|each|every) year|per annum|annually|yearly|/ ?year|в год)\b", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:-|to|and|or|,)(?: (?:up to|over|about|almost|nearly|around|at least))?\s*", re.I)
_BASE = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_LONGEST = 400
_SHAPE = str.maketrans("123456789", "000000000")
_DIGIT_BY_LETTER = re.compile(r"[^\W\d_]\d")
YEARLY = re.compile(
    r"\b(?:annual|annually|yearly|(?:per|a|each|every) year|per annum|p\. ?a\.|(?:в|за) год|ежегодн\w*|годов\w*)"
    r"|/ ?year|年",
    re.IGNORECASE,
)


def in_latin_letters(text: str) -> bool:
    """Return whether a text is written in Latin letters alone, so that its words can be read as English."""
    return text.isascii() or not _OTHER_LETTERS.search(text)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|\b(?P<fold>[a-z]+)-?fold\b|\b(?:" + _either(_WORDS) + r")\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Number:
    """One number of a text: the characters `start` to `end`."""

    start: int
    end: int
    text: str


def find_numbers(text: str) -> list[Number]:
    """List the numbers of a text in their order: digits, number words, multiples and scale words."""
    return [
        Number(match.start(), match.end(), match.group())
        for match in _NUMBER.finditer(text)
        if not match["fold"] or match["fold"].lower() in CARDINALS
    ]


def last_digit_value(written: str) -> float:
    """Return what one unit of the last digit of a written number is worth: 0.1 for 20.3, 1000 for 11e3."""
    digits, _, exponent = written.lower().partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


_TENS = _either([word for word, value in _COUNTED.items() if 20 <= value <= 90])


_ONES = _either([word for word, value in _COUNTED.items() if value < 20 and word != "dozen"])


_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|(?:{_ONES}))"


_CARDINAL = rf"(?:(?:{_SMALL}|an?)[ -])?hundred(?:[ -](?:and )?{_SMALL})?|(?:(?:{_ONES}|an?) )?dozen|{_SMALL}"


TOKEN = re.compile(
    rf"(?<![\d.,])(?P<digits>{_DIGITS})(?!\d)|\b(?:(?P<parts>{_SMALL}|an?)[ -])?(?P<fraction>{_either(FRACTIONS)})\b"
    rf"|\b(?P<multiple>{_either(MULTIPLES)})\b|\b(?P<fold>{_either(CARDINALS)})-?fold\b"
    rf"|\b(?P<ordinal>{_either(ORDINALS)})\b|\b(?P<cardinal>{_CARDINAL})(?P<half> and a half)?\b"
    r"|\b(?P<one>an?) (?=(?:thousand|million|billion|trillion)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def digit_values(digits: str) -> tuple[tuple[float, float], ...]:
    """Read a number in digits, with the step of its last digit, in each way that its signs allow."""
    plain = digits.replace(" ", "").replace("'", "")
    forms = {plain.replace(",", "") if plain.count(".") < 2 else plain.replace(".", "")}
    if plain.count(",") == 1 and "." not in plain:
        forms.add(plain.replace(",", "."))
    if plain.count(".") == 1 and len(plain) - plain.index(".") == 4:
        forms.add(plain.replace(".", ""))
    if " " in digits:
        forms |= {digits.split(" ")[0], digits.split(" ")[-1].replace(",", ".")}
    return tuple((float(form), 10.0 ** -len(form.partition(".")[2])) for form in sorted(forms))


def word_value(match: re.Match[str]) -> tuple[float | None, str]:
    """Return the value of a number in words (None for digits) and its dimension."""
    found = {name: part.lower() for name, part in match.groupdict().items() if part}
    if "digits" in found:
        return None, ""
    if "fraction" in found:
        parts = _cardinal(found.get("parts", "one"))
        if parts == 1 and found["fraction"] in ORDINALS:
            return float(ORDINALS[found["fraction"]]), "ordinal"
        return parts * FRACTIONS[found["fraction"]], "fraction"
    if "ordinal" in found:
        return float(ORDINALS[found["ordinal"]]), "ordinal"
    if "multiple" in found or "fold" in found:
        return float(MULTIPLES[found["multiple"]] if "multiple" in found else CARDINALS[found["fold"]]), "multiple"
    return _cardinal(found.get("cardinal", "one")) + (0.5 if "half" in found else 0.0), ""


def _cardinal(words: str) -> float:
    total = 0.0
    for word in re.split("[ -]", words):
        if word in ("hundred", "dozen"):
            total = max(total, 1.0) * (100 if word == "hundred" else 12)
        else:
            total += 1 if word in ("a", "an") else _COUNTED.get(word, 0)
    return total


_ANYWHERE = {
    hedge: re.compile(rf"\b(?:{_either(phrases)})\b|[{_SIGNS.get(hedge, '≈')}]", re.IGNORECASE)
    for hedge, phrases in HEDGES.items()
}


_BEFORE = re.compile(rf"(?:\b({_either(_PLAIN)})\b\.?|([>≥≤<~≈]))\s*(?:the |an? )?\s*$", re.IGNORECASE)


def hedges_of(text: str) -> frozenset[str]:
    """Return every hedge of which a word or sign stands anywhere in an English wording."""
    return frozenset(hedge for hedge, words in _ANYWHERE.items() if words.search(text))


def hedges_before(text: str) -> frozenset[str]:
    """Return the hedges of the words that end a text, as “to up to $”; none where it ends otherwise."""
    found: frozenset[str] = frozenset()
    while match := _BEFORE.search(text):
        found |= _OF_PHRASE[(match[1] or match[2]).lower()]
        text = text[: match.start()].rstrip()
    return found


def hedges_after(text: str) -> frozenset[str]:
    """Return the hedges of the words that begin a text behind a figure, as “million tons or more”."""
    match = _AFTER.match(text)
    return _OF_PHRASE[(match[1] or match[2]).lower()] if match else frozenset()


class Quantity(NamedTuple):
    """Hold one number of a text: its `figure`, with the `step` of the last digit printed (0 for words).

    `factor` turns both into the base unit of the `dimension`, that of the amounts for a rate a year. The dimension is
    blank where no unit stands by the number; `scaled` tells whether a word such as million does. `hedges` are those of
    the words right beside the number, `near` also those of the words around it that belong to no other; `yearly` and
    `base` tell whether “per year” follows and “from” stands before it; with its unit it ends at `end`.
    """

    figure: float
    step: float
    start: int
    end: int
    factor: float
    dimension: str
    scaled: bool
    yearly: bool
    base: bool
    hedges: frozenset[str]
    near: frozenset[str]


class _Slot(NamedTuple):
    start: int
    end: int
    lead: int
    until: int
    word: float | None
    scale: float
    size: float
    dimension: str
    yearly: bool
    base: bool
    hedges: frozenset[str]
    near: frozenset[str]


def find_quantities(text: str, units: Units) -> list[Quantity]:
    """List the quantities of a normalised wording; a number that may be read in two ways is listed twice.

    Numbers are read in digits, with either decimal sign, and in English words; scales in English, and the commonest
    in Russian and Chinese; units by their words. In “from 12 to 33 million tonnes” the first number shares scale and
    unit. What stands beyond the first 400 characters is not read: a wording is a phrase.
    """
    text = text[:_LONGEST]
    return [
        Quantity(
            figure, step, slot.start, slot.until, slot.scale * slot.size, slot.dimension, slot.scale != 1, slot.yearly,
            slot.base, slot.hedges, slot.near,
        )
        for slot in _slots(text if _DIGIT_BY_LETTER.search(text) else text.translate(_SHAPE), units)
        for figure, step in ([(slot.word, 0.0)] if slot.word is not None else digit_values(text[slot.start : slot.end]))
    ]  # fmt: skip


@lru_cache(maxsize=65536)
def _slots(shape: str, units: Units) -> tuple[_Slot, ...]:
    """Find what stands around each number of a text; which digits it has makes no difference."""
    slots: list[_Slot] = []
    tokens = list(TOKEN.finditer(shape))
    ends = [0, *(token.end() for token in tokens)]
    for token, previous in reversed(list(zip(tokens, ends, strict=False))):
        word, dimension = word_value(token)
        sign, lead = units.before(shape[: token.start()])
        before, end, scale, unit = shape[:lead], token.end(), 1.0, None
        if dimension == "" and (ending := _ORDINAL_ENDING.match(shape, end)):
            dimension, end = "ordinal", ending.end()
        elif dimension == "":
            scale, end = _scale(shape, end)
            if named := units.after(shape, end):
                unit, end = named
                if scale == 1 and unit.prefix:
                    scale, end = _scale(shape, end)
            else:
                unit = sign
        dimension, size = (unit.amount, unit.factor) if unit else (dimension, 1.0)
        while slots and slots[-1].start < end:  # a number in the name of a unit
            slots.pop()
        following = slots[-1] if slots else None
        until = following.start if following else len(shape)
        hedges = hedges_before(before) | hedges_after(shape[end:])
        near = hedges | hedges_of(" ".join(shape[previous : token.start()].split()[-4:]))
        near |= hedges_of(shape[end:until]) - (following.hedges if following else frozenset())
        yearly = bool((unit and unit.yearly) or _YEARLY.match(shape, end))
        slot = _Slot(
            token.start(), token.end(), lead, end, word, scale, size, dimension, yearly,
            bool(_BASE.search(before)), hedges, near | (hedges_of(shape) & {"initial"}),
        )  # fmt: skip
        slots.append(slot)
        if following and dimension == "" and _LINK.fullmatch(shape, end, following.lead):
            shared = slot._replace(scale=following.scale if scale == 1 else scale, size=following.size)
            slots.append(shared._replace(dimension=following.dimension, yearly=following.yearly))
    return tuple(reversed(slots))


def _scale(shape: str, start: int) -> tuple[float, int]:
    """Return what a word such as million at a place multiplies by, and where it ends; 1 where there is none."""
    found = _SCALE.match(shape, start)
    return (_SCALES[int(str(found.lastgroup)[1:])][1], found.end()) if found else (1.0, start)


class Reading(NamedTuple):
    """Hold what a quantity comes to in a unit: its `value`, and the `step` of its last digit (0 for words)."""

    value: float
    step: float


def readings(quantity: Quantity, unit: Unit) -> Iterator[Reading]:
    """Return each value that a quantity can have in a unit; none where it is of another dimension.

    A number without a unit may stand for any. “Half” is 50 percent or a multiple of 0.5, “third” a rank or 33.3
    percent, “doubled” a multiple of 2 or a growth of 100 percent.
    """
    dimension, size = unit.amount, unit.factor
    found, amount = quantity.dimension, quantity.figure * quantity.factor
    if found in ("", dimension):
        yield Reading(amount / size, quantity.step * quantity.factor / size)
        if not found and not quantity.scaled and size != 1:
            yield Reading(quantity.figure, quantity.step)
    elif found == "ordinal" and dimension == "count":
        yield Reading(amount, 0.0)
    elif found == "fraction" and dimension in ("percent", "multiple"):
        yield Reading(amount / size, 0.0)
    elif found == "ordinal" and dimension == "percent":
        yield Reading(100 / amount, 0.0)
    elif found == "multiple" and dimension == "percent":
        yield Reading((amount - 1) * 100, 0.0)


def stated_readings(found: Iterable[Quantity], written: str, unit: Unit) -> list[tuple[Quantity, Reading]]:
    """Return the quantities of a wording that are a figure written in digits, each with its reading in the unit."""
    size, last = abs(float(written)), last_digit_value(written)
    near = 1e-9 * max(size, 1.0)
    return [
        (quantity, reading)
        for quantity in found
        for reading in readings(quantity, unit)
        if abs(reading.value - size) <= (near if reading.step else last / 2)
    ]
