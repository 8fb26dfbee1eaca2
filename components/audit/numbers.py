"""Find every number of an English text, in digits or in words."""

import re
from dataclasses import dataclass
from itertools import pairwise

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "half": 50,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2,
    "doubling": 2, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "quadruple": 4, "quarter": 25,
    "halve": 50, "halved": 50,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bln": 1e9}
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)|\b(?P<fold>[a-z]+)-?fold\b|\b(?P<word>"
    + "|".join(sorted([*_WORDS, *_SCALES], key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """One number of a text: the characters `start` to `end`, and what it reads as (NaN-free, or None)."""

    start: int
    end: int
    text: str
    value: float | None


def numbers(text: str) -> list[Number]:
    """List the numbers of a text in their order: digits, number words, multiples and scale words.

    A share in words reads in percent (half is 50); a scale word (million) has no value of its own.
    """
    found = []
    for match in _NUMBER.finditer(text):
        digits, word = match["digits"], (match["fold"] or match["word"] or "").lower()
        if match["fold"] and word not in _WORDS:
            continue
        value = float(digits.replace(",", "")) if digits else _WORDS.get(word)
        found.append(Number(match.start(), match.end(), match.group(), value))
    return found


def readings(text: str) -> set[float]:
    """Give every value a phrase can stand for: each number, plain and times the scale word after it."""
    listed = numbers(text)
    values = {number.value for number in listed if number.value is not None}
    for number, following in pairwise(listed):
        scale = _SCALES.get(following.text.lower())
        if number.value is not None and scale:
            values.add(number.value * scale)
    return values
