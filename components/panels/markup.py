"""Write text from tables as HTML: every cell is text, never markup."""

from collections.abc import Iterable
from html import escape


def text(value: object) -> str:
    """Give a value as HTML text with nothing in it that a browser would run or format."""
    return escape(str(value), quote=True)


def definition_list(entries: Iterable[tuple[str, str]]) -> str:
    """Write names and their HTML contents as a definition list; empty contents are left out."""
    told = "".join(f"<dt>{text(name)}</dt><dd>{content}</dd>" for name, content in entries if content)
    return f'<dl class="atlas-facts">{told}</dl>'
