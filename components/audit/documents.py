"""Read a document as the numbered paragraphs that the tables refer to."""

from pathlib import Path

from components.tables.wordings import normalised


def paragraphs(document: Path, body_first_line: int) -> list[str]:
    """Give a document's normalised paragraphs: 0 is all before the body, then one for each non-blank line.

    `body_first_line` counts the file's lines from 1. Raises OSError or UnicodeDecodeError.
    """
    lines = document.read_text(encoding="utf-8-sig").splitlines()
    head, body = lines[: body_first_line - 1], lines[body_first_line - 1 :]
    return [normalised(" ".join(head)), *(normalised(line) for line in body if line.strip())]
