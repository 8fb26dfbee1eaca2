"""Find every number of an English text, in digits or in words."""

import re
from dataclasses import dataclass

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
_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|\b(?P<fold>[a-z]+)-?fold\b|\b(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """One number of a text: the characters `start` to `end`."""

    start: int
    end: int
    text: str


def numbers(text: str) -> list[Number]:
    """List the numbers of a text in their order: digits, number words, multiples and scale words."""
    return [
        Number(match.start(), match.end(), match.group())
        for match in _NUMBER.finditer(text)
        if not match["fold"] or match["fold"].lower() in CARDINALS
    ]


def step(written: str) -> float:
    """Give what one unit of the last digit of a written number is worth: 0.1 for 20.3, 1000 for 11e3."""
    digits, _, exponent = written.lower().partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
