"""The plain form of a text, in which wordings can be compared and read."""

import re
import unicodedata

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"')})
_DASHES = re.compile("[‐-―−]")
_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")


def normalised(text: str) -> str:
    """Fold the white space, quotes and dashes of a text to one plain form, so that wordings can be compared."""
    if not text.isascii():
        text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return " ".join(text.translate(_QUOTES).split())


def in_latin_letters(text: str) -> bool:
    """Tell whether a text is written in Latin letters alone, so that its words can be read as English."""
    return text.isascii() or not _OTHER_LETTERS.search(text)
