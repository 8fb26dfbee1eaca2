"""The figures of a text, each with its digits as printed, unit and hedge, and the numbers that are none, with why."""

import math
import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from components.intake.periods import dates
from components.tables.quantities import Quantity, find_quantities
from components.tables.units import Unit, Units

_PERIODS = r"(?:months?|weeks?|quarters?|decades?|hours?|minutes?|centur(?:y|ies)|half of|anniversary|time(?!s))"
_PARTIES = (
    "(?:countries|nations|sides|states|peoples|leaders|parties|heads|presidents|governments|capitals|neighbou?rs"
    "|ministers)"
)
_YEARS = (
    r"\b(?:past|last|next|coming|previous|within|in|for|over|every|after|first|recent)(?: the)?"
    r"(?: (?:past|last|next|coming|first))? $"
)
# What is no figure, though a number: words behind it, and the reason.
_IDIOMS: tuple[tuple[str, str], ...] = (
    (rf"[ -]?{_PERIODS}\b", "A period, or a time; it stands in the periods of figures."),
    (r"-?(?:foot|track|gauge|lane|speed|sided|way|year-old|storey|story|man|day|fold-)\b", "Part of a name or a kind."),
    (rf" (?:\w+ )?{_PARTIES}\b", "A way of naming, not a figure."),
)
_PART = re.compile(r"\b(?:first|second|third|fourth|last|final) $", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[A-Za-z]-?|\b(?:No\.?|Nos\.?|number|article|resolution|decree|paragraph|chapter|version|flight|EXPO|strategy"
    r"|agenda|vision) )$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\bof (?:which|them|it|that) (?:about |almost |nearly |over )?$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:out )?of (?:the |a total of |all )?", re.IGNORECASE)
_READ = [(re.compile(after, re.IGNORECASE), reason) for after, reason in _IDIOMS]
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"\s*(?:-|to|and|or)(?: up to)?\s*(?:US ?\$|USD|EUR|[$€£¥₸₽])?\s*", re.IGNORECASE)
_INITIAL = re.compile(r"\binitial(?:ly)?\b[^,.;]{0,30}$", re.IGNORECASE)
_ALONE = {"both", "pair", "couple", "single", "sole", "once", "one"}
_EARLY = ("first", "second", "third", "once")
# Of hedges that one phrase may stand for, the one that it means most often.
_MEANT = ("at_least", "up_to", "over", "almost", "about", "initial")
_BOTH = {frozenset({"almost", "about"}): "almost", frozenset({"over", "at_least"}): "at_least"}
WORDS = 12


class Figure(NamedTuple):
    """Hold one figure of a sentence, from `start` to `end` with its unit; `high` and its value are of a range.

    `value` is as printed, in `unit`; `amount` comes in the base unit of the `dimension`. The wording of a number that
    shares the unit of one behind it ends there (`told`).
    """

    start: int
    end: int
    value: str
    value_high: str
    unit: str
    dimension: str
    amount: float
    amount_high: float | None
    hedge: str
    yearly: bool
    told: int


class Omitted(NamedTuple):
    """Hold a number of a sentence that is no figure, with the reason."""

    start: int
    end: int
    reason: str


def read_figures(sentence: str, units: Units) -> tuple[list[Figure], list[Omitted]]:
    """Read the figures of a plain sentence, and the numbers that are none."""
    days = list(dates(sentence))
    same = groupby(find_quantities(sentence, units), lambda one: one.start)
    ahead = [_chosen(list(readings), sentence) for _, readings in same]
    found: list[Figure] = []
    omitted: list[Omitted] = []
    while ahead:
        one = _meant(ahead.pop(0), ahead[:1], sentence)
        if reason := _reason(one, sentence, days):
            omitted.append(Omitted(one.start, one.end, reason))
            continue
        following = ahead[0] if ahead else None
        if following is not None and _is_range(one, following, sentence, days):
            found.append(_figure(one, sentence, units, ahead.pop(0)))
            continue
        own = _figure(one, sentence, units)
        shares = following is not None and own.unit not in _AS.values() and sentence[own.end - 1].isdigit()
        shares = shares and not units.before(sentence[: own.start])[0]
        found.append(own._replace(told=following.end) if following and shares else own)
    return found, omitted


def _chosen(same: Sequence[Quantity], sentence: str) -> Quantity:
    """Return the reading of a number in digits as English prints it: a comma before three digits parts thousands."""
    if len(same) == 1:
        return same[0]
    printed = _printed(sentence[same[0].start : same[0].end])
    return next((one for one in same if printed and math.isclose(one.figure, float(printed))), same[-1])


def _meant(one: Quantity, following: Sequence[Quantity], sentence: str) -> Quantity:
    """Return a number as its sentence means it: “a third of” as a part, “418 of 836 kilometres” in kilometres."""
    words = sentence[one.start : one.end].lower()
    parted = re.match(r" of\b", sentence[one.end :]) or _OF_WHICH.search(sentence[: one.start])
    if one.dimension == "ordinal" and re.match(r"(?:a|one) ", words) and parted:
        return one._replace(dimension="fraction", figure=1 / one.figure)
    other = following[0] if following else None
    if other and one.dimension == "" and not one.scaled and _OF.fullmatch(sentence[one.end : other.start]):
        return one._replace(dimension=other.dimension, factor=other.factor)
    return one


def _printed(text: str) -> str:
    """Return the digits that a text begins with as a plain number, with every digit that is printed."""
    match = re.match(r"\d{1,3}(?:[ '.]\d{3}){2,}(?!\d)|\d{1,3}(?:[ ',]\d{3})+(?:\.\d+)?(?!\d)|\d+[.,]\d+|\d+", text)
    if not match:
        return ""
    digits = match[0].replace(" ", "").replace("'", "")
    if digits.count(".") > 1:
        return digits.replace(".", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")


def _reason(one: Quantity, sentence: str, days: Sequence[tuple[int, int]]) -> str:
    """Say why a number is no figure; "" for a figure."""
    before, number = sentence[: one.start], sentence[one.start : one.end]
    word = number.split()[0].lower() if number else ""
    if any(start <= one.start < end for start, end in days):
        return "A date."
    if _YEAR.fullmatch(number):  # it may share the unit of a number behind it, as in “2025 and 10 million tons”
        return "A year; it stands in the periods of figures."
    if one.dimension == "ordinal" and (word in _EARLY or word.rstrip("s") in _EARLY):
        return "An order, not an amount."
    if one.dimension in ("", "multiple") and word in _ALONE and not one.scaled:
        return "A word of speech, not a figure."
    if one.dimension == "multiple" and re.match(r"-", sentence[one.end :]):
        return "Part of a name or a kind."
    if one.dimension == "years":
        return "A span of time." if re.search(_YEARS, before, re.I) else ""
    unit = one.dimension not in ("", "ordinal", "fraction", "multiple") or one.scaled
    if one.dimension == "fraction" and _PART.search(before):
        return "A part of a period."
    if number[:1].isdigit() and not unit and _NAME.search(before):
        return "Part of a name."
    return "" if unit else next((reason for behind, reason in _READ if behind.match(sentence, one.end)), "")


def _is_range(one: Quantity, other: Quantity, sentence: str, days: Sequence[tuple[int, int]]) -> bool:
    """Return whether two numbers are the ends of one range, as in 2-2.5 million and between 35 and 40."""
    between = sentence[one.end : other.start]
    if one.base or not _RANGE.fullmatch(between) or _reason(other, sentence, days):
        return False
    if one.dimension != other.dimension or one.figure * one.factor >= other.figure * other.factor:
        return False
    joined = between.strip().lower()
    if joined.startswith(("and", "or")):
        return (
            bool(re.search(r"\bbetween\W*(?:US ?)?[$€£]?\s*$", sentence[: one.start], re.IGNORECASE)) or joined == "or"
        )
    return True


def _figure(one: Quantity, sentence: str, units: Units, high: Quantity | None = None) -> Figure:
    last = high or one
    unit, exponent = _unit(last, units)
    value = _value(one, unit, exponent, sentence)
    return Figure(
        one.start,
        last.end,
        value,
        _value(high, unit, exponent, sentence) if high else "",
        unit.unit,
        unit.amount,
        float(value) * unit.factor,
        float(_value(high, unit, exponent, sentence)) * unit.factor if high else None,
        _hedge(one.hedges | (high.hedges if high else frozenset()), sentence[: one.start]),
        last.yearly,
        last.end,
    )


_AS = {"": "count", "fraction": "percent", "ordinal": "ordinal", "multiple": "multiple"}


def _unit(one: Quantity, units: Units) -> tuple[Unit, int]:
    """Return the unit in which a quantity is printed, with the power of ten that is left over."""
    if one.dimension in _AS:
        named = units[_AS[one.dimension]] if _AS[one.dimension] in units.rows else units.of(_AS[one.dimension])[0]
        return named, round(math.log10(one.factor)) if one.factor > 0 else 0
    rows = units.of(one.dimension)
    fitting = [row for row in rows if math.isclose(row.factor, one.factor)]
    chosen = [row for row in fitting if row.yearly == one.yearly] or fitting
    if chosen:
        return chosen[0], 0
    smaller = [row for row in rows if not row.yearly and row.factor < one.factor] or rows
    unit = max(smaller, key=lambda row: row.factor)
    return unit, round(math.log10(one.factor / unit.factor))


def _value(one: Quantity | None, unit: Unit, exponent: int, sentence: str) -> str:
    if one is None:
        return ""
    if one.dimension == "fraction":
        percent = one.figure / unit.factor
        return f"{percent:g}" if math.isclose(percent, round(percent)) else f"{percent:.1f}"
    printed = _printed(sentence[one.start : one.end]) if one.step else f"{one.figure:g}"
    return f"{printed}e{exponent}" if exponent else printed


def _hedge(found: frozenset[str], before: str) -> str:
    if found in _BOTH:
        return _BOTH[found]
    if named := next((hedge for hedge in _MEANT if hedge in found), ""):
        return named
    return "initial" if _INITIAL.search(before) else "exact"


def wording(sentence: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return where the phrase around a number begins and ends: at most 12 words, and no other number in it."""
    words = [match.span() for match in re.finditer(r"\S+", sentence)]
    first = max((number for number, word in enumerate(words) if word[0] <= start), default=0)
    last = max((number for number, word in enumerate(words) if word[0] < max(end, start + 1)), default=first)
    others = [span for span in taken if span[1] <= start or span[0] >= end]
    room = WORDS - (last - first + 1)
    left = right = 0
    while left < min(4, room) and first - left > 0 and _is_free(sentence, words[first - left - 1], others, back=True):
        left += 1
    while (
        right < min(3, room - left)
        and last + right + 1 < len(words)
        and _is_free(sentence, words[last + right + 1], others)
    ):
        if sentence[words[last + right][1] - 1] in ",;:.":
            break
        right += 1
    begin, stop = words[first - left][0], words[last + right][1]
    return begin + _leading(sentence[begin:stop]), stop - _trailing(sentence[begin:stop])


def _is_free(sentence: str, word: tuple[int, int], others: Sequence[tuple[int, int]], *, back: bool = False) -> bool:
    if back and sentence[word[0] : word[1]].endswith((",", ";", ":", ".", '"')):
        return False
    return not any(word[0] < end and start < word[1] for start, end in others)


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip("\"'(-,; "))


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip("\"')-,;:.!? "))
