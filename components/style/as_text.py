"""Write a text so that whoever shows it takes it for text."""

import unicodedata
from html import escape

MOST_SHOWN = 100
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def chart_text(words: str) -> str:
    """Write a text for Plotly, which reads tags and `%{x}` in titles, labels and hovers, and knows few entities."""
    return escape(words, quote=False).replace("%{", "%&#123;")


def map_text(words: str) -> str:
    """Write a text for deck.gl, which computes what begins with `@@=` and looks up what begins with `@@#`."""
    return f"\u2060{words}" if words.startswith("@@") else words


def visible(words: str) -> str:
    """Write a text of any origin so that all of it is seen: cut if it is long, unseen signs by their numbers."""
    cut = f"{words[:MOST_SHOWN]}…" if len(words) > MOST_SHOWN else words
    return "".join(repr(sign)[1:-1] if unicodedata.category(sign) in _UNSEEN else sign for sign in cut)


def quoted(asked: str) -> str:
    """Quote what a link or a reader asks for, made visible."""
    return f"“{visible(asked)}”"
