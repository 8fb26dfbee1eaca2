"""Compare words as a reader means them, whatever their case, accents, dashes or thousands separators."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

_DASHES = re.compile("[‐-―−_-]+")
_QUOTES = str.maketrans("", "", "‘’‚‛`´'“”„‟«»\"")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])")
_NUMERAL = re.compile(r"\d+(\.\d+)?")


class Text(NamedTuple):
    """Hold the folded text of a row: its `own`, and that of its `document`, where no number is looked for."""

    own: str
    document: str = ""


def folded(text: str) -> str:
    """Reduce a text to what counts in a search: no case, accents, quotes, dashes or thousands separators."""
    bare = _THOUSANDS.sub("", text).casefold()
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_DASHES.sub(" ", bare.translate(_QUOTES)).split())


def matcher(query: str) -> Callable[[Text], bool]:
    """Give the test whether a row has every word of a query: words by their beginning, numbers whole."""
    joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), folded(query))
    words = [word for part in joined.split() if (word := part.strip(".,;:!?()[]$%<>≥≤≈×…"))]
    numerals = [re.compile(rf"(?<![\d.]){re.escape(word)}(?!\d|\.\d)") for word in words if _NUMERAL.fullmatch(word)]
    others = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words if not _NUMERAL.fullmatch(word)]
    return lambda text: (
        all(pattern.search(text.own) for pattern in numerals)
        and all(pattern.search(text.own) or pattern.search(text.document) for pattern in others)
    )
