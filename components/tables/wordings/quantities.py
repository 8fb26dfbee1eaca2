"""Read the quantities of a wording: each number with its scale, its unit and the words that qualify it."""

import re
from functools import lru_cache
from typing import NamedTuple

from .hedges import hedges_after, hedges_before, hedges_of
from .tokens import TOKEN, digit_values, word_value

_SCALES = (
    (r"hundred", 1e2), (r"thousand|тыс\.?|тысяч\w*|мың", 1e3), (r"(?:million|миллион)\w*|mln|mn|млн\.?", 1e6),
    (r"(?:billion|миллиард)\w*|bln|bn|млрд\.?", 1e9), (r"(?:trillion|триллион)\w*|trn|tn|трлн\.?", 1e12),
    (r"百万", 1e6), (r"万", 1e4), (r"亿", 1e8), (r"(?<=\d)k", 1e3), (r"(?<=\d)m", 1e6), (r"(?<=\d)b", 1e9),
)  # fmt: skip
_UNITS = (
    (r"(?:us |u\.s\. |american )?(?:dollars?|usd)|\$|долл\w*|美元", "money", 1.0),
    (r"yuan|rmb|renminbi|cny|tenge|kzt|euros?|eur|roubles?|rubles?|rub|тенге|юан\w*|евро|руб\w*|元|[€¥£₸₽]",
     "another currency", 1.0),
    (r"(?:metric |net |gross )?(?:tons?|tonnes?)|(?-i:MT)|t|т|тонн\w*|吨", "mass", 1.0),
    (r"kilotons?|kilotonnes?|kt", "mass", 1e3), (r"(?-i:Mt)", "mass", 1e6),
    (r"kilomet(?:er|re)s?|kms?|км|километр\w*|公里", "length", 1e3), (r"met(?:er|re)s?|метр\w*", "length", 1.0),
    (r"cubic met(?:er|re)s?|m3|м3|куб\w*", "volume", 1.0), (r"bcm", "volume", 1e9),
    (r"(?-i:kW)|kilowatts?|кВт", "power", 1e3), (r"(?-i:MW)|megawatts?|МВт", "power", 1e6),
    (r"(?-i:GW)|gigawatts?|ГВт", "power", 1e9), (r"%|percent|per cent|процент\w*", "percent", 1e-2),
    (r"times|fold|x|раза?|倍", "multiple", 1.0), (r"years?|лет|года?|年", "years", 1.0),
    (r"(?<=\d)(?:st|nd|rd|th)", "ordinal", 1.0),
)  # fmt: skip
_WORD_ENDS = "(?![a-zа-яё])"
_SCALE = re.compile("|".join(rf"\s*-?\s*(?P<n{n}>{words}){_WORD_ENDS}" for n, (words, _) in enumerate(_SCALES)), re.I)
_UNIT = re.compile("|".join(rf"\s*-?\s*(?P<n{n}>{words}){_WORD_ENDS}" for n, (words, *_) in enumerate(_UNITS)), re.I)
_CURRENCY = re.compile(r"(US ?\$|U\.S\. ?\$|USD|\$)\s*$|([€¥£₸₽]|EUR|CNY|RMB|KZT|RUB)\s*$", re.IGNORECASE)
_YEARLY = re.compile(r"\s*(?:(?:per|a|each|every) year|per annum|annually|yearly|/ ?year|в год)\b", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:-|to|and|or|,)(?: (?:up to|over|about|almost|nearly|around|at least))?\s*[$€]?\s*", re.I)
_BASE = re.compile(r"\bfrom\s+(?:US ?|USD ?)?[$€]?\s*$", re.IGNORECASE)
_LONGEST = 400
_SHAPE = str.maketrans("123456789", "000000000")


class Quantity(NamedTuple):
    """Hold one number of a text: its `figure`, with the `step` of the last digit printed (0 for words).

    `factor` turns both into the plain unit of the `dimension`: dollars, tonnes, metres, watts, cubic metres; 1 for
    percent and multiples. The dimension is blank where no unit stands by the number; `scaled` tells whether a word
    such as million does. `hedges` are those of the words right beside the number, `near` also those of the words
    around it that belong to no other; `yearly` and `base` tell whether “per year” follows and “from” stands before it;
    `start` is where it begins.
    """

    figure: float
    step: float
    start: int
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
    word: float | None
    scale: float
    size: float
    dimension: str
    yearly: bool
    base: bool
    hedges: frozenset[str]
    near: frozenset[str]


def quantities(text: str) -> list[Quantity]:
    """List the quantities of a normalised wording; a number that may be read in two ways is listed twice.

    Numbers are read in digits, with either decimal sign, and in English words; scales and units in English, and the
    commonest in Russian and Chinese. In “from 12 to 33 million tonnes” the first number shares scale and unit. What
    stands beyond the first 400 characters is not read: a wording is a phrase.
    """
    text = text[:_LONGEST]
    return [
        Quantity(
            figure, step, slot.start, slot.scale * slot.size, slot.dimension, slot.scale != 1, slot.yearly, slot.base,
            slot.hedges, slot.near,
        )
        for slot in _slots(text.translate(_SHAPE))
        for figure, step in ([(slot.word, 0.0)] if slot.word is not None else digit_values(text[slot.start : slot.end]))
    ]  # fmt: skip


@lru_cache(maxsize=65536)
def _slots(shape: str) -> tuple[_Slot, ...]:
    """Find what stands around each number of a text; which digits it has makes no difference."""
    slots: list[_Slot] = []
    tokens = list(TOKEN.finditer(shape))
    ends = [0, *(token.end() for token in tokens)]
    for token, previous in reversed(list(zip(tokens, ends, strict=False))):
        word, dimension = word_value(token)
        before, end, scale, size = shape[: token.start()], token.end(), 1.0, 1.0
        if dimension == "" and (found := _SCALE.match(shape, end)):
            scale, end = _SCALES[_position(found)][1], found.end()
        if dimension == "" and (found := _UNIT.match(shape, end)):
            (_, dimension, size), end = _UNITS[_position(found)], found.end()
            if scale == 1 and dimension == "money" and (found := _SCALE.match(shape, end)):
                scale, end = _SCALES[_position(found)][1], found.end()
        if dimension == "" and (found := _CURRENCY.search(before)):
            dimension = "money" if found[1] else "another currency"
        following = slots[-1] if slots else None
        until = following.start if following else len(shape)
        hedges = hedges_before(before) | hedges_after(shape[end:])
        near = hedges | hedges_of(" ".join(shape[previous : token.start()].split()[-4:]))
        near |= hedges_of(shape[end:until]) - (following.hedges if following else frozenset())
        slot = _Slot(
            token.start(), token.end(), word, scale, size, dimension, bool(_YEARLY.match(shape, end)),
            bool(_BASE.search(before)), hedges, near | (hedges_of(shape) & {"initial"}),
        )  # fmt: skip
        slots.append(slot)
        if following and dimension == "" and _LINK.fullmatch(shape, end, until):
            shared = slot._replace(scale=following.scale if scale == 1 else scale, size=following.size)
            slots.append(shared._replace(dimension=following.dimension, yearly=following.yearly))
    return tuple(reversed(slots))


def _position(match: re.Match[str]) -> int:
    return int(str(match.lastgroup)[1:])
