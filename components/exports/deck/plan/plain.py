"""Text from the data as a slide can hold it: still text, with nothing that XML forbids or that turns a line around."""

import re

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(words: str) -> str:
    """Give a text in which a sign that no slide can hold, or that reorders its neighbours, is seen as “�”."""
    return _REFUSED.sub("�", words.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(words: str) -> str:
    """Give a plain text without line breaks and doubled spaces; thin spaces stay."""
    return re.sub(r"[ \t\n\u2028\u2029]+", " ", plain(words)).strip()
