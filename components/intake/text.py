"""A text as it is read: paragraphs, as printed and as compared, and their sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from components.tables import normalised

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BODY = re.compile(r"(?:\S+\s+){7,}\S*[.!?…:][\"'”’»)]*")
_END = re.compile(r"(?<=[.!?…])[\"')]*\s+(?=[\"'(]?[A-ZА-ЯЁ0-9])|(?<=[.!?…][\"'])\s+(?=[\"'(]?[A-ZА-ЯЁ])")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|mr|mrs|ms|dr|prof|st|no|vs|approx|ca|art|par|fig|inc|co|ltd|jan|feb|mar|apr|aug|sept|oct|nov|dec)"
    r"|U\.S)\.$",
    re.IGNORECASE,
)
_LONGEST = 390  # letters of a sentence that are read at once


@dataclass(frozen=True)
class Paragraph:
    """Hold a paragraph by its number in the document, 0 for what stands above the body, with single spaces."""

    number: int
    printed: str

    @cached_property
    def _places(self) -> tuple[str, list[int]]:
        letters, places = [], []
        for place, sign in enumerate(self.printed):
            plain = " " if sign == " " else normalised(sign) or sign
            letters.append(plain)
            places += [place] * len(plain)
        joined = "".join(letters)
        same = joined == normalised(self.printed)
        return (joined, [*places, len(self.printed)]) if same else (self.printed, [*range(len(self.printed) + 1)])

    @property
    def plain(self) -> str:
        """Return it with plain quotes and dashes, as wordings are compared."""
        return self._places[0]

    def cut(self, start: int, end: int) -> tuple[int, str]:
        """Return a part of the plain text as printed, and where it begins there."""
        places = self._places[1]
        return places[start], self.printed[places[start] : places[end - 1] + 1 if end > start else places[start]]


def paragraphs(text: str) -> list[Paragraph]:
    """Split a text at blank lines; what stands before the first long sentence is paragraph 0."""
    folded = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = [" ".join(part.split()) for part in _BLANK_LINES.split(folded) if part.strip()]
    first = next((number for number, part in enumerate(parts) if _BODY.fullmatch(part) or _is_long(part)), 0)
    head = [Paragraph(0, " ".join(parts[:first]))] if first else []
    return [*head, *(Paragraph(number, part) for number, part in enumerate(parts[first:], 1))]


def _is_long(part: str) -> bool:
    return len(part.split()) > 40


def document(found: list[Paragraph]) -> tuple[str, int]:
    """Return the text of paragraphs as a document is kept, one a line, and the line that its body begins at."""
    head = [part.printed for part in found if part.number == 0]
    lines = [line for part in found for line in (part.printed, "")]
    return "\n".join(lines), 2 * len(head) + 1


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a plain text, each with where it begins; a very long one in parts."""
    start = 0
    for end in [*(match for match in _END.finditer(text)), None]:
        stop = end.start() if end else len(text)
        if end and _NO_END.search(text[start:stop]):
            continue
        yield from _parts(start, text[start:stop])
        start = end.end() if end else stop


def _parts(start: int, sentence: str) -> Iterator[tuple[int, str]]:
    while len(sentence) > _LONGEST:
        room = sentence[:_LONGEST]
        cut = max(room.rfind("; "), room.rfind(", ")) + 2
        cut = cut if cut > _LONGEST // 3 else room.rfind(" ") + 1 or _LONGEST
        yield start, sentence[:cut]
        start, sentence = start + cut, sentence[cut:]
    yield start, sentence
