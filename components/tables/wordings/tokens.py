"""Find where the numbers of a text stand, in digits or in English words, and what each is worth."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .numbers import CARDINALS, FRACTIONS, MULTIPLES, ORDINALS

_COUNTED = {**CARDINALS, "both": 2, "pair": 2, "couple": 2, "single": 1, "sole": 1}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TENS = _either([word for word, value in _COUNTED.items() if 20 <= value <= 90])
_ONES = _either([word for word, value in _COUNTED.items() if value < 20 and word != "dozen"])
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|(?:{_ONES}))"
_CARDINAL = rf"(?:(?:{_SMALL}|an?)[ -])?hundred(?:[ -](?:and )?{_SMALL})?|(?:(?:{_ONES}|an?) )?dozen|{_SMALL}"
_DIGITS = r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?"
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
    """Give the value of a number in words (None for digits) and its dimension."""
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
